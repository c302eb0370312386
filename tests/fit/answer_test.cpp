#include "fit/answer.hpp"

#include <gtest/gtest.h>

#include "fit/files.hpp"
#include "program.hpp"

namespace {

using namespace mirage;

const std::string data = MIRAGE_SOURCE "/jobs/data/synthetic-klb-mos2.csv";

TEST(FitAnswer, WhatIsAskedForAndNothingElse) {
    const FitReport report = answer(read_fit_request({data, "--model", "ising"}), "mirage fit data.csv");
    EXPECT_EQ(report.heading.command, "mirage fit data.csv");
    EXPECT_EQ(report.heading.parameters["model"], "ising");
    EXPECT_EQ(report.fits.size(), 1u);
    EXPECT_TRUE(report.plan.empty());
    EXPECT_TRUE(report.pairs.empty());
    EXPECT_TRUE(report.samples.empty());
}

TEST(FitAnswer, ComparisonAndPlan) {
    const FitReport report =
        answer(read_fit_request({data, "--model", "ising", "--compare", "klb", "--plan", "60"}), "");
    ASSERT_EQ(report.fits.size(), 2u);
    EXPECT_EQ(report.readings.size(), 2u);
    EXPECT_FALSE(report.plan.empty());
    EXPECT_EQ(report.largest_field, 60.0);
    EXPECT_LT(report.fits[1].result.chi2, report.fits[0].result.chi2)
        << "the points are of the other formula";
}

}  // namespace
