#include "fit/remedy.hpp"

#include <gtest/gtest.h>

#include "fit_cases.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

using Names = std::vector<std::string>;

ModelFit fitted(FitTask task) {
    ModelFit f{std::move(task), {}};
    f.result = fit(f.task);
    return f;
}

TEST(FitRemedy, FreesWhatIsMissing) {
    Random random(41);
    const auto points = synthetic(FitModel::exact, {3.0, 4.1, 0.3}, 0.05, 16, 0.003, random);
    const ModelFit failed = fitted(task_of(FitModel::exact, {3.0, 4.0}, points, {"tc0", "beta"}));
    ASSERT_FALSE(goodness(failed.task, failed.result).describes);
    const auto found = remedy(failed);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->freed, Names{"gamma"});
    EXPECT_TRUE(found->goodness.describes) << found->goodness.statement;
    EXPECT_LT(found->chi2, 0.1 * failed.result.chi2);
}

TEST(FitRemedy, OfEverySampleItsOwn) {
    Random random(43);
    FitTask task = task_of(FitModel::ising, {3.0, 4.0},
                           synthetic(FitModel::ising, {3.0, 4.0}, 0.1, 10, 0.01, random), {"tc0"});
    FitSample second = task.samples[0];
    second.name = "second";
    second.points = synthetic(FitModel::ising, {3.0, 7.0}, 0.1, 10, 0.01, random);
    task.samples.push_back(second);
    const auto found = remedy(fitted(task));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->freed, Names{"beta"});
    EXPECT_TRUE(found->goodness.describes) << "4 meV in one, 7 meV in the other";
}

TEST(FitRemedy, NothingToFree) {
    Random random(45);
    auto points = synthetic(FitModel::ising, {3.0, 4.0}, 0.1, 12, 0.01, random);
    points[5].B *= 2.0;
    FitTask task = task_of(FitModel::ising, {3.0, 4.0}, points, {"tc0", "beta"});
    std::erase_if(task.parameters, [](const FitParameter& p) { return !p.free; });
    EXPECT_FALSE(remedy(fitted(task)));
}

}  // namespace
