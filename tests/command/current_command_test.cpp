// `mirage current` through the command line.

#include <cmath>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "csv.hpp"
#include "mirage/model/units.hpp"

namespace {

using mirage_test::Csv;
using mirage_test::csv_of;
using mirage_test::mirage;
using mirage_test::Outcome;

nlohmann::json current_json(const std::string& arguments) {
    const Outcome run = mirage("current --format json " + arguments);
    EXPECT_EQ(run.status, 0) << run.err;
    return nlohmann::json::parse(run.out);
}

TEST(CurrentCommand, CurrentAgainstMomentum) {
    const Csv csv = csv_of("current --T 0.5 --Q 0,0.2,0.4,1.2");
    EXPECT_EQ(csv.header, "Q,order_parameter,free_energy,current");
    ASSERT_EQ(csv.rows.size(), 4u);
    EXPECT_EQ(csv.number(0, "current"), 0.0);
    const auto point = nlohmann::json::parse(mirage("point --T 0.5 --momentum 0.4 --format json").out);
    EXPECT_NEAR(csv.number(2, "current"), point["current"], 1e-14);
    EXPECT_NEAR(csv.number(2, "order_parameter"), point["order_parameter"], 1e-14);
    EXPECT_NEAR(csv.number(2, "free_energy"), point["free_energy"], 1e-14);
    EXPECT_EQ(csv.number(3, "order_parameter"), 0.0) << "normal";
    EXPECT_EQ(csv.number(3, "current"), 0.0);
    // J grows from rest as the stiffness
    const auto rest = nlohmann::json::parse(mirage("point --T 0.5 --format json").out);
    EXPECT_NEAR(csv_of("current --T 0.5 --Q 1e-4").number(0, "current") / 1e-4, rest["stiffness_across"],
                1e-6);
}

/// Two dimensions, clean, B = 0 (1e-6).
TEST(CurrentCommand, DepairingCurrentInEveryFormat) {
    const auto json = current_json("--T 0.5 --Q 0.1");
    EXPECT_NEAR(json["depairing"]["current"], 0.426900, 1e-6);
    EXPECT_NEAR(json["depairing"]["Q"], 0.68282, 1e-5);
    EXPECT_NEAR(json["depairing"]["order_parameter"], 0.83568, 1e-5);
    EXPECT_EQ(json["depairing"]["status"], "converged");
    ASSERT_EQ(json["rows"].size(), 1u) << "whatever --Q is";
    const Csv csv = csv_of("current --T 0.5 --Q 0.1");
    ASSERT_EQ(csv.comments.size(), 5u);
    EXPECT_EQ(csv.comments[3].rfind("depairing: Q=0.6828", 0), 0u) << csv.comments[3];
    EXPECT_NE(mirage("current --T 0.5 --Q 0.1 --format table").out.find("\ndepairing: Q=0.6828"),
              std::string::npos);
    EXPECT_EQ(current_json("--T 0.5 --B 3")["depairing"]["current"], 0.0) << "normal";
}

TEST(CurrentCommand, MomentaFromRestToTheEnd) {
    const Csv csv = csv_of("current --T 0.3 --B 2 --beta 7 --alpha 1");
    ASSERT_EQ(csv.rows.size(), 61u);
    EXPECT_EQ(csv.rows.front()[0], 0.0);
    EXPECT_GT(csv.number(0, "order_parameter"), 0.5);
    EXPECT_EQ(csv.rows.back()[3], 0.0) << "normal at the end";
    const Csv odd = csv_of("current --T 0.3 --B 2 --beta 7 --Q -0.2,0.2");
    EXPECT_EQ(odd.rows[0][3], -odd.rows[1][3]);
}

TEST(CurrentCommand, OfAFilmInSiUnits) {
    const std::string film = "--fermi-velocity 100 --density-of-states 8";
    const double Delta0 = ::mirage::si_units(3.0, 2.0).energy;
    const auto si = current_json("--tc0 3 --T 1.5 --beta 4 --Q 0.1,0.2 " + film);
    EXPECT_EQ(si["unit_of"]["sheet_current"], "A/m");
    EXPECT_EQ(si["unit_of"]["current"], "meV");
    EXPECT_EQ(si["parameters"]["fermi_velocity"], 100.0);
    EXPECT_NEAR(si["depairing"]["current"], 0.426900 * Delta0, 1e-6);
    // e v_F N0 J
    for (const auto& row : {si["rows"][1], si["depairing"]})
        EXPECT_NEAR(row["sheet_current"], 0.1602176634 * 100.0 * 8.0 * row["current"].get<double>(), 1e-9);
    EXPECT_EQ(si["rows"][1]["Q"], 0.2);
}

TEST(CurrentCommand, AlongTheFieldAndWithDisorder) {
    const std::string point = "--T 0.3 --B 2 --beta 4 --gamma 0.1 --alpha 0.5 --Q 0.3 ";
    const auto across = current_json(point), along = current_json(point + "--momentum-direction along"),
               between = current_json(point + "--momentum-direction 45");
    const auto J = [](const nlohmann::json& json) { return json["rows"][0]["current"].get<double>(); };
    EXPECT_NE(J(across), J(along));
    EXPECT_NEAR(0.5 * (J(across) + J(along)), J(between), 0.02 * J(between));
    EXPECT_EQ(along["parameters"]["momentum_direction"], 0.0);
}

TEST(CurrentCommand, RefusedInOneLine) {
    for (const char* arguments :
         {"--momentum 0.3", "--momentum auto", "--Q -101", "--Q fast", "--T 0.1,0.2", "--fermi-velocity 100",
          "--density-of-states 8", "--fermi-velocity 100 --density-of-states 8",
          "--tc0 3 --T 1 --fermi-velocity 0 --density-of-states 8", "--theta 0:90:3"}) {
        const Outcome run = mirage(std::string("current ") + arguments);
        EXPECT_EQ(run.status, 2) << arguments;
        EXPECT_GE(run.error_lines(), 1) << run.err;
        EXPECT_EQ(run.out, "") << arguments;
    }
}

}  // namespace
