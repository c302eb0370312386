#pragma once
// Materials with pair momentum: at random, and by 4 x 4 matrices in every direction.

#include "material_reference.hpp"
#include "mirage/model/pairing_model.hpp"
#include "table.hpp"

namespace mirage_test {

/// A material whose pairs move; `model` points into it.
struct MovingMaterial {
    mirage::Material material;
    mirage::PairingModel model;

    /// Momentum across, along and at any angle to a field in the plane, at any angle to a tilted one;
    /// pockets, channels and the triplet channel in turn. Every eighth scatters equally within and between
    /// valleys.
    MovingMaterial(Random& random, int turn) {
        model.Delta = random.logarithmic(0.05, 1.2);
        model.B = random.logarithmic(0.2, 3.0);
        model.beta = turn % 5 ? random.uniform(0.5, 4.0) : 0.0;
        model.alpha = turn % 3 == 1 ? 0.0 : random.uniform(0.1, 1.5);
        model.Q = random.uniform(0.05, 1.2);
        const double angles[] = {mirage::across_the_field, mirage::along_the_field, random.uniform(-3.0, 3.0),
                                 mirage::across_the_field};
        model.Q_angle = angles[turn % 4];
        material.theta = turn % 4 == 3 ? random.uniform(0.1, 1.4) : 0.0;
        material.gamma_intra = turn % 6 ? random.uniform(0.0, 0.4) : 0.0;
        const double inter = random.uniform(0.0, 0.4);
        model.gamma = material.gamma_intra + (turn % 4 == 2 || turn % 8 == 0 ? material.gamma_intra : inter);
        if (turn % 2) material.gamma_magnetic = random.uniform(0.0, 0.1);
        if (turn % 3 == 0) material.gamma_spin_orbit = random.uniform(0.0, 0.3);
        if (turn % 5 == 0) material.orbital = material.orbital_perpendicular = random.uniform(0.0, 0.02);
        if (turn % 2) {
            material.T_triplet = 0.3;
            model.eta = random.uniform(-0.4, 0.4);
        }
        if (turn % 8 == 5 || turn % 16 == 8 || turn % 8 == 7) add_pockets(random, turn);
        model.material = &material;
    }
    MovingMaterial(const MovingMaterial&) = delete;
    MovingMaterial& operator=(const MovingMaterial&) = delete;

private:
    void add_pockets(Random& random, int turn) {
        mirage::Pocket nodes;
        nodes.share = random.uniform(0.2, 0.6);
        nodes.beta = random.uniform(0.5, 2.0);
        nodes.gap = random.uniform(-0.5, 1.0);
        nodes.velocity = random.uniform(0.6, 1.4);
        nodes.alpha = turn % 4 == 1 ? random.uniform(0.0, 0.7) : 0.0;
        material.gamma_pocket = random.uniform(0.0, 0.2);
        material.pockets.push_back(nodes);
        if (turn % 16 != 7) return;
        mirage::Pocket pair;
        pair.share = 0.15;
        pair.beta = 1.5;
        pair.velocity = 0.8;
        pair.form = mirage::SpinOrbitForm::valley;
        material.pockets.push_back(pair);
    }
};

/// One sheet of the Fermi surface: a valley, one half of a pair of pockets or a pocket around Gamma.
struct ReferenceSheet {
    std::size_t pocket;  ///< 0: the valleys
    double chi, t, velocity;
};

struct MovingReference {
    ReferenceMaterial material;
    std::vector<ReferenceSheet> sheets;
    std::vector<double> component;  ///< (Q.v_phi)/(Q v) of every direction
    Eigen::Vector3d along_field = Eigen::Vector3d::Zero();
    double orbital_B = 0.0;  ///< d orbital/d|B|
};

/// All pockets with the two valleys before them.
inline std::vector<mirage::Pocket> with_valleys(const mirage::PairingModel& m) {
    mirage::Pocket valleys{1.0, m.beta, mirage::SpinOrbitForm::valley, m.alpha};
    for (const mirage::Pocket& p : m.material->pockets) valleys.share -= p.share;
    std::vector<mirage::Pocket> all{valleys};
    all.insert(all.end(), m.material->pockets.begin(), m.material->pockets.end());
    return all;
}

inline void add_sheets(MovingReference& r, const mirage::PairingModel& m, int directions) {
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

inline void add_rates(MovingReference& r, const mirage::PairingModel& m) {
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

inline MovingReference reference_of(const mirage::PairingModel& m, int directions) {
    MovingReference r;
    r.along_field = {std::cos(m.material->theta), 0.0, std::sin(m.material->theta)};
    r.material.B = m.B * r.along_field;
    for (int k = 0; k < directions; ++k)
        r.component.push_back(std::cos(2.0 * std::numbers::pi * (k + 0.5) / directions - m.Q_angle));
    add_sheets(r, m, directions);
    add_rates(r, m);
    return r;
}

/// As MaterialArrays; `functional` without that of the normal state.
struct ReferenceAmplitudes {
    double functional = 0.0, g0 = 0.0, F = 0.0, Ft = 0.0, G = 0.0, current = 0.0;
};

inline ReferenceAmplitudes amplitudes_of(const MovingReference& r, double omega) {
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
