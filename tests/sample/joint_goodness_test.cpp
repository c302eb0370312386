#include "sample/joint_goodness.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "joint_cases.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

TEST(JointGoodness, OfOneMaterial) {
    const JointTask task = joint_case(usual_sample());
    const JointGoodness g = joint_goodness(task, fit_joint(task));
    EXPECT_TRUE(g.describes);
    EXPECT_TRUE(g.agree);
    EXPECT_GT(g.p_value, 1e-3);
    EXPECT_NE(g.statement.find("describes points and spectra together"), std::string::npos) << g.statement;
    for (std::size_t i = 0; i < g.status.size(); ++i)
        EXPECT_TRUE(g.status[i] == FitStatus::determined || g.status[i] == FitStatus::fixed) << i;
}

TEST(JointGoodness, OfTwoMaterialsNoParameterIsDetermined) {
    SampleMadeWith made = usual_sample();
    made.points.beta = 1.4;
    const JointTask task = joint_case(made);
    const JointGoodness g = joint_goodness(task, fit_joint(task));
    EXPECT_FALSE(g.agree);
    EXPECT_FALSE(g.describes);
    EXPECT_TRUE(g.points->describes);
    EXPECT_TRUE(g.spectra->describes);
    EXPECT_NE(g.statement.find("disagree"), std::string::npos) << g.statement;
    for (const FitStatus status : g.status) EXPECT_NE(status, FitStatus::determined);
}

TEST(JointGoodness, APartThatFailsIsNamed) {
    JointTask task = joint_case(usual_sample());
    for (std::size_t i = 0; i < 20; ++i) task.points.samples[0].points[i].B *= i % 2 == 0 ? 1.06 : 0.94;
    const JointGoodness g = joint_goodness(task, fit_joint(task));
    EXPECT_FALSE(g.describes);
    EXPECT_EQ(g.statement, "the model does not describe the points");
    EXPECT_LT(g.p_value, 1e-3);
}

TEST(JointGoodness, WithoutStatedErrorsAllTogetherHasNoChance) {
    JointTask task = joint_case(usual_sample());
    for (JunctionCurve& curve : task.spectra.curves) curve.sigma.clear();
    const JointGoodness g = joint_goodness(task, fit_joint(task));
    EXPECT_TRUE(std::isnan(g.p_value));
    EXPECT_TRUE(g.describes);
}

TEST(JointGoodness, OfOnePartIsItsOwn) {
    JointTask task = joint_case(usual_sample());
    task.spectra = {};
    const JointGoodness g = joint_goodness(task, fit_joint(task));
    EXPECT_EQ(g.statement, g.points->statement);
    EXPECT_TRUE(g.describes);
}

}  // namespace
