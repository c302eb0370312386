#include "propagator/retarded_root.hpp"

#include <algorithm>
#include <cmath>
#include <complex>
#include <limits>

#include <gtest/gtest.h>

#include "matrix_reference.hpp"
#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::ComplexAmplitudes;
using mirage_test::ComplexPropagator;
using mirage_test::Random;
using Number = std::complex<double>;
using Lane = Complex<double>;

RetardedInvariants<Lane> invariants(const ComplexAmplitudes& a, double g_x, double g_z) {
    return retarded_invariants(lane_of(a.w), lane_of(a.D), lane_of(a.B), lane_of(a.d), std::hypot(g_x, g_z));
}

GeneratingFunction<Lane> pair_function_at(const ComplexAmplitudes& a, double g_x, double g_z) {
    const RetardedInvariants<Lane> in = invariants(a, g_x, g_z);
    const double gx2 = g_x * g_x, gp2 = g_z * g_z, g2 = gx2 + gp2;
    const RetardedRoot<double> quadratic = retarded_root_without_rashba(in, g2);
    const RetardedRoot<double> root =
        g_x > 0.0 ? retarded_root_with_rashba(in, gx2, gp2, g2, quadratic) : quadratic;
    return derivatives_at(static_cast<const Invariants<Lane>&>(in), root, root.P_u / root.u);
}

/// The engine's propagator for one direction g = (g_x, 0, g_z).
ComplexPropagator engine(const ComplexAmplitudes& a, double g_x, double g_z) {
    const GeneratingFunction<Lane> f = pair_function_at(a, g_x, g_z);
    const Number s = standard(f.s), b = standard(f.b), e = standard(f.e), r = standard(f.r), u = r * r;
    const Number u_over_Q = standard(f.h_over_Q) * u / (u + g_x * g_x);
    return {r,
            2.0 * a.w * s + a.B * e,
            2.0 * a.D * s + a.d * e,
            -(2.0 * a.B * b + a.w * e),
            -(2.0 * a.d * b + a.D * e),
            -g_z * (a.B * a.D - a.d * a.w) * u_over_Q};
}

/// The largest error, relative to the largest amplitude.
double distance(const ComplexPropagator& a, const ComplexPropagator& b) {
    const double scale =
        std::max({std::abs(b.g0), std::abs(b.F), std::abs(b.G), std::abs(b.fx), std::abs(b.fy)});
    return std::max({std::abs(a.g0 - b.g0), std::abs(a.F - b.F), std::abs(a.G - b.G), std::abs(a.fx - b.fx),
                     std::abs(a.fy - b.fy), std::abs(a.r / b.r - 1.0)}) /
           std::max(1.0, scale);
}

struct Point {
    ComplexAmplitudes a;
    double g_x, g_z;
    double inside;  ///< distance to the boundary of the physical domain

    /// What the rounding of an amplitude does at that distance from a singularity.
    double rounding() const {
        return 1e-12 + 20 * std::numeric_limits<double>::epsilon() * std::abs(a.w) / inside;
    }
};

/// Clean, or with a self-energy anywhere in the physical domain (retarded_self_energy.hpp), every third on
/// its boundary but for eta; every fifth at a clean band edge.
Point random_point(Random& random, int i) {
    const double eta = random.logarithmic(1e-9, 0.1), size = i % 2 ? random.logarithmic(1e-3, 3) : 0.0;
    const auto part = [&] { return size * Number(random.uniform(-1, 1), random.uniform(-1, 1)); };
    const double Delta = random.logarithmic(1e-2, 1), B = random.logarithmic(1e-2, 10),
                 g_z = random.logarithmic(0.1, 60);
    const double g_x = i % 4 > 1 ? random.logarithmic(1e-6, 10) : 0.0;
    const double inner = std::hypot(g_z, B - Delta), main = Delta * g_z / std::hypot(g_z, B);
    const double edge = i % 3 == 0   ? mirage_test::upper_band_edge(Delta, B, {g_x, 0.0, g_z})
                        : i % 3 == 1 ? inner
                                     : main;
    const double E = i % 5 ? random.logarithmic(1e-3, 60) : edge;
    const double inside = eta + (i % 3 ? size * random.uniform(0, 1) : 0.0);
    Point p{{Number(0.0, -E) + part(), Delta + part(), B + part(), part()}, g_x, g_z, inside};
    double least = p.a.w.real();
    for (const int sigma : {1, -1})
        for (const int tau : {1, -1}) {
            const double combination = sigma * p.a.B.imag() - tau * p.a.D.imag() + sigma * tau * p.a.d.real();
            least = std::min(least, p.a.w.real() + combination);
        }
    p.a.w += inside - least;
    return p;
}

