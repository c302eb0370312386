#include "material_reference.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <Eigen/Eigenvalues>

namespace mirage_test {

std::vector<Eigen::Vector3d> circle(double alpha, double beta, ReferenceForm form, int count) {
    std::vector<Eigen::Vector3d> g;
    for (int k = 0; k < count; ++k) {
        const double phi = 2.0 * std::numbers::pi * (k + 0.5) / count;
        const double g_z = form == ReferenceForm::cos3phi ? std::cos(3.0 * phi) : 1.0;
        g.emplace_back(-alpha * std::sin(phi), alpha * std::cos(phi), beta * g_z);
    }
    return g;
}

Matrix4 bare_matrix(Complex omega, const ReferenceMaterial& m, const ReferencePocket& pocket) {
    const Complex i(0, 1);
    Matrix4 X = omega * product(0, 3) - pocket.singlet * product(0, 2) - pocket.triplet * product(2, 1);
    for (int k = 1; k <= 3; ++k) X -= i * m.B(k - 1) * product(k, 3);
    return X;
}

Matrix4 matrix_sign(const Matrix4& X) {
    const Eigen::ComplexEigenSolver<Matrix4> solver(X);
    Matrix4 sign = Matrix4::Zero();
    for (int k = 0; k < 4; ++k) sign(k, k) = solver.eigenvalues()(k).real() > 0 ? 1 : -1;
    return solver.eigenvectors() * sign * solver.eigenvectors().partialPivLu().inverse();
}

Matrix4 in_direction(const Matrix4& X, const ReferencePocket& pocket, std::size_t direction) {
    const Complex i(0, 1);
    Matrix4 here = X;
    for (int k = 1; k <= 3; ++k) here += i * pocket.g[direction](k - 1) * product(k, 0);
    if (!pocket.shift.empty()) here += i * pocket.shift[direction] * product(0, 3);
    return here;
}

Matrix4 pocket_propagator(const Matrix4& X, const ReferencePocket& pocket) {
    Matrix4 sum = Matrix4::Zero();
    for (std::size_t k = 0; k < pocket.g.size(); ++k) sum += matrix_sign(in_direction(X, pocket, k));
    return sum / static_cast<double>(pocket.g.size());
}

Matrix4 self_energy(const ReferenceMaterial& m, std::size_t p, const std::vector<Matrix4>& ghat) {
    Matrix4 sum = Matrix4::Zero(), mean = Matrix4::Zero();
    for (std::size_t q = 0; q < ghat.size(); ++q) {
        sum += m.potential[p][q] * ghat[q];
        mean += m.pockets[q].share * ghat[q];
    }
    for (int k = 1; k <= 3; ++k) {
        sum += m.magnetic / 3.0 * product(k, 3) * mean * product(k, 3);
        sum += m.spin_orbit / 3.0 * product(k, 0) * mean * product(k, 0);
    }
    return sum + m.orbital * product(0, 3) * mean * product(0, 3);
}

std::vector<Matrix4> material_fixed_point(Complex omega, const ReferenceMaterial& m) {
    std::vector<Matrix4> ghat(m.pockets.size(), product(0, 3));
    for (int step = 0; step < 2000; ++step) {
        std::vector<Matrix4> next;
        double change = 0.0;
        for (std::size_t p = 0; p < ghat.size(); ++p) {
            const ReferencePocket& pocket = m.pockets[p];
            next.push_back(
                pocket_propagator(bare_matrix(omega, m, pocket) + self_energy(m, p, ghat), pocket));
            change = std::max(change, (next[p] - ghat[p]).norm());
        }
        ghat = next;
        if (change < 1e-13) break;
    }
    return ghat;
}

Complex part_of(const Matrix4& ghat, int s, int t) { return (ghat * product(s, t)).trace() / 4.0; }

}  // namespace mirage_test
