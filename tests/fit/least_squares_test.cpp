#include "fit/least_squares.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace {

using namespace mirage;

/// Rosenbrock's valley with its minimum at (a, a^2), unknowns as they are; derivatives only where asked for.
struct Valley {
    double a;
    int evaluations = 0, derivatives = 0;

    Evaluation operator()(const std::vector<double>& x) {
        ++evaluations;
        return {{a - x[0], 10.0 * (x[1] - x[0] * x[0])}, {}};
    }
    void differentiate(const std::vector<double>& x, Evaluation& here) {
        ++derivatives;
        here.jacobian = {-1.0, 0.0, -20.0 * x[0], 10.0};
    }
};

Minimum minimum_of(Valley& valley) {
    return bounded_minimum([&](const std::vector<double>& x) { return valley(x); }, {0.1, 0.99}, 1e-12,
                           [&](const std::vector<double>& x, Evaluation& e) { valley.differentiate(x, e); });
}

TEST(LeastSquares, FindsTheMinimumInside) {
    Valley valley{0.7};
    const Minimum found = minimum_of(valley);
    EXPECT_NEAR(found.x[0], 0.7, 1e-6);
    EXPECT_NEAR(found.x[1], 0.49, 1e-6);
    EXPECT_LT(found.chi2, 1e-12);
    EXPECT_LE(valley.derivatives, valley.evaluations) << "a step that was refused needs none";
}

TEST(LeastSquares, StaysWithinTheBoundsAndEndsOnThem) {
    Valley valley{1.5};  // the minimum lies outside: the best inside is the corner
    const Minimum found = minimum_of(valley);
    EXPECT_EQ(found.x[0], 1.0);
    EXPECT_NEAR(found.x[1], 1.0, 1e-6);
    EXPECT_NEAR(found.chi2, 0.25, 1e-9);
}

TEST(LeastSquares, DerivativesMayComeWithTheResiduals) {
    const Minimum found = bounded_minimum(
        [](const std::vector<double>& x) {
            return Evaluation{{std::exp(x[0]) - std::exp(0.25)}, {std::exp(x[0])}};
        },
        {0.9});
    EXPECT_NEAR(found.x[0], 0.25, 1e-8);
}

TEST(LeastSquares, WhatIsNoNumberIsNoMinimum) {
    const Minimum found = bounded_minimum(
        [](const std::vector<double>& x) {
            return Evaluation{{std::sqrt(-1.0 - x[0])}, {1.0}};
        },
        {0.5});
    EXPECT_TRUE(std::isinf(found.chi2));
    EXPECT_EQ(found.x[0], 0.5);
}

}  // namespace
