#include "tables/table_file.hpp"

#include <gtest/gtest.h>

#include "input/input_error.hpp"
#include "program.hpp"

namespace {

using namespace mirage;
using mirage_test::Folder;

TEST(TableFile, TheBytesAndTheTable) {
    const Folder folder;
    const std::string file = folder.write("a.csv", "T,B\r\n1,3\r\n2,2\r\n");
    EXPECT_EQ(file_bytes(file), "T,B\r\n1,3\r\n2,2\r\n");
    const Table table = read_table(file);
    EXPECT_EQ(table.file, file);
    EXPECT_EQ(table.rows.size(), 2u);
}

TEST(TableFile, WhatCannotBeRead) {
    EXPECT_THROW(file_bytes("/none/such"), InputError);
    EXPECT_THROW(file_bytes("/tmp"), InputError);
    EXPECT_THROW(file_bytes("/dev/zero"), InputError) << "a file without end";
}

}  // namespace
