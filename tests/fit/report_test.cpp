#include "fit/report.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "fit_cases.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

/// Two Ising samples with one beta, fitted.
FitReport two_samples() {
    Random random(31);
    FitTask task{FitModel::ising, {}, {}};
    for (const double tc0 : {3.0, 2.0})
        task.samples.push_back({tc0 > 2.5 ? "thick" : "thin",
                                {1.05 * tc0, 5.0},
                                synthetic(FitModel::ising, {tc0, 4.1}, 0.1, 12, 0.01, random)});
    task.parameters = {{"tc0@thick", &FitParameters::tc0, true, 2.0, 4.0, FitScale::linear, 0, "K"},
                       {"tc0@thin", &FitParameters::tc0, true, 1.0, 4.0, FitScale::linear, 1, "K"},
                       {"beta", &FitParameters::beta, true, 0.0, 60.0, FitScale::linear, {}, "meV"}};
    FitReport report;
    report.fits.push_back({task, fit(task)});
    return report;
}

TEST(FitReport, EverySampleWithItsCurve) {
    const FitReport report = two_samples();
    const auto json = nlohmann::json::parse(fit_json(report));
    ASSERT_EQ(json["samples"].size(), 2u);
    for (const auto& sample : json["samples"]) {
        EXPECT_EQ(sample["points"]["T"].size(), 12u);
        EXPECT_EQ(sample["points"]["residual"].size(), 12u);
        EXPECT_EQ(sample["curve"]["T"].size(), sample["curve"]["high"].size());
        EXPECT_GT(sample["enhancement"], 2.0);
    }
    EXPECT_NEAR(json["parameters"]["beta"]["value"], 4.1, 0.2);
    EXPECT_NEAR(json["parameters"]["tc0@thin"]["value"], 2.0, 0.05);
    EXPECT_EQ(json["correlation"]["matrix"].size(), 3u);
    const std::string csv = fit_csv(report);
    EXPECT_NE(csv.find("\nsample,T,B_c2,low,high\nthick,"), std::string::npos);
    EXPECT_NE(csv.find("\nthin,"), std::string::npos);
    const std::string table = fit_table(report);
    EXPECT_NE(table.find("tc0@thin [K]"), std::string::npos);
    EXPECT_NE(table.find("determined"), std::string::npos);
    EXPECT_TRUE(statements(report).empty()) << "all is well known";
}

TEST(FitReport, SaysWhatIsNotKnown) {
    Random random(33);
    const auto points = synthetic(FitModel::exact, {3.0, 4.1}, 0.6, 12, 0.01, random);
    FitReport report;
    report.fits.push_back({task_of(FitModel::exact, {3.0, 4.0, 0.1}, points, {"beta", "gamma"}), {}});
    report.fits[0].result = fit(report.fits[0].task);
    const auto said = statements(report);
    ASSERT_FALSE(said.empty());
    EXPECT_NE(said[0].find("beta and gamma are hardly told apart"), std::string::npos) << said[0];
    EXPECT_NE(fit_table(report).find(said[0]), std::string::npos);
}

TEST(FitReport, ComparisonNamesTheBetterModelAndTheNextPoint) {
    Random random(35);
    const auto points = synthetic(FitModel::klb, {7.4, 0.0, 0.0, 0.0, 2.0, 12.0}, 0.3, 20, 0.01, random);
    FitReport report;
    report.fits.push_back({task_of(FitModel::ising, {7.4, 3.0}, points, {"tc0", "beta"}), {}});
    report.fits.push_back(
        {task_of(FitModel::klb, {7.4, 0, 0, 0, 2, 10.0}, points, {"tc0", "spin-orbit-rate"}), {}});
    for (ModelFit& f : report.fits) f.result = fit(f.task), report.readings.push_back(readings(f));
    report.pairs.push_back({0, 1, *separation(report.fits[0], report.fits[1], 1e9)});
    const auto json = nlohmann::json::parse(fit_json(report));
    EXPECT_GT(json["comparison"][0]["delta_aic"], 5.0) << "ising";
    EXPECT_EQ(json["comparison"][1]["delta_aic"], 0.0) << "klb";
    EXPECT_EQ(json["comparison"][0]["readings"][0]["from"], 0.0);
    EXPECT_EQ(json["tells_apart"][0]["models"][1], "klb");
    bool depends = false;
    for (const std::string& s : statements(report))
        depends = depends || s.find("depends on the range") != std::string::npos;
    EXPECT_TRUE(depends);
    EXPECT_NE(fit_table(report).find("above best"), std::string::npos);
}

}  // namespace
