#include "mirage/gap/gap_equation.hpp"

#include "propagator/self_energy.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include <gtest/gtest.h>

#include "mirage/model/constants.hpp"
#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::Random;

Parameters random_parameters(Random& random, int i) {
    return {random.logarithmic(0.02, 0.9), random.logarithmic(0.1, 5), random.logarithmic(0.3, 20),
            i % 3 ? random.logarithmic(0.05, 2) : 0.0, i % 2 ? random.logarithmic(0.05, 2) : 0.0};
}

TEST(Gap, SlopeAndFreeEnergyAreConsistent) {
    // dOmega/d(Delta^2) = g, dg/d(Delta^2) = slope
    Random random(41);
    for (int i = 0; i < 60; ++i) {
        const Parameters p = random_parameters(random, i);
        const GapProblem problem = gap_problem(p, 1e-13);
        GapWorkspace workspace;
        const double Delta = random.uniform(0.1, 1), h = 1e-4;
        const auto at = [&](double shift) { return evaluate(problem, workspace, Delta + shift, p.B); };
        const GapState v = at(0);
        const GapState up = at(h), up2 = at(2 * h), down = at(-h), down2 = at(-2 * h);
        const double dOmega =
            (8 * (up.free_energy - down.free_energy) - (up2.free_energy - down2.free_energy)) / (12 * h);
        EXPECT_NEAR(dOmega, 2 * Delta * v.equation, 2e-10);
        const double slope = (up.equation - down.equation) / (4 * h * Delta);
        EXPECT_NEAR(v.slope, slope, 1e-5 * (1 + std::fabs(slope)));
    }
}

TEST(Gap, SlopesAloneAreTheSame) {
    Random random(47);
    for (int i = 0; i < 60; ++i) {
        const Parameters p = random_parameters(random, i);
        const GapProblem problem = gap_problem(p, 1e-13);
        GapWorkspace whole, part;
        for (const double Delta : {0.0, 0.01, random.uniform(0.1, 1)}) {
            const GapState a = evaluate(problem, whole, Delta, p.B);
            const GapSlopes b = evaluate_slopes(problem, part, Delta, p.B);
            EXPECT_NEAR(b.equation, a.equation, 2e-14);
            EXPECT_NEAR(b.slope, a.slope, 1e-11 * (1 + std::fabs(a.slope)));
            EXPECT_NEAR(b.field_slope, a.field_slope, 1e-11 * (1 + std::fabs(a.field_slope)));
            EXPECT_EQ(b.Delta, Delta);
        }
    }
}

TEST(Gap, FewerDigitsOfTheDirectionsCostAccuracyWithinTheirPromise) {
    Random random(48);
    double largest = 0.0;
    for (int i = 0; i < 60; ++i) {
        Parameters p = random_parameters(random, 2 * i + 1);  // with Rashba coupling
        const GapProblem all = gap_problem(p, 1e-13), few = gap_problem(p, 1e-13, 6.5);
        const double Delta = random.uniform(0.1, 1);
        GapWorkspace of_all, of_few;
        const double error = std::fabs(evaluate(all, of_all, Delta, p.B).equation -
                                       evaluate(few, of_few, Delta, p.B).equation);
        largest = std::max(largest, error);
        EXPECT_LT(error, 1e-5);
    }
    EXPECT_GT(largest, 1e-13) << "there is something to save";
}

TEST(Gap, StartsFromOtherFrequenciesLeadToTheSameState) {
    Random random(49);
    for (int i = 0; i < 60; ++i) {
        Parameters p = random_parameters(random, i);
        p.gamma = random.logarithmic(0.05, 2);
        const GapProblem rough = gap_problem(p, 1e-6), full = gap_problem(p, 1e-13);
        const double Delta = random.uniform(0.1, 1);
        GapWorkspace of_rough, from_normal;
        evaluate(rough, of_rough, Delta, p.B);
        GapWorkspace from_rough = interpolated(full, rough, of_rough);
        const GapState a = evaluate(full, from_rough, Delta, p.B),
                       b = evaluate(full, from_normal, Delta, p.B);
        EXPECT_NEAR(a.equation, b.equation, 1e-13);
        EXPECT_NEAR(a.free_energy, b.free_energy, 1e-13);
    }
}

TEST(Gap, MagnetisationIsTheFieldDerivativeAtFixedDelta) {
    Random random(42);
    for (int i = 0; i < 60; ++i) {
        const Parameters p = random_parameters(random, i);
        const double Delta = random.uniform(0.1, 1), h = 1e-3 * p.B;
        const auto at = [&](double shift) {
            Parameters moved = p;
            moved.B += shift;
            GapWorkspace workspace;
            return evaluate(gap_problem(moved, 1e-13), workspace, Delta, moved.B);
        };
        const double dOmega = (8 * (at(h).free_energy - at(-h).free_energy) -
                               (at(2 * h).free_energy - at(-2 * h).free_energy)) /
                              (12 * h);
        EXPECT_NEAR(at(0).magnetization, -dOmega, 1e-9 * (1 + 1 / p.B));
    }
}

TEST(Gap, NothingIsLeftOfTheDifferenceToTheNormalStateAtDeltaZero) {
    GapWorkspace workspace;
    const GapState v = evaluate(gap_problem({0.3, 2.0, 7.0, 0.4, 0.3}, 1e-13), workspace, 0.0, 2.0);
    EXPECT_NEAR(v.magnetization, 0.0, 1e-13);
    EXPECT_NEAR(v.free_energy, 0.0, 1e-15);
}

