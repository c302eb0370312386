#include "momentum_reference.hpp"

#include <cmath>
#include <numbers>

namespace mirage_test {

std::vector<mirage::Pocket> with_valleys(const mirage::PairingModel& m) {
    mirage::Pocket valleys{1.0, m.beta, mirage::SpinOrbitForm::valley, m.alpha};
    for (const mirage::Pocket& p : m.material->pockets) valleys.share -= p.share;
    std::vector<mirage::Pocket> all{valleys};
    all.insert(all.end(), m.material->pockets.begin(), m.material->pockets.end());
    return all;
}

void add_sheets(MovingReference& r, const mirage::PairingModel& m, int directions) {
    const std::vector<mirage::Pocket> pockets = with_valleys(m);
    double square = 0.0;
    for (const mirage::Pocket& p : pockets) square += p.share * p.gap * p.gap;
    for (std::size_t k = 0; k < pockets.size(); ++k) {
        const mirage::Pocket& p = pockets[k];
        const bool pair = p.form == mirage::SpinOrbitForm::valley;
        for (const double sign : {1.0, -1.0}) {
            if (!pair && sign < 0.0) continue;
            const bool triplet = k == 0 && m.material->T_triplet > 0.0;
            const ReferenceSheet sheet{k, p.gap / std::sqrt(square),
                                       triplet ? sign / std::sqrt(p.share) : 0.0, p.velocity};
            ReferencePocket here{pair ? 0.5 * p.share : p.share, sheet.chi * m.Delta, sheet.t * m.eta,
                                 circle(p.alpha, sign * p.beta,
                                        pair ? ReferenceForm::constant : ReferenceForm::cos3phi, directions)};
            for (const double v : r.component) here.shift.push_back(m.Q * sheet.velocity * v);
            r.material.pockets.push_back(here);
            r.sheets.push_back(sheet);
        }
    }
}

void add_rates(MovingReference& r, const mirage::PairingModel& m) {
    const mirage::Material& material = *m.material;
    for (std::size_t p = 0; p < r.sheets.size(); ++p) {
        std::vector<double> row;
        for (std::size_t q = 0; q < r.sheets.size(); ++q) {
            const double rate = p == q                                     ? material.gamma_intra
                                : r.sheets[p].pocket == r.sheets[q].pocket ? m.gamma - material.gamma_intra
                                                                           : material.gamma_pocket;
            row.push_back(2.0 * r.material.pockets[q].share * rate);
        }
        r.material.potential.push_back(row);
    }
    r.material.magnetic = material.gamma_magnetic;
    r.material.spin_orbit = material.gamma_spin_orbit;
    const double x = r.along_field(0), z = r.along_field(2);
    r.material.orbital = material.orbital * m.B * x * m.B * x + material.orbital_perpendicular * m.B * z;
    r.orbital_B = 2.0 * material.orbital * x * x * m.B + material.orbital_perpendicular * z;
}

MovingReference reference_of(const mirage::PairingModel& m, int directions) {
    MovingReference r;
    r.along_field = {std::cos(m.material->theta), 0.0, std::sin(m.material->theta)};
    r.material.B = m.B * r.along_field;
    for (int k = 0; k < directions; ++k)
        r.component.push_back(std::cos(2.0 * std::numbers::pi * (k + 0.5) / directions - m.Q_angle));
    add_sheets(r, m, directions);
    add_rates(r, m);
    return r;
}

ReferenceAmplitudes amplitudes_of(const MovingReference& r, double omega) {
    const ReferenceMaterial& m = r.material;
    const std::vector<Matrix4> ghat = material_fixed_point(omega, m);
    const Complex i(0, 1);
    ReferenceAmplitudes a;
    Matrix4 mean = Matrix4::Zero();
    for (std::size_t p = 0; p < ghat.size(); ++p) mean += m.pockets[p].share * ghat[p];
    const auto trace = [](const Matrix4& x, const Matrix4& y) { return (x * y).trace().real() / 4.0; };
    for (std::size_t p = 0; p < ghat.size(); ++p) {
        const ReferencePocket& pocket = m.pockets[p];
        const Matrix4 Sigma = self_energy(m, p, ghat), X = bare_matrix(omega, m, pocket) + Sigma;
        const auto count = static_cast<double>(pocket.g.size());
        double value = -0.5 * trace(Sigma, ghat[p]), flow = 0.0;
        for (std::size_t k = 0; k < pocket.g.size(); ++k) {
            const Matrix4 here = in_direction(X, pocket, k), sign = matrix_sign(here);
            value += trace(here, sign) / count;
            flow += r.component[k] * part_of(sign, 0, 3).imag() / count;
        }
        a.functional += pocket.share * value;
        a.current += pocket.share * r.sheets[p].velocity * flow;
        a.F -= pocket.share * r.sheets[p].chi * part_of(ghat[p], 0, 2).real();
        a.Ft -= pocket.share * r.sheets[p].t * part_of(ghat[p], 2, 1).real();
    }
    a.g0 = part_of(mean, 0, 3).real();
    for (int k = 1; k <= 3; ++k) a.G += r.along_field(k - 1) * (i * part_of(mean, k, 3)).real();
    a.G -= 0.5 * r.orbital_B * (trace(mean * product(0, 3), mean * product(0, 3)) - 1.0);
    return a;
}

}  // namespace mirage_test
