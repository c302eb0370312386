// The superfluid stiffness: closed sums, second differences of the free energy over the momentum, its sign.
#include "mirage/gap/stiffness.hpp"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "material_cases.hpp"
#include "mirage/gap/point.hpp"
#include "mirage/lines/momentum_instability.hpp"
#include "mirage/lines/second_order_field.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

PointState with_stiffness(const Parameters& p) { return solve_point(p, {1e-12}, Detail::stiffness); }

/// 2 pi T sum Delta^2/[(omega^2 + Delta^2)(sqrt(omega^2 + Delta^2) + Gamma)]: the first frequencies, then the
/// integral of the rest with the correction of a midpoint rule.
double closed_stiffness(double Delta, double kT, double gamma) {
    const auto term = [&](double w) {
        const double E = std::hypot(w, Delta);
        return Delta * Delta / (E * E * (E + gamma));
    };
    const double step = 2.0 * std::numbers::pi * kT;
    double sum = 0.0;
    int n = 0;
    for (; (n + 0.5) * step < 2000.0; ++n) sum += term((n + 0.5) * step);
    // beyond: Delta^2 (1/(2 w^2) - Gamma/(3 w^3))
    const double end = n * step;
    return step * sum + Delta * Delta * (0.5 / (end * end) - gamma / (3.0 * end * end * end));
}

TEST(Stiffness, ClosedSumWithoutAFieldAndRashbaCoupling) {
    for (const double T : {0.05, 0.3, 0.7, 0.95})
        for (const double gamma : {0.0, 0.1, 1.0, 10.0})
            for (const double beta : {0.0, 7.0}) {
                const Parameters p{T, 0.0, beta, gamma};
                const PointState s = with_stiffness(p);
                const double exact = closed_stiffness(s.order_parameter, thermal_energy(p), gamma);
                EXPECT_NEAR(s.stiffness_along, exact, 1e-9) << T << ' ' << gamma;
                EXPECT_NEAR(s.stiffness_across, exact, 1e-9) << T << ' ' << gamma;
            }
}

TEST(Stiffness, CleanIsOneLessTheYosidaFunction) {
    // Y(T) = integral over energies above the gap of (-df/dE) E/sqrt(E^2 - Delta^2), twice; E = Delta cosh x
    for (const double T : {0.2, 0.5, 0.8}) {
        const Parameters p{T, 0.0, 0.0};
        const PointState s = with_stiffness(p);
        const double kT = thermal_energy(p), Delta = s.order_parameter, h = 1e-3;
        double yosida = 0.0;
        for (int i = 0; i < 12000; ++i) {
            const double E = Delta * std::cosh((i + 0.5) * h), f = 0.5 / std::cosh(0.5 * E / kT);
            yosida += 2.0 * h * E * f * f / kT;
        }
        EXPECT_NEAR(s.stiffness_across, 1.0 - yosida, 2e-8) << T;
    }
    EXPECT_NEAR(with_stiffness({0.02, 0.0, 0.0}).stiffness_across, 1.0, 1e-9);
}

TEST(Stiffness, DirtyLimit) {
    // pi Delta tanh(Delta/2T)/(2 Gamma)
    constexpr double gamma = 1e4;
    for (const double T : {0.1, 0.5, 0.9}) {
        const Parameters p{T, 0.0, 0.0, gamma};
        const PointState s = with_stiffness(p);
        const double Delta = s.order_parameter;
        const double dirty =
            0.5 * std::numbers::pi * Delta * std::tanh(0.5 * Delta / thermal_energy(p)) / gamma;
        EXPECT_NEAR(s.stiffness_across / dirty, 1.0, 2e-3) << T;
    }
}

/// d2 Omega/dQ2 at Q = 0 and fixed order parameters, from values of the free energy.
double difference(Parameters p, const GapState& state, double angle) {
    p.Q_angle = angle;
    const auto omega = [&](double Q) {
        p.Q = Q;
        const GapProblem problem = gap_problem(p, 1e-14);
        GapWorkspace workspace;
        workspace.angle.angle = state.angle;
        return evaluate(problem, workspace, state.Delta, p.B).free_energy;
    };
    constexpr double h = 0.02;
    const double zero = omega(1e-7), one = omega(h), two = omega(2.0 * h), three = omega(3.0 * h);
    return (270.0 * (one - zero) - 27.0 * (two - zero) + 2.0 * (three - zero)) / (90.0 * h * h);
}

