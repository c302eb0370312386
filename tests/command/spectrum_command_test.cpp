// `mirage spectrum` through the command line.

#include <cmath>
#include <sstream>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "csv.hpp"
#include "mirage/gap/point.hpp"
#include "mirage/model/units.hpp"
#include "program.hpp"
#include "table.hpp"

namespace {

using mirage_test::Csv;
using mirage_test::csv_of;
using mirage_test::Folder;
using mirage_test::mirage;
using mirage_test::Outcome;
using mirage_test::without_comments;

TEST(SpectrumCommand, ColumnsAndReferenceValues) {
    for (const auto& row : mirage_test::read_table("spectrum.csv")) {
        const Csv csv =
            csv_of("spectrum --beta " + row[0] + " --B " + row[1] + " --gamma " + row[2] + " --alpha " +
                   row[3] + " --order-parameter " + row[4] + " --eta " + row[5] + " --energy " + row[6]);
        EXPECT_EQ(csv.header, "energy,dos,f0_re,f0_im,fx_re,fx_im,ify_re,ify_im");
        ASSERT_EQ(csv.rows.size(), 1u);
        const auto expected = [&row](std::size_t i) { return mirage_test::number(row, i); };
        EXPECT_NEAR(csv.rows[0][1], expected(7), 1e-8);
        EXPECT_NEAR(csv.rows[0][3], expected(8), 1e-8);
        EXPECT_NEAR(csv.rows[0][5], expected(9), 1e-8);
        EXPECT_NEAR(csv.rows[0][7], expected(10), 1e-8);
    }
}

TEST(SpectrumCommand, NegativeEnergiesThreadsAndUnits) {
    const std::string point = "spectrum --T 0.1 --B 2 --beta 7 --gamma 0.4 --alpha 0.3 ";
    const Csv csv = csv_of(point + "--energy -8:8:81");
    ASSERT_EQ(csv.rows.size(), 81u);
    for (std::size_t i = 0; i < 81; ++i) {
        const auto &a = csv.rows[i], &b = csv.rows[80 - i];
        EXPECT_NEAR(a[1], b[1], 1e-9) << "dos even";
        EXPECT_NEAR(a[3], b[3], 1e-9) << "Im f0 even";
        EXPECT_NEAR(a[5], -b[5], 1e-9) << "Im fx odd";
        EXPECT_NEAR(a[7], b[7], 1e-9) << "Im i fy even";
    }
    EXPECT_EQ(without_comments(mirage(point + "--energy -8:8:81 --threads 1").out),
              without_comments(mirage(point + "--energy -8:8:81 --threads 2").out));

    const ::mirage::UnitSystem unit = ::mirage::si_units(3.0, 2.0);
    const double Delta0 = unit.energy;
    const auto text = [](double x) {
        std::ostringstream stream;
        stream.precision(17);
        stream << x;
        return stream.str();
    };
    const Csv si =
        csv_of("spectrum --units si --tc0 3 --T 0.3 --B " + text(2 * unit.field) + " --beta " +
               text(7 * Delta0) + " --gamma " + text(0.4 * Delta0) + " --alpha " + text(0.3 * Delta0) +
               " --eta " + text(0.01 * Delta0) + " --energy " + text(0.8 * Delta0) + " --conductance");
    const Csv reduced = csv_of(point + "--energy 0.8 --conductance");
    EXPECT_NEAR(si.rows[0][0], 0.8 * Delta0, 1e-12) << "meV";
    for (std::size_t i = 1; i < 8; ++i) EXPECT_NEAR(si.rows[0][i], reduced.rows[0][i], 1e-6);
    EXPECT_EQ(si.header, "energy,dos,f0_re,f0_im,fx_re,fx_im,ify_re,ify_im,voltage,conductance");
    EXPECT_NEAR(si.rows[0][8], 0.8 * Delta0, 1e-12) << "mV";
    EXPECT_NEAR(si.rows[0][9], reduced.rows[0][9], 1e-6);
}

TEST(SpectrumCommand, AutomaticEnergiesAndFeatures) {
    const Csv csv = csv_of("spectrum --T 0.1 --B 2 --beta 7 --spin");
    EXPECT_GT(csv.rows.size(), 100u);
    EXPECT_LT(csv.rows.size(), 2000u);
    for (std::size_t i = 1; i < csv.rows.size(); ++i) EXPECT_LT(csv.rows[i - 1][0], csv.rows[i][0]);
    for (const auto& row : csv.rows)
        EXPECT_NEAR(0.5 * (row[8] + row[9]), row[1], 1e-12) << "spins along and against";

    const Outcome run = mirage("spectrum --T 0.1 --B 2 --beta 7 --energy auto --format json");
    const auto json = nlohmann::json::parse(run.out);
    const double D = ::mirage::solve_point({0.1, 2.0, 7.0, 0.0, 0.0}).order_parameter;
    const double epsilon_1 = std::hypot(7, 2 + D), epsilon_2 = std::hypot(7, 2 - D);
    EXPECT_NEAR(json["order_parameter"], D, 1e-14);
    EXPECT_NEAR(json["gap_edge"], D * 7 / std::hypot(7, 2), 1e-9);
    EXPECT_NEAR(json["mirage"]["position"], 0.5 * (epsilon_1 + epsilon_2), 1e-9);
    EXPECT_NEAR(json["mirage"]["width"], epsilon_1 - epsilon_2, 1e-5) << "broadened by eta";
    EXPECT_NEAR(json["mirage"]["position_eq5"], std::hypot(7, 2), 1e-12);
    EXPECT_EQ(json["rows"].size(), csv.rows.size());
    const Outcome table = mirage("spectrum --T 0.1 --B 2 --beta 7 --format table");
    EXPECT_NE(table.out.find("gap edge"), std::string::npos);
    EXPECT_NE(table.out.find("epsilon_1"), std::string::npos);
}

TEST(SpectrumCommand, NoMirageGapIsSaidInWords) {
    for (const auto& [arguments, why] :
         {std::pair{"--T 1.2 --B 2 --beta 7", "the state is normal"},
          {"--B 0.3", "no Ising coupling"},
          {"--beta 7", "no field"},
          {"--B 2 --beta 7 --gamma 5", "the density of states has no flanks there"}}) {
        const Outcome table = mirage(std::string("spectrum --format table ") + arguments);
        EXPECT_NE(table.out.find(std::string("\nno mirage gap: ") + why + "\n"), std::string::npos)
            << table.out;
        EXPECT_EQ(table.out.find("nan"), std::string::npos) << table.out;
        const auto json =
            nlohmann::json::parse(mirage(std::string("spectrum --format json ") + arguments).out);
        EXPECT_EQ(json["mirage"]["none"], why);
        EXPECT_TRUE(json["mirage"]["position"].is_null()) << arguments;
    }
    EXPECT_EQ(mirage("spectrum --B 2 --beta 7 --format table").out.find("no mirage gap"), std::string::npos);
}

/// The same parameters and units in CSV and JSON.
TEST(SpectrumCommand, ParametersAndUnitsAreThere) {
    const std::string arguments = "spectrum --T 1 --units si --tc0 3 --energy 0:1:2 --conductance --eta 0.02";
    const Csv csv = csv_of(arguments);
    EXPECT_EQ(
        csv.comments.at(2),
        "parameters: units=si T=1 B=0 beta=0 gamma=0 alpha=0 tc0=3 g_factor=2 eta=0.02 tolerance=1e-10");
    EXPECT_NE(csv.comments.at(3).find("energy [meV], dos [1],"), std::string::npos);
    EXPECT_NE(csv.comments.at(3).find("voltage [mV], conductance [1]"), std::string::npos);
    const auto json = nlohmann::json::parse(mirage(arguments + " --format json").out);
    EXPECT_EQ(json["parameters"]["tc0"], 3.0);
    EXPECT_EQ(json["parameters"]["eta"], 0.02);
    EXPECT_EQ(json["unit_of"]["voltage"], "mV");
    EXPECT_EQ(json["columns"][9], "conductance");
}

TEST(SpectrumCommand, NormalStateAndNegativeField) {
    const Csv normal =
        csv_of("spectrum --T 1.2 --B 2 --beta 7 --gamma 0.3 --alpha 0.2 --energy -3:3:7 --conductance");
    for (const auto& row : normal.rows) {
        EXPECT_NEAR(row[1], 1.0, 1e-12);
        EXPECT_EQ(row[3], 0.0);
        EXPECT_NEAR(row[9], 1.0, 1e-12);
    }
    EXPECT_EQ(without_comments(mirage("spectrum --T 0.1 --B -2 --beta 7 --energy 0:8:9").out),
              without_comments(mirage("spectrum --T 0.1 --B 2 --beta 7 --energy 0:8:9").out));
}

TEST(SpectrumCommand, BadInputIsOneLineAndExitTwo) {
    const Folder folder;
    const std::string deck = folder.write("a.cfg", "[grid]\nT = 0.1\n");
    for (const std::string& arguments :
         std::vector<std::string>{"spectrum --eta 1e-7",
                                  "spectrum --eta 0",
                                  "spectrum --energy",
                                  "spectrum --energy x",
                                  "spectrum --energy 1e5",
                                  "spectrum --order-parameter -1",
                                  "spectrum --order-parameter 11",
                                  "spectrum --order-parameter x",
                                  "spectrum --T 0.1,0.2",
                                  "spectrum --energy-error 1",
                                  "spectrum --energy-error 0.01 --energy 0:1:3",
                                  "spectrum --conductance=3",
                                  "spectrum --spectrum.T=0.1",
                                  "spectrum --output " + (folder / "missing/x"),
                                  "bands --xi a",
                                  "bands --phi",
                                  "bands --format xml",
                                  "bands --energy 1",
                                  "sweep " + deck + " --spectrum.energy=auto",
                                  "sweep " + deck + " --spectrum.T=0.2",
                                  "sweep " + deck + " --spectrum.eta=1e-9"}) {
        const Outcome run = mirage(arguments);
        EXPECT_EQ(run.status, 2) << arguments << "\n" << run.err;
        EXPECT_EQ(run.error_lines(), 1) << arguments << "\n" << run.err;
        EXPECT_EQ(run.out, "") << arguments;
    }
    EXPECT_EQ(folder.files(), 1) << "nothing written";
}

TEST(SpectrumCommand, EveryPocketHasItsDensityOfStates) {
    const Csv csv = csv_of(
        "spectrum --T 0.3 --B 1 --beta 7 --gamma 0.1 --pocket G:share=0.3,beta=2,gap=0.5,form=valley "
        "--pocket "
        "N:share=0 --energy 0:2:5");
    EXPECT_EQ(csv.header, "energy,dos,f0_re,f0_im,fx_re,fx_im,ify_re,ify_im,dos_valleys,dos_G,dos_N");
    for (std::size_t row = 0; row < csv.rows.size(); ++row) {
        EXPECT_NEAR(csv.number(row, "dos"),
                    0.7 * csv.number(row, "dos_valleys") + 0.3 * csv.number(row, "dos_G"), 1e-9);
        EXPECT_EQ(csv.text(row, "dos_N"), "nan") << "no share";
    }
}

TEST(SpectrumCommand, ATunnelJunctionSeesPocketsByTheirWeights) {
    const auto conductance = [](const std::string& pocket) {
        return csv_of("spectrum --T 0.1 --B 0.2 --beta 7 --conductance --energy 0.3 --pocket " + pocket)
            .number(0, "conductance");
    };
    const double all = conductance("G:share=0.5,gap=0.2"),
                 blind = conductance("G:share=0.5,gap=0.2,tunnel-weight=0"),
                 alone = conductance("G:share=0.5,gap=0.2,tunnel-weight=1e6");
    EXPECT_NEAR(all, 0.5 * (blind + alone), 1e-5);
    EXPECT_LT(blind, 0.5 * alone) << "the small gap is seen through the pocket alone";
}

TEST(SpectrumCommand, TheTripletOrderParameterIsTold) {
    const Outcome run =
        mirage("spectrum --T 0.3 --B 5 --beta 7 --t-triplet 0.1 --energy 0,0.5,1 --format json");
    ASSERT_EQ(run.status, 0) << run.err;
    const auto json = nlohmann::json::parse(run.out);
    const auto point =
        nlohmann::json::parse(mirage("point --T 0.3 --B 5 --beta 7 --t-triplet 0.1 --format json").out);
    EXPECT_EQ(json["triplet_order_parameter"], point["triplet_order_parameter"]);
    EXPECT_EQ(json["zero_energy_dos"], point["zero_energy_dos"]);
}

/// The edges of a clean material with a triplet channel are those of the formula with both order parameters.
TEST(SpectrumCommand, TheCleanMirageGapKnowsTheTripletOrderParameter) {
    const auto gap = [](const std::string& more) {
        return nlohmann::json::parse(
            mirage("spectrum --T 0.05 --B 2 --beta 7 --eta 1e-4 --energy 0 --format json " + more)
                .out)["mirage"];
    };
    const auto with = gap("--t-triplet 0.3"), without = gap("");
    EXPECT_NEAR(with["lower"], with["epsilon_2"].get<double>(), 1e-4);
    EXPECT_NEAR(with["upper"], with["epsilon_1"].get<double>(), 1e-4);
    EXPECT_LT(with["width"], 0.5 * without["width"].get<double>());
    EXPECT_TRUE(gap("--gamma-magnetic 0.01 --theta 10")["epsilon_1"].is_null()) << "a tilted field";
}

/// alpha = 0, beta = 0, no field: the coherence peaks at +-Delta move to +-(Delta +- Q), one edge each.
TEST(SpectrumCommand, AMomentumSmearsTheEdges) {
    const std::string point = "spectrum --T 0.05 --momentum 0.3 --order-parameter 0.9 --eta 1e-6 ";
    const Csv csv = csv_of(point + "--energy 0,0.55,0.65,1.15,1.25");
    EXPECT_NEAR(csv.number(0, "dos"), 0.0, 1e-5);
    EXPECT_NEAR(csv.number(1, "dos"), 0.0, 1e-4) << "below Delta - Q";
    EXPECT_GT(csv.number(2, "dos"), 0.1) << "above it";
    // the average of (E - Q sin phi)/sqrt((E - Q sin phi)^2 - Delta^2) above Delta + Q
    double mean = 0.0;
    constexpr int directions = 4096;
    for (int i = 0; i < directions; ++i) {
        const double E = 1.25 - 0.3 * std::sin(2.0 * std::acos(-1.0) * (i + 0.5) / directions);
        mean += E / std::sqrt(E * E - 0.81) / directions;
    }
    EXPECT_NEAR(csv.number(4, "dos"), mean, 1e-5);
    const auto json = nlohmann::json::parse(mirage(point + "--format json").out);
    EXPECT_EQ(json["pair_momentum"], 0.3);
    EXPECT_NEAR(json["gap_edge"], 0.6, 1e-6);
}

TEST(SpectrumCommand, OfTheBestMomentumAndWhatIsRefused) {
    const Outcome run = mirage(
        "spectrum --T 0.05 --B 4.5 --beta 7 --alpha 1 --momentum auto --eta 1e-6 --energy 0,0.5,1 --format "
        "json");
    ASSERT_EQ(run.status, 0) << run.err;
    const auto json = nlohmann::json::parse(run.out);
    EXPECT_GT(json["pair_momentum"], 0.3);
    EXPECT_NEAR(json["rows"][0][1], json["zero_energy_dos"].get<double>(), 1e-4);
    for (const char* arguments : {"--B 2 --order-parameter 0.5 --momentum auto",
                                  "--T 0.3 --B 1 --beta 4 --alpha 0.3 --t-triplet 0.2 --theta 30 --momentum "
                                  "0.3 --momentum-direction along"}) {
        const Outcome refused = mirage(std::string("spectrum --energy 0,0.5,1 ") + arguments);
        EXPECT_EQ(refused.status, 2) << arguments;
        EXPECT_EQ(refused.error_lines(), 1) << refused.err;
        EXPECT_EQ(refused.out, "");
    }
}

}  // namespace
