#include "fit/report_json.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "report_cases.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

TEST(FitReportJson, EverySampleWithItsCurve) {
    const auto json = nlohmann::json::parse(fit_json(two_samples()));
    ASSERT_EQ(json["samples"].size(), 2u);
    for (const auto& sample : json["samples"]) {
        EXPECT_EQ(sample["points"]["T"].size(), 12u);
        EXPECT_EQ(sample["points"]["residual"].size(), 12u);
        EXPECT_EQ(sample["points"]["bound"][0], "none");
        EXPECT_EQ(sample["curve"]["T"].size(), sample["curve"]["high"].size());
        EXPECT_GT(sample["enhancement"], 2.0);
    }
    EXPECT_NEAR(json["parameters"]["beta"]["value"], 4.1, 0.2);
    EXPECT_NEAR(json["parameters"]["tc0@thin"]["value"], 2.0, 0.05);
    EXPECT_EQ(json["parameters"]["beta"]["status"], "determined");
    EXPECT_EQ(json["parameters"]["beta"]["unit"], "meV");
    EXPECT_EQ(json["parameters"]["beta"]["at_bound"], false);
    EXPECT_EQ(json["parameters"]["beta"]["bounds"][1], 60.0);
    EXPECT_EQ(json["correlation"]["matrix"].size(), 3u);
    EXPECT_EQ(json["goodness"]["describes"], true);
    EXPECT_GT(json["goodness"]["p_value"], 1e-3);
    EXPECT_FALSE(json.contains("compared"));
}

TEST(FitReportJson, FailureInEveryPlace) {
    const auto json = nlohmann::json::parse(fit_json(hopeless()));
    EXPECT_EQ(json["goodness"]["describes"], false);
    EXPECT_LT(json["goodness"]["p_value"], 1e-3);
    EXPECT_EQ(json["goodness"]["worst_points"].size(), 3u);
    EXPECT_EQ(json["goodness"]["remedy"]["free"][0], "gamma");
    EXPECT_EQ(json["parameters"]["beta"]["status"], "undetermined");
    EXPECT_EQ(json["parameters"]["gamma"]["status"], "fixed");
}

TEST(FitReportJson, ComparedModelsWithTheirCurves) {
    const auto json = nlohmann::json::parse(fit_json(ising_against_klb()));
    EXPECT_GT(json["comparison"][0]["delta_aic"], 5.0) << "ising";
    EXPECT_EQ(json["comparison"][1]["delta_aic"], 0.0) << "klb";
    EXPECT_EQ(json["comparison"][0]["readings"][0]["from"], 0.0);
    EXPECT_EQ(json["comparison"][1]["goodness"]["describes"], true);
    EXPECT_EQ(json["tells_apart"][0]["models"][1], "klb");
    ASSERT_EQ(json["compared"].size(), 1u);
    EXPECT_EQ(json["compared"][0]["model"], "klb");
    const auto& curve = json["compared"][0]["samples"][0]["curve"];
    EXPECT_EQ(curve["T"].size(), curve["B_c2"].size());
    EXPECT_GT(curve["T"].size(), 100u);
}

}  // namespace
