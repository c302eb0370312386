// Points at a given pair momentum: reference values, current and slopes as derivatives, superflow without a
// field.
#include <cmath>

#include <gtest/gtest.h>

#include "gap/branch_roots.hpp"
#include "gap/pair_sums.hpp"
#include "material_cases.hpp"
#include "mirage/gap/gap_roots.hpp"
#include "mirage/gap/point.hpp"
#include "momentum_reference.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

/// One row of momentum_points.csv.
Parameters parameters_of(const Row& row) {
    Parameters p{number(row, 0), number(row, 1), number(row, 2), number(row, 3), number(row, 4)};
    p.Q = number(row, 5);
    p.Q_angle = row.at(6) == "y" ? across_the_field : along_the_field;
    return p;
}

/// The minimum of the lowest free energy; Delta = 0 in the normal state.
GapState stable_state(const Parameters& p) {
    const GapProblem problem = gap_problem(p, 1e-13);
    const GapRoots search = gap_roots(problem, p.B, beyond_solutions(problem));
    EXPECT_TRUE(search.solved);
    GapState stable;
    stable.free_energy = 0.0;
    for (const GapState& root : search.roots)
        if (root.slope > 0.0 && root.free_energy < stable.free_energy) stable = root;
    return stable;
}

TEST(MomentumPoint, ReferenceTable) {
    // rows with gamma > 0: scattering within each valley only
    int superconducting = 0, dirty = 0;
    for (const Row& row : read_table("momentum_points.csv")) {
        Parameters p = parameters_of(row);
        if (p.gamma > 0.0) {
            Material within;
            within.gamma_intra = p.gamma;
            p = forced(p, within);
            ++dirty;
        }
        const GapState s = stable_state(p);
        EXPECT_NEAR(s.Delta, number(row, 7), 1e-7);
        EXPECT_NEAR(s.free_energy, number(row, 8), 1e-7);
        EXPECT_NEAR(s.current, number(row, 9), 1e-7);
        superconducting += s.Delta > 0.0;
        const PointState point = solve_point(p);
        EXPECT_EQ(point.status, Status::converged);
        EXPECT_EQ(point.order_parameter, s.Delta);
        EXPECT_EQ(point.current, s.current);
        EXPECT_EQ(point.pair_momentum, s.Delta > 0.0 ? p.Q : 0.0);
    }
    EXPECT_EQ(superconducting, 7);
    EXPECT_EQ(dirty, 2);
}

TEST(MomentumPoint, EqualScatteringAgainstMatrices) {
    // gamma_intra = gamma_inter = gamma/2, both valleys in the average: every frequency of the sum
    Parameters p{0.3, 1.5, 3.0, 0.3, 0.6};
    p.Q = 0.25;
    const PointState s = solve_point(p);
    ASSERT_EQ(s.status, Status::converged);
    ASSERT_GT(s.order_parameter, 0.1);
    const GapProblem problem = gap_problem(p, 1e-13);
    Material equal;
    equal.gamma_intra = 0.5 * p.gamma;
    PairingModel model = pairing_model(p, s.order_parameter);
    model.material = &equal;
    const MovingReference reference = reference_of(model, 64);
    double sum = problem.log_T, current = 0.0;
    for (std::size_t k = 0; k < problem.omega.size(); ++k) {
        const ReferenceAmplitudes a = amplitudes_of(reference, problem.omega[k]);
        sum += problem.T2pi * problem.rule->weight[k] * (1.0 / problem.omega[k] - a.F / s.order_parameter);
        current += 2.0 * problem.T2pi * problem.rule->weight[k] * a.current;
    }
    EXPECT_NEAR(sum, 0.0, 1e-10);
    EXPECT_NEAR(s.current, current, 1e-10);
}

