#include "junction/junction_shown.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "input/input_error.hpp"
#include "junction/junction_request.hpp"
#include "junction_cases.hpp"
#include "program.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

using Arguments = std::vector<std::string>;

/// The same curves in K, tesla, mV, and in units of a film with that tc0.
struct BothSystems : testing::Test {
    static constexpr double tc0 = reference_tc0;
    const UnitSystem unit = si_units(tc0, 2.0);
    Folder folder;
    std::string si, reduced;

    BothSystems() {
        MadeWith made = ising_junction();
        made.B = {0.0, 4.0, 8.0}, made.delta = {0.45, 0.42, 0.35}, made.points = 81;
        const JunctionTask task = made_task(made);
        std::string a = "T [K],B [T],V [mV],G [uS]\n", b = "T [Tc0],B,V [Delta0/e],G [uS]\n";
        for (const JunctionCurve& curve : task.curves)
            for (std::size_t i = 0; i < curve.V.size(); ++i) {
                a += fmt::format("{:.17g},{:.17g},{:.17g},{:.17g}\n", curve.T, curve.B, curve.V[i],
                                 curve.G[i]);
                b += fmt::format("{:.17g},{:.17g},{:.17g},{:.17g}\n", curve.T / tc0, curve.B / unit.field,
                                 curve.V[i] / unit.energy, curve.G[i]);
            }
        si = folder.write("si.csv", a), reduced = folder.write("reduced.csv", b);
    }

    static JunctionReport report(Arguments words) {
        const JunctionRequest request = read_junction_request(std::move(words));
        return junction_report(request.task, request.conductance, request.notes, "mirage fit-spectrum");
    }

    /// Both fits, options in their own units.
    void expect_same(const Arguments& in_si, Arguments in_reduced) const {
        Arguments words{si};
        words.insert(words.end(), in_si.begin(), in_si.end());
        in_reduced.insert(in_reduced.begin(), {reduced, "--units", "reduced"});
        const JunctionReport a = report(words), b = shown(report(in_reduced));
        ASSERT_EQ(a.fit.parameters.size(), b.fit.parameters.size());
        EXPECT_NEAR(a.fit.chi2, b.fit.chi2, 1e-8 * a.fit.chi2);
        for (std::size_t i = 0; i < a.fit.parameters.size(); ++i) {
            const FittedParameter &x = a.fit.parameters[i], &y = b.fit.parameters[i];
            const char* name = a.task.parameters[i].unit;
            const double one = *name ? mirage::in_si(Units::reduced, name) : 1.0;
            EXPECT_STREQ(b.task.parameters[i].unit, shown_unit(Units::reduced, name));
            for (const auto& [p, q] : {std::pair{x.value, y.value},
                                       {x.error, y.error},
                                       {x.low, y.low},
                                       {x.high, y.high},
                                       {x.lowest, y.lowest},
                                       {x.highest, y.highest}})
                EXPECT_NEAR(p, q * one, 1e-8 * std::max(std::fabs(p), 1e-3)) << x.name;
            EXPECT_EQ(x.status, y.status) << x.name;
        }
        for (std::size_t k = 0; k < a.fit.curves.size(); ++k) {
            const FittedCurve &x = a.fit.curves[k], &y = b.fit.curves[k];
            EXPECT_NEAR(x.delta, y.delta * unit.energy, 1e-8);
            EXPECT_NEAR(x.background[0], y.background[0], 1e-8);
            EXPECT_NEAR(x.background[1], y.background[1] / unit.energy, 1e-8);
            EXPECT_NEAR(b.task.curves[k].B * unit.field, a.task.curves[k].B, 1e-12);
        }
    }
};

TEST_F(BothSystems, GapsOfTheCurves) {
    expect_same({"--free", "beta,eta,v-offset", "--background", "linear"},
                {"--free", "beta,eta,v-offset", "--background", "linear"});
}

TEST_F(BothSystems, WithEveryOptionThatHasAUnit) {
    const auto in_unit = [&](double meV) { return fmt::format("{:.17g}", meV / unit.energy); };
    expect_same({"--free",        "eta",     "--background", "linear",   "--beta",
                 "1.2",           "--gamma", "0.01",         "--delta",  "0.45,0.42,0.35",
                 "--t-effective", "0.42",    "--range",      "-2.2:2.3", "--bounds",
                 "eta=0.005:0.5", "--T",     "0.4",          "--pocket", "G:share=0.1,beta=0.5",
                 "--r-series",    "20"},
                {"--free",        "eta",
                 "--background",  "linear",
                 "--beta",        in_unit(1.2),
                 "--gamma",       in_unit(0.01),
                 "--delta",       in_unit(0.45) + "," + in_unit(0.42) + "," + in_unit(0.35),
                 "--t-effective", fmt::format("{:.17g}", 0.42 / tc0),
                 "--range",       in_unit(-2.2) + ":" + in_unit(2.3),
                 "--bounds",      "eta=" + in_unit(0.005) + ":" + in_unit(0.5),
                 "--T",           fmt::format("{:.17g}", 0.4 / tc0),
                 "--pocket",      "G:share=0.1,beta=" + in_unit(0.5),
                 "--r-series",    "20"});
}

TEST_F(BothSystems, TheGapEquation) {
    expect_same({"--self-consistent", "--free", "tc0,beta,eta", "--background", "linear"},
                {"--self-consistent", "--free", "tc0,beta,eta", "--background", "linear"});
}

TEST_F(BothSystems, EverythingIsPrintedInItsUnit) {
    const JunctionReport r = report({reduced, "--units=reduced", "--model", "dynes"});
    const Json json = Json::parse(junction_json(r));
    EXPECT_EQ(json["units"], "reduced");
    EXPECT_EQ(json["unit_of"]["V"], "Delta0/e");
    EXPECT_EQ(json["unit_of"]["T"], "Tc0");
    EXPECT_EQ(json["parameters"]["eta"]["unit"], "Delta0");
    EXPECT_NEAR(json["curves"][1]["B"].get<double>(), 4.0 / unit.field, 1e-12);
    EXPECT_NEAR(json["curves"][0]["V"][0].get<double>(), -2.5 / unit.energy, 1e-12);
    EXPECT_EQ(json["curves"][1]["name"],
              fmt::format("reduced {:.4g} Tc0 {:.4g} Delta0", 0.4 / tc0, 4.0 / unit.field));
    EXPECT_NE(junction_csv(r).find("# columns: curve [1], T [Tc0], B [Delta0], V [Delta0/e]"),
              std::string::npos);
    const std::string table = junction_table(r);
    for (const char* part : {"eta [Delta0]", "T [Tc0]", "Delta [Delta0]", "powers of Delta0/e"})
        EXPECT_NE(table.find(part), std::string::npos) << part;
    for (const char* part : {"meV", "mV", " K"}) EXPECT_EQ(table.find(part), std::string::npos) << part;
}

TEST_F(BothSystems, UnitsOfTheOtherSystemAreRefused) {
    EXPECT_THROW(read_junction_request({si, "--units", "reduced"}), InputError);
    EXPECT_THROW(read_junction_request({reduced}), InputError);
    EXPECT_THROW(read_junction_request({reduced, "--units", "cgs"}), InputError);
    for (const char* option : {"--g-factor=2", "--diffusion=1"})
        EXPECT_THROW(read_junction_request({reduced, "--units", "reduced", option}), InputError) << option;
}

}  // namespace