TEST(RetardedPairFunction, MatrixSign) {
    Random random(111);
    constexpr int count = 20000;
    int sharp = 0;
    for (int i = 0; i < count; ++i) {
        const Point p = random_point(random, i);
        const double error =
            distance(engine(p.a, p.g_x, p.g_z), mirage_test::propagator(p.a, {p.g_x, 0.0, p.g_z}));
        EXPECT_LT(error, p.rounding()) << "w~ " << p.a.w << " D~ " << p.a.D << " B~ " << p.a.B << " d "
                                       << p.a.d << " g_x " << p.g_x << " g_z " << p.g_z;
        sharp += error < 1e-13;
    }
    EXPECT_GT(sharp, 0.9 * count) << "rounding grows only where two roots meet";
}

TEST(RetardedPairFunction, OneDirectionDependsOnGxAndTheRestOfGAlone) {
    // g turned about x: the averaged amplitudes stay, fy goes with g_z
    Random random(112);
    for (int i = 0; i < 500; ++i) {
        const Point p = random_point(random, i);
        const double angle = random.uniform(-3, 3);
        const ComplexPropagator turned =
            mirage_test::propagator(p.a, {p.g_x, p.g_z * std::sin(angle), p.g_z * std::cos(angle)});
        ComplexPropagator f = engine(p.a, p.g_x, p.g_z);
        f.fy *= std::cos(angle);
        EXPECT_LT(distance(f, turned), p.rounding());
    }
}

TEST(RetardedPairFunction, TheRootSolvesTheCubicAndHasAPositiveRealRoot) {
    Random random(113);
    for (int i = 0; i < 20000; ++i) {
        const Point p = random_point(random, i);
        const Invariants<Lane> in = invariants(p.a, p.g_x, p.g_z);
        const Number s = standard(in.s), b = standard(in.b2), e = standard(in.e),
                     r = engine(p.a, p.g_x, p.g_z).r, u = r * r;
        const double gx2 = p.g_x * p.g_x, g2 = gx2 + p.g_z * p.g_z;
        const Number P = u * (u + g2) * (u - s) + (u + gx2) * (b * u - e * e);
        const double terms = std::abs(u) * std::abs(u + g2) * (std::abs(u) + std::abs(s)) +
                             std::abs(u + gx2) * (std::abs(b * u) + std::abs(e * e));
        EXPECT_LT(std::abs(P), 1e-13 * terms);
        EXPECT_GT(r.real(), 0.0);
    }
}

TEST(RetardedPairFunction, QuadraticAndCubicAgreeWithoutRashba) {
    Random random(114);
    for (int i = 0; i < 20000; ++i) {
        const Point p = random_point(random, i);
        const RetardedInvariants<Lane> in = invariants(p.a, 0.0, p.g_z);
        const double g2 = p.g_z * p.g_z;
        const RetardedRoot<double> a = retarded_root_without_rashba(in, g2);
        const RetardedRoot<double> b =
            retarded_root_with_rashba(in, 0.0, g2, g2, {1.3 * a.u, 1.3 * a.v, 1.3 * a.h});
        const Number u = standard(a.u), slope = standard(a.P_u);
        // P_u/u is the distance to the next root
        const double condition = std::norm(u) / std::abs(slope);
        EXPECT_LT(std::abs(standard(b.u) / u - 1.0), 1e-12 * (1.0 + condition));
        EXPECT_LT(std::abs(standard(b.P_u) / slope - 1.0), 1e-12 * (1.0 + condition * condition));
    }
}

