// `mirage fit` through the command line.

#include <cmath>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "program.hpp"

namespace {

using mirage_test::Folder;
using mirage_test::mirage;
using mirage_test::Outcome;

/// B_c2(T) of NbSe2-like parameters by the program itself, as data.
std::string data(const Folder& folder, const std::string& arguments) {
    const Outcome line = mirage("line --units si --tc0 3 --T 0.3:2.9:14 " + arguments);
    EXPECT_EQ(line.status, 0) << line.err;
    return folder.write("data.csv", line.out);  // columns T, B_c2 and others that are read over
}

TEST(FitCommand, RecoversWhatALineWasMadeWith) {
    const Folder folder;
    const std::string file = data(folder, "--beta 4.1 --gamma 0.2");
    const Outcome run = mirage("fit " + file + " --free tc0,beta,gamma --format json");
    ASSERT_EQ(run.status, 0) << run.err;
    const auto json = nlohmann::json::parse(run.out);
    EXPECT_NEAR(json["parameters"]["tc0"]["value"], 3.0, 1e-4);
    EXPECT_NEAR(json["parameters"]["beta"]["value"], 4.1, 1e-3);
    EXPECT_NEAR(json["parameters"]["gamma"]["value"], 0.2, 1e-3);
    EXPECT_EQ(json["parameters"]["alpha"]["status"], "fixed");
    EXPECT_EQ(json["parameters"]["beta"]["status"], "determined");
    EXPECT_EQ(json["parameters"]["beta"]["interval"].size(), 2u);
    for (const char* key : {"chi2", "reduced_chi2", "aic", "points", "correlation", "enhancement"})
        EXPECT_TRUE(json.contains(key)) << key;
    EXPECT_EQ(json["points"], 14);

    const Outcome table = mirage("fit " + file + " --model ising");
    EXPECT_NE(table.out.find("95 % interval"), std::string::npos);
    const Outcome csv = mirage("fit " + file + " --model ising --format csv");
    EXPECT_NE(csv.out.find("\n# columns: T [K], B_c2 [T], low [T], high [T]\nT,B_c2,low,high\n"),
              std::string::npos);
    EXPECT_NE(csv.out.find("\n# parameters: units=si model=ising tc0=3."), std::string::npos) << csv.out;
}

TEST(FitCommand, BadInputIsOneLineAndExitTwo) {
    const Folder folder;
    const std::string good = folder.write("good.csv", "T,B\n1,30\n2,20\n2.5,12\n"),
                      text = folder.write("text.csv", "hello\n");
    const std::string empty = folder.write("empty.csv", ""),
                      above = folder.write("above.csv", "T,B\n1,30\n9,1\n");
    for (const std::string& arguments : std::vector<std::string>{
             "fit", "fit " + (folder / "none.csv"), "fit " + text, "fit " + empty,
             "fit " + above + " --tc0 3", "fit " + good + " --model linear",
             "fit " + good + " --free beta,delta", "fit " + good + " --free tc0,beta,gamma,alpha",
             "fit " + good + " --bounds beta=3", "fit " + good + " --bounds beta=5:3",
             "fit " + good + " --beta -1", "fit " + good + " --tc0 0",
             "fit " + good + " --model ising --gamma 1", "fit " + good + " --T 3",
             "fit " + good + " --output " + (folder / "missing/x")}) {
        const Outcome run = mirage(arguments);
        EXPECT_EQ(run.status, 2) << arguments << "\n" << run.err;
        EXPECT_EQ(run.error_lines(), 1) << arguments << "\n" << run.err;
        EXPECT_EQ(run.out, "") << arguments;
    }
    EXPECT_EQ(folder.files(), 4) << "nothing written";
    EXPECT_EQ(mirage("fit --help").status, 0);
}

TEST(FitCommand, PlanAndBootstrapOverAnyNumberOfRanks) {
    const Folder folder;
    const std::string file = data(folder, "--beta 4.1 --gamma 0.1");
    const std::string arguments = "fit " + file + " --model ising --bootstrap 20 --plan 60 --format json";
    const Outcome one = mirage(arguments), three = mirage_test::mirage_mpi(3, 1, arguments);
    ASSERT_EQ(one.status, 0) << one.err;
    ASSERT_EQ(three.status, 0) << three.err;
    EXPECT_EQ(one.out, three.out);
    const auto json = nlohmann::json::parse(one.out);
    EXPECT_EQ(json["bootstrap"]["samples"], 20);
    EXPECT_EQ(json["bootstrap"]["intervals"]["beta"].size(), 2u);
    EXPECT_LE(json["plan"][0]["B"], 60.0);
    EXPECT_TRUE(json["plan"][0]["errors"].contains("beta"));
    const Outcome bad = mirage_test::mirage_mpi(2, 1, "fit " + file + " --bootstrap 0");
    EXPECT_EQ(bad.status, 2);
}

TEST(FitCommand, BoundsHold) {
    const Folder folder;
    const std::string file = data(folder, "--beta 4.1");
    const auto json = nlohmann::json::parse(
        mirage("fit " + file + " --model ising --tc0 3 --free beta --bounds beta=5:9 --format json").out);
    EXPECT_NEAR(json["parameters"]["beta"]["value"], 5.0, 1e-6);
}

TEST(FitCommand, TheDataThatComeWithIt) {
    const std::string data = MIRAGE_SOURCE "/jobs/data/";
    // the review's WS2: one constraint, beta = 20.3 meV
    const auto ws2 =
        nlohmann::json::parse(mirage("fit " + data + "review-ws2.csv --tc0 1.54 --format json").out);
    EXPECT_NEAR(ws2["parameters"]["beta"]["value"], 20.3, 0.05);
    // two samples of one beta, 4.1 meV
    const auto two = nlohmann::json::parse(
        mirage("fit " + data + "synthetic-two-samples.csv --free tc0,beta,gamma --share beta --format json")
            .out);
    const auto inside = [](const nlohmann::json& p, double truth) {
        return p["interval"][0] <= truth && truth <= p["interval"][1];
    };
    EXPECT_TRUE(inside(two["parameters"]["beta"], 4.1));
    EXPECT_TRUE(inside(two["parameters"]["gamma@monolayer"], 0.35));
    EXPECT_TRUE(inside(two["parameters"]["tc0@bilayer"], 4.5));
    EXPECT_EQ(two["samples"].size(), 2u);
    // made by KLB: the Ising formula does not hold
    const auto klb = nlohmann::json::parse(
        mirage("fit " + data + "synthetic-klb-mos2.csv --model ising --compare klb --format json").out);
    EXPECT_GT(klb["comparison"][0]["delta_aic"], 100.0);
    EXPECT_TRUE(inside(klb["comparison"][1]["parameters"]["spin-orbit-rate"], 12.0));
    EXPECT_FALSE(klb["statements"].empty());
    EXPECT_LT(klb["tells_apart"][0]["T"], 1.5) << "cold points tell them apart";
}

}  // namespace
