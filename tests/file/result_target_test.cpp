// What a sweep may replace, through the command line.

#include "file/result_target.hpp"

#include <filesystem>

#include <gtest/gtest.h>

#include "input/text.hpp"
#include "program.hpp"

namespace {

using mirage_test::Folder;
using mirage_test::mirage;
using mirage_test::Outcome;
using mirage_test::read_file;
namespace fs = std::filesystem;

const std::string small = "sweep --T 0.2:0.6:3 --B 0:1:2 --beta 7 --threads 1 --output ";

void expect_refused(const std::string& arguments, const std::string& part) {
    const Outcome run = mirage(arguments);
    EXPECT_EQ(run.status, 2) << arguments;
    EXPECT_EQ(run.error_lines(), 1) << run.err;
    EXPECT_NE(run.err.find(part), std::string::npos) << run.err;
}

TEST(ResultTarget, ResultsOfOtherSweepsAndFilesOfOthersStay) {
    const Folder folder;
    const std::string file = folder.write("a.h5", "mine\n");
    expect_refused(small + file, "--overwrite");
    EXPECT_EQ(read_file(file), "mine\n");
    ASSERT_EQ(mirage(small + file + " --overwrite").status, 0);
    const std::string result = read_file(file);
    expect_refused(small + file + " --gamma 0.2", "grid.gamma: 0 -> 0.2");
    expect_refused("sweep --from " + file + " --overwrite --output " + file, "is the input");
    EXPECT_EQ(read_file(file), result);
    // the same numbers, written in another way
    const Outcome same =
        mirage("sweep --T '0.2, 0.4, 0.6' --B 0:1:2 --beta 7.0 --threads 1 --output " + file);
    EXPECT_EQ(same.status, 0) << same.err;
    EXPECT_EQ(mirage(small + file + " --gamma 0.2 --overwrite").status, 0);
    EXPECT_EQ(folder.files(), 1);
}

TEST(ResultTarget, LinksStayAndLeadToTheFile) {
    const Folder folder;
    fs::create_symlink("later.h5", folder / "link.h5");
    const Outcome run = mirage(small + folder / "link.h5");
    ASSERT_EQ(run.status, 0) << run.err;
    EXPECT_TRUE(fs::is_symlink(folder / "link.h5"));
    EXPECT_TRUE(fs::is_regular_file(fs::symlink_status(folder / "later.h5")));
    EXPECT_EQ(mirage("show " + folder / "link.h5").status, 0);
    EXPECT_NE(run.out.find(::mirage::size_text(static_cast<double>(fs::file_size(folder / "later.h5")))),
              std::string::npos)
        << "the size of the file: " << run.out;
}

TEST(ResultTarget, StreamsTextAndSystemFoldersAreRefused) {
    const Folder folder;
    for (const char* name : {"-", "/dev/stdout"}) expect_refused(small + name, "not standard output");
    expect_refused(small + "/dev/null", "not a regular file");
    expect_refused(small + "/proc/x.h5", "no place for files");
    for (const char* end : {".csv", ".JSON", ".txt", ".cfg", ".dat"})
        expect_refused(small + folder / std::string("a").append(end), "HDF5");
    EXPECT_EQ(folder.files(), 0);
}

}  // namespace
