#include "propagator/generating_function.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "matrix_reference.hpp"
#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::Amplitudes;
using mirage_test::Propagator;
using mirage_test::Random;

struct Evaluated {
    GeneratingFunction<double> f;
    Propagator p;
};

Invariants<double> invariants(const Amplitudes& a) {
    const double cross = a.w * a.d - a.D * a.B;
    return {a.w * a.w + a.D * a.D, a.B * a.B + a.d * a.d, a.w * a.B + a.D * a.d, cross * cross};
}

/// The engine's r and propagator for one direction.
Evaluated engine(const Amplitudes& a, double g_x, double g_perp) {
    const Invariants<double> in = invariants(a);
    const double g2 = g_x * g_x + g_perp * g_perp;
    CubicRoot<double> root;
    root.gx2 = g_x * g_x;
    root.gp2 = g_perp * g_perp;
    root.u = root_with_rashba(in, root.gx2, g2, root_without_rashba(in, g2).u);
    const double p = root.u * (root.u + g2);
    root.q = p * in.kappa / (p + (root.u + root.gx2) * in.b2);
    const GeneratingFunction<double> f = generating_function(in, root, g2);
    return {f,
            {f.r, 2 * a.w * f.s + a.B * f.e, 2 * a.D * f.s + a.d * f.e, -(2 * a.B * f.b + a.w * f.e),
             -(2 * a.d * f.b + a.D * f.e)}};
}

double distance(const Propagator& a, const Propagator& b) {
    const double scale = std::max({std::fabs(b.g0), std::fabs(b.F), std::fabs(b.G), std::fabs(b.fx)});
    return std::max(
               {std::fabs(a.g0 - b.g0), std::fabs(a.F - b.F), std::fabs(a.G - b.G), std::fabs(a.fx - b.fx)}) /
           scale;
}

Amplitudes random_amplitudes(Random& random) {
    return {random.logarithmic(1e-2, 20), random.logarithmic(1e-2, 2), random.logarithmic(1e-2, 10),
            random.uniform(-0.5, 0.5)};
}

TEST(GeneratingFunction, ReferenceTable) {
    for (const auto& row : mirage_test::read_table("propagator.csv")) {
        const auto v = [&row](std::size_t i) { return mirage_test::number(row, i); };
        const Evaluated e = engine({v(0), v(1), v(2), v(3)}, v(4), v(5));
        EXPECT_NEAR(e.p.r, v(6), 1e-12 * std::max(1.0, v(6))) << row[0];
        EXPECT_LT(distance(e.p, {v(6), v(7), v(8), v(9), v(10)}), 1e-12) << row[0];
    }
}

TEST(GeneratingFunction, MatrixSign) {
    Random random(1);
    for (int i = 0; i < 2000; ++i) {
        const Amplitudes a = random_amplitudes(random);
        const double g_x = i % 3 ? random.logarithmic(1e-2, 10) : 0.0;
        const double g_perp = random.logarithmic(1e-2, 30);
        const Evaluated e = engine(a, g_x, g_perp);
        const Propagator reference = mirage_test::propagator(a, g_x, g_perp);
        EXPECT_NEAR(e.p.r / reference.r, 1.0, 2e-11);
        EXPECT_LT(distance(e.p, reference), 2e-11)
            << a.w << ' ' << a.D << ' ' << a.B << ' ' << a.d << ' ' << g_x << ' ' << g_perp;
    }
}

TEST(GeneratingFunction, QuadraticAndCubicAgreeWithoutRashba) {
    Random random(2);
    for (int i = 0; i < 2000; ++i) {
        const Invariants<double> in = invariants(random_amplitudes(random));
        const double g2 = random.logarithmic(1e-4, 1e4);
        const double u = root_without_rashba(in, g2).u;
        EXPECT_NEAR(root_with_rashba(in, 0.0, g2, 1.3 * u) / u, 1.0, 1e-14);
    }
}

