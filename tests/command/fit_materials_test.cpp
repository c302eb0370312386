// `mirage fit` with the settings of a material: what a line was made with comes back through the command.

#include <cmath>
#include <numbers>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "program.hpp"

namespace {

using mirage_test::Folder;
using mirage_test::mirage;
using mirage_test::Outcome;
using nlohmann::json;

/// Normally distributed numbers, the same with every library.
class Gauss {
public:
    explicit Gauss(unsigned seed) : bits_(seed) {}
    double operator()() {
        const double u = (static_cast<double>(bits_()) + 1.0) / 4294967297.0;
        const double v = static_cast<double>(bits_()) / 4294967296.0;
        return std::sqrt(-2.0 * std::log(u)) * std::cos(2.0 * std::numbers::pi * v);
    }

private:
    std::mt19937 bits_;
};

/// The line of `arguments` with Gaussian noise of one per cent of the largest T and B; points without a field
/// are left out.
std::string noisy_line(const Folder& folder, const std::string& arguments, unsigned seed) {
    const Outcome line = mirage("line " + arguments);
    EXPECT_EQ(line.status, 0) << line.err;
    std::vector<double> T, B;
    std::istringstream rows(line.out);
    for (std::string row; std::getline(rows, row);) {
        if (row.empty() || row[0] < '0' || row[0] > '9') continue;
        const double field = std::stod(row.substr(row.find(',') + 1));
        if (!(field > 0.0)) continue;
        T.push_back(std::stod(row));
        B.push_back(field);
    }
    const double sigma_T = 0.01 * T.back(), sigma_B = 0.01 * B.front();
    Gauss gauss(seed);
    std::ostringstream text;
    text.precision(15);
    text << "T [K],B [T],sigma_T,sigma_B\n";
    for (std::size_t i = 0; i < T.size(); ++i) {
        const double dT = sigma_T * gauss(), dB = sigma_B * gauss();
        text << T[i] + dT << "," << std::max(0.0, B[i] + dB) << "," << sigma_T << "," << sigma_B << "\n";
    }
    return folder.write("data.csv", text.str());
}

struct Case {
    std::string truth;  ///< of the line and of a fit without free parameters
    std::string fixed;  ///< beside the free ones
    std::vector<std::pair<std::string, double>> free;
    double highest_T = 2.9;
};

json fit_json(const std::string& arguments) {
    const Outcome run = mirage("fit " + arguments + " --format json");
    EXPECT_EQ(run.status, 0) << arguments << "\n" << run.err;
    return run.status == 0 ? json::parse(run.out) : json{};
}

void recovers(const Case& c) {
    const Folder folder;
    const std::string T = "--T 0.45:" + std::to_string(c.highest_T) + ":16";
    const std::string file = noisy_line(folder, "--units si " + T + " " + c.truth, 7);
    std::string names;
    for (const auto& [name, value] : c.free) names += (names.empty() ? "" : ",") + name;
    const json found = fit_json(file + " " + c.fixed + " --free " + names);
    ASSERT_FALSE(found.empty());
    EXPECT_TRUE(found["goodness"]["describes"]) << found["goodness"]["statement"];
    for (const auto& [name, value] : c.free) {
        const json& p = found["parameters"][name];
        EXPECT_LE(p["interval"][0], value) << name << " " << p;
        EXPECT_GE(p["interval"][1], value) << name << " " << p;
    }
    const json at_truth = fit_json(file + " " + c.truth + " --free none");
    EXPECT_GE(at_truth["chi2"].get<double>(), found["chi2"].get<double>() - 1e-6) << c.truth;
    EXPECT_EQ(found["correlation"]["parameters"].size(), c.free.size());
}

TEST(FitMaterials, SpinOrbitScatteringBesideIsingCoupling) {
    recovers({"--tc0 3 --beta 2 --gamma-spin-orbit 0.4",
              "",
              {{"tc0", 3.0}, {"beta", 2.0}, {"gamma-spin-orbit", 0.4}}});
}

TEST(FitMaterials, ATripletChannel) {
    recovers({"--tc0 3 --beta 2 --t-triplet 0.1", "", {{"tc0", 3.0}, {"beta", 2.0}, {"t-triplet", 0.1}}});
}

TEST(FitMaterials, TheShareOfAPocket) {
    recovers({"--tc0 3 --beta 2 --pocket G:share=0.4,beta=1",
              "--pocket G:beta=1",
              {{"tc0", 3.0}, {"beta", 2.0}, {"pocket.G.share", 0.4}}});
}

TEST(FitMaterials, ATiltedFilm) {
    recovers({"--tc0 3 --beta 2 --thickness 3 --diffusion 1 --theta 4",
              "--thickness 3 --theta 4",
              {{"tc0", 3.0}, {"beta", 2.0}, {"diffusion", 1.0}}});
    recovers({"--tc0 3 --beta 2 --thickness 3 --diffusion 1 --theta 4",
              "--beta 2 --thickness 3 --diffusion 1",
              {{"tc0", 3.0}, {"theta", 4.0}}});
}

TEST(FitMaterials, MagneticImpuritiesLowerTc) {
    recovers({"--tc0 3 --beta 4 --gamma-magnetic 0.05",
              "--tc0 3",
              {{"beta", 4.0}, {"gamma-magnetic", 0.05}},
              2.0});
}

/// Between Tc and Tc0 the curve has no field; points there are far from it, and the fit goes on.
TEST(FitMaterials, PointsAboveTheOwnTc) {
    const Folder folder;
    const std::string file =
        folder.write("data.csv", "T,B,sigma_B\n0.5,40,1\n1,30,1\n1.5,18,1\n1.7,11,1\n2.6,1,1\n");
    const json found = fit_json(file + " --tc0 3 --gamma-magnetic 0.05 --free beta");
    EXPECT_GT(found["parameters"]["beta"]["value"], 1.0);
    EXPECT_TRUE(std::isfinite(found["chi2"].get<double>()));
    const json none = fit_json(file + " --tc0 3 --gamma-magnetic 0.4 --free beta");
    EXPECT_FALSE(none["goodness"]["describes"]) << "no superconductivity at any temperature";
}

/// Near Tc the triplet channel adds to 1/l: beta*^2/ln(2 beta*/Delta0) = beta^2 (1/l + 1/L), l = ln(2
/// beta/Delta0), L = ln(Tc0/T_t).
TEST(FitMaterials, WithoutTheTripletChannelBetaIsTooLarge) {
    const Folder folder;
    const double Delta0 = 1.7638769 * 0.08617333 * 3.0;
    for (const double beta : {10.0, 20.0}) {
        const std::string truth = "--tc0 3 --beta " + std::to_string(beta);
        const Outcome line = mirage("line --units si --T 2.9:2.99:8 --t-triplet 0.03 " + truth);
        const std::string file = folder.write("data.csv", line.out);
        const double inverse = 1.0 / std::log(2.0 * beta / Delta0) + 1.0 / std::log(100.0);
        double expected = beta;
        for (int i = 0; i < 50; ++i) expected = beta * std::sqrt(inverse * std::log(2.0 * expected / Delta0));
        const json without = fit_json(file + " --tc0 3 --free beta"),
                   with = fit_json(file + " --tc0 3 --t-triplet 0.03 --free beta");
        EXPECT_NEAR(without["parameters"]["beta"]["value"].get<double>() / expected, 1.0, 0.006) << beta;
        EXPECT_NEAR(with["parameters"]["beta"]["value"].get<double>() / beta, 1.0, 1e-4);
        const json zero = fit_json(file + " --tc0 3 --t-triplet 0 --free beta");
        EXPECT_EQ(zero["parameters"]["beta"], without["parameters"]["beta"]) << "none of it changes nothing";
    }
}

TEST(FitMaterials, ComparesWithFormulas) {
    const Folder folder;
    const std::string file =
        noisy_line(folder, "--units si --T 0.45:2.9:12 --tc0 3 --beta 2 --orbital 0.05", 3);
    const json found = fit_json(file + " --tc0 3 --orbital 0.05 --free beta --compare ising,whh");
    ASSERT_EQ(found["comparison"].size(), 3u);
    EXPECT_TRUE(found["comparison"][0]["parameters"].contains("orbital"));
    EXPECT_FALSE(found["comparison"][1]["parameters"].contains("orbital"));
    EXPECT_LT(found["comparison"][0]["aic"], found["comparison"][1]["aic"]);
}

TEST(FitMaterials, SharedAmongSamples) {
    const Folder folder;
    const std::string one =
        noisy_line(folder, "--units si --T 0.45:2.9:10 --tc0 3 --beta 2 --orbital 0.05", 4);
    const std::string first = folder.write("one.csv", mirage_test::read_file(one));
    const std::string two =
        noisy_line(folder, "--units si --T 0.45:2.9:10 --tc0 3 --beta 4 --orbital 0.05", 5);
    const json found = fit_json(first + " " + two + " --tc0 3 --free beta,orbital --share orbital");
    EXPECT_TRUE(found["parameters"].contains("beta@one"));
    const json& p = found["parameters"]["orbital"];
    EXPECT_LE(p["interval"][0], 0.05);
    EXPECT_GE(p["interval"][1], 0.05);
}

TEST(FitMaterials, BadInputIsOneLineAndExitTwo) {
    const Folder folder;
    const std::string good = folder.write("good.csv", "T,B\n1,30\n2,20\n2.5,12\n");
    for (const std::string& arguments :
         std::vector<std::string>{"--free beta,gamma-magnetc",
                                  "--free pocket.G.share",
                                  "--pocket G:share=0.4 --free pocket.H.share",
                                  "--pocket G:share=0.4 --free pocket.G.velocity",
                                  "--pocket G:beta=1 --free beta",
                                  "--free beta,gamma,gamma-intra",
                                  "--gamma 0.1 --gamma-inter 0.1",
                                  "--orbital 0.1 --diffusion 1",
                                  "--thickness 3",
                                  "--free diffusion",
                                  "--gamma-pocket 0.1",
                                  "--theta 400",
                                  "--t-triplet 5",
                                  "--gamma-magnetic -1",
                                  "--gamma-spin-orbit 100 --tc0 3",
                                  "--pocket G:share=1.4",
                                  "--model ising --gamma-magnetic 0.1",
                                  "--model ising --pocket G:share=0.4",
                                  "--free theta --bounds theta=5:1",
                                  "--pocket G:share=0.4 --pocket G:share=0.3"}) {
        const Outcome run = mirage("fit " + good + " " + arguments);
        EXPECT_EQ(run.status, 2) << arguments << "\n" << run.err;
        EXPECT_EQ(run.error_lines(), 1) << arguments << "\n" << run.err;
        EXPECT_EQ(run.out, "") << arguments;
    }
}

}  // namespace
