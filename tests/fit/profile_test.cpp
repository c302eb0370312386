#include "fit/profile.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "fit/evaluation.hpp"
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

TEST(FitProfile, IntervalEndsAtItsLevel) {
    FitProblem p = problem({"tc0", "beta"});
    const Optimum best = search(p);
    for (const double guess : {1e-4, 1e-2, 0.5})  // the first step does not decide
        for (const double bound : {0.0, 1.0}) {
            const double level = best.chi2 + 3.84;
            Optimum better = best;
            const IntervalEnd end = interval_end(p, best, 1, bound, guess, level, better);
            EXPECT_TRUE(end.found);
            EXPECT_EQ(better.chi2, best.chi2) << "nothing is better than the best";
            FitProblem rest = p;
            rest.free.pop_back();
            SampleParameters values = best.values;
            values[0].beta = end.value;
            EXPECT_NEAR(descend(rest, values, {best.x[0]}).chi2 - best.chi2, 3.84, 0.04);
        }
}

TEST(FitProfile, BoundsThatNothingExcludes) {
    FitProblem p = problem({"tc0", "beta"});
    const Optimum best = search(p);
    Optimum better = best;
    const IntervalEnd end = interval_end(p, best, 1, 1.0, 0.01, 1e9, better);
    EXPECT_FALSE(end.found);
    EXPECT_EQ(end.value, 60.0);
}

TEST(FitProfile, MeetsWhatTheSearchMissed) {
    FitProblem p = problem({"tc0", "beta"});
    const Optimum best = search(p);
    Optimum worse = best;  // as if a search had ended beside the minimum
    worse.x[1] *= 1.02;
    worse.values = p.at(best.values, worse.x);
    worse.chi2 = evaluate(p, worse.values).chi2();
    Optimum better = worse;
    interval_end(p, worse, 1, 0.0, 0.02, worse.chi2 + 3.84, better);
    EXPECT_LT(better.chi2, worse.chi2);
}

TEST(FitProfile, TheValleyIsWhereTheOthersFollow) {
    FitProblem p = problem({"tc0", "beta"});
    const Optimum best = search(p);
    const double h = 1e-3 * best.x[1];
    FitProblem rest = p;
    rest.free.pop_back();
    std::vector<double> x = best.x;
    x[1] += h;
    const Optimum there = descend(rest, p.at(best.values, x), {best.x[0]});
    const double along = valley(evaluate(p, best.values), best.x, 1)[0];
    EXPECT_NEAR((there.x[0] - best.x[0]) / h, along, 0.05 * std::fabs(along));
}

TEST(FitProfile, AnEndThatOnlyAnotherBoundMakesIsNone) {
    // strong scattering: the data know beta^2/Gamma alone, and Gamma may not follow beta
    Random random(22);
    const FitParameters truth{2.0, 12.0, 3.0};
    const auto points = synthetic(FitModel::exact, truth, 0.1, 20, 0.01, random);
    FitTask task = task_of(FitModel::exact, {2.0, 10.0, 0.5}, points, {"tc0", "beta", "gamma"});
    task.parameters[2].high = 1.0;
    const FitResult r = fit(task);
    EXPECT_TRUE(of(r, "gamma").at_bound);
    EXPECT_TRUE(of(r, "beta").status == FitStatus::lower_bound ||
                of(r, "beta").status == FitStatus::undetermined)
        << of(r, "beta").low << ' ' << of(r, "beta").high;
    EXPECT_GT(of(r, "beta").high, 12.0);
    // a bound does not spoil what does not depend on it
    EXPECT_EQ(of(r, "tc0").status, FitStatus::determined);
    EXPECT_LT(of(r, "tc0").low, 2.0);
    EXPECT_GT(of(r, "tc0").high, 2.0);
}

}  // namespace
