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

const std::vector<CommandOption> some{
    {"T", "AXIS", "", {}, {"temperature"}}, {"beta", "NUMBER"}, {"grid.T", "AXIS"}, {"spin", ""}};

std::string refusal(const std::vector<std::string>& arguments) {
    try {
        parse_arguments(arguments, some);
    } catch (const InputError& error) {
        return error.what();
    }
    return {};
}

TEST(Arguments, WordsComeFirstThenOptionsInOneForm) {
    const GivenArguments given =
        parse_arguments({"--T", "0.1", "a.csv", "--spin", "--beta=-2", "-", "-3"}, some);
    EXPECT_EQ(given.words, (std::vector<std::string>{"a.csv", "-", "-3"}));
    EXPECT_EQ(given.in_order(),
              (std::vector<std::string>{"a.csv", "-", "-3", "--T=0.1", "--spin", "--beta=-2"}));
    EXPECT_EQ(parse_arguments({"--beta", "-2"}, some).options[0].second, "-2");
}

TEST(Arguments, AnUnknownOptionComesWithTheOneThatWasMeant) {
    EXPECT_EQ(refusal({"--bta=1"}), "unknown option '--bta': did you mean --beta?");
    EXPECT_EQ(refusal({"-T", "1"}), "unknown option '-T': did you mean --T?");
    EXPECT_EQ(refusal({"--t", "1"}), "unknown option '--t': did you mean --T?");
    EXPECT_EQ(refusal({"--Temperature", "1"}), "unknown option '--Temperature': did you mean --T?");
    EXPECT_EQ(refusal({"--temperatur", "1"}), "unknown option '--temperatur': did you mean --T?");
    EXPECT_EQ(refusal({"--grit.T", "1"}), "unknown option '--grit.T': did you mean --grid.T?");
    EXPECT_EQ(refusal({"--material.beta", "1"}), "unknown option '--material.beta': did you mean --beta?");
    for (const char* word : {"--wavelength", "--", "---"})
        EXPECT_EQ(refusal({word}), "unknown option '" + std::string(word) + "'; --help lists them");
}

TEST(Arguments, AValueIsNeededAndAFlagHasNone) {
    for (const std::vector<std::string>& arguments :
         {std::vector<std::string>{"--T"}, {"--T="}, {"--T", ""}, {"--T", "--beta", "2"}})
        EXPECT_EQ(refusal(arguments), "--T: needs a value");
    EXPECT_EQ(refusal({"--spin=yes"}), "--spin takes no value: '--spin=yes'");
    EXPECT_EQ(refusal({"--T=1", "--T", "2"}), "--T is given twice");
    std::vector<std::string> flag{"--spin=yes"}, gap{"--xi", "--phi"};
    EXPECT_THROW(take_flag(flag, "spin"), InputError);
    EXPECT_THROW(take_option(gap, "xi"), InputError);
}

TEST(Arguments, NamesWithinNamesAndOptionsGivenSeveralTimes) {
    const std::vector<CommandOption> known{{.name = "pocket", .value = "TEXT", .repeated = true},
                                           {"pocket.NAME.share", "NUMBER"}};
    const GivenArguments given = parse_arguments(
        {"--pocket", "A:share=1", "--pocket=B:share=2", "--pocket.A.share", "1", "--pocket.B.share=2"},
        known);
    EXPECT_EQ(given.in_order(), (std::vector<std::string>{"--pocket=A:share=1", "--pocket=B:share=2",
                                                          "--pocket.A.share=1", "--pocket.B.share=2"}));
    EXPECT_THROW(parse_arguments({"--pocket.A.share=1", "--pocket.A.share=2"}, known), InputError);
    EXPECT_THROW(parse_arguments({"--pocket..share=1"}, known), InputError);
    EXPECT_TRUE(stands_for(known[1], "pocket.G.share"));
    EXPECT_FALSE(stands_for(known[1], "pocket.share"));
    EXPECT_FALSE(stands_for(known[1], "pocket.G.beta"));
}

TEST(Arguments, ADashOfATextProgramIsNamed) {
    for (const char* word : {"\xe2\x80\x93T=1",
                             "\xe2\x80\x94"
                             "beta",
                             "\xe2\x88\x92"
                             "2"})
        EXPECT_NE(refusal({word}).find("typographic dash"), std::string::npos) << word;
}

}  // namespace
