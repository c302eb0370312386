#include "results/output.hpp"

#include <filesystem>
#include <stdexcept>

#include <utility>

#include <gtest/gtest.h>

#include "program.hpp"

namespace {

using namespace mirage;
using mirage_test::Folder;
using mirage_test::read_file;

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
