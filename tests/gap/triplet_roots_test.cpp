// Every solution (Delta, eta), counted and compared with a dense search.
#include "gap/triplet_roots.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include <gtest/gtest.h>

#include "gap/material_gap.hpp"
#include "material_cases.hpp"
#include "mirage/gap/point.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;
using std::numbers::pi;

GapRoots roots_of(const Parameters& p) {
    const GapProblem problem = gap_problem(p, 1e-13);
    return gap_roots(problem, p.B, 1.05 * bcs_order_parameter(p.T, *problem.rule));
}

TEST(TripletRoots, SolveBothGapEquations) {
    Random random(81);
    for (int i = 0; i < 60; ++i) {
        const double T = random.logarithmic(0.02, 0.9);
        const Parameters p = triplet(T, random.logarithmic(0.05, 20.0), random.logarithmic(0.1, 20.0),
                                     i % 2 ? random.uniform(0.0, 0.5) : 0.0, random.logarithmic(0.01, 0.9));
        const GapRoots found = roots_of(p);
        ASSERT_TRUE(found.solved) << i;
        const GapProblem problem = gap_problem(p, 1e-13);
        for (const GapState& root : found.roots) {
            GapWorkspace workspace;
            const PairSums v = pair_sums(problem, workspace, root.Delta, root.angle, p.B);
            EXPECT_NEAR(v.force[0], 0.0, 1e-9);
            EXPECT_NEAR(v.force[1], 0.0, 1e-9);
            EXPECT_NEAR(v.free_energy, root.free_energy, 1e-11);
        }
    }
}

/// Minima of Omega on a polar grid: lower than all eight neighbours. The angle runs modulo pi.
std::vector<double> minima_on_grid(const Parameters& p, double largest) {
    constexpr int rings = 40, rays = 60;
    const GapProblem problem = gap_problem(p, 1e-10);
    GapWorkspace workspace;
    std::vector<double> values(static_cast<std::size_t>((rings + 1) * rays), 0.0);
    const auto omega = [&](int ring, int ray) -> double& {
        return values[static_cast<std::size_t>(ring * rays + (ray + rays) % rays)];
    };
    for (int i = 1; i <= rings; ++i)
        for (int k = 0; k < rays; ++k)
            omega(i, k) = pair_sums(problem, workspace, largest * i / rings, pi * k / rays, p.B).free_energy;
    std::vector<double> found;
    for (int i = 1; i < rings; ++i)
        for (int k = 0; k < rays; ++k) {
            bool lowest = true;
            for (int di = -1; di <= 1; ++di)
                for (int dk = -1; dk <= 1; ++dk)
                    if (di != 0 || dk != 0) lowest = lowest && omega(i, k) < omega(i + di, k + dk);
            if (lowest) found.push_back(omega(i, k));
        }
    return found;
}

TEST(TripletRoots, EveryMinimumOfADenseGrid) {
    Random random(82);
    int several = 0;
    for (int i = 0; i < 120; ++i) {
        // every fourth one where two states compete
        const bool two = i % 4 == 0;
        const double T_triplet = random.uniform(two ? 0.3 : 0.1, 0.8);
        const double gamma = i % 3 ? 0.0 : random.uniform(0.0, 0.1);
        const double beta = two ? random.uniform(0.0, 0.03) : random.logarithmic(0.03, 2.0);
        const double B = random.logarithmic(two ? 0.3 : 0.1, two ? 0.9 : 3.0);
        const Parameters p = triplet(two ? 0.1 : random.logarithmic(0.05, 0.5), B, beta, gamma, T_triplet);
        const GapRoots found = roots_of(p);
        ASSERT_TRUE(found.solved) << i;
        std::vector<double> minima;
        for (const GapState& root : found.roots)
            if (root.slope > 0.0 && root.angle_curvature > 0.0) minima.push_back(root.free_energy);
        std::vector<double> grid = minima_on_grid(p, 1.05);
        several += minima.size() > 1;
        // a flat minimum may fall between the points of the grid, none of the grid may be missing
        EXPECT_LE(grid.size(), minima.size()) << p.T << ' ' << p.B << ' ' << p.beta;
        for (const double omega : grid) {
            double nearest = 1.0;
            for (const double known : minima) nearest = std::min(nearest, std::fabs(known - omega));
            EXPECT_LT(nearest, 5e-3) << p.T << ' ' << p.B << ' ' << p.beta;
        }
    }
    EXPECT_GT(several, 2);
}

