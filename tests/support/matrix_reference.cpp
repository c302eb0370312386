#include "matrix_reference.hpp"

#include <numbers>

#include <Eigen/Eigenvalues>
#include <boost/math/tools/minima.hpp>

namespace mirage_test {

Matrix2 pauli(int k) {
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

Matrix4 product(int s, int t) {
    Matrix4 m;
    for (int i = 0; i < 2; ++i)
        for (int j = 0; j < 2; ++j) m.block<2, 2>(2 * i, 2 * j) = pauli(t)(i, j) * pauli(s);
    return m;
}

ExtendedMatrix4 matrix_sign(const ExtendedMatrix4& X) {
    const Eigen::ComplexEigenSolver<ExtendedMatrix4> solver(X);
    ExtendedMatrix4 sign = ExtendedMatrix4::Zero();
    for (int k = 0; k < 4; ++k) sign(k, k) = solver.eigenvalues()(k).real() > 0 ? 1 : -1;
    return solver.eigenvectors() * sign * solver.eigenvectors().partialPivLu().inverse();
}

Eigen::Vector4d energies(double Delta, double B, const Eigen::Vector3d& g, double xi) {
    Matrix4 H = xi * product(0, 3) - B * product(1, 0) + Delta * product(0, 1);
    for (int k = 1; k <= 3; ++k) H += g(k - 1) * product(k, 3);
    return Eigen::SelfAdjointEigenSolver<Matrix4>(H, Eigen::EigenvaluesOnly).eigenvalues();
}

double upper_band_edge(double Delta, double B, const Eigen::Vector3d& g) {
    const double far = g.norm() + B;
    const auto energy = [&](double xi) { return energies(Delta, B, g, xi)(3); };
    return boost::math::tools::brent_find_minima(energy, -far, far, 52).second;
}

ComplexPropagator propagator(const ComplexAmplitudes& a, const Eigen::Vector3d& g) {
    const auto base = [](int s, int t) { return product(s, t).cast<Extended>().eval(); };
    const Extended i(0, 1), w(a.w), D(a.D), B(a.B), d(a.d);
    ExtendedMatrix4 X = w * base(0, 3) - D * base(0, 2) - i * B * base(1, 3) + i * d * base(1, 2);
    for (int k = 1; k <= 3; ++k) X += i * Extended(g(k - 1)) * base(k, 0);
    const ExtendedMatrix4 G = matrix_sign(X);
    const auto part = [&](Extended factor, int s, int t) {
        return Complex(factor * (G * base(s, t)).trace() / Extended(4));
    };
    return {Complex((X * G).trace() / Extended(4)),
            part(1, 0, 3),
            part(-1, 0, 2),
            part(i, 1, 3),
            part(-i, 1, 2),
            part(1, 2, 1)};
}

Propagator propagator(const Amplitudes& a, double g_x, double g_perp) {
    const ComplexPropagator p = propagator(ComplexAmplitudes{a.w, a.D, a.B, a.d}, {g_x, 0.0, g_perp});
    return {p.r.real(), p.g0.real(), p.F.real(), p.G.real(), p.fx.real()};
}

std::vector<Eigen::Vector3d> directions(double beta, double alpha, int count) {
    std::vector<Eigen::Vector3d> list;
    for (int i = 0; i < count; ++i) {
        const double phi = 0.5 * std::numbers::pi * (i + 0.5) / count;
        list.emplace_back(-alpha * std::sin(phi), alpha * std::cos(phi), beta);
    }
    return list;
}

ComplexPropagator average(const ComplexAmplitudes& a, const std::vector<Eigen::Vector3d>& directions) {
    ComplexPropagator sum{0, 0, 0, 0, 0, 0};
    const double weight = 1.0 / static_cast<double>(directions.size());
    for (const Eigen::Vector3d& g : directions) {
        const ComplexPropagator p = propagator(a, g);
        sum = {sum.r + weight * p.r, sum.g0 + weight * p.g0, sum.F + weight * p.F,
               sum.G + weight * p.G, sum.fx + weight * p.fx, sum.fy + weight * p.fy};
    }
    return sum;
}

Propagator average(const Amplitudes& a, const FermiSurface& surface) {
    Propagator sum{0, 0, 0, 0, 0};
    for (const Direction& k : surface) {
        const Propagator p = propagator(a, k.g_x, k.g_perp);
        sum.r += k.weight * p.r;
        sum.g0 += k.weight * p.g0;
        sum.F += k.weight * p.F;
        sum.G += k.weight * p.G;
        sum.fx += k.weight * p.fx;
    }
    return sum;
}

namespace {

/// p -> next(p) until the averages change by less than `accuracy`.
template <class P, class Next>
P iterated(P p, double accuracy, Next next_of) {
    for (int step = 0; step < 5000; ++step) {
        const P next = next_of(p);
        const double change = std::abs(next.g0 - p.g0) + std::abs(next.F - p.F) + std::abs(next.G - p.G);
        p = next;
        if (change < accuracy) break;
    }
    return p;
}

}  // namespace

Propagator fixed_point(double omega, double Delta, double B, double gamma, const FermiSurface& surface) {
    return iterated(Propagator{0, 1, 0, 0, 0}, 1e-15, [&](const Propagator& p) {
        return average({omega + gamma * p.g0, Delta + gamma * p.F, B + gamma * p.G, gamma * p.fx}, surface);
    });
}

ComplexPropagator fixed_point(Complex omega, double Delta, double B, double gamma,
                              const std::vector<Eigen::Vector3d>& directions) {
    return iterated(ComplexPropagator{0, 1, 0, 0, 0, 0}, 1e-14, [&](const ComplexPropagator& p) {
        return average({omega + gamma * p.g0, Delta + gamma * p.F, B + gamma * p.G, gamma * p.fx},
                       directions);
    });
}

}  // namespace mirage_test