TEST(RetardedPairFunction, EveryGuessGivesTheSameRoot) {
    Random random(115);
    for (int i = 0; i < 20000; ++i) {
        const Point p = random_point(random, i);
        const double g_x = random.logarithmic(1e-3, 10), gx2 = g_x * g_x, gp2 = p.g_z * p.g_z, g2 = gx2 + gp2;
        const RetardedInvariants<Lane> in = invariants(p.a, g_x, p.g_z);
        const RetardedRoot<double> a =
            retarded_root_with_rashba(in, gx2, gp2, g2, retarded_root_without_rashba(in, g2));
        const Lane guess(random.uniform(-100, 100), random.uniform(-100, 100));
        const RetardedRoot<double> b = retarded_root_with_rashba(in, gx2, gp2, g2, {guess, guess, guess});
        const double condition = std::norm(standard(a.u)) / std::abs(standard(a.P_u));
        EXPECT_LT(std::abs(standard(b.u) / standard(a.u) - 1.0), 1e-12 * (1.0 + condition));
    }
}

TEST(RetardedPairFunction, FactorsOfTheRoot) {
    // v = u + g2 and h = u + gx2, however they are formed
    Random random(119);
    for (int i = 0; i < 5000; ++i) {
        const Point p = random_point(random, i);
        const double gx2 = p.g_x * p.g_x, gp2 = p.g_z * p.g_z, g2 = gx2 + gp2;
        const RetardedInvariants<Lane> in = invariants(p.a, p.g_x, p.g_z);
        const RetardedRoot<double> quadratic = retarded_root_without_rashba(in, g2);
        const RetardedRoot<double> f =
            p.g_x > 0.0 ? retarded_root_with_rashba(in, gx2, gp2, g2, quadratic) : quadratic;
        const double scale = 1e-13 * (std::abs(standard(f.u)) + g2);
        EXPECT_LT(std::abs(standard(f.v - f.u) - g2), scale);
        EXPECT_LT(std::abs(standard(f.h - f.u) - gx2), scale);
    }
}

TEST(RetardedPairFunction, OnTheMatsubaraAxis) {
    Random random(116);
    const auto near = [](Lane a, double b, double scale) {
        EXPECT_NEAR(a.re, b, 3e-12 * scale);
        EXPECT_NEAR(a.im, 0.0, 3e-12 * scale);
    };
    for (int i = 0; i < 5000; ++i) {
        const double w = random.logarithmic(1e-2, 20), D = random.logarithmic(1e-2, 2),
                     B = random.logarithmic(1e-2, 10), d = random.uniform(-1, 1) * std::min(w, B),
                     g_x = i % 3 ? random.logarithmic(1e-2, 10) : 0.0, g_z = random.logarithmic(1e-2, 30),
                     gx2 = g_x * g_x, gp2 = g_z * g_z, g2 = gx2 + gp2;
        const Invariants<double> in{w * w + D * D, B * B + d * d, w * B + D * d, square(w * d - D * B)};
        CubicRoot<double> root{0.0, gx2, gp2, 0.0};
        root.u = root_with_rashba(in, gx2, g2, root_without_rashba(in, g2).u);
        const double p = root.u * (root.u + g2);
        root.q = p * in.kappa / (p + (root.u + gx2) * in.b2);
        const GeneratingFunction<double> real = generating_function(in, root, g2);
        const GeneratingFunction<Lane> f = pair_function_at({w, D, B, d}, g_x, g_z);
        near(f.r, real.r, real.r);
        const double s = in.s, b = in.b2, e = std::sqrt(s * b), r = real.r;
        // in natural units of each invariant
        const double first = std::fabs(real.s) * s + std::fabs(real.b) * b + std::fabs(real.e) * e + r;
        near(f.s, real.s, first / s);
        near(f.b, real.b, first / b);
        near(f.e, real.e, first / e);
        const double second =
            std::fabs(real.ss) * s * s + std::fabs(real.bb) * b * b + std::fabs(real.ee) * e * e + first;
        near(f.ss, real.ss, second / (s * s));
        near(f.sb, real.sb, second / (s * b));
        near(f.se, real.se, second / (s * e));
        near(f.bb, real.bb, second / (b * b));
        near(f.be, real.be, second / (b * e));
        near(f.ee, real.ee, second / (e * e));
    }
}

