#include "sweep/sweep_plan.hpp"

#include <gtest/gtest.h>

namespace {

using namespace mirage;

const std::vector<std::string> arguments{"--beta=7", "--T=0.1,0.2", "--B=0:3:4", "--energy=0:1:3"};

Fingerprint fingerprint_with(const std::vector<std::string>& given) {
    return fingerprint_of(sweep_plan(read_configuration("", given, Scope::sweep)));
}

Fingerprint fingerprint_and(const std::string& word) {
    std::vector<std::string> all = arguments;
    all.push_back(word);
    return fingerprint_with(all);
}

TEST(SweepPlan, DerivedDataAreThoseOfTheConfiguration) {
    const SweepPlan plan = sweep_plan(read_configuration("", arguments, Scope::sweep));
    EXPECT_EQ(plan.grid.points(), 8);
    EXPECT_EQ(plan.spectra.spectra(), 8);
    EXPECT_GT(plan.grid_cost, 0.0);
    EXPECT_GT(plan.spectra_cost, 0.0);
    EXPECT_EQ(fingerprint_of(plan).cost, plan.cost());
}

TEST(SweepPlan, NamesWhatDiffers) {
    const Fingerprint f = fingerprint_with(arguments);
    for (const auto& [word, expected] : {std::pair{"--tolerance=1e-8", "numerics.tolerance: 1e-10 -> 1e-08"},
                                         std::pair{"--gamma=0.1", "grid.gamma: 0 -> 0.1"},
                                         std::pair{"--eta=0.1", "spectrum.eta: none -> 0.1"},
                                         std::pair{"--alpha=0:1:11", "grid.alpha: 0 -> 0,0.1,0.2"},
                                         std::pair{"--spectrum-T=0.2", "spectrum.T: none -> 0.2"}}) {
        const Fingerprint other = fingerprint_and(word);
        EXPECT_NE(differences(f, other).find(expected), std::string::npos) << differences(f, other);
        EXPECT_NE(identity_of(f), identity_of(other)) << word;
    }
}

TEST(SweepPlan, WhereAndHowARunIsDoneIsNotPartOfIt) {
    const Fingerprint f = fingerprint_with(arguments);
    for (const char* word : {"--threads=3", "--checkpoint=1", "--output=elsewhere.h5"}) {
        EXPECT_EQ(differences(f, fingerprint_and(word)), "") << word;
        EXPECT_EQ(identity_of(f), identity_of(fingerprint_and(word))) << word;
    }
}

TEST(SweepPlan, TheSameNumbersAreTheSameHoweverTheyAreWritten) {
    const std::vector<std::string> other{"--beta=7.0", "--T=0.1:0.2:2", "--B=0, 1, 2, 3",
                                         "--energy=0, 0.5, 1"};
    EXPECT_EQ(differences(fingerprint_with(arguments), fingerprint_with(other)), "");
    EXPECT_EQ(identity_of(fingerprint_with(arguments)), identity_of(fingerprint_with(other)));
}

TEST(SweepPlan, KnowsProgramInstructionSetItemsAndTables) {
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
