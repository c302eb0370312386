// `mirage fit-spectrum` through the command line.

#include <cmath>
#include <sstream>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "program.hpp"

namespace {

using mirage_test::Folder;
using mirage_test::mirage;
using mirage_test::Outcome;

/// Curves of `mirage spectrum --conductance` in uS with a noise that is no random one.
std::string curves(const Folder& folder, const std::string& name, const std::string& arguments,
                   const std::vector<double>& fields, double noise = 0.005) {
    std::string text = "T (K),B (T),V (mV),dI/dV (uS)\n";
    unsigned long seed = 1;
    for (const double B : fields) {
        const Outcome run = mirage(fmt::format(
            "spectrum --units si --T 0.3 --B {} --conductance --energy=-2.4:2.4:161 {}", B, arguments));
        EXPECT_EQ(run.status, 0) << run.err;
        std::istringstream lines(run.out);
        std::size_t voltage = 0, conductance = 0;
        for (std::string line; std::getline(lines, line);) {
            if (line.starts_with("#")) continue;
            std::vector<std::string> cells;
            std::istringstream row(line);
            for (std::string cell; std::getline(row, cell, ',');) cells.push_back(cell);
            if (line.starts_with("energy")) {
                for (std::size_t i = 0; i < cells.size(); ++i) {
                    if (cells[i] == "voltage") voltage = i;
                    if (cells[i] == "conductance") conductance = i;
                }
                continue;
            }
            double sum = 0.0;  // nearly normal
            for (int i = 0; i < 12; ++i)
                seed = seed * 6364136223846793005ul + 1442695040888963407ul,
                sum += static_cast<double>(seed >> 40) / 16777216.0;
            text += fmt::format("0.3,{},{},{:.8g}\n", B, cells[voltage],
                                4.0 * (std::stod(cells[conductance]) + noise * (sum - 6.0)));
        }
    }
    return folder.write(name, text);
}

TEST(FitSpectrumCommand, RecoversWhatASpectrumWasMadeWith) {
    const Folder folder;
    const std::string file =
        curves(folder, "a.csv", "--tc0 3 --beta 1.2 --gamma 0.05 --eta 0.03", {0, 5, 10});
    const Outcome run =
        mirage("fit-spectrum " + file + " --self-consistent --free tc0,beta,gamma,eta --format json");
    ASSERT_EQ(run.status, 0) << run.err;
    const auto json = nlohmann::json::parse(run.out);
    for (const auto& [name, value] : std::vector<std::pair<const char*, double>>{
             {"tc0", 3.0}, {"beta", 1.2}, {"gamma", 0.05}, {"eta", 0.03}}) {
        const auto& p = json["parameters"][name];
        EXPECT_NEAR(p["value"], value, 4.0 * p["error"].get<double>()) << name;
        EXPECT_EQ(p["status"], "determined") << name;
    }
    EXPECT_TRUE(json["goodness"]["describes"]);
    EXPECT_NE(mirage("fit-spectrum " + file).out.find("95 % interval"), std::string::npos);
}

TEST(FitSpectrumCommand, AZeemanSplitFilmNeedsItsSpinOrbitScattering) {
    const Folder folder;
    const std::string file = curves(
        folder, "film.csv", "--tc0 2.4 --beta 0 --gamma-spin-orbit 0.04 --orbital 0.1 --eta 0.01", {0, 1, 2});
    const auto whole = nlohmann::json::parse(
        mirage("fit-spectrum " + file + " --model maki --range=-1.2:1.2 --format json").out);
    EXPECT_TRUE(whole["goodness"]["describes"]) << whole["goodness"];
    const auto& rate = whole["parameters"]["gamma-spin-orbit"];
    EXPECT_EQ(rate["status"], "determined");
    EXPECT_NEAR(rate["value"], 0.04, 4.0 * rate["error"].get<double>());
    EXPECT_NEAR(whole["parameters"]["orbital"]["value"], 0.1,
                4.0 * whole["parameters"]["orbital"]["error"].get<double>());
    const auto without = nlohmann::json::parse(
        mirage("fit-spectrum " + file + " --model maki --range=-1.2:1.2 --gamma-spin-orbit 0 --format json")
            .out);
    EXPECT_FALSE(without["goodness"]["describes"]);
    EXPECT_EQ(without["parameters"]["orbital"]["status"], "undetermined");
    EXPECT_FALSE(without["goodness"]["not_described"].empty());
}

TEST(FitSpectrumCommand, DynesCurvesAndFilesOfTheirOwn) {
    const Folder folder;
    const std::string file = curves(folder, "junction_300mK.csv", "--tc0 3 --beta 0 --eta 0.04", {0});
    const auto json =
        nlohmann::json::parse(mirage("fit-spectrum " + file + " --model dynes --format json").out);
    EXPECT_NEAR(json["parameters"]["delta"]["value"], 0.456, 0.003);
    EXPECT_NEAR(json["parameters"]["eta"]["value"], 0.04, 0.003);
    const Outcome csv = mirage("fit-spectrum " + file + " --model dynes --format csv");
    EXPECT_NE(csv.out.find("\ncurve,T,B,V,measured,fitted,residual\n"), std::string::npos);
}

TEST(FitSpectrumCommand, BootstrapOverAnyNumberOfRanks) {
    const Folder folder;
    const std::string file = curves(folder, "a_300mK.csv", "--tc0 3 --beta 0 --eta 0.04", {0});
    const std::string arguments = "fit-spectrum " + file + " --model dynes --bootstrap 40 --format json";
    const auto alone = nlohmann::json::parse(mirage(arguments).out);
    EXPECT_EQ(alone["bootstrap"]["samples"], 40);
    const auto& of_bootstrap = alone["bootstrap"]["intervals"]["delta"];
    const auto& of_profile = alone["parameters"]["delta"]["interval"];
    const double width = of_bootstrap[1].get<double>() - of_bootstrap[0].get<double>(),
                 expected = of_profile[1].get<double>() - of_profile[0].get<double>();
    EXPECT_GT(width, 0.4 * expected);
    EXPECT_LT(width, 2.0 * expected);
    const auto three = nlohmann::json::parse(mirage_test::mirage_mpi(3, 1, arguments).out);
    EXPECT_EQ(three["bootstrap"], alone["bootstrap"]);
}

TEST(FitSpectrumCommand, BadInputIsOneLineAndExitTwo) {
    const Folder folder;
    const std::string good = curves(folder, "good.csv", "--tc0 3 --beta 1", {0}),
                      text = folder.write("text.csv", "hello\n");
    for (const std::string& arguments : std::vector<std::string>{
             "fit-spectrum", "fit-spectrum " + (folder / "none.csv"), "fit-spectrum " + text,
             "fit-spectrum " + good + " --model linear", "fit-spectrum " + good + " --free beta,tc0",
             "fit-spectrum " + good + " --bounds eta=3", "fit-spectrum " + good + " --T 0",
             "fit-spectrum " + good + " --columns V=1,G=9",
             "fit-spectrum " + good + " --output " + (folder / "missing/x")}) {
        const Outcome run = mirage(arguments);
        EXPECT_EQ(run.status, 2) << arguments << "\n" << run.err;
        EXPECT_EQ(run.error_lines(), 1) << arguments << "\n" << run.err;
        EXPECT_EQ(run.out, "") << arguments;
    }
    EXPECT_EQ(folder.files(), 2) << "nothing written";
    EXPECT_EQ(mirage("fit-spectrum --help").status, 0);
}

}  // namespace
