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

TEST(PointCommand, AUniformStateHasAStiffnessAndNoMomentum) {
    const auto json = point_json("--T 0.1 --B 2 --beta 7");
    EXPECT_EQ(json["pair_momentum"], 0.0);
    EXPECT_EQ(json["current"], 0.0);
    EXPECT_FALSE(json.contains("momentum")) << "not given";
    EXPECT_NEAR(json["stiffness_along"], json["stiffness_across"].get<double>(), 1e-9) << "isotropic";
    const auto cold = point_json("--T 0.01 --B 0");
    EXPECT_NEAR(cold["stiffness_along"], 1.0, 1e-9);
    EXPECT_NEAR(cold["stiffness_across"], 1.0, 1e-9);
    // T = 0, disorder: int d omega/[(omega^2 + 1)(sqrt(omega^2 + 1) + Gamma)], omega = sinh t
    double dirty = 0.0;
    for (double t = 0.0005; t < 40.0; t += 0.001) dirty += 0.001 / (std::cosh(t) * (std::cosh(t) + 10.0));
    EXPECT_NEAR(point_json("--T 0.01 --B 0 --gamma 10")["stiffness_across"], dirty, 1e-6);
    const auto normal = point_json("--T 0.5 --B 3");
    EXPECT_TRUE(normal["stiffness_along"].is_null());
    const std::string table = mirage("point --T 0.1 --B 2 --beta 7").out;
    EXPECT_NE(table.find("stiffness across B"), std::string::npos) << table;
    EXPECT_EQ(table.find("pair momentum"), std::string::npos) << "a uniform state";
}

/// Values of an independent 4 x 4 code (1e-7).
TEST(PointCommand, AGivenMomentum) {
    const auto across = point_json("--T 0.1 --B 3.6809008018 --beta 7 --alpha 1 --momentum 0.35");
    EXPECT_NEAR(across["order_parameter"], 0.306463574307, 1e-7);
    EXPECT_NEAR(across["free_energy"], -0.0111126413066, 1e-7);
    EXPECT_NEAR(across["current"], -0.00646724252703, 1e-7);
    EXPECT_EQ(across["pair_momentum"], 0.35);
    EXPECT_EQ(across["momentum"], 0.35);
    EXPECT_TRUE(across["stiffness_across"].is_null()) << "of uniform states alone";
    const auto dirty = point_json(
        "--T 0.2 --B 3.65874502337 --beta 7 --gamma-intra 0.05 --alpha 1 --momentum 0.3 "
        "--momentum-direction across");
    EXPECT_NEAR(dirty["order_parameter"], 0.275900406844, 1e-6);
    EXPECT_NEAR(dirty["current"], 0.00218689617999, 1e-6);
    EXPECT_EQ(dirty["momentum_direction"], 90.0);
    EXPECT_EQ(point_json("--T 0.1 --B 2 --beta 7 --momentum 0")["order_parameter"],
              point_json("--T 0.1 --B 2 --beta 7")["order_parameter"]);
    const ::mirage::UnitSystem unit = ::mirage::si_units(3.0, 2.0);
    const auto si = point_json("--tc0 3 --T 0.6 --B 0 --beta 4 --momentum 0.2");
    EXPECT_EQ(si["unit_of"]["current"], "meV");
    EXPECT_EQ(si["unit_of"]["stiffness_along"], "1");
    EXPECT_NEAR(si["pair_momentum"], 0.2, 1e-15);
    char arguments[128];
    std::snprintf(arguments, sizeof arguments, "--T %.17g --momentum %.17g", 0.2, 0.2 / unit.energy);
    EXPECT_NEAR(si["current"].get<double>() / unit.energy, point_json(arguments)["current"], 1e-10);
}

/// T = 0.05, beta = 7, alpha = 1: the collapse of the uniform state near B = 3.72 is not the end.
TEST(PointCommand, TheBestMomentum) {
    const std::string point = "--T 0.05 --B 4.5 --beta 7 --alpha 1 ";
    EXPECT_EQ(point_json(point)["phase"], "normal");
    const auto best = point_json(point + "--momentum auto");
    EXPECT_GT(best["order_parameter"], 0.1);
    EXPECT_GT(best["pair_momentum"], 0.3);
    EXPECT_NEAR(best["current"], 0.0, 1e-8);
    EXPECT_EQ(best["parameters"]["momentum"], "auto");
    const double Q = best["pair_momentum"];
    for (const double other : {0.98 * Q, 1.02 * Q})
        EXPECT_GT(point_json(point + "--momentum " + std::to_string(other))["free_energy"],
                  best["free_energy"].get<double>());
    const auto low = point_json("--T 0.05 --B 2 --beta 7 --alpha 1 --momentum auto");
    EXPECT_EQ(low["pair_momentum"], 0.0);
    EXPECT_GT(low["stiffness_across"], 0.0);
    const std::string table = mirage("point " + point + "--momentum auto").out;
    EXPECT_NE(table.find("pair momentum"), std::string::npos) << table;
}

TEST(PointCommand, ColumnsOfTheMomentumAreTheLastOfTheCsv) {
    const Csv csv = csv_of("point --T 0.1 --B 2 --beta 7 --momentum auto --format csv");
    const std::string last =
        ",solution_count,status,critical_temperature,pair_momentum,current,stiffness_along,stiffness_across";
    ASSERT_GE(csv.header.size(), last.size());
    EXPECT_EQ(csv.header.substr(csv.header.size() - last.size()), last);
    EXPECT_NE(csv.comments[2].find(" momentum=auto "), std::string::npos) << csv.comments[2];
    EXPECT_EQ(csv.header.find(",momentum,"), std::string::npos) << "no number to print";
}

TEST(PointCommand, MaterialsThatAreRefusedInOneLine) {
    for (const char* arguments :
         {"--momentum -0.1", "--momentum fast", "--momentum 0,auto", "--momentum 0:1:3", "--momentum 1e3",
          "--momentum 0.1 --momentum-direction sideways", "--momentum-direction 400",
          "--gamma 0.1 --gamma-intra 0.1", "--pocket G:share=2", "--pocket G:shar=0.2", "--pocket G",
          "--pocket G:share=0.1 --pocket G:share=0.2", "--t-triplet 1", "--theta 400", "--thickness 3",
          "--pocket G:share=1,gap=0", "--pocket.G.share 0:1:3", "--theta 0:90:3"}) {
        const Outcome run = mirage(std::string("point ") + arguments);
        EXPECT_EQ(run.status, 2) << arguments;
        EXPECT_EQ(run.error_lines(), 1) << run.err;
        EXPECT_EQ(run.out, "");
    }
}

}  // namespace