TEST(MomentumPoint, CurrentAndSlopesAreDerivatives) {
    Random random(61);
    for (int turn = 0; turn < 16; ++turn) {
        const MovingMaterial given(random, turn);
        Parameters p{random.uniform(0.3, 0.6), 0.5 * given.model.B, given.model.beta, given.model.gamma,
                     given.model.alpha};
        p = forced(p, given.material);
        p.Q = given.model.Q, p.Q_angle = given.model.Q_angle;
        const double angle = 0.3, rho = random.uniform(0.2, 0.9);
        const auto at = [&](double dQ, double stretch) {
            Parameters q = p;
            q.Q += dQ;
            const GapProblem problem = gap_problem(q, 1e-14);
            GapWorkspace workspace;
            return pair_sums(problem, workspace, rho * stretch, has_triplet(q) ? angle : 0.0, q.B);
        };
        constexpr double h = 2e-3;
        const auto slope = [](auto f, double step) {
            return (8.0 * (f(step) - f(-step)) - (f(2 * step) - f(-2 * step))) / (12.0 * step);
        };
        const PairSums here = at(0.0, 1.0);
        ASSERT_TRUE(here.solved) << turn;
        EXPECT_NEAR(here.current, slope([&](double d) { return at(d, 1.0).free_energy; }, h), 1e-8) << turn;
        EXPECT_NEAR(here.current_slope, slope([&](double d) { return at(d, 1.0).current; }, h), 1e-7) << turn;
        for (std::size_t i = 0; i < 2; ++i)
            EXPECT_NEAR(here.momentum[i], slope([&](double d) { return at(d, 1.0).force[i]; }, h), 1e-7)
                << turn;
    }
}

TEST(MomentumPoint, SuperflowWithoutAField) {
    // T -> 0: Delta = Delta0 and J = Q for Q < Delta0, normal beyond
    for (const double Q : {0.2, 0.5, 0.8}) {
        Parameters p{0.02, 0.0, 0.0};
        p.Q = Q;
        const PointState s = solve_point(p);
        ASSERT_EQ(s.status, Status::converged);
        EXPECT_NEAR(s.order_parameter, 1.0, 1e-5);
        EXPECT_NEAR(s.current, Q, 1e-4);
    }
    Parameters p{0.02, 0.0, 0.0};
    p.Q = 1.05;
    EXPECT_EQ(solve_point(p).phase, Phase::normal);
    // every Delta from 0 to Delta0 is a solution of Q = Delta0 at T = 0: whatever is found solves the
    // equation
    p.T = 0.01;
    for (const double at : {0.99, 0.999, 1.0, 1.001}) {
        p.Q = at;
        const PointState s = solve_point(p);
        if (s.status == Status::failed) continue;
        for (const Solution& solution : s.solutions) {
            EXPECT_LT(solution.order_parameter, 1.0 + 1e-6);
            const GapProblem problem = gap_problem(p, 1e-13);
            GapWorkspace workspace;
            EXPECT_NEAR(evaluate(problem, workspace, solution.order_parameter, 0.0).equation, 0.0, 1e-9);
        }
    }
}

TEST(MomentumPoint, DepairingCurrent) {
    // the largest J over Q with Delta(Q)
    const double table[][4] = {{0.9, 0.041660, 0.31380, 0.43337}, {0.5, 0.426900, 0.68282, 0.83568}};
    for (const auto& [T, J, Q, Delta] : table) {
        Parameters p{T, 0.0, 0.0};
        p.Q = Q;
        const PointState at = solve_point(p);
        EXPECT_NEAR(at.current, J, 1e-6);
        EXPECT_NEAR(at.order_parameter, Delta, 2e-5);
        for (const double aside : {-0.02, 0.02}) {
            p.Q = Q + aside;
            EXPECT_LT(solve_point(p).current, J);
        }
    }
}

TEST(MomentumPoint, EvenInTheMomentum) {
    Random random(62);
    for (int turn = 0; turn < 8; ++turn) {
        const MovingMaterial given(random, turn);
        Parameters p =
            forced({0.3, 0.4, given.model.beta, given.model.gamma, given.model.alpha}, given.material);
        p.Q = 0.3, p.Q_angle = given.model.Q_angle;
        Parameters turned = p, negative = p;
        turned.Q_angle += std::acos(-1.0);
        negative.Q = -p.Q;
        const GapState s = stable_state(p), of_turned = stable_state(turned),
                       of_negative = stable_state(negative);
        ASSERT_GT(s.Delta, 0.0) << turn;
        EXPECT_NEAR(of_turned.free_energy, s.free_energy, 1e-11) << turn;
        EXPECT_NEAR(of_turned.current, s.current, 1e-10) << turn;
        EXPECT_EQ(of_negative.free_energy, s.free_energy) << turn;
    }
}

}  // namespace
