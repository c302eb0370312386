#include "sample/joint_statements.hpp"

#include <gtest/gtest.h>

#include "joint_cases.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

std::string said(const JointTask& task) {
    const JointFit fit = fit_joint(task);
    std::string all;
    for (const std::string& line : joint_statements(task, fit, joint_goodness(task, fit))) all += line + "\n";
    return all;
}

bool says(const std::string& text, const char* words) { return text.find(words) != text.npos; }

TEST(JointStatements, PartsThatAgree) {
    const std::string text = said(joint_case(usual_sample()));
    EXPECT_TRUE(says(text, "transport and tunnelling agree: chi2 is ")) << text;
    EXPECT_TRUE(says(text, "over 3 common directions")) << text;
    EXPECT_TRUE(says(text, "the mirage gap is inside the measured window")) << text;
    EXPECT_FALSE(says(text, "state no errors")) << text;
    EXPECT_FALSE(says(text, "do not determine")) << text;
}

TEST(JointStatements, PartsThatDoNotAndInWhat) {
    SampleMadeWith made = usual_sample();
    made.points.beta = 1.4;
    const std::string text = said(joint_case(made));
    EXPECT_TRUE(says(text, "transport and tunnelling disagree")) << text;
    EXPECT_TRUE(says(text, "they are apart in beta (1.")) << text;
    EXPECT_TRUE(says(text, " by the spectra, all else in common: ")) << text;
    EXPECT_TRUE(says(text, "no parameter is called determined")) << text;
}

TEST(JointStatements, WhatWeighsPartsWithoutErrorsAndWhichBoundsHold) {
    JointTask task = joint_case(usual_sample());
    for (JunctionCurve& curve : task.spectra.curves) curve.sigma.clear();
    const Measurement coldest = task.points.samples[0].points[0];
    task.points.samples[0].points = {{coldest.T, 0.5 * coldest.B, quiet_nan, quiet_nan, Bound::lower}};
    std::string text = said(task);
    EXPECT_TRUE(says(text, "the points state no errors and are too few")) << text;
    EXPECT_TRUE(says(text, "the spectra state no errors: the scatter")) << text;
    EXPECT_TRUE(says(text, "1 bound of the field: the fit is beyond none")) << text;
    task.points.samples[0].points[0].B = 1.4 * coldest.B;
    text = said(task);
    EXPECT_TRUE(says(text, "1 bound of the field: the fit is beyond 1")) << text;
    EXPECT_TRUE(says(text, "apart in tc0 (") && says(text, " or beta (")) << "one point does not tell which\n"
                                                                          << text;
}

TEST(JointStatements, WhatTheDataCannotTell) {
    SampleMadeWith made;  // without scattering
    made.points.gamma = 0.0;
    JointTask task = joint_case(made);
    task.spectra.parameters[3].high = 0.03;  // eta ends at its bound
    const std::string text = said(task);
    EXPECT_TRUE(says(text, "of eta only that it is above") || says(text, "do not determine eta")) << text;
}

}  // namespace
