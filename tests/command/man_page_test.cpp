#include "command/man_page.hpp"

#include <sstream>

#include <gtest/gtest.h>

#include "program.hpp"

namespace {

using namespace mirage;
using mirage_test::Folder;
using mirage_test::shell;

TEST(ManPage, EveryCommandHasItsSections) {
    for (const Command& command : commands()) {
        const std::string text = command_man_page(command);
        EXPECT_EQ(text.rfind(".TH mirage", 0), 0u) << text;
        for (const char* section : {"NAME", "SYNOPSIS", "DESCRIPTION", "EXAMPLES", "EXIT STATUS", "SEE ALSO"})
            EXPECT_NE(text.find("\n.SH " + std::string(section) + "\n"), std::string::npos) << section;
        std::istringstream lines(text);
        for (std::string line; std::getline(lines, line);) {
            const bool request = line.starts_with(".TH ") || line.starts_with(".SH ") || line == ".TP" ||
                                 line == ".nf" || line == ".fi";
            EXPECT_EQ(line.starts_with("."), request) << line;
        }
    }
    for (const Command& command : commands()) {
        std::string name = command.name;
        if (const auto hyphen = name.find('-'); hyphen != name.npos) name.replace(hyphen, 1, "\\-");
        EXPECT_NE(program_man_page().find("\\fB" + name + "\\fR\n"), std::string::npos) << command.name;
    }
}

TEST(ManPage, EveryKeyOfADeckStandsInItsSection) {
    const std::string text = deck_man_page();
    EXPECT_EQ(text.rfind(".TH mirage\\-deck 5", 0), 0u) << text;
    EXPECT_LT(text.find(".SH [material]"), text.find(".TP\n\\fBtc0 = "));
    EXPECT_LT(text.find(".TP\n\\fBtc0 = "), text.find(".SH [grid]"));
}

TEST(ManPage, GroffPrintsItWithoutAWarning) {
    if (shell("groff --version").status != 0) GTEST_SKIP() << "no groff";
    const Folder folder;
    for (const Command& command : commands()) {
        const auto run = shell("groff -man -ww -Tutf8 " + folder.write("page.1", command_man_page(command)));
        EXPECT_EQ(run.status, 0) << command.name;
        EXPECT_EQ(run.err, "") << command.name;
        EXPECT_NE(run.out, "") << command.name;
    }
    EXPECT_EQ(shell("groff -man -ww -Tutf8 " + folder.write("deck.5", deck_man_page())).err, "");
}

}  // namespace
