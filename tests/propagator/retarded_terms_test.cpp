#include "propagator/retarded_terms.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "general_reference.hpp"
#include "table.hpp"

namespace {

using mirage::standard;
using mirage_test::GeneralCoordinates;
using mirage_test::GeneralPropagator;
using mirage_test::Random;
using Standard = std::complex<double>;
constexpr int all = mirage::general_all;
using Terms = mirage::DirectionTerms<mirage::Complex<double>, all>;

Terms terms(const GeneralCoordinates& at) {
    mirage::Complex<double> x[all];
    for (std::size_t i = 0; i < all; ++i) x[i] = mirage::lane_of(at[i]);
    return mirage::general_terms(x);
}

/// Largest difference of the gradients over the largest component.
double distance(const Terms& f, const GeneralPropagator& exact) {
    double most = 0.0, scale = 0.0;
    for (std::size_t i = 0; i < all; ++i) {
        most = std::max(most, std::abs(standard(f.gradient[i]) - exact.gradient[i]));
        scale = std::max(scale, std::abs(exact.gradient[i]));
    }
    return most / scale;
}

/// omega = eta - i E with self-energies that keep the anti-Hermitian part of z - H positive.
GeneralCoordinates random_state(Random& random, double eta) {
    GeneralCoordinates x;
    const double energy = random.uniform(0, 12), width = random.logarithmic(1e-3, 1.0);
    x[0] = Standard(eta + width, -energy);
    x[1] = Standard(random.uniform(0, 1.5), random.uniform(-0.1, 0.1) * width);
    for (std::size_t i = 2; i < 5; ++i)
        x[i] = Standard(random.uniform(-4, 4), random.uniform(-0.1, 0.1) * width);
    for (std::size_t i = 5; i < 8; ++i)
        x[i] = width * Standard(random.uniform(-0.1, 0.1), random.uniform(-1, 1));
    for (std::size_t i = 8; i < 11; ++i) x[i] = random.uniform(-6, 6);
    for (std::size_t i = 11; i < 14; ++i)
        x[i] = Standard(random.uniform(-0.4, 0.4), random.uniform(-0.1, 0.1) * width);
    return x;
}

TEST(RetardedTerms, MatrixSign) {
    Random random(21);
    for (int k = 0; k < 2000; ++k) {
        const GeneralCoordinates x = random_state(random, 1e-6);
        const Terms f = terms(x);
        const GeneralPropagator exact = mirage_test::general_propagator(x);
        EXPECT_NEAR(std::abs(standard(f.r) - exact.r), 0.0, 1e-11 * std::abs(exact.r)) << k;
        EXPECT_LT(distance(f, exact), 1e-10) << k;
    }
}

TEST(RetardedTerms, CloseToTheRealAxis) {
    // bare states: one direction without scattering, down to the smallest broadening
    Random random(22);
    for (int k = 0; k < 2000; ++k) {
        GeneralCoordinates x{};
        x[0] = Standard(k % 2 ? 1e-9 : 1e-6, -random.uniform(0, 12));
        x[1] = random.uniform(0.1, 1.5);
        for (const std::size_t i : {2u, 4u, 8u, 9u, 10u}) x[i] = random.uniform(-5, 5);
        if (k % 3 == 0) x[4] = x[8] = 0.0;  // h.g = 0: one root is zero
        if (k % 5 == 0) x[12] = random.uniform(-0.5, 0.5);
        const Terms f = terms(x);
        const GeneralPropagator exact = mirage_test::general_propagator(x);
        if (std::abs(exact.gradient[0]) > 30) continue;  // a band edge, where rounding of the energy counts
        EXPECT_LT(distance(f, exact), 1e-9) << k << ' ' << x[0] << ' ' << x[1];
        EXPECT_GT(f.gradient[0].re, -1e-12) << "density of states";
    }
}

TEST(RetardedTerms, ReferenceTable) {
    // A rotation about tau3 by a complex angle takes the coefficient of tau1 away, which no state here has.
    const Standard imaginary(0, 1);
    for (const auto& row : mirage_test::read_table("general_propagator.csv")) {
        const auto at = [&row](std::size_t i) {
            return Standard(mirage_test::number(row, 2 * i), mirage_test::number(row, 2 * i + 1));
        };
        std::array<Standard, 15> coefficient, slope;  // n, c, m row by row
        for (std::size_t i = 0; i < 15; ++i) coefficient[i] = at(i), slope[i] = at(16 + i);
        const Standard r = at(15),
                       n = std::sqrt(coefficient[0] * coefficient[0] + coefficient[1] * coefficient[1]);
        const Standard cosine = coefficient[1] / n, sine = coefficient[0] / n;
        const auto rotate = [&](std::array<Standard, 15>& v, std::size_t i, std::size_t j) {
            const Standard first = cosine * v[i] - sine * v[j], second = sine * v[i] + cosine * v[j];
            v[i] = first, v[j] = second;
        };
        for (auto* v : {&coefficient, &slope}) {
            rotate(*v, 0, 1);
            for (std::size_t j = 0; j < 3; ++j) rotate(*v, 6 + j, 9 + j);
        }
        GeneralCoordinates x, gradient;
        x[0] = coefficient[2], gradient[0] = slope[2];
        x[1] = -coefficient[1], gradient[1] = -slope[1];
        for (std::size_t j = 0; j < 3; ++j) {
            x[2 + j] = imaginary * coefficient[12 + j], gradient[2 + j] = -imaginary * slope[12 + j];
            x[5 + j] = -imaginary * coefficient[9 + j], gradient[5 + j] = imaginary * slope[9 + j];
            x[8 + j] = -imaginary * coefficient[3 + j], gradient[8 + j] = imaginary * slope[3 + j];
            x[11 + j] = coefficient[6 + j], gradient[11 + j] = slope[6 + j];
        }
        const Terms f = terms(x);
        EXPECT_NEAR(std::abs(standard(f.r) - r), 0.0, 1e-11 * std::abs(r));
        EXPECT_LT(distance(f, {r, gradient}), 1e-11) << row[0];
        // r does not change with the gauge, which fixes what is left
        Standard turned = 0.0;
        for (std::size_t j = 0; j < 3; ++j)
            turned += coefficient[6 + j] * slope[9 + j] - coefficient[9 + j] * slope[6 + j];
        EXPECT_NEAR(std::abs(turned / coefficient[1] - slope[0]), 0.0, 1e-10 * (1.0 + std::abs(slope[0])));
    }
}

TEST(RetardedTerms, HessianIsTheDerivativeOfTheGradient) {
    Random random(23);
    int compared = 0;
    for (int k = 0; k < 100; ++k) {
        const GeneralCoordinates x = random_state(random, 0.1);
        const Terms f = terms(x);
        for (std::size_t j = 0; j < all; ++j) {
            GeneralCoordinates up = x, down = x;
            const double h = 1e-5;
            up[j] += h, down[j] -= h;
            const Terms a = terms(up), b = terms(down);
            double scale = 1.0, jump = 0.0;
            for (std::size_t i = 0; i < all; ++i) {
                jump = std::max(jump, std::abs(standard(a.gradient[i] - b.gradient[i])));
                scale = std::max(scale, std::abs(standard(f.gradient[i])));
            }
            if (jump > 1e-3) continue;
            ++compared;
            for (int i = 0; i < all; ++i)
                EXPECT_NEAR(std::abs(standard((0.5 / h) * (a.gradient[i] - b.gradient[i]) -
                                              f.hessian[mirage::pair_index(all, i, static_cast<int>(j))])),
                            0.0, 1e-4 * scale)
                    << k << ' ' << i << ' ' << j;
        }
    }
    EXPECT_GT(compared, 1000);
}

TEST(RetardedTerms, AFieldInThePlane) {
    using namespace mirage;
    Random random(24);
    for (int k = 0; k < 1000; ++k) {
        GeneralCoordinates at = random_state(random, 1e-3);
        for (const std::size_t i : {3u, 4u, 6u, 7u, 11u, 13u}) at[i] = 0.0;
        const auto z = [&](std::size_t i) { return lane_of(at[i]); };
        const Complex<double> x[6] = {z(0), z(1), z(2), z(5), z(10), z(12)};
        const InPlaneDirection<> direction{std::norm(at[8]), std::norm(at[9])};
        const auto f = in_plane_terms<6>(x, direction);
        const Terms general = terms(at);
        const int place[6] = {0, 1, 2, 5, 10, 12};
        double scale = 0.0, curvature = 0.0;
        for (int i = 0; i < 6; ++i) scale = std::max(scale, std::abs(standard(f.gradient[i])));
        for (const auto& h : f.hessian) curvature = std::max(curvature, std::abs(standard(h)));
        for (int i = 0; i < 6; ++i) {
            EXPECT_NEAR(std::abs(standard(f.gradient[i] - general.gradient[place[i]])), 0.0, 1e-11 * scale);
            for (int j = i; j < 6; ++j)
                EXPECT_NEAR(std::abs(standard(f.hessian[pair_index(6, i, j)] -
                                              general.hessian[pair_index(all, place[i], place[j])])),
                            0.0, 1e-10 * curvature);
        }
    }
}

TEST(RetardedTerms, SmallRootsAreAccurateRelativeToThemselves) {
    // next to a node of the spin-orbit field, h > D: u is of the order of w^2
    for (const double w : {1e-3, 1e-8, 1e-12, 1e-16})
        for (const double part : {0.0, 0.3, 1.0, 3.0, 1e3}) {
            const double D = 0.7, h = 2.0, g = part * w * h / D;
            GeneralCoordinates x{};
            x[0] = w, x[1] = D, x[2] = h, x[10] = g;
            // to leading order in w and g
            const double exact = h / std::sqrt(h * h - D * D) / std::sqrt(1.0 + part * part);
            EXPECT_NEAR(terms(x).gradient[0].re / exact, 1.0, 1e-9 + 30.0 * (w * w + g * g));
        }
}

TEST(RetardedTerms, BcsDensityOfStates) {
    for (const double energy : {0.0, 0.5, 0.99, 1.01, 2.0, 7.0, 7.3}) {
        GeneralCoordinates x{};
        x[0] = Standard(1e-9, -energy), x[1] = 1.0, x[10] = 7.0;
        const Standard exact = x[0] / std::sqrt(x[0] * x[0] + 1.0);
        EXPECT_NEAR(std::abs(standard(terms(x).gradient[0]) - exact), 0.0, 1e-13 * (1.0 + std::abs(exact)));
    }
}

}  // namespace
