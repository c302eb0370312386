// `mirage visibility` through the command line.

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

TEST(VisibilityCommand, ColumnsOverTemperatureAndField) {
    const Csv csv = csv_of("visibility --beta 7 --T 0.1,0.3 --B 1,2,9");
    EXPECT_EQ(
        csv.header,
        "T,B,order_parameter,mirage_energy,mirage_width,depth,visible,V_low,V_dip,V_high,largest_temperature,"
        "largest_lock_in,largest_eta,largest_noise,averages,status");
    ASSERT_EQ(csv.rows.size(), 6u);
    EXPECT_EQ(csv.text(1, "visible"), "yes");
    EXPECT_EQ(csv.text(2, "status"), "normal");
    EXPECT_EQ(csv.number(2, "depth"), 0.0);
    EXPECT_GT(csv.number(1, "depth"), csv.number(4, "depth")) << "colder";
}

/// The dip is that of the conductance that mirage spectrum prints.
TEST(VisibilityCommand, IsThatOfTheSpectrum) {
    const Csv dip = csv_of("visibility --beta 7 --gamma 0.2 --T 0.1 --B 2 --eta 0.02");
    const auto at = [&](const char* name) { return dip.text(0, name); };
    const Csv g = csv_of("spectrum --beta 7 --gamma 0.2 --T 0.1 --B 2 --eta 0.02 --conductance --energy " +
                         at("V_low") + "," + at("V_dip") + "," + at("V_high"));
    const double low = g.number(0, "conductance"), least = g.number(1, "conductance"),
                 high = g.number(2, "conductance");
    EXPECT_NEAR(dip.number(0, "depth"), std::min(low, high) - least, 1e-9);
}

TEST(VisibilityCommand, TheSameInBothUnits) {
    const auto unit = ::mirage::si_units(3.0, 2.0);
    const std::string beta = std::to_string(3.0 * unit.energy), B = std::to_string(unit.field),
                      lock_in = std::to_string(0.1 * unit.energy), eta = std::to_string(0.02 * unit.energy);
    const Csv reduced = csv_of("visibility --beta 3 --T 0.1 --B 1 --lock-in 0.1 --eta 0.02"),
              si = csv_of("visibility --units si --tc0 3 --beta " + beta + " --T 0.3 --B " + B + " --lock-in " +
                          lock_in + " --eta " + eta);
    constexpr double written = 2e-5;  // six digits behind the point
    EXPECT_NEAR(si.number(0, "depth"), reduced.number(0, "depth"), written);
    for (const char* name : {"V_low", "V_dip", "V_high", "largest_lock_in", "largest_eta", "mirage_width"})
        EXPECT_NEAR(si.number(0, name) / unit.energy, reduced.number(0, name), 10.0 * written) << name;
    EXPECT_NEAR(si.number(0, "largest_temperature") / 3.0, reduced.number(0, "largest_temperature"), written);
}

/// What it says of an instrument holds for that instrument.
TEST(VisibilityCommand, SurvivesWhatItSays) {
    const Csv first = csv_of("visibility --beta 7 --gamma 0.1 --T 0.1 --B 2 --noise 0.02");
    const auto seen = [](const std::string& more) {
        return csv_of("visibility --beta 7 --gamma 0.1 --T 0.1 --B 2 --noise 0.02 " + more)
            .number(0, "depth");
    };
    EXPECT_NEAR(seen("--t-effective " + first.text(0, "largest_temperature")), 0.06, 1e-7);
    EXPECT_NEAR(seen("--lock-in " + first.text(0, "largest_lock_in")), 0.06, 1e-7);
    EXPECT_NEAR(seen("--eta " + first.text(0, "largest_eta")), 0.06, 1e-7);
}

TEST(VisibilityCommand, ThreadsDoNotMatter) {
    const std::string what = "visibility --beta 3 --gamma 0.1 --T 0.1,0.3 --format json --threads ";
    const auto without_command = [](const Outcome& run) {
        auto json = nlohmann::json::parse(run.out);
        json.erase("command");
        return json.dump();
    };
    EXPECT_EQ(without_command(mirage(what + "1")), without_command(mirage(what + "2")));
}

TEST(VisibilityCommand, RefusesInOneLine) {
    for (const char* arguments : {"--noise 0", "--beta 1,7", "--T 2", "--energy 1", "--format h5"}) {
        const Outcome run = mirage("visibility " + std::string(arguments));
        EXPECT_EQ(run.status, 2) << arguments;
        EXPECT_EQ(run.error_lines(), 1) << run.err;
        EXPECT_EQ(run.out, "");
    }
}

TEST(VisibilityCommand, HelpTellsWhatTheDepthIs) {
    const Outcome run = mirage("visibility --help");
    EXPECT_EQ(run.status, 0);
    for (const char* part :
         {"min(g(V_low), g(V_high)) - g(V_dip)", "--noise", "--lock-in", "--t-effective", "largest_eta"})
        EXPECT_NE(run.out.find(part), std::string::npos) << part;
}

}  // namespace
