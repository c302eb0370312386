#include "command/man_page.hpp"

#include <sstream>

#include <gtest/gtest.h>

#include "mirage/version.hpp"
#include "program.hpp"

namespace {

using namespace mirage;
using mirage_test::Folder;
using mirage_test::shell;

TEST(ManPage, EveryCommandHasItsSections) {
    for (const Command& command : commands()) {
        const std::string text = command_man_page(command);
        EXPECT_EQ(text.rfind(".TH MIRAGE", 0), 0u) << text;
        for (const char* section : {"NAME", "SYNOPSIS", "DESCRIPTION", "EXAMPLES", "EXIT STATUS", "SEE ALSO"})
            EXPECT_NE(text.find("\n.SH " + std::string(section) + "\n"), std::string::npos) << section;
        std::istringstream lines(text);
        for (std::string line; std::getline(lines, line);) {
            const bool request = line.starts_with(".TH ") || line.starts_with(".SH ") || line == ".TP" ||
                                 line == ".PP" || line == ".nf" || line == ".fi";
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
    EXPECT_EQ(text.rfind(".TH MIRAGE\\-DECK 5", 0), 0u) << text;
    EXPECT_LT(text.find(".SH [material]"), text.find(".TP\n\\fBtc0 = "));
    EXPECT_LT(text.find(".TP\n\\fBtc0 = "), text.find(".SH [grid]"));
}

TEST(ManPage, EveryQuantityOfAFileStandsInItsSection) {
    const std::string text = file_man_page();
    EXPECT_EQ(text.rfind(".TH MIRAGE\\-FILE 5", 0), 0u) << text;
    EXPECT_LT(text.find(".SH COORDINATES"), text.find(".TP\n\\fBalpha\\fR"));
    EXPECT_LT(text.find(".SH VARIABLES OF LINES"), text.find(".TP\n\\fBB_c2\\fR"));
    EXPECT_LT(text.find(".TP\n\\fBB_c2\\fR"), text.find(".SH GLOBAL ATTRIBUTES"));
}

TEST(ManPage, ParagraphsStayApart) { EXPECT_NE(deck_man_page().find("\n.PP\n"), std::string::npos); }

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
    EXPECT_EQ(shell("groff -man -ww -Tutf8 " + folder.write("file.5", file_man_page())).err, "");
}

/// Tables and examples may be wide; a date has only what is built in a repository.
TEST(ManPage, MandocFindsNothingAmiss) {
    if (shell("command -v mandoc").status != 0) GTEST_SKIP() << "no mandoc";
    if (!*commit_date) GTEST_SKIP() << "not built in a repository";
    const Folder folder;
    for (const Command& command : commands()) {
        const auto run =
            shell("mandoc -T lint -W warning " + folder.write("page.1", command_man_page(command)));
        EXPECT_EQ(run.out + run.err, "") << command.name;
    }
    for (const std::string& page : {deck_man_page(), file_man_page()}) {
        const auto run = shell("mandoc -T lint " + folder.write("page.5", page));
        EXPECT_EQ(run.out + run.err, "");
    }
}

}  // namespace
