#include "command/line_text.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "csv.hpp"
#include "input/settings.hpp"
#include "results/printing.hpp"

namespace {

using namespace mirage;

const Setting& axis_called(const std::string& name) {
    const auto& axes = axis_settings();
    return **std::find_if(axes.begin(), axes.end(), [&](const Setting* s) { return s->name == name; });
}

/// One row with a first-order B_c2 and a gap that closes a fifth below it.
CriticalLine line_over(const std::string& axis) {
    CriticalLine line;
    line.axis = &axis_called(axis);
    line.heading.columns = {column(axis, line.axis->unit, Units::reduced)};
    add_columns(line.heading.columns, line_quantities, Units::reduced);
    CriticalLineRow row;
    row.at = 0.25;
    row.fields.B_c2 = 2.0;
    row.fields.order = 1;
    row.fields.B_collapse = 1.6;
    line.rows = {row};
    line.T_tricritical = {0.5};
    line.T_upturn = 0.125;
    line.slope = -0.75;
    return line;
}

TEST(LineText, CsvHasOneLineForEachRowAndNoSpecialTemperatures) {
    const mirage_test::Csv csv = mirage_test::parse_csv(text_of(line_over("T"), Format::csv));
    ASSERT_EQ(csv.rows.size(), 1u);
    EXPECT_EQ(csv.number(0, "T"), 0.25);
    EXPECT_EQ(csv.number(0, "B_c2"), 2.0);
    EXPECT_EQ(csv.text(0, "order"), "1");
    EXPECT_EQ(csv.text(0, "B_jump"), "nan");
}

TEST(LineText, JsonHasTheWindowOfEveryRowAndTheSpecialTemperatures) {
    const auto json = Json::parse(text_of(line_over("T"), Format::json));
    EXPECT_NEAR(json["rows"][0]["collapse_window"], 0.2, 1e-15);
    EXPECT_EQ(json["rows"][0]["T"], 0.25);
    EXPECT_EQ(json["T_tricritical"], Json({0.5}));
    EXPECT_EQ(json["T_upturn"], 0.125);
    EXPECT_EQ(json["low_temperature_slope"], -0.75);
    EXPECT_EQ(json["temperatures_status"], text_of(LineStatus::converged));
}

TEST(LineText, SpecialTemperaturesBelongToLinesOverT) {
    const auto json = Json::parse(text_of(line_over("theta"), Format::json));
    EXPECT_EQ(json["rows"][0]["theta"], 0.25);
    EXPECT_FALSE(json.contains("T_tricritical"));
    EXPECT_FALSE(json.contains("temperatures_status"));
    EXPECT_EQ(text_of(line_over("theta"), Format::table).find("tricritical"), std::string::npos);
}

TEST(LineText, TableHasTheWindowInPerCentAndTheUpturnInWords) {
    CriticalLine line = line_over("T");
    const std::string table = text_of(line, Format::table);
    EXPECT_NE(table.find("       20\n"), std::string::npos) << table;
    EXPECT_NE(table.find("tricritical point at 0.5 Tc0\n"), std::string::npos) << table;
    EXPECT_NE(table.find("upturn below 0.125 Tc0, d ln B_c2/d ln T = -0.75"), std::string::npos) << table;
    line.T_upturn = quiet_nan;
    EXPECT_TRUE(text_of(line, Format::table).ends_with("no upturn at the lowest temperature\n"));
}

}  // namespace
