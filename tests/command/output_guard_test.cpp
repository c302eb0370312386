// What `--output` may replace, through the command line.

#include "command/output_guard.hpp"

#include <filesystem>

#include <gtest/gtest.h>

#include "program.hpp"

namespace {

using mirage_test::Folder;
using mirage_test::mirage;
using mirage_test::Outcome;
using mirage_test::read_file;
using mirage_test::shell;
namespace fs = std::filesystem;

void expect_refused(const std::string& arguments, const std::string& part) {
    const Outcome run = mirage(arguments);
    EXPECT_EQ(run.status, 2) << arguments;
    EXPECT_EQ(run.error_lines(), 1) << run.err;
    EXPECT_NE(run.err.find(part), std::string::npos) << run.err;
    EXPECT_EQ(run.out, "");
}

const std::string data = "T,B\n0.5,40\n1,38\n1.5,35\n2,30\n2.5,22\n2.9,10\n";

TEST(OutputGuard, TheDataAreNeverOverwritten) {
    const Folder folder;
    const std::string file = folder.write("data.csv", data);
    fs::create_symlink("data.csv", folder / "soft.csv");
    fs::create_hard_link(file, folder / "hard.csv");
    for (const std::string& name : {file, folder / "./data.csv", folder / "soft.csv", folder / "hard.csv"})
        expect_refused("fit " + file + " --model ising --format csv --overwrite --output " + name,
                       "is the input");
    const Outcome open =
        shell(std::string(MIRAGE_PROGRAM) + " fit " + file + " --output /dev/fd/7 7<>" + file);
    EXPECT_EQ(open.status, 2) << open.err;
    const Outcome appended = shell(std::string(MIRAGE_PROGRAM) + " fit " + file + " >>" + file);
    EXPECT_EQ(appended.status, 2) << appended.err;
    EXPECT_EQ(read_file(file), data);
}

TEST(OutputGuard, FilesOfOthersNeedOverwrite) {
    const Folder folder;
    for (const char* command :
         {"point --format json", "line --T 0.5", "bands", "spectrum", "formula pauli", "init"}) {
        const std::string notes = folder.write("notes.txt", "mine\n");
        expect_refused(command + std::string(" --output ") + notes, "--overwrite");
        EXPECT_EQ(read_file(notes), "mine\n") << command;
        const Outcome run = mirage(command + std::string(" --overwrite --output ") + notes);
        EXPECT_EQ(run.status, 0) << run.err;
        EXPECT_NE(read_file(notes), "mine\n") << command;
        EXPECT_EQ(folder.files(), 1) << command;
    }
}

TEST(OutputGuard, TheSameCommandLineReplacesWhatItPrinted) {
    const Folder folder;
    const std::string file = folder / "a";
    for (const char* format : {"csv", "json"}) {
        const std::string command = std::string("line --T 0.5 --format ") + format + " --output " + file;
        ASSERT_EQ(mirage(command + " --overwrite").status, 0);
        const std::string text = read_file(file);
        const Outcome again = mirage(command);
        EXPECT_EQ(again.status, 0) << again.err;
        EXPECT_EQ(read_file(file), text);
        expect_refused(command + " --beta 3", "not of this command line");
        expect_refused("point --output " + file, "not of this command line");
        EXPECT_EQ(read_file(file), text);
    }
}

TEST(OutputGuard, LinksStayAndLeadToTheFile) {
    const Folder folder;
    fs::create_symlink("later.csv", folder / "link.csv");
    ASSERT_EQ(mirage("line --T 0.5 --output " + folder / "link.csv").status, 0);
    EXPECT_TRUE(fs::is_symlink(folder / "link.csv"));
    EXPECT_TRUE(fs::is_regular_file(fs::symlink_status(folder / "later.csv")));
}

TEST(OutputGuard, StreamsAndDevices) {
    const std::string plain = mirage("line --T 0.5").out;
    EXPECT_EQ(mirage("line --T 0.5 --output -").out, plain);
    EXPECT_EQ(mirage("line --T 0.5 --output /dev/stdout").out, plain);
    EXPECT_EQ(mirage("line --T 0.5 --output /dev/null").status, 0);
    expect_refused("line --output /dev/full", "is a device");
    expect_refused("line --output /dev/new.csv", "no place for files");
    expect_refused("line --output /proc/new.csv", "no place for files");
    expect_refused("line --output /tmp", "is a folder");
    const Folder folder;
    const Outcome pipe = shell("cd " + folder / "." + " && mkfifo p && (cat p & " + MIRAGE_PROGRAM +
                               " line --T 0.5 --output p; wait)");
    EXPECT_NE(pipe.out.find("T,B_c2"), std::string::npos) << pipe.err;
}

TEST(OutputGuard, OneRankComputesWhatIsComputedOnce) {
    const Folder folder;
    const std::string plain = mirage("line --T 0.5").out;
    const Outcome run = mirage_test::mirage_mpi(2, 1, "line --T 0.5");
    EXPECT_EQ(run.status, 0);
    EXPECT_EQ(run.out, plain);
    EXPECT_EQ(run.err, "mirage: this command runs on one rank; 1 rank without work\n");
    const Outcome refused = mirage_test::mirage_mpi(3, 1, "line --T -1");
    EXPECT_EQ(refused.status, 2);
    EXPECT_EQ(refused.err.find("T = "), refused.err.rfind("T = ")) << refused.err;
    const Outcome version = mirage_test::mirage_mpi(2, 1, "--version");
    EXPECT_EQ(std::count(version.out.begin(), version.out.end(), '\n'), 1) << version.out;
}

}  // namespace
