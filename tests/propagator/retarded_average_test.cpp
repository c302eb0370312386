#include "propagator/retarded_average.hpp"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

#include <gtest/gtest.h>
#include <boost/math/quadrature/gauss_kronrod.hpp>

#include "matrix_reference.hpp"
#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::ComplexAmplitudes;
using mirage_test::ComplexPropagator;
using mirage_test::Random;
using Number = std::complex<double>;
using Lane = Complex<double>;
constexpr double quarter_turn = 0.5 * std::numbers::pi;

struct Point {
    ComplexAmplitudes a;
    double beta, alpha;

    RetardedInvariants<Lane> invariants() const {
        return retarded_invariants(lane_of(a.w), lane_of(a.D), lane_of(a.B), lane_of(a.d),
                                   std::hypot(alpha, beta));
    }
};

/// Clean or with a self-energy in the physical domain; energies among the band edges of the directions.
Point random_point(Random& random, int i, double eta) {
    const double Delta = random.uniform(0.1, 1), B = random.logarithmic(0.1, 8),
                 beta = random.logarithmic(0.5, 20), alpha = random.logarithmic(1e-2, 3),
                 size = i % 2 ? random.logarithmic(1e-2, 1) : 0.0;
    const double phi = random.uniform(0, quarter_turn), W = std::hypot(beta, B);
    const double edges[] = {
        std::fabs(Delta * beta - alpha * B * std::sin(phi)) / W,
        (Delta * beta + alpha * B * std::sin(phi)) / W,
        mirage_test::upper_band_edge(Delta, B, {alpha * std::sin(phi), alpha * std::cos(phi), beta})};
    const auto part = [&] { return size * Number(random.uniform(-1, 1), random.uniform(-1, 1)); };
    return {{Number(eta + 3 * size, -edges[i / 2 % 3]) + part(), Delta + part(), B + part(), part()},
            beta,
            alpha};
}

/// g0, F, G, fx and fy, from averages or from one direction.
struct Amplitudes {
    Number g0, F, G, fx, fy;
};
Amplitudes amplitudes(const Point& p, const RetardedAverage<Lane>& f) {
    const auto& [w, D, B, d] = p.a;
    const Number s = standard(f.s), b = standard(f.b), e = standard(f.e);
    return {2.0 * w * s + B * e, 2.0 * D * s + d * e, -(2.0 * B * b + w * e), -(2.0 * d * b + D * e),
            -p.beta * (B * D - d * w) * standard(f.u_over_Q)};
}

double distance(const Amplitudes& a, const Amplitudes& b) {
    return std::max({std::abs(a.g0 - b.g0), std::abs(a.F - b.F), std::abs(a.G - b.G), std::abs(a.fx - b.fx),
                     std::abs(a.fy - b.fy)}) /
           std::max(1.0, std::abs(b.g0));
}

RetardedAverage<Lane> one_direction(const Point& p, double phi) {
    const double gx2 = square(p.alpha * std::sin(phi)),
                 gp2 = square(p.beta) + square(p.alpha * std::cos(phi));
    const double g2 = gx2 + gp2;
    const RetardedInvariants<Lane> in = p.invariants();
    const RetardedRoot<double> root =
        retarded_root_with_rashba(in, gx2, gp2, g2, retarded_root_without_rashba(in, g2));
    const GeneratingFunction<Lane> f =
        derivatives_at(static_cast<const Invariants<Lane>&>(in), root, root.P_u / root.u);
    return {f, root.u / (f.r * root.P_u)};
}

struct Adapted {
    RetardedAverage<Lane> average;
    int directions = 1;
    double error = 0.0;
};
Adapted adapted(const Point& p) {
    Adapted result;
    const double a = std::max(std::abs(p.a.w), std::abs(p.a.D)),
                 b = std::max(std::abs(p.a.B), std::abs(p.a.d));
    result.average = retarded_average_with_rashba<double>(p.invariants(), {p.alpha, p.beta}, a, b,
                                                          result.directions, result.error);
    return result;
}

TEST(RetardedAverage, KronrodRule) {
    const KronrodRule& rule = kronrod_rule();
    for (int degree = 0; degree <= 30; ++degree) {
        double kronrod = 0.0, gauss = 0.0;
        for (int k = 0; k < 16; ++k) {
            kronrod += rule.kronrod[k] * std::pow(rule.node[k], degree);
            gauss += rule.gauss[k] * std::pow(rule.node[k], degree);
        }
        const double exact = degree % 2 ? 0.0 : 2.0 / (degree + 1);
        if (degree <= 23 || degree % 2) {
            EXPECT_NEAR(kronrod, exact, 1e-15) << degree;
        } else {
            EXPECT_GT(std::fabs(kronrod - exact), 1e-12) << "no rule of 15 points is better";
        }
        if (degree <= 13 || degree % 2) {
            EXPECT_NEAR(gauss, exact, 1e-15) << degree;
        }
    }
    EXPECT_EQ(rule.kronrod[15], 0.0);
    EXPECT_EQ(rule.gauss[15], 0.0);
    for (int k = 0; k < 15; ++k) EXPECT_GT(rule.kronrod[k], 0.0);
}

