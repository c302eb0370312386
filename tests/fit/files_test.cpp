#include "fit/files.hpp"

#include <gtest/gtest.h>

#include "input/input_error.hpp"
#include "program.hpp"

namespace {

using namespace mirage;
using mirage_test::Folder;

TEST(FitFiles, ASampleHasTheNameOfItsFile) {
    const Folder folder;
    for (const auto& [name, sample] :
         {std::pair{"thin.csv", "thin"}, {"a.b.csv", "a.b"}, {".csv", ".csv"}, {"none", "none"}})
        EXPECT_EQ(read_measurements(folder.write(name, "T,B\n1,3\n2,2\n")).samples[0].name, sample);
}

TEST(FitFiles, WhatCannotBeRead) {
    EXPECT_THROW(read_measurements("/none/such.csv"), InputError);
    EXPECT_THROW(read_measurements("/dev/zero"), InputError) << "a file without end";
}

TEST(FitFiles, AnOutputThatCannotBeMadeIsRefused) {
    const Folder folder;
    const std::string file = folder.write("a.csv", "T,B\n1,3\n2,2\n");
    EXPECT_NO_THROW(read_fit_request({file, "--output", folder / "x.json"}));
    EXPECT_THROW(read_fit_request({file, "--output", folder / "none/x.json"}), InputError);
}

}  // namespace
