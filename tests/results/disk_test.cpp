#include "results/disk.hpp"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <system_error>

#include <gtest/gtest.h>

#include "program.hpp"

namespace {

using namespace mirage;
using mirage_test::Folder;
using mirage_test::read_file;

void make_file(const std::string& name, const std::string& text) { std::ofstream(name) << text; }

TEST(Disk, AFileWithoutAFolderIsInTheOneAtHand) {
    EXPECT_EQ(folder_of("run.h5"), ".");
    EXPECT_EQ(folder_of("a/run.h5"), "a");
    EXPECT_EQ(folder_of("/tmp/a/run.h5"), "/tmp/a");
    EXPECT_EQ(folder_of("/run.h5"), "/");
}

TEST(Disk, SyncsFilesAndFolders) {
    const Folder folder;
    make_file(folder / "a", "1");
    EXPECT_NO_THROW(sync_to_disk(folder / "a"));
    EXPECT_NO_THROW(sync_to_disk(folder_of(folder / "a")));
    EXPECT_NO_THROW(sync_to_disk("/dev/null")) << "there is nothing to sync";
}

TEST(Disk, WhatIsNotThereIsAFailureThatNamesIt) {
    const Folder folder;
    try {
        sync_to_disk(folder / "missing");
        ADD_FAILURE() << "synced what is not there";
    } catch (const std::system_error& error) {
        EXPECT_EQ(error.code(), std::errc::no_such_file_or_directory);
        EXPECT_NE(std::string(error.what()).find(folder / "missing"), std::string::npos);
    }
}

TEST(Disk, TheNewFileTakesThePlaceOfTheOldOne) {
    const Folder folder;
    make_file(folder / "old", "old");
    make_file(folder / "new", "new");
    put_in_place(folder / "new", folder / "old");
    EXPECT_EQ(read_file(folder / "old"), "new");
    EXPECT_EQ(folder.files(), 1);
    EXPECT_THROW(put_in_place(folder / "missing", folder / "old"), std::system_error);
    EXPECT_EQ(read_file(folder / "old"), "new") << "a failure leaves what is there";
}

}  // namespace
