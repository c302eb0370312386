#include "input/check_material.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "input/input_error.hpp"

namespace {

using namespace mirage;

/// "" where nothing is thrown.
std::string refusal(const std::vector<std::string>& arguments) {
    try {
        read_configuration("", arguments);
    } catch (const InputError& error) {
        return error.what();
    }
    return {};
}

TEST(CheckMaterial, SharesSumToOneAtMost) {
    EXPECT_EQ(refusal({"--pocket=G:share=0.4", "--pocket=M:share=0.6"}), "") << "no valleys left";
    EXPECT_EQ(refusal({"--pocket=G:share=0.4", "--pocket=M:share=0.6000000005"}), "") << "to 1e-9";
    EXPECT_EQ(refusal({"--pocket=G:share=0.4", "--pocket=M:share=0.7"}),
              "pocket.M.share = 0.7: the shares of all pockets sum to 1.1: at most 1");
    EXPECT_EQ(refusal({"--pocket=G:share=-0.1"}), "pocket.G.share = -0.1: allowed: 0 to 1");
    EXPECT_EQ(refusal({"--pocket=G:beta=1"}), "pocket.G.share: every pocket needs a share, 0 to 1");
}

TEST(CheckMaterial, SomethingHasAGap) {
    EXPECT_EQ(refusal({"--pocket=G:share=1,gap=0"}),
              "pocket.G.gap: no gap in any pocket and no share left to the valleys");
    EXPECT_EQ(refusal({"--pocket=G:share=0.5,gap=0", "--pocket=M:share=0.5,gap=0"}).rfind("pocket.G.gap", 0),
              0u);
    EXPECT_EQ(refusal({"--pocket=G:share=0.9,gap=0"}), "") << "the valleys have one";
    EXPECT_EQ(refusal({"--pocket=G:share=1,gap=11"}), "pocket.G.gap = 11: allowed: -10 to 10");
    EXPECT_EQ(refusal({"--pocket=G:share=1,tunnel-weight=0"}).rfind("pocket.G.tunnel-weight", 0), 0u);
}

TEST(CheckMaterial, EightPocketsOfTheirOwnNames) {
    std::vector<std::string> pockets;
    for (int i = 0; i < 8; ++i) pockets.push_back("--pocket=p" + std::to_string(i) + ":share=0.1");
    EXPECT_EQ(refusal(pockets), "");
    pockets.push_back("--pocket=p8:share=0.1");
    EXPECT_EQ(refusal(pockets), "9 pockets: at most 8 beside the two valleys");
}

TEST(CheckMaterial, TripletOrderParametersAreReal) {
    const auto with = [](std::vector<std::string> words) {
        for (const char* usual : {"--B=1", "--alpha=0.5", "--t-triplet=0.3", "--momentum=0.2"}) {
            const std::string name = std::string(usual).substr(0, std::string(usual).find('=') + 1);
            const auto given = [&](const std::string& word) { return word.rfind(name, 0) == 0; };
            if (std::none_of(words.begin(), words.end(), given)) words.push_back(usual);
        }
        return refusal(words);
    };
    EXPECT_EQ(with({"--momentum-direction=30"}), "") << "two valleys alone, field in the plane";
    EXPECT_EQ(with({"--pocket=G:share=0.2"}), "") << "across";
    EXPECT_EQ(with({"--pocket=G:share=0.2", "--momentum-direction=along"}), "");
    EXPECT_EQ(with({"--pocket=G:share=0.2", "--momentum-direction=30, 90"}),
              "momentum-direction = 30 at theta = 0: the triplet order parameter would be complex, with "
              "t-triplet and Rashba coupling; allowed: across or along the field, or any direction of two "
              "valleys alone");
    EXPECT_EQ(with({"--theta=20"}), "");
    EXPECT_NE(with({"--theta=20", "--momentum-direction=along"}), "");
    EXPECT_NE(with({"--theta=20", "--pocket=G:share=0.2,alpha=0.1"}), "");
    EXPECT_NE(with({"--theta=20", "--momentum-direction=along", "--momentum=auto"}), "");
    EXPECT_EQ(with({"--theta=20", "--momentum-direction=along", "--momentum=0"}), "");
    EXPECT_EQ(with({"--theta=20", "--momentum-direction=along", "--alpha=0"}), "");
    EXPECT_EQ(with({"--theta=20", "--momentum-direction=along", "--t-triplet=0"}), "");
    EXPECT_EQ(with({"--theta=20", "--momentum-direction=along", "--B=0"}), "");
}

TEST(CheckMaterial, CouplingsAndRatesWithinTheDomain) {
    for (const char* word :
         {"--pocket=G:share=0.2,beta=101", "--pocket=G:share=0.2,beta=-1", "--pocket=G:share=0.2,alpha=11",
          "--pocket=G:share=0.2,velocity=-1", "--pocket=G:share=0.2,tunnel-weight=-1",
          "--pocket=G:share=0.2,form=s", "--gamma-intra=11", "--gamma-inter=11", "--gamma-pocket=11",
          "--gamma-magnetic=-0.1", "--gamma-spin-orbit=0, 11", "--orbital=11", "--orbital=-1", "--theta=361",
          "--theta=-361", "--theta=nan"})
        EXPECT_NE(refusal({word}), "") << word;
    // 100 Delta0 are 45.6 meV at 3 K
    EXPECT_EQ(refusal({"--tc0=3", "--T=1", "--pocket=G:share=0.2,beta=45"}), "");
    EXPECT_NE(refusal({"--tc0=3", "--T=1", "--pocket=G:share=0.2,beta=46"}), "");
    EXPECT_NE(refusal({"--tc0=2, 3", "--T=1", "--pocket=G:share=0.2,beta=45"}), "") << "at either Tc0";
}

TEST(CheckMaterial, TheTripletChannelIsBelowTheSingletAndOfTheValleys) {
    EXPECT_EQ(refusal({"--t-triplet=0, 0.99"}), "");
    EXPECT_EQ(refusal({"--t-triplet=1"}), "t-triplet = 1: must be below that of the singlet channel, 1 Tc0");
    EXPECT_EQ(refusal({"--t-triplet=-0.1"}), "t-triplet = -0.1: must not be negative");
    EXPECT_EQ(refusal({"--tc0=3", "--T=1", "--t-triplet=2.9"}), "");
    EXPECT_EQ(refusal({"--tc0=3", "--T=1", "--t-triplet=3"}),
              "t-triplet = 3: must be below that of the singlet channel, 1 Tc0 (3 K)");
    EXPECT_NE(refusal({"--t-triplet=0.1", "--pocket=G:share=1"}), "");
    EXPECT_EQ(refusal({"--t-triplet=0.1", "--pocket=G:share=0.9"}), "");
}

TEST(CheckMaterial, TheMomentumOfPairsAndItsDirection) {
    for (const char* fine : {"--momentum=0", "--momentum=0.3", "--momentum=0:1:11", "--momentum=100",
                             "--momentum=auto", "--momentum-direction=along", "--momentum-direction=0:90:4"})
        EXPECT_EQ(refusal({fine}), "") << fine;
    EXPECT_EQ(refusal({"--momentum=-0.1"}), "momentum = -0.1: must not be negative");
    EXPECT_EQ(refusal({"--momentum=101"}), "momentum = 101: at most 100 Delta0");
    EXPECT_NE(refusal({"--momentum=fast"}).find("'fast'"), std::string::npos);
    EXPECT_EQ(
        refusal({"--momentum=0,auto"}),
        "--momentum = '0,auto': auto finds the momentum at every point and stands alone, no value of an "
        "axis");
    EXPECT_EQ(refusal({"--momentum-direction=acros"}),
              "--momentum-direction = 'acros': did you mean across? allowed: across, along, or an angle in "
              "degrees");
    EXPECT_EQ(refusal({"--momentum-direction=sideways"}),
              "--momentum-direction = 'sideways': allowed: across, along, or an angle in degrees");
    EXPECT_EQ(refusal({"--momentum-direction=361"}),
              "momentum-direction = 361: allowed: across, along, -360 to 360 degrees");
    // 100 Delta0 are 45.6 meV at 3 K
    EXPECT_EQ(refusal({"--tc0=3", "--T=1", "--momentum=45"}), "");
    EXPECT_EQ(refusal({"--tc0=3", "--T=1", "--momentum=46"}).rfind("momentum = 46: at most 100 Delta0", 0),
              0u);
}

TEST(CheckMaterial, AFilmHasADiffusionConstantOrANumber) {
    EXPECT_NE(refusal({"--diffusion=1"}).find("no meaning in reduced units"), std::string::npos);
    EXPECT_NE(refusal({"--thickness=1"}).find("no meaning in reduced units"), std::string::npos);
    EXPECT_EQ(refusal({"--tc0=3", "--T=1", "--thickness=2"}),
              "thickness = '2': needs the diffusion constant too (--diffusion)");
    EXPECT_EQ(refusal({"--tc0=3", "--T=1", "--diffusion=2"}), "");
    EXPECT_EQ(refusal({"--tc0=3", "--T=1", "--diffusion=2", "--thickness=2"}), "");
    EXPECT_NE(refusal({"--tc0=3", "--T=1", "--diffusion=2", "--orbital=0.1"}).find("in place of orbital"),
              std::string::npos);
    EXPECT_NE(refusal({"--tc0=3", "--T=1", "--diffusion=-1"}), "");
    EXPECT_NE(refusal({"--tc0=3", "--T=1", "--diffusion=1e4"}), "");
    EXPECT_NE(refusal({"--tc0=3", "--T=1", "--diffusion=1", "--thickness=1000"}), "");
}

}  // namespace
