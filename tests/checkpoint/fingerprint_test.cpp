#include "checkpoint/fingerprint.hpp"

#include <gtest/gtest.h>

namespace {

using namespace mirage;

Fingerprint fingerprint_with(const std::vector<std::string>& arguments) {
    return fingerprint_of(read_configuration("", arguments, Scope::sweep));
}

const std::vector<std::string> arguments{"--beta=7", "--T=0.1,0.2", "--B=0:3:4", "--energy=0:1:3"};

Fingerprint fingerprint_and(const std::string& word) {
    std::vector<std::string> all = arguments;
    all.push_back(word);
    return fingerprint_with(all);
}

TEST(Fingerprint, TextGivesItBack) {
    const Fingerprint f = fingerprint_with(arguments);
    const auto again = parse_fingerprint(to_text(f));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->lines, f.lines);
    EXPECT_EQ(again->cost, f.cost);
    EXPECT_EQ(identity_of(*again), identity_of(f));
    EXPECT_EQ(differences(*again, f), "");
}

TEST(Fingerprint, EveryDamagedByteIsSeen) {
    const std::string text = to_text(fingerprint_with(arguments));
    for (std::size_t at = 0; at < text.size(); ++at) {
        std::string damaged = text;
        damaged[at] = static_cast<char>(damaged[at] ^ 1);
        EXPECT_FALSE(parse_fingerprint(damaged)) << at;
        EXPECT_FALSE(parse_fingerprint(text.substr(0, at))) << at;
    }
    EXPECT_FALSE(parse_fingerprint(text + "\n"));
}

TEST(Fingerprint, NamesWhatDiffers) {
    const Fingerprint f = fingerprint_with(arguments);
    for (const auto& [word, expected] : {std::pair{"--tolerance=1e-8", "numerics.tolerance: 1e-10 -> 1e-08"},
                                         std::pair{"--gamma=0.1", "grid.gamma: 0 -> 0.1"},
                                         std::pair{"--eta=0.1", "spectrum.eta: none -> 0.1"},
                                         std::pair{"--alpha=0:1:11", "grid.alpha: 0 -> 0:1:11"}}) {
        const Fingerprint other = fingerprint_and(word);
        EXPECT_NE(differences(f, other).find(expected), std::string::npos) << differences(f, other);
        EXPECT_NE(identity_of(f), identity_of(other)) << word;
    }
}

TEST(Fingerprint, WhereAndHowARunIsDoneIsNotPartOfIt) {
    const Fingerprint f = fingerprint_with(arguments);
    for (const char* word : {"--threads=3", "--checkpoint=1", "--output=elsewhere.h5"}) {
        EXPECT_EQ(differences(f, fingerprint_and(word)), "") << word;
        EXPECT_EQ(identity_of(f), identity_of(fingerprint_and(word))) << word;
    }
}

TEST(Fingerprint, KnowsProgramInstructionSetItemsAndTables) {
    const Fingerprint f = fingerprint_with(arguments);
    for (const char* key :
         {"program", "instruction set", "work items", "quadrature tables", "sample point"}) {
        Fingerprint other = f;
        for (auto& [name, value] : other.lines)
            if (name == key) value.push_back('x');
        EXPECT_TRUE(differences(f, other).starts_with(key)) << differences(f, other);
        EXPECT_NE(identity_of(f), identity_of(other)) << key;
    }
}

}  // namespace
