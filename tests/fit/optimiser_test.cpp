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
    FitProblem p = problem({"tc0", "beta"});
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
    FitProblem p = problem({});
    const Optimum best = search(p);
    EXPECT_TRUE(best.x.empty());
    EXPECT_GT(best.chi2, 0.0);
}

TEST(FitOptimiser, ParametersAtBoundsDoNotHoldUpTheOthers) {
    // data without Rashba coupling, whose noise would like alpha^2 below zero
    Random random(22);
    int at_bound = 0;
    for (int i = 0; i < 6; ++i) {
        const FitParameters truth{3.0, 4.1, 0.3, 0.0};
        const auto points = synthetic(FitModel::exact, truth, 0.1, 15, 0.01, random);
        FitProblem wide = fit_problem(
                       task_of(FitModel::exact, {3.1, 2.0}, points, {"tc0", "beta", "gamma", "alpha"})),
                   narrow =
                       fit_problem(task_of(FitModel::exact, {3.1, 2.0}, points, {"tc0", "beta", "gamma"}));
        const Optimum few = search(narrow);
        // one descent from inside, not the search, which tries the narrower model first
        const Optimum all = descend(wide, wide.start(), {few.x[0], few.x[1], few.x[2], 0.01});
        EXPECT_LE(all.chi2, few.chi2 * (1.0 + 1e-6));
        at_bound += all.x[3] == 0.0;
    }
    EXPECT_GT(at_bound, 0) << "or nothing was tested";
}

TEST(FitOptimiser, LeavesABoundThatTheGradientDoesNotHold) {
    Random random(23);
    const FitParameters truth{3.0, 4.1, 0.3, 0.8};
    FitProblem p = fit_problem(task_of(FitModel::exact, {3.0, 4.1, 0.0, 0.0},
                                       synthetic(FitModel::exact, truth, 0.1, 25, 1e-10, random),
                                       {"tc0", "beta", "gamma", "alpha"}));
    const Optimum found = with_ratios(p, descend(p, p.start(), p.fractions(p.start())));
    EXPECT_NEAR(found.values[0].alpha, 0.8, 1e-3);
    EXPECT_NEAR(found.values[0].gamma, 0.3, 1e-3);
}

TEST(FitOptimiser, FirstOrderTransitionsAreFitted) {
    // weak Ising coupling: B_c2 is of first order up to half of Tc0, far above the second-order field
    Random random(24);
    const FitParameters truth{3.0, 0.25, 0.05, 0.0};
    FitProblem p = fit_problem(task_of(FitModel::exact, {3.1, 1.0},
                                       synthetic(FitModel::exact, truth, 0.1, 25, 1e-10, random),
                                       {"tc0", "beta", "gamma"}));
    const Optimum best = search(p);
    EXPECT_FALSE(p.ratio[0].all_second_order());
    EXPECT_NEAR(best.values[0].beta, 0.25, 2e-3);
    EXPECT_NEAR(best.values[0].gamma, 0.05, 2e-3);
}

TEST(FitOptimiser, ComesToBoundsAndLeavesThem) {
    // clean data: Gamma and alpha end at zero exactly, from wherever they start, and the others as without
    // them
    Random random(23);
    const FitParameters truth{3.0, 4.1};
    const auto points = synthetic(FitModel::ising, truth, 0.2, 15, 0.0001, random);
    const auto problem_with = [&](const std::vector<std::string>& free) {
        return fit_problem(task_of(FitModel::exact, {3.1, 10.0, 0.0, 0.0}, points, free));
    };
    const FitProblem narrow = problem_with({"tc0", "beta"}),
                     wide = problem_with({"tc0", "beta", "gamma", "alpha"});
    const double least = descend(narrow, narrow.start(), {0.5, 0.1}).chi2;
    for (const double gamma : {0.0, 0.3, 1.0})
        for (const double alpha : {0.0, 0.1, 1.0})
            EXPECT_LE(descend(wide, wide.start(), {0.5, 0.1, gamma, alpha}).chi2, least * (1.0 + 1e-6))
                << gamma << ' ' << alpha;
}

}  // namespace
