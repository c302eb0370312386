// `mirage help`: the same text by every way that leads to it.

#include <vector>

#include <gtest/gtest.h>

#include "program.hpp"

namespace {

using mirage_test::mirage;
using mirage_test::Outcome;

TEST(HelpCommand, EveryWayToTheSameHelp) {
    for (const std::vector<std::string>& ways : {std::vector<std::string>{"help", "--help", "-h"},
                                                 {"help fit", "fit --help", "fit -h", "fit data.csv --help"},
                                                 {"help formula klb", "formula klb --help"},
                                                 {"help help", "help --help"}}) {
        const Outcome first = mirage(ways[0]);
        EXPECT_EQ(first.status, 0) << first.err;
        EXPECT_NE(first.out, "");
        for (const std::string& way : ways) EXPECT_EQ(mirage(way).out, first.out) << way;
    }
}

TEST(HelpCommand, ManPageAndCompletion) {
    EXPECT_EQ(mirage("help --man").out.rfind(".TH MIRAGE 1", 0), 0u);
    EXPECT_EQ(mirage("help fit --man").out.rfind(".TH MIRAGE\\-FIT 1", 0), 0u);
    EXPECT_EQ(mirage("help deck --man").out.rfind(".TH MIRAGE\\-DECK 5", 0), 0u);
    EXPECT_EQ(mirage("help file --man").out.rfind(".TH MIRAGE\\-FILE 5", 0), 0u);
    EXPECT_NE(mirage("help file").out.find("T_tricritical"), std::string::npos);
    EXPECT_NE(mirage("help --completion bash").out.find("complete -F"), std::string::npos);
    EXPECT_EQ(mirage("help --completion zsh").out.rfind("#compdef", 0), 0u);
}

TEST(HelpCommand, WhatThereIsNoHelpOnIsOneLine) {
    for (const char* arguments :
         {"help swep", "help formula klbb", "help point T", "help a b c", "help --completion fish",
          "help fit --completion bash", "help formula klb --man"}) {
        const Outcome run = mirage(arguments);
        EXPECT_EQ(run.status, 2) << arguments;
        EXPECT_EQ(run.error_lines(), 1) << run.err;
        EXPECT_EQ(run.out, "") << arguments;
    }
    EXPECT_NE(mirage("help formula klbb").err.find("did you mean klb?"), std::string::npos);
}

}  // namespace
