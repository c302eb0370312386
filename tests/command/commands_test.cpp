#include "command/commands.hpp"

#include <algorithm>
#include <set>
#include <string>

#include <gtest/gtest.h>

namespace {

using namespace mirage;

long count(const std::string& text, const std::string& part) {
    long times = 0;
    for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++times;
    return times;
}

TEST(Commands, EachHasItsOwnNameASummaryOfOneLineAndWhatRunsIt) {
    std::set<std::string> names;
    for (const Command& command : commands()) {
        EXPECT_TRUE(names.insert(command.name).second) << command.name;
        EXPECT_NE(std::string(command.summary), "") << command.name;
        EXPECT_EQ(std::string(command.summary).find('\n'), std::string::npos) << command.name;
        EXPECT_NE(command.run, nullptr) << command.name;
    }
    EXPECT_EQ(names, (std::set<std::string>{"bands", "fit", "formula", "line", "plot", "point", "show", "spectrum",
                                            "sweep"}));
}

TEST(Commands, HelpHasUsageSettingsOfTheScopeAndAnExample) {
    const std::string text = help_text("mirage x [...]", "What it does.", "mirage x --T 0.1", Scope::every,
                                       "  --own             an option of its own\n");
    EXPECT_EQ(text.rfind("usage: mirage x [...]\n\nWhat it does.\n\nsettings:\n", 0), 0u) << text;
    EXPECT_NE(text.find("  --own             an option of its own\n"), std::string::npos);
    EXPECT_NE(text.find("\nexample: mirage x --T 0.1\n"), std::string::npos);
    for (const Scope scope : {Scope::every, Scope::sweep}) {
        const std::string help = help_text("u", "d", "e", scope);
        for (const Setting& setting : settings())
            EXPECT_EQ(count(help, "  --" + std::string(setting.option) + " "), setting.scope <= scope ? 1 : 0)
                << setting.option;
    }
}

TEST(Commands, HelpGivesUnitRangeAndDefault) {
    const Configuration defaults;
    const std::string text = help_text("u", "d", "e", Scope::sweep);
    for (const Setting& setting : settings()) {
        const auto begin = text.find("  --" + std::string(setting.option) + " ");
        ASSERT_NE(begin, text.npos) << setting.option;
        const std::string line = text.substr(begin, text.find('\n', begin) - begin);
        EXPECT_NE(line.find(setting.help), line.npos) << line;
        EXPECT_NE(line.find(unit_in_brackets(setting)), line.npos) << line;
        EXPECT_NE(line.find(setting.allowed), line.npos) << line;
        const std::string value = setting.write(defaults);
        EXPECT_EQ(line.find("(default " + value + ")") != line.npos, !value.empty()) << line;
    }
}

TEST(Commands, HelpIsAskedForByAnyOfItsNames) {
    EXPECT_TRUE(asks_for_help({"--help"}));
    EXPECT_TRUE(asks_for_help({"--T", "0.1", "-h"}));
    EXPECT_FALSE(asks_for_help({}));
    EXPECT_FALSE(asks_for_help({"help", "--helpful", "--T", "-1"}));
}

}  // namespace
