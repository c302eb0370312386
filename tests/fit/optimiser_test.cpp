#include "fit/optimiser.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "fit_cases.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

/// 15 points of a clean Ising superconductor.
FitProblem problem(const std::vector<std::string>& free) {
    Random random(21);
    const FitParameters truth{3.0, 4.1};
    return fit_problem(task_of(FitModel::ising, {3.1, 10.0},
                               synthetic(FitModel::ising, truth, 0.2, 15, 0.01, random), free));
}

TEST(FitOptimiser, OneOptimumFromEveryStart) {
    const FitProblem p = problem({"tc0", "beta"});
    const Optimum best = search(p);
    for (const double beta : {0.01, 0.1, 0.9}) {
        const Optimum found = descend(p, p.start(), {0.5, beta});
        EXPECT_NEAR(found.chi2, best.chi2, 1e-6 * best.chi2);
        EXPECT_NEAR(found.x[1], best.x[1], 1e-6);
    }
    for (const double step : {-1e-4, 1e-4})
        for (std::size_t i = 0; i < 2; ++i) {
            std::vector<double> x = best.x;
            x[i] += step;
            double chi2 = 0.0;
            for (const double r : p.residuals(p.at(best.values, x))) chi2 += r * r;
            EXPECT_GT(chi2, best.chi2) << "a minimum";
        }
}

TEST(FitOptimiser, NothingToMove) {
    const FitProblem p = problem({});
    const Optimum best = search(p);
    EXPECT_TRUE(best.x.empty());
    EXPECT_GT(best.chi2, 0.0);
}

TEST(FitOptimiser, IntervalEndsAtItsLevel) {
    const FitProblem p = problem({"tc0", "beta"});
    const Optimum best = search(p);
    for (const std::vector<double>& direction :
         {std::vector<double>{0.0, 1.0}, std::vector<double>{-2.0, 1.0}})
        for (const double guess : {1e-4, 1e-2, 0.5})  // neither the first step nor the direction decides
            for (const double bound : {0.0, 1.0}) {
                const double level = best.chi2 + 3.84;
                const IntervalEnd end = interval_end(p, best, 1, bound, guess, level, direction);
                EXPECT_TRUE(end.found);
                FitProblem rest = p;
                rest.free.pop_back();
                SampleParameters values = best.values;
                values[0].beta = end.value;
                EXPECT_NEAR(descend(rest, values, {best.x[0]}).chi2 - best.chi2, 3.84, 0.02);
            }
}

TEST(FitOptimiser, BoundsThatNothingExcludes) {
    const FitProblem p = problem({"tc0", "beta"});
    const Optimum best = search(p);
    const IntervalEnd end = interval_end(p, best, 1, 1.0, 0.01, 1e9, {0.0, 1.0});
    EXPECT_FALSE(end.found);
    EXPECT_EQ(end.value, 60.0);
}

}  // namespace
