#include "mirage/gap/thermodynamics.hpp"

#include <cmath>
#include <numbers>
#include <random>

#include <gtest/gtest.h>

#include "mirage/gap/point.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "mirage/model/constants.hpp"

namespace {

using namespace mirage;

/// Fourth-order central difference of f(T) with respect to k_B T.
template <class Function>
double slope(Function f, double T, double step) {
    const double h = step / delta0_over_tc0;
    return (8.0 * (f(T + step) - f(T - step)) - (f(T + 2.0 * step) - f(T - 2.0 * step))) / (12.0 * h);
}

PointState solved(const Parameters& p) { return solve_point(p, {}, Detail::thermodynamics); }

PointState at(Parameters p, double T) {
    p.T = T;
    return solved(p);
}

/// Clean, disordered, with Rashba coupling and both; gapped and gapless.
const Parameters materials[] = {{0.0, 0.0, 0.0, 0.0, 0.0}, {0.0, 0.3, 0.0, 0.0, 0.0},
                                {0.0, 2.0, 7.0, 0.0, 0.0}, {0.0, 1.5, 7.0, 0.4, 0.0},
                                {0.0, 2.0, 7.0, 0.0, 0.5}, {0.0, 2.0, 7.0, 0.3, 0.3},
                                {0.0, 0.4, 0.5, 2.0, 0.8}, {0.0, 20.0, 60.0, 0.1, 0.1}};

TEST(Thermodynamics, EntropyIsTheSlopeOfTheFreeEnergy) {
    for (const Parameters& p : materials)
        for (const double T : {0.08, 0.3, 0.55}) {
            const PointState state = at(p, T);
            if (state.order_parameter == 0.0) continue;
            const double expected = -slope([&](double t) { return at(p, t).free_energy; }, T, 2e-3 * T);
            EXPECT_NEAR(state.entropy, expected, 2e-9)
                << T << " B " << p.B << " beta " << p.beta << " gamma " << p.gamma;
        }
}

TEST(Thermodynamics, SpecificHeatIsTheSlopeOfTheEntropy) {
    for (const Parameters& p : materials)
        for (const double T : {0.08, 0.3, 0.55}) {
            const PointState state = at(p, T);
            if (state.order_parameter == 0.0) continue;
            const double expected =
                T / delta0_over_tc0 * slope([&](double t) { return at(p, t).entropy; }, T, 2e-3 * T);
            EXPECT_NEAR(state.specific_heat, expected, 2e-8)
                << T << " B " << p.B << " beta " << p.beta << " gamma " << p.gamma;
        }
}

/// BCS: 12/(7 zeta(3)) = 1.426 C_N, whatever the spin-orbit coupling and the disorder at B = 0 (Anderson).
TEST(Thermodynamics, JumpAtTheCriticalTemperature) {
    constexpr double zeta_3 = 1.2020569031595942, T = 1.0 - 1e-7;
    for (const Parameters& p : {Parameters{T}, Parameters{T, 0.0, 7.0, 0.4, 0.3}}) {
        const PointState state = solved(p);
        EXPECT_NEAR(state.specific_heat / normal_specific_heat(p), 12.0 / (7.0 * zeta_3), 1e-6);
        EXPECT_NEAR(state.entropy, 0.0, 1e-5);
    }
}

/// Third law: the entropy of a gapped state vanishes faster than any power of T, a gapless one keeps a part
/// of C_N.
TEST(Thermodynamics, LowTemperatures) {
    const Parameters gapped{0.01, 1.0, 7.0, 0.2, 0.2};
    const PointState state = solved(gapped);
    ASSERT_EQ(state.phase, Phase::gapped);
    EXPECT_NEAR(state.entropy + normal_specific_heat(gapped), 0.0, 1e-10);
    EXPECT_NEAR(state.specific_heat + normal_specific_heat(gapped), 0.0, 1e-10);
    const PointState normal = solved({0.01, 9.0, 3.0, 0.2, 0.2});
    ASSERT_EQ(normal.phase, Phase::normal);
    EXPECT_EQ(normal.entropy, 0.0);
    EXPECT_EQ(normal.specific_heat, 0.0);
}

/// C_S = N(0) C_N to leading order where the density of states is finite at zero energy.
TEST(Thermodynamics, GaplessStateIsLinearInTemperature) {
    const Parameters p{0.002, 4.64, 7.0, 0.2, 0.5};
    const PointState state = solved(p);
    ASSERT_EQ(state.phase, Phase::gapless);
    EXPECT_NEAR(1.0 + state.specific_heat / normal_specific_heat(p), state.zero_energy_dos, 0.02);
}

/// Clausius and Clapeyron on first-order lines: dB_c2/d(k_B T) = -(S_S - S_N)/(M_S - M_N).
TEST(Thermodynamics, ClausiusClapeyronOnFirstOrderLines) {
    for (const auto& [beta, gamma, T] : {std::tuple{0.0, 0.0, 0.2}, {0.0, 0.0, 0.45}, {0.1, 0.05, 0.3}}) {
        const auto field = [&, b = beta, g = gamma](double t) {
            return critical_fields({t, 0.0, b, g, 0.0}).B_c2;
        };
        const CriticalFields fields = critical_fields({T, 0.0, beta, gamma, 0.0});
        ASSERT_EQ(fields.order, 1) << T;
        const PointState state = solved({T, fields.B_c2 * (1.0 - 1e-10), beta, gamma, 0.0});
        ASSERT_GT(state.order_parameter, 0.1);
        EXPECT_NEAR(slope(field, T, 1e-3 * T), -state.entropy / state.magnetization, 1e-7) << T;
    }
}

TEST(Thermodynamics, OnlyWhereAskedFor) {
    const Parameters p{0.2, 2.0, 7.0, 0.3, 0.3};
    const PointState plain = solve_point(p), whole = solved(p);
    EXPECT_TRUE(std::isnan(plain.entropy) && std::isnan(plain.specific_heat));
    EXPECT_EQ(plain.order_parameter, whole.order_parameter);
    EXPECT_EQ(plain.zero_energy_dos, whole.zero_energy_dos);
    EXPECT_LT(whole.entropy, 0.0);
}

/// A workspace that belongs to another Delta, or to none, gives the same.
TEST(Thermodynamics, TheWorkspaceIsOnlyAStart) {
    const Parameters p{0.2, 2.0, 7.0, 0.3, 0.3};
    const GapProblem problem = gap_problem(p, 1e-13);
    GapWorkspace workspace;
    const GapState state = evaluate(problem, workspace, solve_point(p).order_parameter, p.B);
    const Thermodynamics expected = thermodynamics(problem, workspace, state);
    evaluate(problem, workspace, 0.1, p.B);
    const Thermodynamics moved = thermodynamics(problem, workspace, state);
    GapWorkspace empty;
    const Thermodynamics fresh = thermodynamics(problem, empty, state);
    for (const Thermodynamics& other : {moved, fresh}) {
        EXPECT_NEAR(other.entropy, expected.entropy, 1e-12);
        EXPECT_NEAR(other.specific_heat, expected.specific_heat, 1e-11);
    }
}

}  // namespace
