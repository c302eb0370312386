// States of given and of the best pair momentum: reference points, currents, superflow, a dense scan.
#include "mirage/gap/best_momentum.hpp"

#include <cmath>
#include <cstdlib>

#include <gtest/gtest.h>

#include "gap/branch_roots.hpp"
#include "material_cases.hpp"
#include "mirage/gap/gap_roots.hpp"
#include "mirage/gap/point.hpp"
#include "mirage/lines/second_order_field.hpp"
#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::Random;

int setting(const char* name, int usual) {
    const char* text = std::getenv(name);
    return text ? std::atoi(text) : usual;
}

/// Points next to and beyond the uniform state's last field, where momenta matter.
Parameters moving_point(Random& random, int turn) {
    Parameters p{random.logarithmic(0.03, 0.5), 0.0};
    p.beta = turn % 4 ? 12.0 * std::pow(random.uniform(0.0, 1.0), 2.0) : 0.0;
    p.alpha = turn % 5 ? random.uniform(0.0, 2.0) : 0.0;
    p.gamma = turn % 2 ? random.logarithmic(3e-3, 0.3) : 0.0;
    p.B = supercooling_field(p) * random.uniform(0.7, 1.6);
    p.momentum = PairMomentum::best;
    return p;
}

/// The lowest free energy over Delta on a dense grid of momenta.
double lowest_of_scan(const Parameters& p, double spacing) {
    const double largest = largest_momentum(p);
    const int count = static_cast<int>(largest / spacing) + 1;
    double lowest = 0.0;
    for (int k = 1; k <= count; ++k) {
        Parameters q = uniform(p);
        q.Q = largest * k / count;
        const GapProblem problem = gap_problem(q, 1e-7, 7.0);
        for (const GapState& root : gap_roots(problem, q.B, beyond_solutions(problem)).roots)
            if (root.slope > 0.0) lowest = std::min(lowest, root.free_energy);
    }
    return lowest;
}

TEST(BestMomentum, NoLowerStateInADenseScan) {
    // MIRAGE_MOMENTUM_POINTS=1000 for the long run
    Random random(81);
    const int count = setting("MIRAGE_MOMENTUM_POINTS", 20);
    int moving = 0;
    for (int i = 0; i < count; ++i) {
        const Parameters p = moving_point(random, i);
        const PointState s = solve_point(p);
        ASSERT_EQ(s.status, Status::converged) << i;
        EXPECT_LT(s.free_energy, lowest_of_scan(p, 0.05) + 1e-6)
            << p.T << ' ' << p.B << ' ' << p.beta << ' ' << p.gamma << ' ' << p.alpha << ": Q "
            << s.pair_momentum;
        moving += s.pair_momentum > 0.0;
    }
    EXPECT_GT(moving, count / 10);
}

TEST(BestMomentum, NoLowerStateOfMaterialsInADenseScan) {
    Random random(83);
    int moving = 0;
    for (int i = 0; i < 8; ++i) {
        Parameters p{random.uniform(0.05, 0.15), 0.0, random.uniform(3.0, 8.0), 0.0,
                     random.uniform(0.5, 1.5)};
        Material m;
        m.gamma_intra = i % 3 ? 0.0 : 0.02;
        p.gamma = 2.0 * m.gamma_intra;
        if (i % 2) m.pockets = {{0.1, random.uniform(4.0, 8.0)}};
        if (i % 2) m.pockets[0].velocity = random.uniform(0.8, 1.2);
        if (i % 4 == 2) m.gamma_magnetic = 0.01;
        if (i % 4 == 0) m.T_triplet = 0.05;
        p.B = supercooling_field(p) * random.uniform(0.98, 1.05);
        p = mirage_test::forced(p, m);
        p.momentum = PairMomentum::best;
        const PointState s = solve_point(p);
        ASSERT_EQ(s.status, Status::converged) << i;
        EXPECT_LT(s.free_energy, lowest_of_scan(p, 0.1) + 1e-6) << i << ": Q " << s.pair_momentum;
        moving += s.pair_momentum > 0.0;
    }
    EXPECT_GT(moving, 1);
}

TEST(BestMomentum, EveryMinimumIsOne) {
    Random random(82);
    int minima = 0;
    for (int i = 0; i < 30; ++i) {
        const Parameters p = moving_point(random, i);
        const MomentumMinima found = momentum_minima(p, solve_point(uniform(p)), 1e-10);
        ASSERT_TRUE(found.solved);
        for (const MomentumMinimum& m : found.minima) {
            ++minima;
            EXPECT_NEAR(m.state.equation, 0.0, 1e-8) << i;
            EXPECT_NEAR(m.state.current, 0.0, 1e-8) << i;
            EXPECT_GT(m.state.slope, 0.0) << i;
            EXPECT_GT(m.state.slope * m.state.current_slope, m.state.momentum_slope * m.state.momentum_slope)
                << i;
            EXPECT_GE(m.state.free_energy, found.minima[0].state.free_energy);
        }
    }
    EXPECT_GT(minima, 5);
}

TEST(BestMomentum, FuldeFerrellStateAtZeroTemperature) {
    // T -> 0: Q = B = Delta0 where the state ends
    Parameters p{0.02, 0.9614, 0, 0, 0};
    p.momentum = PairMomentum::best;
    const PointState s = solve_point(p);
    ASSERT_EQ(s.status, Status::converged);
    EXPECT_NEAR(s.pair_momentum, 0.9879, 1e-3);
    EXPECT_GT(s.order_parameter, 0.0);
    EXPECT_LT(s.order_parameter, 0.1);
    p.B = 0.9615;  // beyond 0.96144189
    EXPECT_EQ(solve_point(p).phase, Phase::normal);
}

}  // namespace
