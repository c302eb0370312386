#pragma once
// The textbook way, as a careful group programs it, to measure the engine against: the 4 x 4 matrix sign at
// every Matsubara frequency and direction, the self-energy and the order parameter by fixed points, a direct
// sum with a cut-off and an analytic tail. It knows the symmetries (one valley, a quarter of the Fermi
// circle), begins each self-energy where the previous order parameter left it, and takes no more directions,
// frequencies and steps than the accuracy asks for.

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>
#include <stdexcept>
#include <vector>

#include <Eigen/Eigenvalues>

#include "mirage/model/constants.hpp"
#include "mirage/model/parameters.hpp"

namespace textbook {

using mirage::Parameters;
using Complex = std::complex<double>;
using Matrix = Eigen::Matrix4cd;

/// The four components that survive the average over directions; also their renormalised sources w~, D~, B~,
/// d.
struct Amplitudes {
    double g0, F, G, fx;
};

/// X = w~ tau3 - D~ tau2 + i g.sigma - i B~ sigma_x tau3 + i d sigma_x tau2 for g = (-alpha sin phi, alpha
/// cos phi, beta); index 2 (Nambu) + spin.
inline Matrix pair_matrix(const Amplitudes& a, const Parameters& p, double phi) {
    const Complex i(0.0, 1.0), plus(-p.alpha * std::sin(phi), p.alpha * std::cos(phi)),
        minus = std::conj(plus);
    const Complex D = i * a.F, B = i * a.G;
    Matrix X;
    X << a.g0 + i * p.beta, i * minus - B, D, a.fx,    //
        i * plus - B, a.g0 - i * p.beta, a.fx, D,      //
        -D, -a.fx, -a.g0 + i * p.beta, i * minus + B,  //
        -a.fx, -D, i * plus + B, -a.g0 - i * p.beta;
    return X;
}

/// Newton's iteration X -> (c X + 1/(c X))/2, c = |det X|^(-1/4). Quadratic: a last step of 1e-7 leaves
/// 1e-14.
inline Matrix sign_by_newton(Matrix X) {
    for (int step = 0; step < 100; ++step) {
        Matrix inverse;
        Complex det;
        bool invertible = false;
        X.computeInverseAndDetWithCheck(inverse, det, invertible, 0.0);
        const double c = 1.0 / std::sqrt(std::sqrt(std::abs(det)));
        inverse = 0.5 * (c * X + inverse / c);
        const double change = (inverse - X).squaredNorm();
        X = inverse;
        if (change < 1e-14) return X;
    }
    throw std::runtime_error("textbook: the matrix sign does not converge");
}

inline Matrix sign_by_eigenvectors(const Matrix& X) {
    const Eigen::ComplexEigenSolver<Matrix> solver(X);
    const Eigen::Vector4cd sign = solver.eigenvalues().real().array().sign().cast<Complex>();
    return solver.eigenvectors() * sign.asDiagonal() * solver.eigenvectors().inverse();
}

/// The components of sgn X: traces with tau3, -tau2, i sigma_x tau3 and -i sigma_x tau2, over 4.
inline Amplitudes components(const Matrix& g) {
    return {0.25 * (g(0, 0) + g(1, 1) - g(2, 2) - g(3, 3)).real(),
            0.25 * (g(0, 2) + g(1, 3) - g(2, 0) - g(3, 1)).imag(),
            0.25 * (g(2, 3) + g(3, 2) - g(0, 1) - g(1, 0)).imag(),
            0.25 * (g(0, 3) + g(1, 2) - g(2, 1) - g(3, 0)).real()};
}

/// Midpoints in phi on [0, pi/2].
inline Amplitudes average(const Amplitudes& a, const Parameters& p, int directions) {
    Amplitudes sum{0.0, 0.0, 0.0, 0.0};
    for (int k = 0; k < directions; ++k) {
        const double phi = 0.5 * std::numbers::pi * (k + 0.5) / directions;
        const Amplitudes g = components(sign_by_newton(pair_matrix(a, p, phi)));
        sum = {sum.g0 + g.g0, sum.F + g.F, sum.G + g.G, sum.fx + g.fx};
    }
    const double weight = 1.0 / directions;
    return {weight * sum.g0, weight * sum.F, weight * sum.G, weight * sum.fx};
}

/// What the accuracy costs.
struct Settings {
    int directions = 1;        ///< of a quarter of the Fermi circle
    int frequencies = 1;       ///< n < frequencies are summed one by one
    double self_energy = 0.0;  ///< last step of the self-energy
    double tolerance = 0.0;    ///< of the order parameter [Delta0]
    bool accelerated =
        false;  ///< the tail to two orders, secants for the order parameter (Anderson's method of depth one)
};

/// The self-consistent Born approximation by its plain fixed point, which never leaves the physical solution.
inline Amplitudes self_consistent(double omega, double Delta, const Parameters& p, const Settings& s,
                                  Amplitudes g) {
    for (int step = 0; step < 100000; ++step) {
        const Amplitudes sources{omega + p.gamma * g.g0, Delta + p.gamma * g.F, p.B + p.gamma * g.G,
                                 p.gamma * g.fx};
        const Amplitudes next = average(sources, p, s.directions);
        const double change = std::max({std::fabs(next.g0 - g.g0), std::fabs(next.F - g.F),
                                        std::fabs(next.G - g.G), std::fabs(next.fx - g.fx)});
        g = next;
        if (p.gamma == 0.0 || change < s.self_energy) return g;
    }
    throw std::runtime_error("textbook: the self-energy does not converge");
}

/// sum_{n >= N} (n + 1/2)^-k, to N^-4 of it.
inline double power_tail(int N, int k) {
    return std::pow(N, 1 - k) / (k - 1) - k * std::pow(N, -k - 1) / 24.0;
}

/// The amplitudes of the frequencies, each the start of its next self-energy.
using Memory = std::vector<Amplitudes>;

/// One step of the gap equation at Delta: its residual ln(T/Tc0) + 2 pi T sum [1/omega - F/Delta], and the
/// next Delta of the textbook's iteration, 2 pi T sum F/[ln(T/Tc0) + sum 1/(n + 1/2) + tail]. Tail: 1/omega -
/// F/Delta -> (B^2 + Delta^2/2)/omega^3 + c/omega^5, c from the last frequency summed.
struct GapStep {
    double residual, next;
};

inline GapStep gap_step(double Delta, const Parameters& p, const Settings& s, Memory& memory) {
    const double T2pi = 2.0 * std::numbers::pi * p.T / mirage::delta0_over_tc0;
    const double leading = p.B * p.B + 0.5 * Delta * Delta;
    memory.resize(static_cast<std::size_t>(s.frequencies), {1.0, 0.0, 0.0, 0.0});
    double sum = 0.0, harmonic = 0.0, rest = 0.0;
    for (int n = s.frequencies - 1; n >= 0; --n) {
        const double omega = T2pi * (n + 0.5);
        Amplitudes& g = memory[static_cast<std::size_t>(n)];
        g = self_consistent(omega, Delta, p, s, g);
        sum += T2pi * g.F;
        harmonic += 1.0 / (n + 0.5);
        if (n + 1 == s.frequencies)
            rest = ((1.0 / omega - g.F / Delta) * omega * omega * omega - leading) * omega * omega;
    }
    double tail = leading / (T2pi * T2pi) * power_tail(s.frequencies, 3);
    if (s.accelerated) tail += rest / std::pow(T2pi, 4) * power_tail(s.frequencies, 5);
    const double whole = std::log(p.T) + harmonic + tail;
    return {whole - sum / Delta, sum / whole};
}

/// The solution that the iteration from Delta0 runs into; `steps` counts its steps.
inline double order_parameter(const Parameters& p, const Settings& s, int& steps) {
    Memory memory;
    double Delta = 1.0, before = 0.0, change_before = 0.0;
    for (steps = 1; steps < 10000; ++steps) {
        const double change = gap_step(Delta, p, s, memory).next - Delta;
        const double secant = steps > 1 ? change * (Delta - before) / (change_before - change) : change;
        before = Delta;
        change_before = change;
        Delta += s.accelerated ? secant : change;
        const double left = s.accelerated ? secant : secant - change;
        if (steps > 1 && std::fabs(left) < 0.25 * s.tolerance) return Delta;
    }
    throw std::runtime_error("textbook: the gap equation does not converge");
}

/// The cheapest settings that reach the tolerance at p, whose order parameter is known. The error of the
/// frequencies may be half of it, the last steps of the iteration leave a quarter; directions and
/// self-energies, which converge geometrically, share the rest.
inline Settings cheapest_settings(const Parameters& p, double tolerance, bool accelerated, double Delta) {
    const double tight = std::max(1e-4 * tolerance, 2e-15);
    Settings s{p.alpha > 0.0 ? 64 : 1, static_cast<int>(5.0 / p.T), tight, tolerance, accelerated};
    const auto residual = [&](double at) {
        Memory memory;
        return gap_step(at, p, s, memory).residual;
    };
    const double slope = (residual(Delta) - residual(0.99 * Delta)) / (0.01 * Delta);
    const auto error = [&](double exact) { return std::fabs((residual(Delta) - exact) / slope); };

    const double all_directions = residual(Delta);
    for (s.directions = 1; error(all_directions) > 0.125 * tolerance && s.directions < 64;) ++s.directions;
    while (error(0.0) > 0.5 * tolerance && s.frequencies < 1000000) s.frequencies += 1 + s.frequencies / 16;
    const double exact = residual(Delta);
    for (s.self_energy = tolerance; error(exact) > 0.125 * tolerance && s.self_energy > tight;)
        s.self_energy *= 0.5;
    return s;
}

}  // namespace textbook
