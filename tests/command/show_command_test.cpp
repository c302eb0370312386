// `mirage show` through the command line.

#include <cstdlib>
#include <filesystem>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "csv.hpp"
#include "program.hpp"
#include "sweep_cases.hpp"

namespace {

using mirage_test::Folder;
using mirage_test::mirage;
using mirage_test::Outcome;
using mirage_test::shell;
using mirage_test::small_deck;

TEST(ShowCommand, ShowTellsWhatAFileHolds) {
    const Folder folder;
    ASSERT_EQ(mirage("sweep " + folder.write("a.cfg", small_deck) + " --output " + folder / "a.h5").status,
              0);
    const Outcome run = mirage("show " + folder / "a.h5");
    EXPECT_EQ(run.status, 0) << run.err;
    EXPECT_EQ(run.err, "");
    for (const char* word :
         {"order_parameter", "meV", "gapped", "converged 112", "B_supercooling", "alpha", "gamma"})
        EXPECT_NE(run.out.find(word), std::string::npos) << word;
    EXPECT_LT(std::count(run.out.begin(), run.out.end(), '\n'), 40) << "a screenful";
    EXPECT_EQ(mirage("show " + folder / "a.h5 | true").err, "") << "a closed pipe is not the file's fault";
}

TEST(ShowCommand, VariablesAreExported) {
    const Folder folder;
    const std::string file = folder / "a.h5";
    ASSERT_EQ(mirage("sweep " + folder.write("a.cfg", small_deck) + " --output " + file).status, 0);
    const mirage_test::Csv csv = mirage_test::csv_of("show " + file + " --variable B_c2,transition_order");
    EXPECT_EQ(csv.header, "alpha,gamma,T,B_c2,transition_order");
    EXPECT_EQ(csv.rows.size(), 16u);
    EXPECT_EQ(csv.comments[2].rfind("parameters: units=si ", 0), 0u) << csv.comments[2];
    const auto json = nlohmann::json::parse(mirage("show " + file + " --format json --variable B_c2").out);
    EXPECT_EQ(json["values"]["B_c2"][0][0][0], csv.number(0, "B_c2"));
    const auto summary = nlohmann::json::parse(mirage("show " + file + " --format=json").out);
    EXPECT_EQ(summary["variables"]["B_c2"]["dims"].size(), 3u);
    EXPECT_EQ(mirage("show " + file + " --variable B_c2 --output " + folder / "b.csv").out, "");
    EXPECT_NE(mirage_test::read_file(folder / "b.csv").find("\nalpha,gamma,T,B_c2\n"), std::string::npos);
}

TEST(ShowCommand, WhatCannotBeExportedIsOneLineAndNoFile) {
    const Folder folder;
    const std::string file = folder / "a.h5";
    ASSERT_EQ(mirage("sweep " + folder.write("a.cfg", small_deck) + " --output " + file).status, 0);
    const std::string bytes = mirage_test::read_file(file), output = " --output " + folder / "b.csv";
    for (const std::string& arguments : std::vector<std::string>{
             "", file + " " + file, file + " --format csv", file + " --format xml",
             file + " --variable Delta" + output, file + " --variable B_c2,phase" + output,
             file + " --variable B_c2 --format table" + output, file + " --select gamma=0.1",
             file + " --variable B_c2 --select gamma=77" + output,
             file + " --variable B_c2 --select gamma" + output,
             file + " --variable B_c2 --select gamma=x" + output,
             file + " --variable B_c2 --select energy=1" + output,
             file + " --variable B_c2 --select T=1,T=1" + output, file + " --varable B_c2" + output,
             file + " --variable B_c2 --output " + file,
             file + " --variable B_c2 --output " + folder / "none/x"}) {
        const Outcome run = mirage("show " + arguments);
        EXPECT_EQ(run.status, 2) << arguments << "\n" << run.out;
        EXPECT_EQ(run.error_lines(), 1) << arguments << "\n" << run.err;
        EXPECT_EQ(run.out, "") << arguments;
    }
    EXPECT_EQ(folder.files(), 2) << "nothing written";
    EXPECT_EQ(mirage_test::read_file(file), bytes);
}

TEST(ShowCommand, ShowRefusesDamagedAndForeignFiles) {
    const Folder folder;
    ASSERT_EQ(mirage("sweep " + folder.write("a.cfg", small_deck) + " --output " + folder / "a.h5").status,
              0);
    const std::string bytes = mirage_test::read_file(folder / "a.h5");
    for (const std::size_t length :
         {std::size_t{0}, std::size_t{7}, std::size_t{100}, bytes.size() / 2, bytes.size() - 1}) {
        const Outcome run = mirage("show " + folder.write("cut.h5", bytes.substr(0, length)));
        EXPECT_EQ(run.status, 2) << length;
        EXPECT_EQ(run.error_lines(), 1) << run.err;
    }
    ASSERT_EQ(shell("mkfifo " + folder / "pipe").status, 0);
    EXPECT_EQ(shell("timeout 100 " MIRAGE_PROGRAM " show " + folder / "pipe").status, 2);
    // A byte in twenty of the structure at the front, one file each: an answer or one line, never a crash. (A
    // sanitizer must leave faults inside HDF5 to the program.)
    const std::size_t step = std::getenv("MIRAGE_TEST_REDUCED") ? 200 : 20;
    const std::string show =
        "ASAN_OPTIONS=$ASAN_OPTIONS:handle_segv=0:handle_sigbus=0:handle_abort=0 timeout 100 " MIRAGE_PROGRAM
        " show ";
    for (std::size_t at = 0; at < 2048; at += step) {
        std::string damaged = bytes;
        damaged[at] = static_cast<char>(~damaged[at]);
        const Outcome run = shell(show + folder.write("bad.h5", damaged));
        EXPECT_TRUE((run.status == 0 && run.error_lines() == 0) ||
                    (run.status == 2 && run.error_lines() == 1))
            << at << ": " << run.status << "\n"
            << run.err;
    }
}

TEST(ShowCommand, ShowRefusesVariablesThatDoNotFitTheirAxes) {
    if (shell("/usr/bin/python3 -c 'import h5py'").status != 0) GTEST_SKIP() << "no Python with h5py";
    const Folder folder;
    ASSERT_EQ(mirage("sweep " + folder.write("a.cfg", small_deck) + " --output " + folder / "a.h5").status,
              0);
    const std::string script = folder.write("damage.py", R"(
import sys, h5py
name, kind = sys.argv[1:]
with h5py.File(name, "r+") as f:
    if kind == "huge":
        del f["phase"]
        f.create_dataset("phase", shape=(1, 1, 1, 2**40), chunks=(1, 1, 1, 4096), dtype="i1")
    elif kind == "axes":
        for axis in "alpha", "gamma", "T", "B":
            del f[axis]
            f.create_dataset(axis, shape=(100000,), dtype="f8")
    elif kind == "text":
        del f["T"]
        f["T"] = [b"a", b"b"]
    elif kind == "link":
        del f["B_c2"]
        f["B_c2"] = h5py.SoftLink("/B_c2")
    elif kind == "group":
        del f["B_c2"]
        f.create_group("B_c2")
    elif kind == "record":
        del f["B_c2"]
        f.create_dataset("B_c2", shape=(2, 2, 4), dtype=[("a", "f8"), ("b", "i4")])
    elif kind == "attributes":
        for key in f.attrs:
            f.attrs[key] = [1, 2, 3]
)");
    for (const char* kind : {"huge", "axes", "text", "link", "group", "record", "attributes"}) {
        std::filesystem::copy_file(folder / "a.h5", folder / kind);
        const Outcome damage = shell("/usr/bin/python3 " + script + " " + folder / kind + " " + kind);
        ASSERT_EQ(damage.status, 0) << damage.err;
        const Outcome run = shell("timeout 100 " MIRAGE_PROGRAM " show " + folder / kind);
        EXPECT_EQ(run.status, 2) << kind;
        EXPECT_EQ(run.error_lines(), 1) << kind << "\n" << run.err;
        EXPECT_EQ(run.out, "") << kind;
    }
}

}  // namespace
