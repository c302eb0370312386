#include "fit/report_table.hpp"

#include <sstream>

#include <gtest/gtest.h>

#include "fit/statements.hpp"
#include "report_cases.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

std::vector<std::string> lines_of(const std::string& text) {
    std::istringstream in(text);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

TEST(FitReportTable, ParametersAndGoodness) {
    const std::string table = fit_table(two_samples());
    EXPECT_EQ(table.rfind("model ising, 24 points\n", 0), 0u);
    EXPECT_NE(table.find("tc0@thin [K]"), std::string::npos);
    EXPECT_NE(table.find("  determined\n"), std::string::npos);
    EXPECT_NE(table.find("\nthe model describes the data (p = "), std::string::npos);
}

TEST(FitReportTable, ColumnsHoldWithLongNames) {
    FitReport report = two_samples();
    for (FitParameter& p : report.fits[0].task.parameters)
        if (p.sample) p.name += "-with-quite-a-long-name";
    const auto lines = lines_of(fit_table(report));
    const std::size_t column = lines[2].find("status");
    for (std::size_t i = 3; i < 6; ++i) EXPECT_EQ(lines[i].find("determined"), column) << lines[i];
}

TEST(FitReportTable, AFailureCallsNothingDetermined) {
    const FitReport report = hopeless();
    const std::string table = fit_table(report);
    EXPECT_NE(table.find("the model does not describe the data (p "), std::string::npos);
    EXPECT_EQ(table.find("  determined\n"), std::string::npos) << table;
    for (const std::string& line : statements(report))
        EXPECT_NE(table.find("- " + line + "\n"), std::string::npos);
}

TEST(FitReportTable, BoundsAreSaid) {
    FitReport report = two_samples();
    FitTask& task = report.fits[0].task;
    task.samples[0].points[0].bound = Bound::lower;
    task.parameters[1].high = 1.9;
    report.fits[0].result = fit(task);
    ASSERT_TRUE(report.fits[0].result.parameters[1].at_bound);
    const std::string table = fit_table(report);
    EXPECT_NE(table.find("24 points, of which 1 is a bound of the field\n"), std::string::npos) << table;
    EXPECT_NE(table.find(", at its bound 1.9 (--bounds)\n"), std::string::npos) << table;
}

TEST(FitReportTable, ComparisonInWords) {
    FitReport report = ising_against_klb();
    ASSERT_GE(report.readings[0].size(), 3u);
    std::erase_if(report.readings[0], [](const Reading& r) { return r.from == 0.7; });
    report.readings[0][1].agrees = false;
    const std::string table = fit_table(report);
    std::string head, row;
    for (const std::string& line : lines_of(table)) {
        if (line.rfind("model   ", 0) == 0) head = line;
        if (line.rfind("ising   ", 0) == 0) row = line;
    }
    EXPECT_NE(head.find("T > 0.7 Tc0"), std::string::npos) << table;
    EXPECT_NE(row.find(" differs"), std::string::npos) << row;
    EXPECT_EQ(row[head.find("T > 0.7 Tc0") + 10], '-') << "a dash below\n" << head << "\n" << row;
    EXPECT_EQ(table.find('!'), std::string::npos);
}

}  // namespace
