#include "sample/joint_report.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "joint_cases.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

TEST(JointReport, TheTableHasEachPartBesideAll) {
    const JointTask task = joint_case(usual_sample());
    JointReport report = joint_report(task, "uS", {}, "mirage fit-sample");
    report.samples = {{3.0, 1.2, 0.05, 0.03}, {3.1, 1.3, 0.06, 0.04}};
    const std::string text = joint_table(report);
    for (const char* words :
         {"20 points and 3 curves of 363 points", "95 % interval", "each alone", "apart [sigma]",
          "describes points and spectra together", "degrees of freedom, p = ", "bootstrap, 2 samples",
          "- transport and tunnelling agree"})
        EXPECT_NE(text.find(words), std::string::npos) << words << "\n" << text;
}

TEST(JointReport, OfOnePartThereIsNothingBeside) {
    JointTask task = joint_case(usual_sample());
    task.points = {};
    const JointReport report = joint_report(task, "uS", {}, "mirage fit-sample");
    const std::string text = joint_table(report);
    EXPECT_EQ(text.find("each alone"), std::string::npos) << text;
    EXPECT_NE(text.find("the model describes the curves"), std::string::npos) << text;
    EXPECT_NE(joint_csv(report).find("\nspectra,3,"), std::string::npos);
}

TEST(JointReport, TheCsvHasEveryPoint) {
    const JointTask task = joint_case(usual_sample());
    const std::string text = joint_csv(joint_report(task, "uS", {}, "mirage fit-sample"));
    EXPECT_NE(text.find("\npart,curve,T,B,V,measured,fitted,residual\n"), std::string::npos);
    const std::string rows = text.substr(text.find("\npart,") + 1);
    EXPECT_EQ(std::count(rows.begin(), rows.end(), '\n'), 1 + 20 + 363);
}

}  // namespace
