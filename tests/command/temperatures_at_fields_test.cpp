#include "command/temperatures_at_fields.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "csv.hpp"
#include "mirage/lines/critical_fields.hpp"

namespace {

using namespace mirage;

/// Tc0 = 3 K without spin-orbit coupling: above T = 0.56 Tc0 the transition is of second order.
GridPoint material() {
    Configuration c;
    c.units = Units::si;
    c.tc0 = parse_axis("tc0", "3");
    c.beta = parse_axis("beta", "0.1");
    return single_grid_point(c);
}

TEST(TemperaturesAtFields, AreThoseAtWhichTheFieldIsTheCriticalOne) {
    const GridPoint at = material();
    const double B = 0.5 * at.unit.field;
    const auto rows = temperatures_at_fields(at, {B});
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].B, B);
    EXPECT_EQ(rows[0].status, LineStatus::converged);
    EXPECT_EQ(rows[0].order, 2);
    Parameters parameters = at.parameters;
    parameters.T = rows[0].T / at.unit.temperature;
    EXPECT_NEAR(critical_fields(parameters).B_c2, 0.5, 1e-8);
}

TEST(TemperaturesAtFields, AFieldAboveAllHasARowWithoutTemperature) {
    const GridPoint at = material();
    const auto rows = temperatures_at_fields(at, {0.0, 9.0 * at.unit.field});
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_NEAR(rows[0].T, 3.0, 1e-9);
    EXPECT_TRUE(std::isnan(rows[1].T));
    EXPECT_EQ(rows[1].order, 0);
    EXPECT_EQ(rows[1].status, LineStatus::converged);
}

TEST(TemperaturesAtFields, SaysTheSameInEveryFormat) {
    Heading heading;
    heading.units = Units::si;
    heading.columns = columns_of_temperatures(Units::si);
    const std::vector<TemperatureAtField> rows{{2.5, 1.75, 1, LineStatus::converged}};
    const mirage_test::Csv csv = mirage_test::parse_csv(text_of(heading, rows, Format::csv));
    ASSERT_EQ(csv.rows.size(), 1u);
    EXPECT_EQ(csv.number(0, "T_c"), 1.75);
    EXPECT_EQ(csv.text(0, "status"), "converged");
    const auto json = Json::parse(text_of(heading, rows, Format::json));
    EXPECT_EQ(json["rows"][0]["T_c"], 1.75);
    EXPECT_EQ(json["rows"][0]["order"], 1);
    EXPECT_EQ(json["unit_of"]["B"], "T");
    EXPECT_TRUE(text_of(heading, rows, Format::table)
                    .ends_with("         2.5          1.75      1      converged\n"));
}

}  // namespace
