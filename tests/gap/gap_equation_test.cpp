#include "mirage/gap/gap_equation.hpp"

#include "propagator/self_energy.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

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
        GapEquation equation = gap_equation(random_parameters(random, i), 1e-13);
        const double Delta = random.uniform(0.1, 1), h = 1e-4;
        const auto at = [&](double shift) { return evaluate(equation, Delta + shift); };
        const GapValue v = at(0);
        const GapValue up = at(h), up2 = at(2 * h), down = at(-h), down2 = at(-2 * h);
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
        GapEquation whole = gap_equation(p, 1e-13), part = whole;
        for (const double Delta : {0.0, 0.01, random.uniform(0.1, 1)}) {
            const GapValue a = evaluate(whole, Delta), b = evaluate_slopes(part, Delta);
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
        GapEquation all = gap_equation(p, 1e-13), few = gap_equation(p, 1e-13, 6.5);
        const double Delta = random.uniform(0.1, 1);
        const double error = std::fabs(evaluate(all, Delta).equation - evaluate(few, Delta).equation);
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
        GapEquation rough = gap_equation(p, 1e-6), from_rough = gap_equation(p, 1e-13),
                    from_normal = from_rough;
        const double Delta = random.uniform(0.1, 1);
        evaluate(rough, Delta);
        start_from(from_rough, rough);
        const GapValue a = evaluate(from_rough, Delta), b = evaluate(from_normal, Delta);
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
            GapEquation equation = gap_equation(moved, 1e-13);
            return evaluate(equation, Delta);
        };
        const double dOmega = (8 * (at(h).free_energy - at(-h).free_energy) -
                               (at(2 * h).free_energy - at(-2 * h).free_energy)) /
                              (12 * h);
        EXPECT_NEAR(at(0).magnetization, -dOmega, 1e-9 * (1 + 1 / p.B));
    }
}

TEST(Gap, SusceptibilityOfTheNormalStateFollowsFromDeltaToZero) {
    GapEquation equation = gap_equation({0.3, 2.0, 7.0, 0.4, 0.3}, 1e-13);
    const GapValue v = evaluate(equation, 0.0);
    EXPECT_NEAR(v.magnetization, 0.0, 1e-13);
    EXPECT_NEAR(v.free_energy, 0.0, 1e-15);
}

TEST(Gap, ResultsDoNotDependOnTheNodesUsed) {
    Random random(43);
    for (int i = 0; i < 40; ++i) {
        const Parameters p = random_parameters(random, i);
        GapEquation few = gap_equation(p, 1e-13);
        GapEquation many = few;
        many.rule = &matsubara_rule(8 * spectral_bandwidth(p), 1e-14);
        many.omega.clear();
        for (const double nu : many.rule->node)
            many.omega.push_back(2 * std::numbers::pi * thermal_energy(p) * nu);
        many.storage.assign(gap_arrays * many.omega.size(),
                            0.0);  // starts that fail: every frequency by continuation
        const double Delta = random.uniform(0.05, 1);
        const GapValue a = evaluate(few, Delta), b = evaluate(many, Delta);
        EXPECT_NEAR(a.equation, b.equation, 3e-13);
        EXPECT_NEAR(a.free_energy, b.free_energy, 3e-13);
        EXPECT_NEAR(a.magnetization, b.magnetization, 3e-13);
        EXPECT_LT(a.error, 1e-12);
    }
}

TEST(Gap, DirectSumAtHighTemperature) {
    // T = 0.8 Tc0: ten thousand frequencies and a 1/n^2 tail, one by one
    const Parameters p{0.8, 0.9, 2.0, 0.3, 0.0};
    GapEquation equation = gap_equation(p, 1e-13);
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
    EXPECT_NEAR(evaluate(equation, Delta).equation, std::log(p.T) + sum, 1e-11);
}

