#include "fit/least_squares.hpp"

#include <cmath>
#include <utility>

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

Minimum minimum_of(Valley& valley, Slopes slopes = Slopes::anew) {
    return bounded_minimum([&](const std::vector<double>& x) { return valley(x); }, {0.1, 0.99}, 1e-12,
                           [&](const std::vector<double>& x, Evaluation& e) { valley.differentiate(x, e); },
                           slopes);
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

/// y = 0.3 exp(0.8 t) + 0.1 and a little that no a, b, c fits.
struct Curve {
    int derivatives = 0;

    static Evaluation residuals(const std::vector<double>& x) {
        Evaluation e;
        for (int i = 0; i <= 20; ++i) {
            const double t = 0.05 * i;
            e.residuals.push_back(x[0] * std::exp(x[1] * t) + x[2] - 0.3 * std::exp(0.8 * t) - 0.1 -
                                  1e-3 * std::cos(20.0 * t));
        }
        return e;
    }
    static std::vector<double> slopes(const std::vector<double>& x) {
        std::vector<double> rows;
        for (int i = 0; i <= 20; ++i) {
            const double t = 0.05 * i, e = std::exp(x[1] * t);
            rows.insert(rows.end(), {e, x[0] * t * e, 1.0});
        }
        return rows;
    }
    Minimum minimum(Slopes kind, std::vector<double> first = {}) {
        return bounded_minimum(
            [&](const std::vector<double>& x) {
                Evaluation e = residuals(x);
                e.jacobian = std::exchange(first, {});
                return e;
            },
            {0.35, 0.7, 0.15}, 1e-12,
            [&](const std::vector<double>& x, Evaluation& e) { ++derivatives, e.jacobian = slopes(x); },
            kind);
    }
};

TEST(LeastSquares, DerivativesThatAreKeptLeadToTheSameMinimum) {
    Curve anew, checked, kept, from_nearby;
    const Minimum best = anew.minimum(Slopes::anew);
    const Minimum with_check = checked.minimum(Slopes::checked), without = kept.minimum(Slopes::kept),
                  nearby = from_nearby.minimum(Slopes::kept, Curve::slopes({0.33, 0.75, 0.1}));
    for (const Minimum& other : {with_check, without, nearby}) {
        EXPECT_NEAR(other.chi2, best.chi2, 1e-10 * best.chi2);
        for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(other.x[i], best.x[i], 1e-4);
    }
    EXPECT_LT(checked.derivatives, anew.derivatives);
    EXPECT_LT(kept.derivatives, checked.derivatives);
    EXPECT_LT(from_nearby.derivatives, anew.derivatives);
}

TEST(LeastSquares, ABadStepAsksForDerivatives) {
    for (const Slopes slopes : {Slopes::checked, Slopes::kept}) {
        Valley valley{0.7};
        const Minimum found = minimum_of(valley, slopes);
        EXPECT_NEAR(found.x[0], 0.7, 1e-5);
        EXPECT_LT(found.chi2, 1e-10);
    }
    Curve wrong;  // derivatives of the opposite sign gain nothing
    std::vector<double> opposite = Curve::slopes({0.35, 0.7, 0.15});
    for (double& slope : opposite) slope = -slope;
    Curve right;
    EXPECT_NEAR(wrong.minimum(Slopes::kept, opposite).chi2, right.minimum(Slopes::anew).chi2, 1e-9);
    EXPECT_GT(wrong.derivatives, 0);
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