TEST(TripletRoots, PureStatesWithoutAField) {
    // beta = 0: both condense on their own; the triplet state is not a minimum
    const PointState state = solve_point(triplet(0.1, 0.0, 0.0, 0.0, 0.5));
    ASSERT_EQ(state.solutions.size(), 2u);
    EXPECT_EQ(state.solutions[0].order_parameter, 0.0);
    const GapProblem problem = gap_problem({0.1}, 1e-13);
    EXPECT_NEAR(state.solutions[0].triplet_order_parameter, 0.5 * bcs_order_parameter(0.2, *problem.rule),
                1e-9);
    EXPECT_EQ(state.solutions[1].kind, SolutionKind::stable);
    EXPECT_EQ(state.solutions[1].triplet_order_parameter, 0.0);
    EXPECT_NEAR(state.order_parameter, bcs_order_parameter(0.1, *problem.rule), 1e-10);
    // above the field of the singlet state it is the only one
    const PointState high = solve_point(triplet(0.1, 3.0, 0.0, 0.0, 0.5));
    ASSERT_EQ(high.solutions.size(), 1u);
    EXPECT_EQ(high.order_parameter, 0.0);
    EXPECT_NEAR(high.triplet_order_parameter, 0.5 * bcs_order_parameter(0.2, *problem.rule), 1e-9);
    EXPECT_EQ(high.solutions[0].kind, SolutionKind::stable);
    EXPECT_NEAR(high.susceptibility_ratio, 1.0, 1e-9);
}

TEST(TripletRoots, SolutionsOfTheSingletChannelRemain) {
    // without spin-orbit coupling the channels do not mix: every solution of the singlet channel is one, up
    // to its last field, where both are far from condensing at zero amplitude
    mirage_test::Random random(311);
    int several = 0;
    for (int i = 0; i < 2000; ++i) {
        const double T = random.logarithmic(0.01, 0.4);
        const Parameters alone{T, random.uniform(0.2, 1.0), 0.0};
        const PointState singlet = solve_point(alone),
                         both = solve_point(triplet(T, alone.B, 0.0, 0.0, T * random.uniform(0.1, 1.2)));
        ASSERT_EQ(singlet.status, Status::converged);
        if (both.status == Status::failed) continue;  // it says so
        several += singlet.solutions.size() > 1;
        for (const Solution& wanted : singlet.solutions)
            EXPECT_TRUE(std::any_of(both.solutions.begin(), both.solutions.end(),
                                    [&](const Solution& found) {
                                        return std::fabs(found.order_parameter - wanted.order_parameter) <
                                                   1e-7 &&
                                               std::fabs(found.triplet_order_parameter) < 1e-7;
                                    }))
                << T << ' ' << alone.B << ": " << wanted.order_parameter;
        EXPECT_LT(both.free_energy, singlet.free_energy + 1e-10);
    }
    EXPECT_GT(several, 250);
}

TEST(TripletRoots, NeverRaisesTheFreeEnergy) {
    // the lowest of all (Delta, eta) is not above the lowest of eta = 0
    mirage_test::Random random(312);
    for (int i = 0; i < 2000; ++i) {
        const double beta = i % 2 ? random.uniform(0.0, 8.0) : random.uniform(0.0, 0.4);
        const Parameters alone{random.logarithmic(0.01, 1.0), random.uniform(0.2, beta < 0.5 ? 1.2 : 4.0),
                               beta, i % 3 ? 0.0 : random.uniform(0.0, 0.4),
                               i % 4 ? 0.0 : random.uniform(0.0, 2.0)};
        const double T_triplet = std::min(0.95, alone.T * random.uniform(0.1, i % 5 ? 1.0 : 3.0));
        Parameters with = triplet(alone.T, alone.B, beta, alone.gamma, T_triplet);
        with.alpha = alone.alpha;
        const PointState both = solve_point(with);
        if (both.status == Status::failed) continue;
        EXPECT_LT(both.free_energy, solve_point(alone).free_energy + 1e-10)
            << alone.T << ' ' << alone.B << ' ' << beta << ' ' << alone.gamma << ' ' << alone.alpha << ' '
            << T_triplet;
    }
}

TEST(TripletRoots, AField) {
    // the field mixes eta in, to first order; it deepens the state
    const PointState none = solve_point({0.1, 1.0, 7.0, 0.2, 0.0});
    double before = none.free_energy;
    for (const double T_triplet : {0.01, 0.1, 0.3, 0.6}) {
        const PointState state = solve_point(triplet(0.1, 1.0, 7.0, 0.2, T_triplet));
        EXPECT_GT(std::fabs(state.triplet_order_parameter), 0.01);
        EXPECT_LT(state.free_energy, before);
        before = state.free_energy;
    }
}

TEST(TripletRoots, VanishesWithItsTemperature) {
    const PointState none = solve_point({0.1, 2.0, 7.0, 0.2, 0.0}),
                     weak = solve_point(triplet(0.1, 2.0, 7.0, 0.2, 1e-12));
    EXPECT_NEAR(weak.order_parameter, none.order_parameter, 0.02);
    const PointState weaker = solve_point(triplet(0.1, 2.0, 7.0, 0.2, 1e-24));
    // eta ~ 1/ln(Tc0/T_t)
    EXPECT_NEAR(weaker.triplet_order_parameter / weak.triplet_order_parameter, 0.5, 0.03);
}

}  // namespace
