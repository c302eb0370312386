#include "mirage/gap/supercurrent.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace {

using namespace mirage;

/// dJ/dQ along the solution, from J at four neighbours: error of order h^4.
double slope_by_differences(Parameters p, double h) {
    const double Q = p.Q;
    const auto J = [&](double at) {
        p.Q = at;
        return moving_state(p, {1e-12}).current;
    };
    return (8.0 * (J(Q + h) - J(Q - h)) - (J(Q + 2.0 * h) - J(Q - 2.0 * h))) / (12.0 * h);
}

/// Two dimensions, clean, B = 0 (computed beside the engine from digamma sums, 1e-6).
TEST(Supercurrent, DepairingCurrentOfACleanFilm) {
    constexpr double table[][4] = {{0.9, 0.041660, 0.31380, 0.43337},
                                   {0.7, 0.208638, 0.53400, 0.69828},
                                   {0.5, 0.426900, 0.68282, 0.83568},
                                   {0.3, 0.661318, 0.81157, 0.91846},
                                   {0.1, 0.890128, 0.93745, 0.97597}};
    for (const auto& [T, J, Q, Delta] : table) {
        const DepairingCurrent found = depairing_current({.T = T});
        EXPECT_EQ(found.state.status, Status::converged);
        EXPECT_NEAR(found.critical(), J, 1e-6) << T;
        EXPECT_NEAR(found.state.Q, Q, 1e-5) << T;
        EXPECT_NEAR(found.state.order_parameter, Delta, 1e-5) << T;
        EXPECT_NEAR(found.state.current_slope, 0.0, 1e-8) << "a maximum";
        EXPECT_GT(found.end, found.state.Q);
    }
}

/// At T -> 0 J = Q up to Q = Delta = Delta0, where everything ends.
TEST(Supercurrent, WithoutTemperatureTheCurrentEndsAtTheGap) {
    for (const double Q : {0.1, 0.5, 0.8}) {
        const MovingState state = moving_state({.T = 0.02, .Q = Q});
        EXPECT_NEAR(state.current, Q, 1e-4);
        EXPECT_NEAR(state.order_parameter, 1.0, 1e-4);
    }
    double before = 0.0;
    for (const double T : {0.1, 0.05, 0.02}) {
        const double J = depairing_current({.T = T}).critical();
        EXPECT_GT(J, before);
        EXPECT_LT(J, 1.0);
        before = J;
    }
    EXPECT_GT(before, 0.95);
}

/// Next to Tc0, Ginzburg and Landau: Delta^2 = Delta_T^2 (1 - Q^2/Q_0^2) and J proportional to Q Delta^2,
/// which is largest at Q = Q_0/sqrt 3, where Delta^2 is 2/3 of its value at rest; J_c as (1 - T)^(3/2).
TEST(Supercurrent, NextToTcAsGinzburgAndLandau) {
    const DepairingCurrent near = depairing_current({.T = 0.9999}), far = depairing_current({.T = 0.999});
    const double at_rest = moving_state({.T = 0.9999}).order_parameter;
    EXPECT_NEAR(near.state.order_parameter / at_rest, std::sqrt(2.0 / 3.0), 1e-3);
    EXPECT_NEAR(far.critical() / near.critical(), std::pow(10.0, 1.5), 0.05);
}

TEST(Supercurrent, IsTheDerivativeOfTheFreeEnergyAndOddInTheMomentum) {
    constexpr double h = 1e-3;
    for (const Parameters& at :
         {Parameters{.T = 0.3, .B = 2.0, .beta = 7.0, .Q = 0.3},
          Parameters{.T = 0.1, .B = 3.7, .beta = 7.0, .alpha = 1.0, .Q = 0.6},
          Parameters{.T = 0.2, .B = 1.0, .beta = 3.0, .gamma = 0.2, .alpha = 0.5, .Q = 0.2}}) {
        Parameters p = at;
        const auto omega = [&](double Q) {
            p.Q = Q;
            return moving_state(p, {1e-12}).free_energy;
        };
        const MovingState state = moving_state(at, {1e-12});
        ASSERT_GT(state.order_parameter, 0.0);
        const double difference =
            (8.0 * (omega(at.Q + h) - omega(at.Q - h)) - (omega(at.Q + 2.0 * h) - omega(at.Q - 2.0 * h))) /
            (12.0 * h);
        EXPECT_NEAR(state.current, difference, 1e-8);
        EXPECT_NEAR(state.current_slope, slope_by_differences(at, h), 1e-6);
        p.Q = -at.Q;
        const MovingState back = moving_state(p, {1e-12});
        EXPECT_EQ(back.current, -state.current);
        EXPECT_EQ(back.free_energy, state.free_energy);
    }
}

TEST(Supercurrent, NoMomentumCarriesMore) {
    for (const Parameters& at :
         {Parameters{.T = 0.1, .B = 3.0, .beta = 7.0, .alpha = 1.0},
          Parameters{.T = 0.05, .B = 4.5, .beta = 7.0, .alpha = 1.0}, Parameters{.T = 0.1, .B = 0.75},
          Parameters{.T = 0.3, .B = 1.0, .beta = 3.0, .gamma = 0.3}}) {
        const DepairingCurrent found = depairing_current(at);
        ASSERT_EQ(found.state.status, Status::converged);
        Parameters p = at;
        for (int i = 1; i <= 60; ++i) {
            p.Q = found.end * i / 60;
            EXPECT_LE(std::fabs(moving_state(p).current), found.critical() + 1e-9) << at.B << " " << p.Q;
        }
    }
}

TEST(Supercurrent, AgreesWithTheSolvedPoint) {
    const Parameters p{.T = 0.2, .B = 1.0, .beta = 3.0, .gamma = 0.2, .alpha = 0.5, .Q = 0.25};
    const PointState point = solve_point(p);
    const MovingState state = moving_state(p);
    EXPECT_EQ(state.order_parameter, point.order_parameter);
    EXPECT_EQ(state.current, point.current);
    EXPECT_EQ(state.free_energy, point.free_energy);
    EXPECT_EQ(moving_state(uniform(p)).current, 0.0);
}

TEST(Supercurrent, TheNormalStateCarriesNone) {
    EXPECT_EQ(depairing_current({.T = 1.0}).critical(), 0.0);
    EXPECT_EQ(depairing_current({.T = 0.5, .B = 2.0}).critical(), 0.0);
    const MovingState state = moving_state({.T = 0.5, .Q = 1.5});
    EXPECT_EQ(state.order_parameter, 0.0);
    EXPECT_EQ(state.current, 0.0);
    EXPECT_EQ(state.Q, 1.5);
}

/// e v_F N0 J: one electron charge per square nanometre and eV at 1 m/s and 1 eV.
TEST(Supercurrent, CurrentOfAFilm) {
    EXPECT_NEAR(sheet_current(1e3, 1e-3, 1.0), 0.1602176634, 1e-12);
    EXPECT_NEAR(sheet_current(0.5, 100.0, 8.0), 0.1602176634 * 100.0 * 8.0 * 0.5, 1e-9);
}

}  // namespace
