// `mirage fit-sample` through the command line.

#include <cmath>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "junction_series.hpp"
#include "program.hpp"

namespace {

using namespace mirage_test;
using mirage_test::mirage;

struct FitSampleCommand : testing::Test {
    Folder folder;
    Series made = series(2, Gap::of_the_engine, folder);
    std::string points = points_of(made, folder);
    std::string arguments = fmt::format("fit-sample --points {} --spectra {} --free {} --background linear",
                                        points, made.file, made.options);
};

TEST_F(FitSampleCommand, RecoversTheMaterialAndSaysThatPartsAgree) {
    const Outcome run = mirage(arguments + " --format json");
    ASSERT_EQ(run.status, 0) << run.err;
    const auto json = nlohmann::json::parse(run.out);
    for (const auto& [name, truth] : made.truth) {
        if (!json["parameters"].contains(name)) continue;
        const auto& p = json["parameters"][name];
        EXPECT_NEAR(p["value"], truth, 4.0 * p["error"].get<double>()) << name;
    }
    EXPECT_TRUE(json["consistency"]["agree"]) << json["consistency"];
    EXPECT_TRUE(json["goodness"]["describes"]);
    EXPECT_NE(mirage(arguments).out.find("transport and tunnelling agree"), std::string::npos);
}

TEST_F(FitSampleCommand, PointsOfAnotherMaterialAreFoundOut) {
    Series other = made;
    other.truth["beta"] *= 1.3;
    const std::string wrong = points_of(other, folder);
    const Outcome run = mirage(fmt::format(
        "fit-sample --points {} --spectra {} --free {} --background linear", wrong, made.file, made.options));
    EXPECT_EQ(run.status, 0) << run.err;
    EXPECT_NE(run.out.find("transport and tunnelling disagree"), std::string::npos) << run.out;
    EXPECT_EQ(run.out.find(" determined\n"), std::string::npos) << run.out;
}

TEST_F(FitSampleCommand, PartsWithNothingInCommonAreRefused) {
    Series other = made;
    other.truth["tc0"] *= 100.0;
    const Outcome run = mirage(fmt::format("fit-sample --points {} --spectra {} --free {}",
                                           points_of(other, folder), made.file, made.options));
    EXPECT_EQ(run.status, 2);
    EXPECT_EQ(run.error_lines(), 1) << run.err;
    EXPECT_NE(run.err.find("nothing in common"), std::string::npos) << run.err;
}

TEST_F(FitSampleCommand, BootstrapOverAnyNumberOfRanks) {
    const std::string many = arguments + " --bootstrap 8 --format json";
    const auto alone = nlohmann::json::parse(mirage(many).out);
    EXPECT_EQ(alone["bootstrap"]["samples"], 8);
    const auto three = nlohmann::json::parse(mirage_mpi(3, 1, many).out);
    EXPECT_EQ(three["bootstrap"], alone["bootstrap"]);
    EXPECT_EQ(three["parameters"], alone["parameters"]);
}

TEST_F(FitSampleCommand, BadInputIsOneLineAndExitTwo) {
    for (const std::string& words :
         std::vector<std::string>{"fit-sample", "fit-sample " + points, arguments + " --each beta",
                                  arguments + " --self-consistent",
                                  "fit-sample --points " + (folder / "none.csv") + " --spectra " + made.file,
                                  arguments + " --overwrite --output " + made.file}) {
        const Outcome run = mirage(words);
        EXPECT_EQ(run.status, 2) << words << "\n" << run.err;
        EXPECT_EQ(run.error_lines(), 1) << words << "\n" << run.err;
        EXPECT_EQ(run.out, "") << words;
    }
    EXPECT_EQ(mirage("fit-sample --help").status, 0);
}

}  // namespace