TEST(Stiffness, IsTheSecondDifferenceOfTheFreeEnergy) {
    Random random(71);
    for (int turn = 0; turn < 24; ++turn) {
        Parameters p{random.uniform(0.25, 0.6), random.uniform(0.1, 0.4), random.uniform(0.5, 6.0),
                     turn % 2 ? random.uniform(0.0, 1.0) : 0.0, turn % 3 ? random.uniform(0.0, 1.5) : 0.0};
        Material m;
        m.gamma_intra = turn % 4 ? 0.5 * p.gamma : 0.2 * p.gamma;
        if (turn % 4 == 2) m.pockets = {{0.4, 1.5}};
        if (turn % 8 == 2) m.pockets[0].velocity = 1.3, m.gamma_pocket = 0.1;
        if (turn % 6 == 1) m.gamma_magnetic = 0.05;
        if (turn % 5 == 1) m.theta = 0.6;
        p = forced(p, m);
        const GapProblem problem = gap_problem(p, 1e-13);
        GapWorkspace workspace;
        const GapState state = evaluate(problem, workspace, random.uniform(0.3, 0.9), p.B);
        const Stiffness found = stiffness(problem, state);
        EXPECT_NEAR(found.along, difference(p, state, along_the_field), 2e-7) << turn;
        EXPECT_NEAR(found.across, difference(p, state, across_the_field), 2e-7) << turn;
    }
}

TEST(Stiffness, OfATripletStateAtFixedOrderParameters) {
    // order parameters of any size and angle, not those of a solution
    Parameters p = triplet(0.3, 0.5, 2.0, 0.2, 0.2);
    p.alpha = 0.4;
    GapProblem problem = gap_problem(p, 1e-13);
    GapWorkspace workspace;
    const GapState state = evaluate(problem, workspace, 0.7, p.B);
    const Stiffness found = stiffness(problem, state);
    // the angle of the free energy's stationary value moves in second order of Q^2 only
    EXPECT_NEAR(found.along, difference(p, state, along_the_field), 2e-7);
    EXPECT_NEAR(found.across, difference(p, state, across_the_field), 2e-7);
}

TEST(Stiffness, WherePhasesOfPairsTurn) {
    // a tilted field and a pocket with Rashba coupling beside the valleys, which scatter unequally
    Parameters p{0.3, 0.4, 2.0, 0.35, 0.7};
    Material m;
    m.theta = std::numbers::pi / 6.0;
    m.gamma_intra = 0.1;
    m.gamma_pocket = 0.15;
    m.pockets = {{0.35, 0.9}};
    m.pockets[0].alpha = 0.5, m.pockets[0].gap = 0.6, m.pockets[0].velocity = 1.3;
    p = forced(p, m);
    const GapProblem problem = gap_problem(p, 1e-13);
    GapWorkspace workspace;
    const GapState state = evaluate(problem, workspace, 0.7, p.B);
    const Stiffness found = stiffness(problem, state);
    EXPECT_NEAR(found.along, difference(p, state, along_the_field), 2e-7);
    EXPECT_NEAR(found.across, difference(p, state, across_the_field), 2e-7);
}

TEST(Stiffness, PositiveWhereTheUniformStateIsTheBest) {
    Random random(72);
    int uniform_states = 0, moving = 0;
    for (int turn = 0; turn < 40; ++turn) {
        Parameters p{random.uniform(0.1, 0.7), 0.0, 7.0 * random.uniform(0.0, 1.0),
                     turn % 3 ? 0.0 : random.uniform(0.0, 0.3), random.uniform(0.3, 1.5)};
        p.B = supercooling_field(p) * random.uniform(0.7, 1.2);
        p.momentum = PairMomentum::best;
        const PointState s = solve_point(p, {}, Detail::stiffness);
        ASSERT_EQ(s.status, Status::converged);
        if (s.phase == Phase::normal) continue;
        if (s.pair_momentum > 0.0) {
            ++moving;
            EXPECT_NEAR(s.current, 0.0, 1e-8) << turn;
        } else {
            ++uniform_states;
            EXPECT_GT(s.stiffness_across, -1e-9) << turn;
        }
    }
    EXPECT_GT(uniform_states, 5);
    EXPECT_GT(moving, 3);
}

TEST(Stiffness, VanishesNextToThePairMomentumsOnset) {
    // on the line of second order below the Lifshitz point pairs with momentum come first
    const Parameters p{0, 0, 7, 0, 1};
    const double T = momentum_onsets(p, 1e-2).values.at(0).T;
    const auto sign = [&](double t) {
        Parameters near = p;
        near.T = t;
        near.B = supercooling_field(near) * (1.0 - 1e-4);
        return with_stiffness(near).stiffness_across;
    };
    EXPECT_GT(sign(1.02 * T), 0.0);
    EXPECT_LT(sign(0.98 * T), 0.0);
}

}  // namespace
