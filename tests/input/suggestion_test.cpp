#include "input/suggestion.hpp"

#include <gtest/gtest.h>

#include "input/input_error.hpp"

namespace {

using namespace mirage;

TEST(Suggestion, DistanceCountsSingleEdits) {
    EXPECT_EQ(edit_distance("beta", "beta"), 0u);
    EXPECT_EQ(edit_distance("beta", "BETA"), 0u);
    EXPECT_EQ(edit_distance("bta", "beta"), 1u) << "a letter left out";
    EXPECT_EQ(edit_distance("beeta", "beta"), 1u) << "one too many";
    EXPECT_EQ(edit_distance("bets", "beta"), 1u) << "another one";
    EXPECT_EQ(edit_distance("gird", "grid"), 1u) << "two exchanged";
    EXPECT_EQ(edit_distance("", "grid"), 4u);
    EXPECT_EQ(edit_distance("kitten", "sitting"), 3u);
}

TEST(Suggestion, DistanceIsAMetricOnSomeWords) {
    const std::vector<std::string> words{"", "T", "tc0", "beta", "bta", "gamma", "grid", "gird"};
    for (const std::string& a : words)
        for (const std::string& b : words) {
            EXPECT_EQ(edit_distance(a, b), edit_distance(b, a)) << a << " " << b;
            EXPECT_EQ(edit_distance(a, b) == 0, a == b) << a << " " << b;
        }
}

TEST(Suggestion, TheNearestWordWithinReach) {
    const std::vector<std::string> known{"T", "B", "tc0", "beta", "gamma", "tolerance"};
    EXPECT_EQ(nearest("t", known), "T");
    EXPECT_EQ(nearest("tc", known), "tc0");
    EXPECT_EQ(nearest("tolerence", known), "tolerance");
    EXPECT_EQ(nearest("x", known), "") << "one letter is any other";
    EXPECT_EQ(nearest("gama", known), "gamma");
    EXPECT_EQ(nearest("wavelength", known), "");
    EXPECT_EQ(nearest(std::string(1000000, 'b'), known), "") << "at once";
    EXPECT_EQ(nearest("", known), "");
    EXPECT_EQ(did_you_mean("bta", known, "--"), ": did you mean --beta?");
    EXPECT_EQ(did_you_mean("wavelength", known), "");
}

TEST(Suggestion, AChoiceIsFoundInAnyCaseOrRefusedWithWhatIsAllowed) {
    EXPECT_EQ(choice("units", "SI", {"reduced", "si"}), 1u);
    for (const auto& [word, message] : std::vector<std::pair<std::string, std::string>>{
             {"reducd", "units = 'reducd': did you mean reduced? allowed: reduced, si"},
             {"imperial", "units = 'imperial': allowed: reduced, si"}}) {
        try {
            choice("units", word, {"reduced", "si"});
            ADD_FAILURE() << word;
        } catch (const InputError& error) {
            EXPECT_EQ(error.what(), message);
        }
    }
}

}  // namespace
