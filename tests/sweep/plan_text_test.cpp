#include "sweep/plan_text.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace {

using namespace mirage;

SweepPlan plan_of(const std::vector<std::string>& arguments) {
    return sweep_plan(read_configuration("", arguments, Scope::sweep));
}

TEST(PlanText, OneIsNotMany) {
    const std::string one = plan_text(plan_of({"--output=a.h5"}), {1, 1});
    EXPECT_TRUE(one.starts_with("1 point (")) << one;
    EXPECT_NE(one.find("1 rank x 1 thread\n"), std::string::npos) << one;
    const std::string many = plan_text(plan_of({"--T=0.1:0.5:5", "--energy=0:1:3", "--output=a.h5"}), {2, 3});
    EXPECT_TRUE(many.starts_with("5 points (")) << many;
    EXPECT_NE(many.find("2 ranks x 3 threads\nthen 5 spectra of 3 energies\n"), std::string::npos) << many;
}

TEST(PlanText, TheMeasuredTimeIsANumber) {
    // of points; with special temperatures that take longer than all else; of a single plane
    for (const char* B : {"--B=0:3:4", "--B=0:3:4000", "--B=1"})
        for (const char* alpha : {"--alpha=0", "--alpha=0.3", "--alpha=0.3,0.4"}) {
            const double cost = measured_cost(plan_of({"--T=0.1:0.5:5", B, "--beta=7", alpha}));
            EXPECT_GT(cost, 0.0);
            EXPECT_TRUE(std::isfinite(cost));
        }
}

}  // namespace
