#include "results/output.hpp"

#include <filesystem>
#include <stdexcept>

#include <utility>

#include <gtest/gtest.h>

#include "input/input_error.hpp"
#include "program.hpp"

namespace {

using namespace mirage;
using mirage_test::Folder;
using mirage_test::read_file;

TEST(Output, AFormatIsTakenOutOfTheArguments) {
    for (const auto& [name, format] :
         {std::pair{"table", Format::table}, {"csv", Format::csv}, {"json", Format::json}}) {
        std::vector<std::string> two{"--T", "0.1", "--format", name, "--B=2"},
            one{std::string("--format=") + name};
        EXPECT_EQ(take_format(two, Format::table), format);
        EXPECT_EQ(two, (std::vector<std::string>{"--T", "0.1", "--B=2"}));
        EXPECT_EQ(take_format(one, Format::csv), format);
        EXPECT_TRUE(one.empty());
    }
}

TEST(Output, WithoutAFormatItIsTheCommands) {
    std::vector<std::string> arguments{"--T", "0.1"};
    EXPECT_EQ(take_format(arguments, Format::json), Format::json);
    EXPECT_EQ(take_format(arguments, Format::table), Format::table);
    EXPECT_EQ(arguments.size(), 2u);
}

TEST(Output, AnUnknownFormatIsRefusedWithThoseThatThereAre) {
    std::vector<std::string> capitals{"--format=JSON"};
    EXPECT_EQ(take_format(capitals, Format::table), Format::json);
    for (const auto& [value, hint] :
         {std::pair<std::string, std::string>{"xml", ":"}, {"csv ", ": did you mean csv?"}}) {
        std::vector<std::string> arguments{"--format", value};
        try {
            take_format(arguments, Format::table);
            ADD_FAILURE() << value;
        } catch (const InputError& error) {
            EXPECT_EQ(error.what(), "--format = '" + value + "'" + hint + " allowed: table, csv, json");
        }
    }
}

TEST(Output, TextGoesToTheFileOrToStandardOutput) {
    const Folder folder;
    write_text(folder / "a.csv", "first, and longer\n");
    write_text(folder / "a.csv", "second\n");
    EXPECT_EQ(read_file(folder / "a.csv"), "second\n");
    testing::internal::CaptureStdout();
    write_text("", "T,B\n");
    EXPECT_EQ(testing::internal::GetCapturedStdout(), "T,B\n");
}

TEST(Output, WhatCannotBeWrittenIsAFailureThatNamesTheFile) {
    const Folder folder;
    try {
        write_text(folder / "missing/a.csv", "x");
        ADD_FAILURE() << "written to a folder that is not there";
    } catch (const std::runtime_error& error) {
        EXPECT_NE(std::string(error.what()).find(folder / "missing/a.csv"), std::string::npos);
    }
    if (std::filesystem::exists("/dev/full")) {
        EXPECT_THROW(write_text("/dev/full", "x"), std::runtime_error);
    }
}

TEST(Output, PieceByPieceOrNotAtAll) {
    const Folder folder;
    {
        TextWriter out(folder / "a.csv");
        out.add("T,");
        out.add("B\n");
        out.close();
    }
    EXPECT_EQ(read_file(folder / "a.csv"), "T,B\n");
    {
        TextWriter left(folder / "b.csv");
        left.add("T,");
    }
    EXPECT_EQ(folder.files(), 1) << "half a file is none";
    EXPECT_THROW(TextWriter(folder / "missing/a.csv"), std::runtime_error);
    if (std::filesystem::exists("/dev/full")) {
        TextWriter full("/dev/full");
        full.add("x");
        EXPECT_THROW(full.close(), std::runtime_error);
    }
}

}  // namespace
