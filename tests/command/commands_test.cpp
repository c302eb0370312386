#include "command/commands.hpp"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "input/input_error.hpp"

namespace {

using namespace mirage;

TEST(Commands, EachHasItsOwnNameASummaryOfOneLineAndWhatRunsIt) {
    std::set<std::string> names;
    for (const Command& command : commands()) {
        EXPECT_TRUE(names.insert(command.name).second) << command.name;
        EXPECT_NE(std::string(command.summary), "") << command.name;
        EXPECT_EQ(std::string(command.summary).find('\n'), std::string::npos) << command.name;
        EXPECT_NE(command.run, nullptr) << command.name;
    }
    EXPECT_EQ(names,
              (std::set<std::string>{"bands", "cite", "current", "explore", "fit", "fit-sample",
                                     "fit-spectrum", "formula", "help", "init", "line", "plot", "point",
                                     "show", "spectrum", "sweep", "transitions", "verify", "version",
                                     "visibility"}));
}

TEST(Commands, EachIsDeclaredInFull) {
    for (const Command& command : commands()) {
        EXPECT_NE(command.description, "") << command.name;
        ASSERT_FALSE(command.examples.empty()) << command.name;
        for (const std::string& example : command.examples)
            EXPECT_NE(example.find("mirage "), std::string::npos) << example;
        std::set<std::string> names;
        for (const CommandOption& option : all_options(command)) {
            EXPECT_TRUE(names.insert(option.name).second) << command.name << " --" << option.name;
            EXPECT_NE(option.help, "") << command.name << " --" << option.name;
        }
        for (const std::string& axis : command.axes) EXPECT_TRUE(names.count(axis)) << command.name << axis;
    }
}

TEST(Commands, EveryCommandWithSettingsHasAnExampleInSi) {
    for (const Command& command : commands()) {
        if (!command.settings) continue;
        EXPECT_NE(command.examples.back().find("# K, tesla, meV"), std::string::npos) << command.name;
    }
}

TEST(Commands, ArgumentsAreCheckedAndPutInOrder) {
    EXPECT_EQ(checked_arguments(find_command("fit"), {"--free", "tc0, beta", "a.csv"}),
              (Arguments{"a.csv", "--free=tc0, beta"}));
    EXPECT_EQ(checked_arguments(find_command("point"), {"--T", "-1"}), Arguments{"--T=-1"});
    for (const auto& [name, arguments] :
         std::vector<std::pair<std::string, Arguments>>{{"point", {"--bta=1"}},
                                                        {"point", {"--energy=1"}},
                                                        {"point", {"a"}},
                                                        {"show", {"a", "b"}},
                                                        {"spectrum", {"--spin=1"}},
                                                        {"fit", {"a.csv", "--units=si"}},
                                                        {"version", {"x"}}})
        EXPECT_THROW(checked_arguments(find_command(name), arguments), InputError) << name;
}

TEST(Commands, AnOptionOfAnotherCommandIsNamedSo) {
    try {
        checked_arguments(find_command("point"), {"--energy=1"});
        FAIL();
    } catch (const InputError& error) {
        EXPECT_EQ(std::string(error.what()), "point: --energy is an option of: sweep, spectrum, formula");
    }
}

TEST(Commands, AMisspeltCommandComesWithTheOneThatWasMeant) {
    try {
        find_command("swep");
        FAIL();
    } catch (const InputError& error) {
        EXPECT_EQ(std::string(error.what()).rfind("unknown command 'swep': did you mean sweep? ", 0), 0u);
    }
}

TEST(Commands, HelpIsAskedForByAnyOfItsNames) {
    EXPECT_TRUE(asks_for_help({"--help"}));
    EXPECT_TRUE(asks_for_help({"--T", "0.1", "-h"}));
    EXPECT_FALSE(asks_for_help({}));
    EXPECT_FALSE(asks_for_help({"help", "--helpful", "--T", "-1"}));
}

}  // namespace
