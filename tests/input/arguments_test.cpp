#include "input/arguments.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "input/input_error.hpp"

namespace {

using namespace mirage;

TEST(Words, OptionsAreTakenOutInBothForms) {
    std::vector<std::string> words{"--T", "0.1", "--xi=3", "--phi", "-1", "--B=2"};
    EXPECT_EQ(take_option(words, "xi"), "3");
    EXPECT_EQ(take_option(words, "phi"), "-1");
    EXPECT_EQ(take_option(words, "eta"), "");
    EXPECT_EQ(words, (std::vector<std::string>{"--T", "0.1", "--B=2"}));
}

TEST(Words, OptionsGivenTwiceOrWithoutValueAreRefused) {
    std::vector<std::string> twice{"--xi=3", "--xi", "4"}, last{"--xi"}, empty{"--xi="};
    EXPECT_THROW(take_option(twice, "xi"), InputError);
    EXPECT_THROW(take_option(last, "xi"), InputError);
    EXPECT_THROW(take_option(empty, "xi"), InputError);
}

TEST(Words, FlagsAndNumbers) {
    std::vector<std::string> words{"--spin", "--T", "1"};
    EXPECT_TRUE(take_flag(words, "spin"));
    EXPECT_FALSE(take_flag(words, "spin"));
    EXPECT_EQ(words.size(), 2u);
    EXPECT_TRUE(std::isnan(number_or_auto("--x", "auto")));
    EXPECT_TRUE(std::isnan(number_or_auto("--x", "")));
    EXPECT_EQ(number_or_auto("--x", "0.5"), 0.5);
    EXPECT_THROW(number_or_auto("--x", "-1"), InputError);
    EXPECT_THROW(number_or_auto("--x", "nan"), InputError);
    EXPECT_THROW(number_where("--x", "0", positive, "must be above 0"), InputError);
}

}  // namespace