TEST(Gap, ResultsDoNotDependOnTheNodesUsed) {
    Random random(43);
    for (int i = 0; i < 40; ++i) {
        const Parameters p = random_parameters(random, i);
        Parameters wide = p;
        wide.B = 8 * p.B + 50;
        const GapProblem few = gap_problem(p, 1e-13), many = gap_problem(wide, 1e-14);
        const double Delta = random.uniform(0.05, 1);
        GapWorkspace of_few, of_many;
        evaluate(many, of_many, Delta, p.B);
        for (double& x : of_many.arrays) x = 0.0;  // starts that fail: every frequency by continuation
        const GapState a = evaluate(few, of_few, Delta, p.B), b = evaluate(many, of_many, Delta, p.B);
        EXPECT_NEAR(a.equation, b.equation, 3e-13);
        EXPECT_NEAR(a.free_energy, b.free_energy, 3e-13);
        EXPECT_NEAR(a.magnetization, b.magnetization, 3e-13);
        EXPECT_LT(a.error, 1e-12);
    }
}

TEST(Gap, DirectSumAtHighTemperature) {
    // T = 0.8 Tc0: ten thousand frequencies and a 1/n^2 tail, one by one
    const Parameters p{0.8, 0.9, 2.0, 0.3, 0.0};
    const GapProblem problem = gap_problem(p, 1e-13);
    GapWorkspace workspace;
    const double Delta = 0.4, unit = 2 * std::numbers::pi * thermal_energy(p);
    double sum = 0.0, last = 0.0;
    constexpr int count = 20000;
    for (int n = 0; n < count; ++n) {
        const double omega = unit * (n + 0.5);
        Dressing<double> self{};
        FrequencyState<double> f{};
        ASSERT_TRUE(solve_frequency_robustly(self, omega, {Delta, p.B, p.beta, p.gamma, p.alpha}, f));
        last = 1 / (n + 0.5) - unit * f.F_over_Delta;
        sum += last;
    }
    sum += 0.5 * last * count;  // the terms fall like n^-3
    EXPECT_NEAR(evaluate(problem, workspace, Delta, p.B).equation, std::log(p.T) + sum, 1e-11);
}

TEST(Gap, FieldSlopeIsTheDerivative) {
    Random random(41);
    for (int i = 0; i < 50; ++i) {
        Parameters p{random.uniform(0.05, 0.9), random.uniform(0.2, 3), random.uniform(0, 10),
                     i % 3 ? random.uniform(0.05, 2) : 0.0, i % 2 ? random.uniform(0.1, 2) : 0.0};
        const double Delta = random.uniform(0.05, 0.9), h = 1e-4;
        const GapProblem problem = gap_problem(p, 1e-13);  // one rule for all
        const auto at = [&](double B) {
            GapWorkspace workspace;
            return evaluate(problem, workspace, Delta, B);
        };
        const double slope = (at(p.B + h).equation - at(p.B - h).equation) / (2 * h);
        EXPECT_NEAR(at(p.B).field_slope, slope, 2e-5 * (1e-2 + std::fabs(slope)));
    }
}

TEST(Gap, ACopiedWorkspaceIsAnother) {
    const Parameters p{0.05, 2.0, 7.0, 0.4, 0.3};
    const GapProblem problem = gap_problem(p, 1e-13);
    GapWorkspace one;
    evaluate(problem, one, 0.8, p.B);
    GapWorkspace two = one;
    const GapState a = evaluate(problem, one, 0.5, p.B);
    evaluate(problem, one, 0.1, p.B);
    const GapState b = evaluate(problem, two, 0.5, p.B);
    EXPECT_EQ(a.equation, b.equation);
    EXPECT_EQ(a.free_energy, b.free_energy);
    GapWorkspace moved = std::move(two);
    EXPECT_EQ(evaluate(problem, moved, 0.5, p.B).solved, true);
}

TEST(Gap, AWorkspaceOfOtherFrequenciesOrOfNaNDoesNoHarm) {
    const Parameters p{0.05, 2.0, 7.0, 0.4, 0.3};
    const GapProblem problem = gap_problem(p, 1e-13), other = gap_problem(p, 1e-6);
    GapWorkspace good, wrong, poisoned;
    const double expected = evaluate(problem, good, 0.8, p.B).equation;
    evaluate(other, wrong, 0.3, p.B);
    EXPECT_NEAR(evaluate(problem, wrong, 0.8, p.B).equation, expected, 1e-13);
    evaluate(problem, poisoned, 0.8, p.B);
    for (double& x : poisoned.arrays) x = quiet_nan;
    poisoned.Delta = quiet_nan;
    EXPECT_NEAR(evaluate(problem, poisoned, 0.8, p.B).equation, expected, 1e-13);
}

TEST(Gap, WhatIsNotANumberIsNotSolved) {
    for (const double gamma : {0.0, 0.4}) {
        const GapProblem problem = gap_problem({0.05, 2.0, 7.0, gamma, 0.3}, 1e-13);
        GapWorkspace workspace;
        for (const auto& [Delta, B] : {std::pair{quiet_nan, 2.0}, std::pair{0.5, quiet_nan}}) {
            const GapState state = evaluate(problem, workspace, Delta, B);
            EXPECT_FALSE(state.solved);
            EXPECT_TRUE(std::isnan(state.equation) && std::isnan(state.free_energy));
            EXPECT_FALSE(evaluate_slopes(problem, workspace, Delta, B).solved);
        }
        EXPECT_TRUE(evaluate(problem, workspace, 0.5, 2.0).solved) << "usable afterwards";
    }
}

}  // namespace
