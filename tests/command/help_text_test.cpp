#include "command/help_text.hpp"

#include <algorithm>
#include <sstream>

#include <gtest/gtest.h>

namespace {

using namespace mirage;

TEST(HelpText, EveryCommandStandsInAColumnOfItsOwn) {
    const std::string text = program_help();
    for (const Command& command : commands())
        EXPECT_NE(text.find("\n  " + command.name + "  "), std::string::npos) << command.name;
}

TEST(HelpText, UsageOptionsSettingsAndExamples) {
    for (const Command& command : commands()) {
        const std::string text = command_help(command);
        EXPECT_EQ(text.rfind("usage: mirage " + command.name, 0), 0u) << text;
        for (const CommandOption& option : command.options)
            EXPECT_NE(text.find("  --" + option.name), std::string::npos) << command.name << option.name;
        for (const Setting& setting : settings()) {
            const bool there = text.find("\n  --" + setting.option + " ") != text.npos;
            const bool own = std::any_of(command.options.begin(), command.options.end(),
                                         [&](const CommandOption& o) { return o.name == setting.option; });
            EXPECT_EQ(there, own || takes_setting(command, setting)) << command.name << setting.option;
        }
        for (const std::string& example : command.examples)
            EXPECT_NE(text.find("\nexample: " + example + "\n"), std::string::npos) << example;
    }
}

TEST(HelpText, NoLineIsWiderThanATerminalOfOneHundredAndTen) {
    std::istringstream lines(command_help(find_command("point")) + command_help(find_command("fit")));
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 110u) << line;
}

TEST(HelpText, ASettingHasUnitRangeAndDefaultInBothSystems) {
    const Command& point = find_command("point");
    for (const Setting& setting : settings()) {
        const std::string text = setting_text(point, setting);
        EXPECT_NE(text.find(setting.help + unit_in_brackets(setting)), text.npos) << text;
        EXPECT_NE(text.find(setting.allowed), text.npos) << text;
        if (setting.name == "T" && setting.section == "grid") {
            EXPECT_NE(text.find("(default 0.1 Tc0, in si 0.1 K)"), text.npos) << text;
            EXPECT_NE(setting_text(find_command("line"), setting).find("20 values"), text.npos);
        }
        if (setting.key() == "grid.gamma") {
            EXPECT_NE(text.find("Gamma/2 within"), text.npos) << text;
        }
        if (setting.name == "tolerance") {
            EXPECT_NE(text.find("units of Delta0"), text.npos) << text;
        }
    }
}

TEST(HelpText, ColumnsAreExplained) {
    EXPECT_NE(command_help(find_command("line")).find("\n  B_supercooling        largest field"),
              std::string::npos);
    EXPECT_NE(command_help(find_command("point")).find("\n  susceptibility_ratio  "), std::string::npos);
}

TEST(HelpText, ALongOptionHasItsTextBelow) {
    EXPECT_EQ(option_line("a", "X", "text"), "  --a X" + std::string(23, ' ') + "text\n");
    EXPECT_EQ(option_line("a-very-long-option-name", "NUMBER", "text"),
              "  --a-very-long-option-name NUMBER\n" + std::string(30, ' ') + "text\n");
}

}  // namespace
