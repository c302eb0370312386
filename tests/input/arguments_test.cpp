#include "input/arguments.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "input/input_error.hpp"

namespace {

using namespace mirage;

TEST(Arguments, OptionsAreTakenOutInBothForms) {
    std::vector<std::string> arguments{"--T", "0.1", "--xi=3", "--phi", "-1", "--B=2"};
    EXPECT_EQ(take_option(arguments, "xi"), "3");
    EXPECT_EQ(take_option(arguments, "phi"), "-1");
    EXPECT_EQ(take_option(arguments, "eta"), "");
    EXPECT_EQ(arguments, (std::vector<std::string>{"--T", "0.1", "--B=2"}));
}

TEST(Arguments, OptionsGivenTwiceOrWithoutValueAreRefused) {
    std::vector<std::string> twice{"--xi=3", "--xi", "4"}, last{"--xi"}, empty{"--xi="};
    EXPECT_THROW(take_option(twice, "xi"), InputError);
    EXPECT_THROW(take_option(last, "xi"), InputError);
    EXPECT_THROW(take_option(empty, "xi"), InputError);
}

TEST(Arguments, AnOptionIsItsWholeNameOrNameAndValue) {
    EXPECT_TRUE(names("--xi", "--xi"));
    EXPECT_TRUE(names("--xi=3", "--xi"));
    EXPECT_TRUE(names("--xi=", "--xi"));
    for (const char* word : {"--x", "--xi2", "--xi2=3", "xi", "-xi", ""})
        EXPECT_FALSE(names(word, "--xi")) << word;
    std::vector<std::string> longer{"--xi2", "5"};
    EXPECT_EQ(take_option(longer, "xi"), "");
    EXPECT_EQ(longer.size(), 2u);
}

TEST(Arguments, ANumberThatIsRefusedIsNamedWithItsRule) {
    for (const char* text : {"0", "x", "", "1e999", "inf", "3 4"}) {
        try {
            number_where("--xi", text, positive, "must be above 0");
            ADD_FAILURE() << text;
        } catch (const InputError& error) {
            const std::string message = error.what();
            EXPECT_NE(message.find("--xi"), std::string::npos) << message;
            EXPECT_NE(message.find(std::string("'") + text + "'"), std::string::npos) << message;
        }
    }
    EXPECT_EQ(number_where("--xi", "0", not_negative, "must not be negative"), 0.0);
    EXPECT_FALSE(positive(0.0));
    EXPECT_FALSE(not_negative(-1e-300));
}

TEST(Arguments, FlagsAndNumbers) {
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
