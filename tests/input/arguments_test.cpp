#include "input/arguments.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "input/input_error.hpp"

namespace {

using namespace mirage;

TEST(Words, OptionsAreTakenOutInBothForms) {
    std::vector<std::string> arguments{"--T", "0.1", "--xi=3", "--phi", "-1", "--B=2"};
    EXPECT_EQ(take_option(arguments, "xi"), "3");
    EXPECT_EQ(take_option(arguments, "phi"), "-1");
    EXPECT_EQ(take_option(arguments, "eta"), "");
    EXPECT_EQ(arguments, (std::vector<std::string>{"--T", "0.1", "--B=2"}));
}

TEST(Words, OptionsGivenTwiceOrWithoutValueAreRefused) {
    std::vector<std::string> twice{"--xi=3", "--xi", "4"}, last{"--xi"}, empty{"--xi="};
    EXPECT_THROW(take_option(twice, "xi"), InputError);
    EXPECT_THROW(take_option(last, "xi"), InputError);
    EXPECT_THROW(take_option(empty, "xi"), InputError);
}

TEST(Words, FlagsAndNumbers) {
    std::vector<std::string> arguments{"--spin", "--T", "1"};
    EXPECT_TRUE(take_flag(arguments, "spin"));
    EXPECT_FALSE(take_flag(arguments, "spin"));
    EXPECT_EQ(arguments.size(), 2u);
    EXPECT_TRUE(std::isnan(number_or_auto("--x", "auto")));
    EXPECT_TRUE(std::isnan(number_or_auto("--x", "")));
    EXPECT_EQ(number_or_auto("--x", "0.5"), 0.5);
    EXPECT_THROW(number_or_auto("--x", "-1"), InputError);
    EXPECT_THROW(number_or_auto("--x", "nan"), InputError);
    EXPECT_THROW(number_where("--x", "0", positive, "must be above 0"), InputError);
}

}  // namespace
