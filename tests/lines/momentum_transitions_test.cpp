// Critical fields of states that take the pair momentum of their lowest free energy.
#include "mirage/lines/momentum_transitions.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include <gtest/gtest.h>

#include "mirage/gap/point.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "mirage/lines/momentum_instability.hpp"

namespace {

using namespace mirage;

/// The stable state at given momentum.
PointState at(Parameters p, double B, double Q) {
    p.B = B, p.Q = Q;
    return solve_point(p);
}

TEST(MomentumTransitions, StateBeyondTheCollapse) {
    const Parameters p{0.05, 0, 7, 0, 1};
    const MomentumTransitions found = momentum_transitions(p);
    ASSERT_EQ(found.status, LineStatus::converged);
    EXPECT_EQ(found.onset_order, 1);
    EXPECT_NEAR(found.B_onset, 3.5659, 1e-3);
    EXPECT_EQ(found.order, 2);
    EXPECT_NEAR(found.B_c2, 5.0084, 1e-4);
    EXPECT_EQ(found.B_c2, found.B_momentum);
    EXPECT_NEAR(found.Q_momentum, 0.575, 1e-3);
    EXPECT_GT(found.B_c2, transition_fields(p).B_c2);
    // equal free energies of both states, no current in the one that moves
    const PointState rest = at(p, found.B_onset, 0.0), moving = at(p, found.B_onset, found.Q_onset);
    EXPECT_NEAR(rest.free_energy, moving.free_energy, 1e-9);
    EXPECT_NEAR(rest.order_parameter, found.Delta_uniform, 1e-8);
    EXPECT_NEAR(moving.order_parameter, found.Delta_onset, 1e-6);
    EXPECT_NEAR(moving.current, 0.0, 1e-7);
    EXPECT_GT(found.Q_onset, 0.05);
}

TEST(MomentumTransitions, OnsetOfSecondOrderIsTheZeroOfTheStiffness) {
    const Parameters p{0.25, 0, 7, 0, 1};
    const MomentumTransitions found = momentum_transitions(p);
    ASSERT_EQ(found.status, LineStatus::converged);
    EXPECT_EQ(found.onset_order, 2);
    EXPECT_NEAR(found.B_onset, 3.5116, 1e-4);
    EXPECT_EQ(found.Q_onset, 0.0);
    const auto rho = [&](double B) {
        Parameters here = p;
        here.B = B;
        return solve_point(here, {}, Detail::stiffness).stiffness_across;
    };
    EXPECT_NEAR(rho(found.B_onset), 0.0, 1e-7);
    EXPECT_GT(rho(0.99 * found.B_onset), 1e-4);
    EXPECT_LT(rho(1.002 * found.B_onset), -1e-6);
}

/// The lowest free energy of states with momentum on a dense grid of Q up to `highest`.
double lowest_over(const Parameters& p, double B, double highest) {
    double lowest = 0.0;
    constexpr int count = 120;
    for (int i = 1; i <= count; ++i) lowest = std::min(lowest, at(p, B, highest * i / count).free_energy);
    return lowest;
}

TEST(MomentumTransitions, NoStateWithMomentumBelowTheOnset) {
    // shallow minima at momenta of a part of the shift of the bands, next to a uniform state that is stable
    for (const Parameters& p :
         {Parameters{0.010697, 0, 2.6765, 0, 0.066493}, Parameters{0.13303, 0, 5.7326, 0.12769, 1.1149},
          Parameters{0.10221, 0, 8.5104, 0, 0.42844}}) {
        const MomentumTransitions found = momentum_transitions(p);
        ASSERT_EQ(found.status, LineStatus::converged) << p.T;
        EXPECT_EQ(found.onset_order, 1) << p.T;
        const PointState rest = at(p, found.B_onset, 0.0), moving = at(p, found.B_onset, found.Q_onset);
        EXPECT_NEAR(rest.free_energy, moving.free_energy, 1e-9) << p.T;
        const double below = 0.998 * found.B_onset, above = 1.002 * found.B_onset;
        EXPECT_GT(lowest_over(p, below, 2.0 * found.Q_onset), at(p, below, 0.0).free_energy) << p.T;
        EXPECT_LT(lowest_over(p, above, 2.0 * found.Q_onset), at(p, above, 0.0).free_energy) << p.T;
    }
}

TEST(MomentumTransitions, OnsetNextToTheEndOfTheUniformState) {
    const MomentumTransitions found = momentum_transitions({0.029441, 0, 4.2403, 0, 0.053268});
    ASSERT_EQ(found.status, LineStatus::converged);
    EXPECT_EQ(found.onset_order, 2);
    EXPECT_NEAR(found.B_onset, 4.6832, 2e-4);
}

TEST(MomentumTransitions, FuldeFerrellState) {
    const double table[][2] = {{0.5, 0.62098231}, {0.3, 0.69913895}, {0.1, 0.85835774}};
    for (const auto& [T, B] : table) {
        const Parameters p{T, 0, 0, 0, 0};
        const MomentumTransitions found = momentum_transitions(p);
        ASSERT_EQ(found.status, LineStatus::converged) << T;
        EXPECT_NEAR(found.B_c2, B, 1e-8) << T;
        EXPECT_EQ(found.order, 2) << T;
        EXPECT_EQ(found.onset_order, 1) << T;
        // just below the field at which the uniform state would jump to the normal one
        const CriticalFields rest = transition_fields(p);
        EXPECT_LT(found.B_onset, rest.B_c2) << T;
        EXPECT_GT(found.B_onset, 0.95 * rest.B_c2) << T;
        const PointState uniform = at(p, found.B_onset, 0.0), moving = at(p, found.B_onset, found.Q_onset);
        EXPECT_NEAR(uniform.free_energy, moving.free_energy, 1e-9) << T;
    }
}

TEST(MomentumTransitions, UniformAboveTheLifshitzTemperatureAndWithoutRashbaCoupling) {
    for (const Parameters& p : {Parameters{0.6, 0, 0, 0, 0}, Parameters{0.5, 0, 7, 0, 1},
                                Parameters{0.05, 0, 7, 0, 0}, Parameters{0.2, 0, 7, 1.0, 1}}) {
        const MomentumTransitions found = momentum_transitions(p);
        ASSERT_EQ(found.status, LineStatus::converged);
        EXPECT_TRUE(std::isnan(found.B_onset)) << p.T;
        EXPECT_EQ(found.onset_order, 0);
        EXPECT_EQ(found.Q_momentum, 0.0);
        EXPECT_EQ(found.B_c2, transition_fields(p).B_c2);
    }
}

TEST(MomentumTransitions, DisorderNarrowsTheStateWithMomentum) {
    double last = 10.0;
    for (const double gamma : {0.0, 0.05, 0.2}) {
        const Parameters p{0.1, 0, 7, gamma, 1};
        const MomentumTransitions found = momentum_transitions(p);
        ASSERT_EQ(found.status, LineStatus::converged) << gamma;
        ASSERT_GT(found.onset_order, 0) << gamma;
        const double width = found.B_c2 - found.B_onset;
        EXPECT_GT(width, 0.0);
        EXPECT_LT(width, last) << gamma;
        last = width;
    }
}

TEST(MomentumTransitions, SaysWhatItCannotDo) {
    // phases of pairs in the two valleys that turn against each other: unequal scattering, a momentum at an
    // angle
    Material unequal;
    unequal.gamma_intra = 0.15;
    Parameters p{0.1, 0, 7, 0.2, 1, std::make_shared<const Material>(unequal)};
    p.Q_angle = 0.7;
    const MomentumTransitions found = momentum_transitions(p);
    EXPECT_EQ(found.status, LineStatus::not_converged);
    EXPECT_TRUE(std::isnan(found.B_c2));
    EXPECT_TRUE(std::isnan(found.B_onset));
}

}  // namespace

TEST(MomentumTransitions, FieldsOfAGivenMomentum) {
    // a momentum that the bands of the field have: the state survives where the uniform one ends
    for (const double gamma : {0.0, 0.1}) {
        Parameters p{0.25, 0.0, 7.0, gamma, 1.0};
        const double at_rest = critical_fields(p).B_c2;
        p.Q = 0.3;
        const CriticalFields moving = critical_fields(p);
        ASSERT_EQ(moving.status, LineStatus::converged) << gamma;
        EXPECT_EQ(moving.order, 2);
        EXPECT_EQ(moving.B_c2, moving.B_supercooling);
        EXPECT_TRUE(std::isnan(moving.B_collapse));
        EXPECT_GT(moving.B_c2, gamma == 0.0 ? at_rest : 0.9 * at_rest);
        p.B = 0.999 * moving.B_c2;
        EXPECT_GT(solve_point(p).order_parameter, 0.0);
        p.B = 1.001 * moving.B_c2;
        EXPECT_EQ(solve_point(p).phase, Phase::normal);
    }
}