TEST(GeneratingFunction, NoCancellationFromTinyToHugeFrequencies) {
    // omega/Delta0 = 1e-4 to 1e5: root and gradient against a bisection in extended precision.
    Random random(3);
    for (int i = 0; i < 3000; ++i) {
        const Amplitudes a{random.logarithmic(1e-4, 1e5), random.logarithmic(1e-4, 1.0),
                           random.logarithmic(1e-3, 50), 0.0};
        const double g_x = random.logarithmic(1e-3, 10), g_perp = random.logarithmic(1e-2, 100);
        using Real = long double;
        const Real w = a.w, D = a.D, B = a.B, X = static_cast<Real>(g_x) * g_x,
                   g2 = X + static_cast<Real>(g_perp) * g_perp;
        const Real s = w * w + D * D, b = B * B, e = w * B;
        Real low = e * e / b, high = s;
        for (int k = 0; k < 200; ++k) {
            const Real u = 0.5L * (low + high);
            const Real P = u * (u + g2) * (u - s) + (u + X) * (b * u - e * e);
            (P > 0 ? high : low) = u;
        }
        const Real u = 0.5L * (low + high), r = std::sqrt(u);
        const Real eps = (u + X) * D * D * B * B / (u * (u + g2) + (u + X) * b);  // s - u
        const Real Q = r * (3 * u * u + 2 * (g2 + b - s) * u + X * b - e * e - s * g2);
        const Evaluated f = engine(a, g_x, g_perp);
        EXPECT_NEAR(static_cast<double>(f.f.r / r), 1.0, 1e-14);
        const Real F = D * u * (u + g2) / Q;
        EXPECT_NEAR(static_cast<double>(f.p.F / F), 1.0, 2e-12)
            << a.w << ' ' << a.D << ' ' << a.B << ' ' << g_x << ' ' << g_perp;
        EXPECT_GE(static_cast<double>(eps), 0.0);
    }
}

TEST(GeneratingFunction, HomogeneousOfDegreeOneAndEvenInTheField) {
    Random random(4);
    for (int i = 0; i < 200; ++i) {
        const Amplitudes a = random_amplitudes(random);
        const double g_x = random.uniform(0, 3), g_perp = random.uniform(0.1, 9),
                     c = random.logarithmic(0.01, 100);
        const double r = engine(a, g_x, g_perp).p.r;
        EXPECT_NEAR(engine({c * a.w, c * a.D, c * a.B, c * a.d}, c * g_x, c * g_perp).p.r, c * r,
                    1e-13 * c * r);
        const Propagator mirrored = engine({a.w, a.D, -a.B, -a.d}, g_x, g_perp).p;
        EXPECT_NEAR(mirrored.r, r, 1e-14 * r);
        EXPECT_NEAR(mirrored.G, -engine(a, g_x, g_perp).p.G, 1e-13);
    }
}

TEST(GeneratingFunction, WithoutFieldItIsBcs) {
    const Evaluated e = engine({0.3, 0.4, 0.0, 0.0}, 0.7, 5.0);
    EXPECT_NEAR(e.p.r, 0.5, 1e-15);
    EXPECT_NEAR(e.p.g0, 0.6, 1e-15);
    EXPECT_NEAR(e.p.F, 0.8, 1e-15);
}

TEST(GeneratingFunction, GradientAndHessianAreDerivatives) {
    Random random(5);
    for (int i = 0; i < 300; ++i) {
        Invariants<double> in = invariants(random_amplitudes(random));
        const double X = random.logarithmic(1e-2, 10), gp2 = random.logarithmic(0.1, 50), g2 = X + gp2;
        const auto at = [&](double ds, double db, double de) {
            Invariants<double> moved = in;
            moved.s += ds, moved.b2 += db, moved.e += de;
            moved.kappa = moved.s * moved.b2 - moved.e * moved.e;
            CubicRoot<double> root;
            root.gx2 = X, root.gp2 = gp2;
            root.u = root_with_rashba(moved, X, g2, root_without_rashba(moved, g2).u);
            const double p = root.u * (root.u + g2);
            root.q = p * moved.kappa / (p + (root.u + X) * moved.b2);
            return generating_function(moved, root, g2);
        };
        const GeneratingFunction<double> f = at(0, 0, 0);
        const double h = 1e-5;
        const auto check = [&](double ds, double db, double de, double r1, double s1, double b1, double e1) {
            const GeneratingFunction<double> up = at(h * ds, h * db, h * de),
                                             down = at(-h * ds, -h * db, -h * de);
            const double over = 1 / (2 * h), scale = 1 + std::fabs(s1) + std::fabs(b1) + std::fabs(e1);
            EXPECT_NEAR((up.r - down.r) * over, r1, 1e-6 * scale);
            EXPECT_NEAR((up.s - down.s) * over, s1, 1e-5 * scale * scale);
            EXPECT_NEAR((up.b - down.b) * over, b1, 1e-5 * scale * scale);
            EXPECT_NEAR((up.e - down.e) * over, e1, 1e-5 * scale * scale);
        };
        if (in.kappa < 0.05 * in.s * in.b2 || f.r < 0.1) continue;  // differences need room
        check(in.s, 0, 0, f.s * in.s, f.ss * in.s, f.sb * in.s, f.se * in.s);
        check(0, in.b2, 0, f.b * in.b2, f.sb * in.b2, f.bb * in.b2, f.be * in.b2);
        check(0, 0, in.e, f.e * in.e, f.se * in.e, f.be * in.e, f.ee * in.e);
    }
}

}  // namespace
