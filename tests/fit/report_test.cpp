#include "fit/report.hpp"

#include <gtest/gtest.h>

#include "report_cases.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

TEST(FitReport, CurvesOfEverySampleAsCsv) {
    const std::string csv = fit_csv(two_samples());
    EXPECT_NE(csv.find("\nsample,T,B_c2,low,high\nthick,"), std::string::npos);
    EXPECT_NE(csv.find("\nthin,"), std::string::npos);
}

TEST(FitReport, PercentilesAndTheBestModel) {
    FitReport report;
    for (int i = 0; i <= 200; ++i) report.samples.push_back({0.5 * i, 1.0});
    EXPECT_NEAR(percentiles(report.samples, 0)[0], 2.5, 0.5);
    EXPECT_NEAR(percentiles(report.samples, 0)[1], 97.5, 0.5);
    report.fits.resize(2);
    report.fits[0].result.aic = 7.0, report.fits[1].result.aic = 4.0;
    EXPECT_EQ(aic_above_best(report, 0), 3.0);
    EXPECT_EQ(aic_above_best(report, 1), 0.0);
}

}  // namespace
