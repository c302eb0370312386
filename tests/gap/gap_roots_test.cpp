#include "mirage/gap/gap_roots.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "dense_scan.hpp"
#include "mirage/lines/second_order_field.hpp"
#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::Random;
using mirage_test::sign_changes;

double largest_of(const GapProblem& problem) {
    return 1.01 * bcs_order_parameter(problem.parameters.T, *problem.rule);
}

TEST(GapRoots, NoneIsMissedNearFirstOrderTransitions) {
    Random random(54);
    for (int i = 0; i < 120; ++i) {
        Parameters p{random.logarithmic(2e-3, 0.6), 0, i % 4 ? random.logarithmic(0.05, 10) : 0.0,
                     i % 3 == 1 ? random.logarithmic(0.01, 2) : 0.0,
                     i % 3 == 2 ? random.logarithmic(0.05, 3) : 0.0};
        const std::vector<double> fields = second_order_fields(p);
        ASSERT_FALSE(fields.empty());
        p.B = fields.back() * random.uniform(0.8, 1.6);
        const GapProblem problem = gap_problem(p, 1e-13);
        const GapRoots found = gap_roots(problem, p.B, largest_of(problem));
        ASSERT_TRUE(found.solved);
        EXPECT_EQ(found.roots.size(), sign_changes(p))
            << p.T << ' ' << p.B << ' ' << p.beta << ' ' << p.gamma << ' ' << p.alpha;
        GapWorkspace workspace;
        for (const GapState& root : found.roots)
            EXPECT_LT(std::fabs(evaluate(problem, workspace, root.Delta, p.B).equation), 1e-12);
    }
}

TEST(GapRoots, TooCloseToCallIsDecidedByTheFullSum) {
    // just below and above the second-order field the root, or none, is far below what the rough sum resolves
    for (const double gamma : {0.0, 0.4})
        for (const double alpha : {0.0, 0.3}) {
            Parameters p{0.6, 0.0, 4.0, gamma, alpha};
            const double B = supercooling_field(p);
            for (const double distance : {1e-4, 1e-6, 1e-8}) {
                p.B = B * (1.0 - distance);
                const GapProblem below = gap_problem(p, 1e-13);
                const GapRoots one = gap_roots(below, p.B, largest_of(below));
                ASSERT_EQ(one.roots.size(), 1u) << gamma << ' ' << alpha << ' ' << distance;
                // Delta^2 is linear in the distance
                const GapState& root = one.roots[0];
                const double expected = -one.zero.equation / one.zero.slope;
                EXPECT_NEAR(root.Delta * root.Delta / expected, 1.0, 1e3 * distance + 1e-3);
                p.B = B * (1.0 + distance);
                const GapProblem above = gap_problem(p, 1e-13);
                EXPECT_TRUE(gap_roots(above, p.B, largest_of(above)).roots.empty());
            }
        }
}

TEST(GapRoots, SortedWithSlopesThatAlternate) {
    // T = 0.1, beta = 0.4 near its jump: three roots (minimum, maximum, minimum)
    const Parameters p{0.1, 0.7705, 0.4, 0.0, 0.0};
    const GapProblem problem = gap_problem(p, 1e-13);
    const GapRoots found = gap_roots(problem, p.B, largest_of(problem));
    ASSERT_EQ(found.roots.size(), 3u);
    EXPECT_LT(found.roots[0].Delta, found.roots[1].Delta);
    EXPECT_LT(found.roots[1].Delta, found.roots[2].Delta);
    EXPECT_GT(found.roots[0].slope, 0.0);
    EXPECT_LT(found.roots[1].slope, 0.0);
    EXPECT_GT(found.roots[2].slope, 0.0);
}

TEST(GapRoots, OneProblemServesAllSmallerFields) {
    // the sum of the largest field holds for the others
    const Parameters p{0.05, 3.0, 7.0, 0.4, 0.3};
    const GapProblem problem = gap_problem(p, 1e-13);
    for (const double B : {0.1, -1.0, 2.0, 3.0}) {
        const GapRoots found = gap_roots(problem, B, largest_of(problem));
        ASSERT_EQ(found.roots.size(), 1u);
        EXPECT_EQ(found.roots[0].B, std::fabs(B));
        const GapProblem own = gap_problem({p.T, B, p.beta, p.gamma, p.alpha}, 1e-13);
        EXPECT_NEAR(gap_roots(own, B, largest_of(own)).roots[0].Delta, found.roots[0].Delta, 1e-12);
    }
}

TEST(GapRoots, NoNumberNoRoot) {
    const double nan = quiet_nan;
    for (const Parameters& p :
         {Parameters{nan, 1, 7, 0.4, 0.3}, Parameters{0.1, nan, 7, 0.4, 0}, Parameters{0.1, 1, nan, 0, 0.3},
          Parameters{0.1, 1, 7, nan, 0.3}, Parameters{0.1, 1, 7, 0.4, nan}, Parameters{0.1, nan, 7, 0, 0}})
        EXPECT_FALSE(gap_roots(gap_problem(p, 1e-13), p.B, 1.0).solved);
}

}  // namespace
