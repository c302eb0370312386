// States of given and of the best pair momentum: reference points, currents, superflow, a dense scan.
#include "mirage/gap/best_momentum.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "gap/branch_roots.hpp"
#include "material_cases.hpp"
#include "mirage/gap/gap_roots.hpp"
#include "mirage/gap/point.hpp"
#include "mirage/lines/second_order_field.hpp"
#include "setting.hpp"
#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::Random;
using mirage_test::setting;

/// For the long run: MIRAGE_MOMENTUM_POINTS points of each kind, MIRAGE_MOMENTUM_SEED for others.
int point_count(int usual) { return setting("MIRAGE_MOMENTUM_POINTS", usual); }
Random random_of(int kind) {
    return Random(static_cast<unsigned>(setting("MIRAGE_MOMENTUM_SEED", 81) + 1000 * kind));
}

/// Points next to and beyond the uniform state's last field, where momenta matter.
Parameters moving_point(Random& random, int turn) {
    Parameters p{random.logarithmic(0.01, 0.5), 0.0};
    p.beta = turn % 4 ? 12.0 * std::pow(random.uniform(0.0, 1.0), 2.0) : 0.0;
    p.alpha = turn % 5 ? random.uniform(0.0, 2.0) : 0.0;
    p.B = supercooling_field(p) * random.uniform(0.7, 1.6);
    p.momentum = PairMomentum::best;
    return p;
}

Parameters moving_dirty_point(Random& random, int turn) {
    Parameters p = moving_point(random, turn);
    p.gamma = random.logarithmic(3e-3, 0.3);
    p.B = supercooling_field(p) * random.uniform(0.7, 1.6);
    return p;
}

/// Pockets, channels, any direction of the momentum, at lower temperatures.
Parameters moving_material(Random& random, int turn) {
    Parameters p{random.logarithmic(0.03, 0.3), 0.0, random.uniform(0.0, 8.0), 0.0,
                 turn % 3 ? random.uniform(0.2, 1.5) : 0.0};
    Material m;
    if (turn % 3 == 0) m.gamma_intra = random.logarithmic(3e-3, 0.05);
    p.gamma = 2.0 * m.gamma_intra;
    if (turn % 2) {
        m.pockets = {{random.uniform(0.1, 0.4), random.uniform(0.0, 8.0)}};
        m.pockets[0].velocity = random.uniform(0.7, 1.4);
        m.pockets[0].gap = random.uniform(0.6, 1.1);
    }
    if (turn % 4 == 2) m.gamma_magnetic = random.logarithmic(1e-3, 0.02);
    if (turn % 8 == 4) m.gamma_spin_orbit = random.logarithmic(1e-3, 0.05);
    p.Q_angle = turn % 5 == 4 ? along_the_field : across_the_field;
    p = mirage_test::forced(p, m);
    p.B = supercooling_field(p) * random.uniform(0.8, 1.3);
    p.momentum = PairMomentum::best;
    return p;
}

/// Next to the last field of the uniform state, above the temperature of the triplet channel, below which
/// there may be none.
Parameters moving_triplet(Random& random, int turn) {
    Parameters p{random.logarithmic(0.03, 0.4), 0.0, turn % 3 ? random.uniform(0.0, 2.0) : 0.0, 0.0,
                 turn % 2 ? random.uniform(0.2, 1.5) : 0.0};
    Material m;
    m.T_triplet = p.T * random.uniform(0.1, 0.9);
    const double singlet = supercooling_field(p);
    p = mirage_test::forced(p, m);
    const double own = supercooling_field(p);
    p.B = (std::isfinite(own) ? own : singlet) * random.uniform(0.9, 1.3);
    p.momentum = PairMomentum::best;
    return p;
}

/// The lowest free energy of a minimum over the order parameters at given momentum, 0 without one.
double lowest_at(const Parameters& p, double Q, double tolerance, double digits) {
    Parameters q = uniform(p);
    q.Q = Q;
    const GapProblem problem = gap_problem(q, tolerance, digits);
    double lowest = 0.0;
    for (const GapState& root : gap_roots(problem, q.B, beyond_solutions(problem)).roots)
        if (root.slope > 0.0 && root.angle_curvature > 0.0) lowest = std::min(lowest, root.free_energy);
    return lowest;
}

/// And on a dense grid of momenta: rough at all of them, the lowest one exactly.
double lowest_of_scan(const Parameters& p, double spacing) {
    const double largest = largest_momentum(p);
    const int count = static_cast<int>(largest / spacing) + 1;
    double lowest = 0.0, best = 0.0;
    for (int k = 1; k <= count; ++k) {
        const double Q = largest * k / count, here = lowest_at(p, Q, 1e-7, 7.0);
        if (here < lowest) lowest = here, best = Q;
    }
    return lowest < 0.0 ? lowest_at(p, best, 1e-12, 12.0) : 0.0;
}

/// The number of states with momentum among the points.
template <class Point>
int compare_with_scan(int kind, int count, double spacing, Point point) {
    Random random = random_of(kind);
    int moving = 0;
    for (int i = 0; i < count; ++i) {
        const Parameters p = point(random, i);
        const PointState s = solve_point(p);
        EXPECT_EQ(s.status, Status::converged) << i;
        EXPECT_LT(s.free_energy, lowest_of_scan(p, spacing) + 1e-9)
            << i << ": " << p.T << ' ' << p.B << ' ' << p.beta << ' ' << p.gamma << ' ' << p.alpha << ": Q "
            << s.pair_momentum;
        moving += s.pair_momentum > 0.0;
    }
    return moving;
}

TEST(BestMomentum, NoLowerStateInADenseScan) {
    const int count = point_count(20);
    EXPECT_GT(compare_with_scan(0, count, 0.05, moving_point), count / 10);
}

TEST(BestMomentum, NoLowerStateWithDisorderInADenseScan) {
    const int count = point_count(8);
    EXPECT_GT(compare_with_scan(1, count, 0.05, moving_dirty_point), count / 10);
}

TEST(BestMomentum, NoLowerStateOfMaterialsInADenseScan) {
    const int count = point_count(8);
    EXPECT_GT(compare_with_scan(2, count, 0.1, moving_material), count / 10);
}

TEST(BestMomentum, NoLowerStateOfTripletsInADenseScan) {
    const int count = point_count(4);
    EXPECT_GT(compare_with_scan(3, count, 0.1, moving_triplet), count / 10);
}

TEST(BestMomentum, EveryMinimumIsOne) {
    Random random(82);
    int minima = 0;
    for (int i = 0; i < 30; ++i) {
        const Parameters p = i % 2 ? moving_dirty_point(random, i) : moving_point(random, i);
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
