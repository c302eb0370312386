#include "checkpoint/fingerprint.hpp"

#include <gtest/gtest.h>

namespace {

using namespace mirage;

const Fingerprint example{
    {{"material.beta", "7"}, {"grid.T", "0.1,0.2"}, {"spectrum.eta", ""}, {"program", "1 (a = b)"}}, 2.5};

TEST(Fingerprint, TextGivesItBack) {
    const Fingerprint f = example;
    const auto again = parse_fingerprint(to_text(f));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->lines, f.lines);
    EXPECT_EQ(again->cost, f.cost);
    EXPECT_EQ(identity_of(*again), identity_of(f));
    EXPECT_EQ(differences(*again, f), "");
}

TEST(Fingerprint, EveryDamagedByteIsSeen) {
    const std::string text = to_text(example);
    for (std::size_t at = 0; at < text.size(); ++at) {
        std::string damaged = text;
        damaged[at] = static_cast<char>(damaged[at] ^ 1);
        EXPECT_FALSE(parse_fingerprint(damaged)) << at;
        EXPECT_FALSE(parse_fingerprint(text.substr(0, at))) << at;
    }
    std::string longer = text;
    longer.push_back('\n');
    EXPECT_FALSE(parse_fingerprint(longer));
}

TEST(Fingerprint, HashesThatDifferAreNamedWhereNothingElseDoes) {
    Fingerprint one{{{"material.beta", "7"}, {"work items", "0123456789abcdef"}}}, other = one;
    other.lines[1].second = "fedcba9876543210";
    EXPECT_EQ(differences(one, other), "another build of the program: work items differ");
    other.lines[0].second = "8";
    EXPECT_EQ(differences(one, other), "material.beta: 7 -> 8");
}

TEST(Fingerprint, NamesWhatDiffers) {
    Fingerprint other = example;
    other.lines[0] = {"material.beta", "3"};
    other.lines[2] = {"spectrum.eta", "0.1"};
    other.lines.emplace_back("grid.gamma", "0.4");
    EXPECT_EQ(differences(example, other),
              "material.beta: 7 -> 3, spectrum.eta: none -> 0.1, grid.gamma: none -> 0.4");
    EXPECT_EQ(differences(other, example),
              "material.beta: 3 -> 7, spectrum.eta: 0.1 -> none, grid.gamma: 0.4 -> none");
    EXPECT_NE(identity_of(example), identity_of(other));
    other = example;
    other.cost = 7.0;
    EXPECT_EQ(identity_of(example), identity_of(other)) << "the expected cost is told, not compared";
}

TEST(Fingerprint, PocketsDecideNumbers) {
    const auto lines = [](const std::string& pocket) {
        return Fingerprint{number_settings(read_configuration("", {"--pocket", pocket}))};
    };
    EXPECT_EQ(differences(lines("G:share=0.4"), lines("G:share=0.4,gap=1")), "");
    EXPECT_EQ(differences(lines("G:share=0.4"), lines("G:share=0.5,form=valley")),
              "pocket.G.share: 0.4 -> 0.5, pocket.G.form: cos3phi -> valley");
    EXPECT_NE(differences(lines("G:share=0.4"), Fingerprint{number_settings(Configuration{})}), "");
}

}  // namespace
