#include "sample/joint_report_json.hpp"

#include <gtest/gtest.h>

#include "joint_cases.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

TEST(JointReportJson, HoldsAllThatWasFound) {
    const JointTask task = joint_case(usual_sample());
    const JointReport report = joint_report(task, "uS", {"a note"}, "mirage fit-sample");
    const Json json = Json::parse(joint_json(report));
    EXPECT_EQ(json["parameters"]["beta"]["of"], "both");
    EXPECT_EQ(json["parameters"]["eta"]["of"], "spectra");
    EXPECT_EQ(json["parameters"]["beta"]["value"], of(report.fit.parameters, "beta").value);
    EXPECT_EQ(json["parts"]["points"]["points"], 20);
    EXPECT_TRUE(json["parts"]["points"]["freedom_of_scale"].is_null()) << "stated errors";
    EXPECT_TRUE(json["parts"]["points"]["alone"].contains("gamma"));
    EXPECT_FALSE(json["parts"]["points"]["alone"].contains("alpha")) << "fixed";
    EXPECT_EQ(json["consistency"]["directions"], 3.0);
    EXPECT_TRUE(json["consistency"]["agree"]);
    EXPECT_TRUE(json["consistency"]["parameters"]["beta"].contains("sigmas"));
    EXPECT_NEAR(
        json["chi2"].get<double>(),
        json["parts"]["points"]["chi2"].get<double>() + json["parts"]["spectra"]["chi2"].get<double>(), 1e-6);
    EXPECT_EQ(json["samples"][0]["points"]["residual"].size(), 20u);
    EXPECT_GT(json["samples"][0]["curve"]["high"][50].get<double>(), json["samples"][0]["curve"]["B_c2"][50]);
    ASSERT_EQ(json["curves"].size(), 3u);
    EXPECT_EQ(json["curves"][0]["residual"].size(), 121u);
    EXPECT_NEAR(json["curves"][0]["background"][0].get<double>(), 5.0, 0.05);
    EXPECT_EQ(json["correlation"]["parameters"].size(), 4u);
    EXPECT_EQ(json["unit_of"]["V"], "mV");
    EXPECT_EQ(json["unit_of"]["measured"], "uS");
    EXPECT_EQ(json["notes"][0], "a note");
}

}  // namespace
