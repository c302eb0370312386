// `mirage point` through the command line.

#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "csv.hpp"
#include "mirage/gap/point.hpp"
#include "mirage/model/units.hpp"
#include "program.hpp"

namespace {

using mirage_test::Csv;
using mirage_test::csv_of;
using mirage_test::Folder;
using mirage_test::mirage;
using mirage_test::Outcome;
using mirage_test::without_comments;

nlohmann::json point_json(const std::string& arguments) {
    const Outcome run = mirage("point --format json " + arguments);
    EXPECT_EQ(run.status, 0) << run.err;
    return nlohmann::json::parse(run.out);
}

TEST(PointCommand, PointAsJson) {
    const auto json = point_json("--T 0.1 --B 2 --beta 7");
    for (const char* key :
         {"T", "B", "beta", "gamma", "alpha", "units", "phase", "order_parameter", "free_energy",
          "magnetization", "susceptibility_ratio", "zero_energy_dos", "solutions", "numerics"})
        EXPECT_TRUE(json.contains(key)) << key;
    for (const char* key : {"residual", "matsubara_nodes", "directions"})
        EXPECT_TRUE(json["numerics"].contains(key)) << key;
    EXPECT_EQ(json["phase"], "gapped");
    EXPECT_EQ(json["units"], "reduced");
    const ::mirage::PointState state = ::mirage::solve_point({0.1, 2.0, 7.0, 0.0, 0.0});
    EXPECT_NEAR(json["order_parameter"], state.order_parameter, 1e-14);
    EXPECT_NEAR(json["free_energy"], state.free_energy, 1e-14);
    EXPECT_NEAR(json["magnetization"], state.magnetization, 1e-14);
    EXPECT_NEAR(json["zero_energy_dos"], state.zero_energy_dos, 1e-14);
    ASSERT_EQ(json["solutions"].size(), 1u);
    EXPECT_EQ(json["solutions"][0]["kind"], "stable");
    EXPECT_EQ(json["solutions"][0]["order_parameter"], json["order_parameter"]);
    EXPECT_EQ(json["solutions"][0]["free_energy"], json["free_energy"]);
}

TEST(PointCommand, PointSpecialCases) {
    EXPECT_EQ(point_json("--T 1 --B 2 --beta 7")["phase"], "normal");
    EXPECT_EQ(point_json("--T 1 --B 2 --beta 7")["zero_energy_dos"], 1.0);
    EXPECT_NEAR(point_json("--T 0.01 --B 0 --beta 7")["order_parameter"], 1.0, 1e-9);
    EXPECT_EQ(point_json("--T 0.1 --B -2 --beta 7")["order_parameter"],
              point_json("--T 0.1 --B 2 --beta 7")["order_parameter"]);
    EXPECT_EQ(point_json("--T 0.1 --B -2 --beta 7")["B"], -2.0);
    EXPECT_EQ(point_json("--T 0.5 --B 2.9 --beta 7 --alpha 1")["phase"], "gapless");
    EXPECT_EQ(point_json("--T 0.1 --B 0.65")["solutions"].size(), 2u);
}

TEST(PointCommand, SiAndReducedAreTheSamePoint) {
    // NbSe2, 1 K and 20 T
    const ::mirage::UnitSystem unit = ::mirage::si_units(3.0, 2.0);
    const double Delta0 = unit.energy;
    const auto si = point_json("--units si --tc0 3 --T 1 --B 20 --beta 4.1 --gamma 0.1 --alpha 0.2");
    char arguments[256];
    std::snprintf(arguments, sizeof arguments, "--T %.17g --B %.17g --beta %.17g --gamma %.17g --alpha %.17g",
                  1.0 / 3.0, 20 / unit.field, 4.1 / Delta0, 0.1 / Delta0, 0.2 / Delta0);
    const auto reduced = point_json(arguments);
    EXPECT_EQ(si["units"], "si");
    EXPECT_NEAR(si["order_parameter"].get<double>() / Delta0, reduced["order_parameter"], 1e-10);
    EXPECT_NEAR(si["free_energy"].get<double>() / (Delta0 * Delta0), reduced["free_energy"], 1e-10);
    EXPECT_NEAR(si["magnetization"].get<double>() / Delta0, reduced["magnetization"], 1e-10);
    EXPECT_EQ(si["T"], 1.0);
    EXPECT_EQ(si["B"], 20.0);
}

/// What a file needs to be of use later: the same in CSV and JSON.
TEST(PointCommand, ParametersAndUnitsAreThere) {
    const std::string arguments = "point --T 1 --B 20 --units si --tc0 3 --beta 4.1 --tolerance 1e-9";
    const Csv csv = csv_of(arguments + " --format csv");
    ASSERT_EQ(csv.comments.size(), 4u);
    EXPECT_EQ(csv.comments[1], "command: mirage " + arguments + " --format csv");
    EXPECT_EQ(csv.comments[2],
              "parameters: units=si T=1 B=20 beta=4.1 gamma=0 alpha=0 tc0=3 g_factor=2 tolerance=1e-09");
    EXPECT_EQ(csv.comments[3].rfind("columns: T [K], B [T], beta [meV],", 0), 0u) << csv.comments[3];
    EXPECT_NE(csv.comments[3].find("free_energy [meV^2]"), std::string::npos);
    const auto json = nlohmann::json::parse(mirage(arguments + " --format json").out);
    EXPECT_EQ(json["parameters"]["tc0"], 3.0);
    EXPECT_EQ(json["parameters"]["tolerance"], 1e-9);
    EXPECT_EQ(json["unit_of"]["free_energy"], "meV^2");
    EXPECT_EQ(json["tc0"], 3.0);
    EXPECT_TRUE(json.contains("version"));
}

TEST(PointCommand, PointAsTableAndCsv) {
    const Outcome table = mirage("point --T 0.02 --B 0.74 --beta 0.3");
    EXPECT_EQ(table.status, 0);
    for (const char* word : {"metastable", "unstable", "stable", "Delta0", "gapped"})
        EXPECT_NE(table.out.find(word), std::string::npos) << word;
    const Csv csv = csv_of("point --T 0.1 --B 2 --beta 7 --format=csv");
    ASSERT_EQ(csv.rows.size(), 1u);
    const auto json = point_json("--T 0.1 --B 2 --beta 7");
    for (const char* name : {"T", "B", "beta", "order_parameter", "free_energy", "zero_energy_dos"})
        EXPECT_NEAR(csv.number(0, name), json[name].get<double>(), 1e-14) << name;
    const Folder folder;
    EXPECT_EQ(mirage("point --T 0.1 --B 2 --beta 7 --format csv --output " + folder / "p.csv").out, "");
    EXPECT_EQ(without_comments(mirage_test::read_file(folder / "p.csv")),
              without_comments(mirage("point --T 0.1 --B 2 --beta 7 --format csv").out));
}

TEST(PointCommand, AMaterialIsListedAndHasItsOwnCriticalTemperature) {
    const auto json = point_json(
        "--T 0.3 --B 0.5 --beta 7 --gamma-intra 0.1 --gamma-inter 0.2 --gamma-magnetic 0.05 --theta 10 "
        "--pocket "
        "'G:share=0.4,beta=0.8,form=cos3phi,gap=0.7' --pocket.M.share 0.1");
    EXPECT_EQ(json["gamma_intra"], 0.1);
    EXPECT_NEAR(json["gamma"], 0.3, 1e-15) << "the sum";
    EXPECT_EQ(json["theta"], 10.0);
    EXPECT_FALSE(json.contains("orbital")) << "not given";
    ASSERT_EQ(json["pockets"].size(), 2u);
    EXPECT_EQ(json["pockets"][0]["name"], "G");
    EXPECT_EQ(json["pockets"][0]["share"], 0.4);
    EXPECT_EQ(json["pockets"][0]["form"], "cos3phi");
    EXPECT_EQ(json["pockets"][1]["tunnel_weight"], 1.0);
    EXPECT_GT(json["critical_temperature"], 0.5);
    EXPECT_LT(json["critical_temperature"], 0.95) << "pair breaking";
    EXPECT_EQ(json["unit_of"]["theta"], "degree");
    EXPECT_NE(json["parameters"]["pockets"].get<std::string>().find("G:share=0.4,beta=0.8"),
              std::string::npos);
}

TEST(PointCommand, TheTwoValleyModelHasTheUnitAsItsCriticalTemperature) {
    const auto json = point_json("--T 0.1 --B 2 --beta 7");
    EXPECT_EQ(json["critical_temperature"], 1.0);
    EXPECT_EQ(json["triplet_order_parameter"], 0.0);
    EXPECT_EQ(json["solutions"][0]["triplet_order_parameter"], 0.0);
    EXPECT_FALSE(json.contains("pockets"));
    EXPECT_EQ(point_json("--tc0 3 --T 1 --beta 4")["critical_temperature"], 3.0);
    for (const char* word : {"triplet", "critical temperature", "pocket"})
        EXPECT_EQ(mirage("point --T 0.1 --B 2 --beta 7").out.find(word), std::string::npos) << word;
}

TEST(PointCommand, ATripletChannelInEveryFormat) {
    const std::string arguments = "--T 0.3 --B 5 --beta 7 --t-triplet 0.1";
    const auto json = point_json(arguments);
    EXPECT_GT(std::fabs(json["triplet_order_parameter"].get<double>()), 0.05);
    EXPECT_EQ(json["solutions"].back()["triplet_order_parameter"], json["triplet_order_parameter"]);
    const Csv csv = csv_of("point --format csv " + arguments);
    EXPECT_NEAR(csv.number(0, "triplet_order_parameter"), json["triplet_order_parameter"], 1e-14);
    EXPECT_NEAR(csv.number(0, "critical_temperature"), json["critical_temperature"], 1e-14);
    EXPECT_EQ(csv.number(0, "t_triplet"), 0.1);
    EXPECT_NE(mirage("point " + arguments).out.find("eta [Delta0]"), std::string::npos);
}

/// 2 Gamma_o/k_B = 0.095 K of a monolayer with D = 1 cm^2/s at 30 T; given as a number it is the same.
TEST(PointCommand, AFilmOfGivenThicknessAndDiffusion) {
    const std::string rest = "--tc0 3 --T 1 --B 30 --beta 4 ";
    const double film = point_json(rest + "--diffusion 1 --thickness 0.6")["order_parameter"],
                 clean = point_json(rest)["order_parameter"];
    EXPECT_LT(film, clean);
    const double energy = 30.0 * 0.057883818060, rate = 0.5 * 0.0952 * 0.08617333262145179;
    const double number =
        point_json(rest + "--orbital " + std::to_string(rate / (energy * energy)))["order_parameter"];
    EXPECT_NEAR(number, film, 1e-3 * film);
}

TEST(PointCommand, MaterialsThatAreRefusedInOneLine) {
    for (const char* arguments :
         {"--gamma 0.1 --gamma-intra 0.1", "--pocket G:share=2", "--pocket G:shar=0.2", "--pocket G",
          "--pocket G:share=0.1 --pocket G:share=0.2", "--t-triplet 1", "--theta 400", "--thickness 3",
          "--pocket G:share=1,gap=0", "--pocket.G.share 0:1:3", "--theta 0:90:3"}) {
        const Outcome run = mirage(std::string("point ") + arguments);
        EXPECT_EQ(run.status, 2) << arguments;
        EXPECT_EQ(run.error_lines(), 1) << run.err;
        EXPECT_EQ(run.out, "");
    }
}

}  // namespace
