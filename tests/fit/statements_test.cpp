#include "fit/statements.hpp"

#include <gtest/gtest.h>

#include "noted.hpp"
#include "report_cases.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

bool said(const FitReport& report, const std::string& words) { return noted(statements(report), words); }

TEST(FitStatements, NothingWhereAllIsWell) { EXPECT_TRUE(statements(two_samples()).empty()); }

TEST(FitStatements, WhatIsNotKnown) {
    Random random(33);
    const auto points = synthetic(FitModel::exact, {3.0, 4.1}, 0.6, 12, 0.01, random);
    FitReport report;
    report.fits.push_back({task_of(FitModel::exact, {3.0, 4.0, 0.1}, points, {"beta", "gamma"}), {}});
    report.fits[0].result = fit(report.fits[0].task);
    const bool at_zero = of(report.fits[0].result, "gamma").at_bound;
    EXPECT_TRUE(at_zero || said(report, "beta and gamma are hardly told apart"));
}

TEST(FitStatements, TheCombinationThatStrongScatteringLeaves) {
    // Gamma above beta: beta^2/Gamma = 40 meV decides
    Random random(39);
    const auto points = synthetic(FitModel::klb, {2.1, 0, 0, 0, 2.0, 60.0}, 0.2, 13, 0.01, random);
    FitReport report;
    report.fits.push_back({task_of(FitModel::exact, {2.1, 12.0, 3.0}, points, {"tc0", "beta", "gamma"}), {}});
    report.fits[0].result = fit(report.fits[0].task);
    EXPECT_TRUE(said(report, "beta and gamma are hardly told apart"));
    const Goodness g = goodness(report.fits[0].task, report.fits[0].result);
    EXPECT_NE(g.status[1], FitStatus::determined) << "beta";
    EXPECT_NE(g.status[2], FitStatus::determined) << "gamma";
}

TEST(FitStatements, FailureNamesPointsAndParameter) {
    const FitReport report = hopeless();
    EXPECT_TRUE(said(report, "farthest from the curve: T = "));
    EXPECT_TRUE(said(report, "with gamma free chi2 falls from "));
    EXPECT_TRUE(said(report, "--free tc0,beta,gamma"));
    EXPECT_TRUE(said(report, "no parameter is called determined"));
}

TEST(FitStatements, ComparisonOfModels) {
    const FitReport report = ising_against_klb();
    EXPECT_TRUE(said(report, "depends on the range of temperatures"));
    EXPECT_TRUE(said(report, "ising and klb differ by "));
    EXPECT_FALSE(said(report, "none of the models compared"));
    FitReport two = two_samples();
    two.fits.push_back(two.fits[0]);
    two.pairs.push_back({0, 1, {0, 1.0, {5.0, 5.0}, 0.0}});
    EXPECT_TRUE(said(two, "ising and ising give the same curve"));
}

TEST(FitStatements, AParameterAtItsBound) {
    FitReport report = two_samples();
    FitTask& task = report.fits[0].task;
    task.parameters[1].high = 1.9;  // the truth is 2
    report.fits[0].result = fit(task);
    ASSERT_TRUE(report.fits[0].result.parameters[1].at_bound);
    const Goodness g = goodness(task, report.fits[0].result);
    EXPECT_TRUE(said(report, g.describes ? "tc0@thin ends at its bound 1.9" : "farthest from the curve"));
}

}  // namespace