TEST(RetardedAverage, DenseMidpointRule) {
    Random random(121);
    for (int i = 0; i < 200; ++i) {
        const Point p = random_point(random, i, 0.05);
        const Adapted a = adapted(p);
        constexpr int count = 1000;
        RetardedAverage<Lane> sum{no_derivatives(Lane(0, 0)), Lane(0, 0)};
        for (int k = 0; k < count; ++k) {
            const RetardedAverage<Lane> f = one_direction(p, quarter_turn * (k + 0.5) / count);
            add_derivatives(sum, 1.0 / count, f);
            sum.u_over_Q += (1.0 / count) * f.u_over_Q;
        }
        EXPECT_LT(distance(amplitudes(p, a.average), amplitudes(p, sum)), 1e-11);
        for (const auto part : {&InvariantDerivatives<Lane>::ss, &InvariantDerivatives<Lane>::sb,
                                &InvariantDerivatives<Lane>::se, &InvariantDerivatives<Lane>::bb,
                                &InvariantDerivatives<Lane>::be, &InvariantDerivatives<Lane>::ee}) {
            const Number exact = standard(sum.*part);
            EXPECT_LT(std::abs(standard(a.average.*part) - exact), 1e-8 * std::abs(exact));
        }
        EXPECT_LT(a.error, 1e-10);
    }
}

TEST(RetardedAverage, AdaptiveIntegrationNextToTheSingularities) {
    Random random(122);
    for (int i = 0; i < 6; ++i) {
        const Point p = random_point(random, 2 * i, 1e-6);
        const Adapted a = adapted(p);
        const auto integral = [&](Number Amplitudes::*part) {
            using Rule = boost::math::quadrature::gauss_kronrod<double, 61>;
            const auto f = [&](double phi) { return amplitudes(p, one_direction(p, phi)).*part; };
            return Rule::integrate(f, 0.0, quarter_turn, 20, 1e-9) / quarter_turn;
        };
        const Amplitudes exact{integral(&Amplitudes::g0), integral(&Amplitudes::F), integral(&Amplitudes::G),
                               integral(&Amplitudes::fx), integral(&Amplitudes::fy)};
        EXPECT_LT(distance(amplitudes(p, a.average), exact), 2e-11)
            << p.a.w << p.a.D << p.a.B << " beta " << p.beta << " alpha " << p.alpha;
        EXPECT_LT(a.error, 1e-9 * std::max(1.0, std::abs(exact.g0)));
    }
}

TEST(RetardedAverage, MatrixSignOverBothValleys) {
    // all directions: even amplitudes are the same in both valleys, fy changes its sign
    Random random(123);
    for (int i = 0; i < 10; ++i) {
        const Point p = random_point(random, i, 0.3);
        const Amplitudes a = amplitudes(p, adapted(p).average);
        for (const double beta : {p.beta, -p.beta}) {
            constexpr int count = 240;
            Amplitudes sum{};
            for (int k = 0; k < count; ++k) {
                const double phi = 4 * quarter_turn * (k + 0.5) / count;
                const ComplexPropagator f =
                    mirage_test::propagator(p.a, {-p.alpha * std::sin(phi), p.alpha * std::cos(phi), beta});
                sum.g0 += f.g0, sum.F += f.F, sum.G += f.G, sum.fx += f.fx, sum.fy += f.fy;
            }
            for (Number* z : {&sum.g0, &sum.F, &sum.G, &sum.fx, &sum.fy}) *z /= count;
            if (beta < 0.0) sum.fy = -sum.fy;
            EXPECT_LT(distance(a, sum), 1e-11);
        }
    }
}

TEST(RetardedAverage, TheNormalStateChecksTheWeights) {
    // <g0> = 1 and nothing else, whatever the energy
    Random random(124);
    for (int i = 0; i < 300; ++i) {
        Point p = random_point(random, 2 * i, random.logarithmic(1e-6, 0.1));
        p.a.D = 0.0;
        const Amplitudes a = amplitudes(p, adapted(p).average);
        EXPECT_LT(distance(a, {1.0, 0.0, 0.0, 0.0, 0.0}), 1e-11)
            << p.a.w << p.a.B << " beta " << p.beta << " alpha " << p.alpha;
    }
}

TEST(RetardedAverage, WeakRashbaCouplingTendsToOneDirection) {
    Random random(125);
    for (int i = 0; i < 200; ++i) {
        Point p = random_point(random, i, 0.05);
        p.alpha = 1e-6;
        const Amplitudes a = amplitudes(p, adapted(p).average);
        p.alpha = 0.0;
        EXPECT_LT(distance(a, amplitudes(p, retarded_average_without_rashba(p.invariants(), square(p.beta)))),
                  1e-9);
    }
}

TEST(RetardedAverage, SharpFeaturesCostDirectionsAndOnlyThey) {
    const auto directions = [](double eta) {
        return adapted({{Number(eta, -0.5), 0.6, 2.0, 0.0}, 7.0, 0.8}).directions;
    };
    EXPECT_EQ(directions(1.0), 15);
    EXPECT_LT(directions(1e-2), 500);
    EXPECT_LT(directions(1e-6), 3000);
    EXPECT_GT(directions(1e-6), directions(1e-2));
}

}  // namespace
