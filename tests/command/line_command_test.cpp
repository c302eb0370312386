// `mirage line` through the command line.

#include <cstdio>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "csv.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "mirage/model/units.hpp"
#include "program.hpp"

namespace {

using mirage_test::Csv;
using mirage_test::csv_of;
using mirage_test::mirage;
using mirage_test::Outcome;

nlohmann::json line_json(const std::string& arguments) {
    const Outcome run = mirage("line --format json " + arguments);
    EXPECT_EQ(run.status, 0) << run.err;
    return nlohmann::json::parse(run.out);
}

TEST(LineCommand, CsvHasTheFieldsOfTheLibrary) {
    const Csv csv = csv_of("line --T 0.02,0.5,1,1.1 --beta 0.3");
    ASSERT_EQ(csv.rows.size(), 4u);
    for (std::size_t row = 0; row < 2; ++row) {
        const ::mirage::CriticalFields fields =
            ::mirage::critical_fields({row == 0 ? 0.02 : 0.5, 0.0, 0.3, 0.0, 0.0});
        EXPECT_NEAR(csv.number(row, "B_c2"), fields.B_c2, 1e-14);
        EXPECT_NEAR(csv.number(row, "B_supercooling"), fields.B_supercooling, 1e-14);
        EXPECT_NEAR(csv.number(row, "B_superheating"), fields.B_superheating, 1e-14);
        EXPECT_EQ(csv.text(row, "order"), std::to_string(fields.order));
        EXPECT_EQ(csv.text(row, "status"), "converged");
    }
    EXPECT_NEAR(csv.number(0, "B_jump"), ::mirage::critical_fields({0.02, 0.0, 0.3, 0.0, 0.0}).B_jump, 1e-14);
    EXPECT_EQ(csv.text(1, "B_jump"), "nan");
    EXPECT_EQ(csv.text(2, "B_c2"), "0") << "the line ends at Tc0";
    EXPECT_EQ(csv.text(2, "order"), "2");
    EXPECT_EQ(csv.text(3, "B_c2"), "nan") << "no field above it";
    EXPECT_EQ(csv.text(3, "order"), "0");
}

TEST(LineCommand, SaysWhereNoFieldEndsSuperconductivity) {
    const auto json = line_json("--T 0.2,0.5 --beta 2 --t-triplet 0.3");
    EXPECT_EQ(json["rows"][0]["superconducting_beyond"], true);
    EXPECT_TRUE(json["rows"][0]["B_c2"].is_null());
    EXPECT_EQ(json["rows"][1]["superconducting_beyond"], false);
    const Outcome csv = mirage_test::mirage("line --T 0.2,0.5 --beta 2 --t-triplet 0.3");
    EXPECT_EQ(csv.status, 0);
    EXPECT_NE(csv.err.find("every field at 1 of 2 temperatures"), std::string::npos) << csv.err;
}

TEST(LineCommand, JsonAndTableHaveTheSpecialTemperatures) {
    const auto json = line_json("--T 0.02,0.5 --beta 0.3");
    const Csv csv = csv_of("line --T 0.02,0.5 --beta 0.3");
    for (std::size_t row = 0; row < 2; ++row)
        EXPECT_NEAR(json["rows"][row]["B_c2"], csv.number(row, "B_c2"), 1e-14);
    EXPECT_EQ(json["rows"][1]["order"], 1);
    EXPECT_TRUE(json["rows"][1]["B_jump"].is_null());
    // first order on one side of the tricritical point, second order on the other
    ASSERT_EQ(json["T_tricritical"].size(), 1u);
    const double tricritical = json["T_tricritical"][0];
    char arguments[128];
    std::snprintf(arguments, sizeof arguments, "--beta 0.3 --T %.17g,%.17g", tricritical - 0.01,
                  tricritical + 0.01);
    const auto around = line_json(arguments);
    EXPECT_EQ(around["rows"][0]["order"], 1);
    EXPECT_EQ(around["rows"][1]["order"], 2);
    for (const char* key : {"T_critical_point", "T_upturn"}) EXPECT_TRUE(json.contains(key)) << key;
    EXPECT_NE(mirage("line --T 0.02,0.5 --beta 0.3 --format table").out.find("tricritical point"),
              std::string::npos);
}

TEST(LineCommand, SiIsTeslaAndKelvin) {
    const ::mirage::UnitSystem unit = ::mirage::si_units(3.0, 2.0);
    const auto si = line_json("--T 1.5 --units si --tc0 3 --beta 4.1");
    char arguments[128];
    std::snprintf(arguments, sizeof arguments, "--T 0.5 --beta %.17g", 4.1 / unit.energy);
    EXPECT_NEAR(si["rows"][0]["B_c2"].get<double>() / unit.field, line_json(arguments)["rows"][0]["B_c2"],
                1e-9);
}

TEST(LineCommand, TheLineEndsAtTcInAnyUnits) {
    for (const char* tc0 : {"0.7", "3", "1.54", "6.9", "7.02"}) {
        const std::string material = std::string("--units si --beta 4.1 --tc0 ") + tc0;
        EXPECT_EQ(csv_of("line --T 0.3:" + std::string(tc0) + ":8 " + material).number(7, "B_c2"), 0.0)
            << tc0;
        const Csv inverse = csv_of("line --B 0 " + material);
        EXPECT_EQ(inverse.text(0, "T_c"), tc0);
        EXPECT_EQ(inverse.text(0, "order"), "2");
    }
}

/// The same parameters and units in CSV and JSON, of both kinds of lines.
TEST(LineCommand, ParametersAndUnitsAreThere) {
    const std::string material = "--units si --tc0 3 --beta 4.1";
    const Csv line = csv_of("line --T 1 " + material), inverse = csv_of("line --B 5 " + material);
    for (const Csv& csv : {line, inverse})
        EXPECT_EQ(csv.comments.at(2), "parameters: units=si beta=4.1 gamma=0 alpha=0 tc0=3 g_factor=2");
    EXPECT_EQ(line.comments[3].rfind("columns: T [K], B_c2 [T], order [1],", 0), 0u) << line.comments[3];
    EXPECT_EQ(inverse.comments[3], "columns: B [T], T_c [K], order [1], status [1]");
    const auto json = line_json("--T 1 " + material);
    EXPECT_EQ(json["units"], "si");
    EXPECT_EQ(json["parameters"]["beta"], 4.1);
    EXPECT_EQ(json["parameters"]["tc0"], 3.0);
    EXPECT_EQ(json["unit_of"]["B_collapse"], "T");
    EXPECT_EQ(line_json("--B 5 " + material)["unit_of"]["T_c"], "K");
}

TEST(LineCommand, TemperaturesOfGivenFieldsAreTheInverse) {
    const Csv inverse = csv_of("line --B 1,2,20 --beta 7");
    EXPECT_EQ(inverse.header, "B,T_c,order,status");
    ASSERT_EQ(inverse.rows.size(), 3u);
    for (std::size_t row = 0; row < 2; ++row) {
        const Csv line = csv_of("line --beta 7 --T " + inverse.text(row, "T_c"));
        EXPECT_NEAR(line.number(0, "B_c2"), inverse.number(row, "B"), 1e-8);
    }
    EXPECT_EQ(inverse.text(2, "T_c"), "nan") << "above the whole line";
    EXPECT_EQ(inverse.text(2, "order"), "0");
}

TEST(LineCommand, OneAxisAtATime) {
    for (const char* arguments : {"line --B 1 --T 0.1", "line --gamma '0, 1' --T 0.1,0.2",
                                  "line --alpha '0, 1' --gamma '0, 1'", "line --theta 0:90:3 --B 1"}) {
        const Outcome run = mirage(arguments);
        EXPECT_EQ(run.status, 2) << arguments;
        EXPECT_EQ(run.error_lines(), 1) << run.err;
    }
}

TEST(LineCommand, WithoutAnAxisTheWholeCurve) {
    const Csv reduced = csv_of("line --beta 7"), si = csv_of("line --beta 4.1 --units si --tc0 3");
    ASSERT_EQ(reduced.rows.size(), 20u);
    EXPECT_EQ(reduced.number(0, "T"), 0.05);
    EXPECT_EQ(reduced.number(19, "T"), 1.0);
    ASSERT_EQ(si.rows.size(), 20u);
    EXPECT_EQ(si.number(0, "T"), 0.15);
    EXPECT_EQ(si.number(19, "T"), 3.0);
    EXPECT_GT(si.number(0, "B_c2"), si.number(10, "B_c2"));
}

TEST(LineCommand, AnyAxisInPlaceOfTemperature) {
    const Csv angles = csv_of("line --theta 0:90:3 --T 0.5 --beta 7");
    EXPECT_EQ(angles.header.rfind("theta,B_c2,order,", 0), 0u) << angles.header;
    ASSERT_EQ(angles.rows.size(), 3u);
    const Csv plane = csv_of("line --T 0.5 --beta 7");
    EXPECT_EQ(angles.text(0, "B_c2"), plane.text(0, "B_c2")) << "the two-valley model, to the last digit";
    for (std::size_t row = 1; row < 3; ++row) {
        EXPECT_LT(angles.number(row, "B_c2"), angles.number(row - 1, "B_c2"));
        const Csv one = csv_of("line --T 0.5 --beta 7 --theta " + angles.text(row, "theta"));
        EXPECT_EQ(one.text(0, "B_c2"), angles.text(row, "B_c2"));
    }
    const Csv rates = csv_of("line --gamma 0.1,0.2 --T 0.5 --beta 7");
    EXPECT_EQ(rates.header.rfind("gamma,B_c2", 0), 0u);
    EXPECT_EQ(rates.text(1, "B_c2"), csv_of("line --T 0.5 --beta 7 --gamma 0.2").text(0, "B_c2"));
    EXPECT_EQ(csv_of("line --units si --tc0 '2, 3' --T 1 --beta 4").text(1, "B_c2"),
              csv_of("line --units si --tc0 3 --T 1 --beta 4").text(0, "B_c2"))
        << "units of each row";
}

TEST(LineCommand, AnotherAxisHasNoSpecialTemperatures) {
    const auto json = line_json("--gamma-magnetic '0, 0.1' --T 0.5 --beta 7");
    EXPECT_FALSE(json.contains("T_tricritical"));
    ASSERT_EQ(json["rows"].size(), 2u);
    EXPECT_EQ(json["rows"][1]["gamma_magnetic"], 0.1);
    EXPECT_LT(json["rows"][1]["B_c2"], json["rows"][0]["B_c2"]);
    EXPECT_EQ(json["parameters"]["T"], 0.5);
    EXPECT_EQ(json["unit_of"]["gamma_magnetic"], "Delta0");
    const Outcome table = mirage("line --theta '0, 45' --T 0.5 --beta 7 --format table");
    EXPECT_EQ(table.status, 0);
    EXPECT_EQ(table.out.find("upturn"), std::string::npos);
    EXPECT_NE(table.out.find("degree"), std::string::npos);
}

/// Below Tc0 but above the critical temperature of the material.
TEST(LineCommand, AboveTheCriticalTemperatureOfTheMaterialThereIsNoField) {
    const Csv csv = csv_of("line --T 0.2,0.9 --gamma-magnetic 0.1 --beta 7");
    EXPECT_GT(csv.number(0, "B_c2"), 0.1);
    EXPECT_EQ(csv.text(1, "B_c2"), csv_of("line --T 1.1 --beta 7").text(0, "B_c2"));
    EXPECT_EQ(csv.text(1, "order"), "0");
    EXPECT_EQ(csv.text(1, "status"), "converged");
}

}  // namespace
