#pragma once
// The slow reference: sign function of the 4 x 4 matrix X = -i M by its eigenvectors, and the self-energy by a plain
// fixed point. Nothing here is shared with the engine.

#include <complex>
#include <vector>

#include <Eigen/Eigenvalues>

#include "mirage/fermi_surface.hpp"

namespace mirage_test {

using Complex = std::complex<double>;
using Matrix2 = Eigen::Matrix2cd;
using Matrix4 = Eigen::Matrix4cd;

inline Matrix2 pauli(int k) {
    const Complex i(0, 1);
    Matrix2 m;
    switch (k) {
        case 1:
            m << 0, 1, 1, 0;
            break;
        case 2:
            m << 0, -i, i, 0;
            break;
        case 3:
            m << 1, 0, 0, -1;
            break;
        default:
            m << 1, 0, 0, 1;
    }
    return m;
}

/// sigma_s tau_t, index = 2 (Nambu) + spin.
inline Matrix4 product(int s, int t) {
    Matrix4 m;
    for (int i = 0; i < 2; ++i)
        for (int j = 0; j < 2; ++j) m.block<2, 2>(2 * i, 2 * j) = pauli(t)(i, j) * pauli(s);
    return m;
}

/// Renormalised amplitudes of one frequency.
struct Amplitudes {
    double w, D, B, d;
};

/// r and its gradient: g0, F, G, fx.
struct Propagator {
    double r, g0, F, G, fx;
};

/// X = w~ tau3 - D~ tau2 + i g.sigma - i B~ sigma_x tau3 + i d sigma_x tau2, sgn X, r = Tr[X sgn X]/4.
inline Propagator propagator(const Amplitudes& a, double g_x, double g_perp) {
    const Complex i(0, 1);
    const Matrix4 X = a.w * product(0, 3) - a.D * product(0, 2) + i * g_x * product(1, 0) + i * g_perp * product(3, 0) -
                      i * a.B * product(1, 3) + i * a.d * product(1, 2);
    const Eigen::ComplexEigenSolver<Matrix4> solver(X);
    Matrix4 sign = Matrix4::Zero();
    for (int k = 0; k < 4; ++k) sign(k, k) = solver.eigenvalues()(k).real() > 0 ? 1.0 : -1.0;
    const Matrix4 g = solver.eigenvectors() * sign * solver.eigenvectors().inverse();
    const auto part = [&](const Matrix4& m) { return (g * m).trace() / 4.0; };
    return {(X * g).trace().real() / 4.0, part(product(0, 3)).real(), -part(product(0, 2)).real(),
            (i * part(product(1, 3))).real(), (-i * part(product(1, 2))).real()};
}

inline Propagator average(const Amplitudes& a, const mirage::FermiSurface& surface) {
    Propagator sum{0, 0, 0, 0, 0};
    for (const mirage::Direction& k : surface) {
        const Propagator p = propagator(a, k.g_x, k.g_perp);
        sum.r += k.weight * p.r;
        sum.g0 += k.weight * p.g0;
        sum.F += k.weight * p.F;
        sum.G += k.weight * p.G;
        sum.fx += k.weight * p.fx;
    }
    return sum;
}

/// Self-consistent averages by the fixed point w~ = omega + Gamma <g0> and so on.
inline Propagator fixed_point(double omega, double Delta, double B, double gamma, const mirage::FermiSurface& surface) {
    Propagator p{0, 1, 0, 0, 0};
    for (int step = 0; step < 5000; ++step) {
        const Propagator next = average({omega + gamma * p.g0, Delta + gamma * p.F, B + gamma * p.G, gamma * p.fx}, surface);
        const double change = std::abs(next.g0 - p.g0) + std::abs(next.F - p.F) + std::abs(next.G - p.G);
        p = next;
        if (change < 1e-15) break;
    }
    return p;
}

}  // namespace mirage_test