TEST(Gap, ZeroEnergyDensityOfStates) {
    const auto dos = [](const Parameters& p, double Delta) {
        GapEquation equation = gap_equation(p, 1e-13);
        evaluate(equation, Delta);
        return zero_energy_dos(equation);
    };
    EXPECT_EQ(dos({0.1, 2.0, 7.0, 0.0, 0.0}, 0.5), 0.0) << "clean, gap edge Delta beta/sqrt(beta^2 + B^2)";
    EXPECT_NEAR(dos({0.1, 0.5, 0.0, 0.0, 0.0}, 0.3), 0.5 / 0.4, 1e-14) << "Zeeman split BCS";
    const double closing = 0.8 * 2.0 / std::hypot(0.8, 7.0);
    EXPECT_EQ(dos({0.1, 2.0, 7.0, 0.0, 0.8}, 1.001 * closing), 0.0);
    EXPECT_EQ(dos({0.1, 2.0, 7.0, 0.0, 0.8}, 0.999 * closing), 1.0);
    EXPECT_LT(dos({0.1, 2.0, 7.0, 0.2, 0.0}, 0.6), 1e-9);
    const double gapless = dos({0.1, 4.0, 7.0, 1.0, 0.0}, 0.05);
    EXPECT_GT(gapless, 0.1);
    EXPECT_LT(gapless, 1.0 + 1e-9);
}

TEST(Gap, ZeroEnergyDensityOfStatesIsTheLimitOfSmallFrequency) {
    Random random(44);
    for (int i = 0; i < 60; ++i) {
        const Parameters p{0.05, random.uniform(0.5, 6), random.uniform(1, 8), random.uniform(0.1, 3),
                           i % 2 ? random.uniform(0.1, 1) : 0.0};
        const double Delta = random.logarithmic(0.01, 0.9);
        GapEquation equation = gap_equation(p, 1e-13);
        evaluate(equation, Delta);
        Dressing<double> self{};
        FrequencyState<double> f{};
        ASSERT_TRUE(solve_frequency_robustly(self, 1e-7, {Delta, p.B, p.beta, p.gamma, p.alpha}, f));
        EXPECT_NEAR(zero_energy_dos(equation), f.g0, 2e-4 * std::sqrt(f.g0) + 1e-5)
            << "gamma " << p.gamma << " Delta " << Delta;
    }
}

TEST(Gap, FieldSlopeIsTheDerivative) {
    Random random(41);
    for (int i = 0; i < 50; ++i) {
        Parameters p{random.uniform(0.05, 0.9), random.uniform(0.2, 3), random.uniform(0, 10),
                     i % 3 ? random.uniform(0.05, 2) : 0.0, i % 2 ? random.uniform(0.1, 2) : 0.0};
        const double Delta = random.uniform(0.05, 0.9), h = 1e-4;
        const auto at = [&](double B) {
            Parameters moved = p;
            moved.B = B;
            GapEquation equation = gap_equation(p, 1e-13);  // one rule for all
            equation.parameters = moved;
            return evaluate(equation, Delta);
        };
        const double slope = (at(p.B + h).equation - at(p.B - h).equation) / (2 * h);
        EXPECT_NEAR(at(p.B).field_slope, slope, 2e-5 * (1e-2 + std::fabs(slope)));
    }
}

TEST(Gap, ClosingFallsToZeroWhereTheDensityOfStatesBegins) {
    for (const Parameters& given :
         {Parameters{0.1, 0, 7, 0.4, 0}, Parameters{0.1, 0, 7, 0.4, 0.3}, Parameters{0.2, 0, 7, 0, 0.3}}) {
        double last = 10.0;
        for (double B = 0.5; B < 4.6; B += 0.25) {
            Parameters p = given;
            p.B = B;
            GapEquation equation = gap_equation(p, 1e-13);
            evaluate(equation, 0.5);
            const double gap = gap_closing(equation), dos = zero_energy_dos(equation);
            EXPECT_LT(gap, last) << "it closes";
            EXPECT_EQ(gap<1e-11, dos> 1e-6) << B << ' ' << gap << ' ' << dos;
            last = std::max(gap, 1e-15);
        }
    }
}

}  // namespace