TEST(RetardedPairFunction, GradientAndHessianAreDerivatives) {
    // r is analytic as far as the amplitudes stay in the physical domain: differences along any complex
    // direction
    using Part = Lane GeneratingFunction<Lane>::*;
    constexpr Part s = &GeneratingFunction<Lane>::s, b = &GeneratingFunction<Lane>::b,
                   e = &GeneratingFunction<Lane>::e;
    Random random(117);
    int tested = 0;
    for (int i = 0; i < 5000; ++i) {
        const Point p = random_point(random, i);
        if (p.inside < 1e-3 * std::abs(p.a.w)) continue;
        ++tested;
        const double h = 0.005 * p.inside;
        const Number way = std::polar(1.0, random.uniform(-3, 3));
        const GeneratingFunction<Lane> f = pair_function_at(p.a, p.g_x, p.g_z);
        const auto check = [&](Number ComplexAmplitudes::*which, Number d_s, Number d_b, Number d_e) {
            const auto at = [&](double steps) {
                ComplexAmplitudes moved = p.a;
                moved.*which += steps * h * way;
                return pair_function_at(moved, p.g_x, p.g_z);
            };
            const GeneratingFunction<Lane> up = at(1), down = at(-1), up2 = at(2), down2 = at(-2);
            const auto along = [&](Part value, Lane by_s, Lane by_b, Lane by_e) {
                const Number near = standard(up.*value) - standard(down.*value);
                const Number far = standard(up2.*value) - standard(down2.*value);
                const Number exact = standard(by_s) * d_s + standard(by_b) * d_b + standard(by_e) * d_e;
                const double scale = std::abs(exact) + std::abs(standard(f.*value)) / p.inside;
                EXPECT_LT(std::abs((8.0 * near - far) / (12.0 * h * way) - exact), 2e-8 * scale);
            };
            along(&GeneratingFunction<Lane>::r, f.s, f.b, f.e);
            along(s, f.ss, f.sb, f.se);
            along(b, f.sb, f.bb, f.be);
            along(e, f.se, f.be, f.ee);
        };
        check(&ComplexAmplitudes::w, 2.0 * p.a.w, 0.0, p.a.B);
        check(&ComplexAmplitudes::D, 2.0 * p.a.D, 0.0, p.a.d);
        check(&ComplexAmplitudes::B, 0.0, 2.0 * p.a.B, p.a.w);
        check(&ComplexAmplitudes::d, 0.0, 2.0 * p.a.d, p.a.D);
    }
    EXPECT_GT(tested, 2000);
}

TEST(RetardedPairFunction, ConjugateHomogeneousAndEvenInTheField) {
    Random random(118);
    const auto conjugate = [](Number z) { return std::conj(z); };
    for (int i = 0; i < 2000; ++i) {
        const Point p = random_point(random, i);
        const auto& [w, D, B, d] = p.a;
        const ComplexPropagator f = engine(p.a, p.g_x, p.g_z);
        const ComplexPropagator mirrored =
            engine({conjugate(w), conjugate(D), conjugate(B), conjugate(d)}, p.g_x, p.g_z);
        EXPECT_LT(distance({conjugate(f.r), conjugate(f.g0), conjugate(f.F), conjugate(f.G), conjugate(f.fx),
                            conjugate(f.fy)},
                           mirrored),
                  p.rounding());
        EXPECT_LT(distance({f.r, f.g0, f.F, -f.G, -f.fx, -f.fy}, engine({w, D, -B, -d}, p.g_x, p.g_z)),
                  p.rounding());
        const double c = random.logarithmic(1e-2, 1e2);
        EXPECT_LT(distance({c * f.r, f.g0, f.F, f.G, f.fx, f.fy},
                           engine({c * w, c * D, c * B, c * d}, c * p.g_x, c * p.g_z)),
                  p.rounding());
    }
}

TEST(RetardedPairFunction, WithoutFieldItIsBcs) {
    const Number w(1e-3, -0.7);
    const double Delta = 0.4;
    const ComplexPropagator f = engine({w, Delta, 0.0, 0.0}, 0.7, 5.0);
    const Number r = std::sqrt(w * w + Delta * Delta);
    EXPECT_LT(std::abs(f.g0 - w / r), 1e-14);
    EXPECT_LT(std::abs(f.F - Delta / r), 1e-14);
    EXPECT_LT(std::abs(f.G) + std::abs(f.fx) + std::abs(f.fy), 1e-14);
}

}  // namespace
