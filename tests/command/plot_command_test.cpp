// `mirage plot` through the command line. What it draws is tested by tests/plot_test.sh and
// tests/pictures_test.py.

#include <gtest/gtest.h>

#include "program.hpp"

namespace {

using mirage_test::Folder;
using mirage_test::mirage;
using mirage_test::Outcome;
using mirage_test::shell;

constexpr const char* line =
    "T,B_c2,order,B_supercooling,B_superheating,B_jump,B_collapse,status\n"
    "0.1,5.2,2,5.2,5.2,nan,5.1,converged\n0.5,3.3,2,3.3,3.3,nan,nan,converged\n";

void expect_one_line(const Outcome& run, const std::string& part) {
    EXPECT_EQ(run.status, 2) << run.err;
    EXPECT_EQ(run.error_lines(), 1) << run.err;
    EXPECT_EQ(run.err.rfind("mirage: ", 0), 0u) << run.err;
    EXPECT_NE(run.err.find(part), std::string::npos) << run.err;
}

TEST(PlotCommand, DrawsAFileAndStandardInput) {
    const Folder folder;
    const std::string file = folder.write("a.csv", line);
    const Outcome run = mirage("plot " + file + " --out " + folder / "pictures");
    EXPECT_EQ(run.status, 0) << run.err;
    EXPECT_EQ(run.out, folder / "pictures/a-lines.png" + "\n" + folder / "pictures/a-lines.pdf" + "\n");
    EXPECT_GT(mirage_test::read_file(folder / "pictures/a-lines.png").size(), 5000u);
    const Outcome piped = shell("cat " + file + " | " MIRAGE_PROGRAM " plot - --out " + folder / "pictures");
    EXPECT_EQ(piped.status, 0) << piped.err;
    EXPECT_NE(piped.out.find("stdin-lines.png"), std::string::npos) << piped.out;
}

TEST(PlotCommand, HelpListsKindsAndOptions) {
    const Outcome run = mirage("plot --help");
    EXPECT_EQ(run.status, 0) << run.err;
    EXPECT_EQ(run.out.rfind("usage: mirage plot ", 0), 0u) << run.out;
    for (const char* word :
         {"phase-diagram", "solutions", "--data", "--select", "--kind", "--out", "\nexample: mirage plot "})
        EXPECT_NE(run.out.find(word), std::string::npos) << word;
}

TEST(PlotCommand, AMissingPythonOrPackageIsOneLine) {
    const Folder folder;
    const std::string plot =
        " " MIRAGE_PROGRAM " plot " + folder.write("a.csv", line) + " --out " + folder / "x";
    expect_one_line(shell("MIRAGE_PYTHON=/missing/python" + plot), "/missing/python");
    // -S: without the packages that are installed
    const std::string bare = folder.write("python", "#!/bin/sh\nexec /usr/bin/env python3 -S \"$@\"\n");
    ASSERT_EQ(shell("chmod +x " + bare).status, 0);
    const Outcome run = shell("env -u PYTHONPATH MIRAGE_PYTHON=" + bare + plot);
    expect_one_line(run, "has no h5py, matplotlib, numpy");
    EXPECT_NE(run.err.find("MIRAGE_PYTHON"), std::string::npos) << run.err;
    EXPECT_FALSE(std::filesystem::exists(folder / "x"));
}

TEST(PlotCommand, MistakesAreOneLineAndDrawNothing) {
    const Folder folder;
    const std::string file = folder.write("a.csv", line), out = " --out " + folder / "x";
    expect_one_line(mirage("plot"), "needs a file");
    expect_one_line(mirage("plot " + folder / "missing.h5" + out), "no such file");
    expect_one_line(mirage("plot " + file + " --kidn lines" + out), "did you mean --kind?");
    expect_one_line(mirage("plot " + file + " --kind line" + out), "did you mean lines?");
    expect_one_line(mirage("plot " + file + " --kind spectra" + out), "nothing of it");
    expect_one_line(mirage("plot " + file + " --select" + out), "--select");
    EXPECT_FALSE(std::filesystem::exists(folder / "x"));
}

}  // namespace
