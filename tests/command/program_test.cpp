// The program as a whole: usage, help, version, and what is refused.

#include <filesystem>
#include <vector>

#include <gtest/gtest.h>

#include "program.hpp"

namespace {

using mirage_test::Folder;
using mirage_test::mirage;
using mirage_test::Outcome;

TEST(Program, HelpAndVersion) {
    for (const char* arguments :
         {"--help", "--version", "help", "version", "point --help", "help sweep", "show --help"}) {
        const Outcome run = mirage(arguments);
        EXPECT_EQ(run.status, 0) << arguments;
        EXPECT_NE(run.out, "") << arguments;
        EXPECT_EQ(run.err, "") << arguments;
    }
    EXPECT_NE(mirage("point --help").out.find("--gamma"), std::string::npos);
}

TEST(Program, BadUsageIsOneLineAndExitTwo) {
    const Folder folder;
    const std::string deck = folder.write("a.cfg", "[grid]\nT = 0.1\n");
    const std::string out = folder / "out.h5";
    for (const std::string& arguments : std::vector<std::string>{
             "",
             "nonsense",
             "point --T",
             "point --T=-1",
             "point --T=nan",
             "point --T=0.1,0.2",
             "point --frequency=3",
             "point --format=xml",
             "point --units=si",
             "point --beta=-3",
             "point --output=" + folder / "missing/x.json",
             "point --bta=1",
             "point --T 0,5",
             "point --T '3 K'",
             "point --T --B 2",
             "point --units=reduced --tc0=3",
             "point --g-factor=2",
             "line --T 1,5",
             "line --T '[0.1, 0.5]'",
             "spectrum --spin=yes",
             "spectrum --format table --spin",
             "spectrum --format table --conductance",
             "sweep --T 0.1 --spectrum-T 0.1 --output=" + out,
             "sweep --T 0.1 --energy auto --output=" + out,
             "point extra",
             "point ''",
             "point -T 0.1",
             "point --T",
             "point --T=0.1 --T=0.2",
             "point --T=0.1 --grid.T=0.2",
             "point \"--T=$(printf '0.1\\n2')\"",
             "point --units si --tc0 1e200 --T 1e199",
             "\"$(printf 'no\\nsuch')\"",
             "show \"$(printf 'no\\nsuch')\"",
             "show /dev/zero",
             "show",
             "show " + folder / "none.h5",
             "show " + deck,
             "show a b",
             "sweep",
             "sweep --output=" + out,
             "sweep /dev/null --output=" + out,
             "sweep " + folder / "none.cfg",
             "sweep " + deck + " --output=" + folder / "missing/x.h5",
             "sweep " + deck + " --grid.T=0.1,,2 --output=" + out,
             "sweep " + deck + " --grid.T=0 --output=" + out,
             "sweep " + deck + " --output=" + deck,
             "sweep " + deck + " --output=/dev/null",
             "sweep " + deck + " --output='" + folder / "a#b.h5'",
             "sweep " + deck + " --output=" + folder / std::string(250, 'x'),
             "sweep " + deck + " \"--output=$(printf 'a\\n[grid]\\nT = 1')\"",
             "sweep " + deck + " --grid.B=0:9:100000 --grid.T=0.1:1:100000 --output=" + out,
             "sweep " + deck + " --grid.gamma= --output=" + out,
             "sweep " + deck + " --wrong.key=1 --output=" + out}) {
        const Outcome run = mirage(arguments);
        EXPECT_EQ(run.status, 2) << arguments << "\n" << run.err;
        EXPECT_EQ(run.error_lines(), 1) << arguments << "\n" << run.err;
        EXPECT_EQ(run.err.rfind("mirage: ", 0), 0u) << run.err;
        EXPECT_EQ(run.out, "") << arguments;
    }
    EXPECT_EQ(folder.files(), 1) << "nothing written";
    EXPECT_EQ(mirage_test::read_file(deck), "[grid]\nT = 0.1\n");
    EXPECT_NE(mirage("nonsense").err.find("point"), std::string::npos) << "the commands that there are";
    EXPECT_NE(mirage("point extra").err.find("'extra'"), std::string::npos);
}

TEST(Program, HelpTellsDefaultsAndRanges) {
    for (const char* command : {"point", "sweep"}) {
        const std::string text = mirage(std::string(command) + " --help").out;
        for (const char* word :
             {"usage: ", "example: ", "0 to 100 Delta0", "1e-12 to 1e-3", "(default 1e-10 Delta0)",
              "[energy]", "reduced, si", "0.001 Tc0", "--output"})
            EXPECT_NE(text.find(word), std::string::npos) << command << " " << word;
    }
}

TEST(Program, OutputThatIsLostIsAFailure) {
    if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "no /dev/full";
    for (const char* arguments :
         {"point >/dev/full", "point --format json >/dev/full", "line --T 0.5 >/dev/full"}) {
        const Outcome run = mirage(arguments);
        EXPECT_EQ(run.status, 1) << arguments;
        EXPECT_EQ(run.error_lines(), 1) << arguments << "\n" << run.err;
    }
    EXPECT_EQ(mirage("point --output /dev/full").status, 2) << "a device";
}

TEST(Program, ACriticalTemperatureMeansSiAndIsSaidSo) {
    const Outcome run = mirage("point --tc0 3 --T 2 --format json"),
                  said = mirage("point --units SI --tc0 3 --T 2 --format json");
    EXPECT_EQ(run.status, 0) << run.err;
    const auto after_command = [](const std::string& text) { return text.substr(text.find("\"version\"")); };
    EXPECT_EQ(after_command(run.out), after_command(said.out));
    EXPECT_EQ(run.err, "mirage: note: units: SI (K, tesla, meV), because --tc0 is given\n");
    EXPECT_EQ(said.err, "");
    for (const char* command : {"line --T 1.5,2", "spectrum --energy 0.5 --T 1", "bands --xi 0.5 --T 1",
                                "formula ising --beta 4 --T 1"})
        EXPECT_NE(mirage(std::string(command) + " --tc0 3").err.find("SI"), std::string::npos) << command;
}

TEST(Program, AnUnknownInstructionSetIsRefused) {
    for (const char* set : {"foo", "AVX", "avx3"}) {
        const Outcome run =
            mirage_test::shell("MIRAGE_INSTRUCTION_SET=" + std::string(set) + " " MIRAGE_PROGRAM " point");
        EXPECT_EQ(run.status, 2) << set;
        EXPECT_EQ(run.error_lines(), 1) << run.err;
        EXPECT_NE(run.err.find("plain"), std::string::npos) << run.err;
    }
    EXPECT_EQ(mirage_test::shell("MIRAGE_INSTRUCTION_SET=plain " MIRAGE_PROGRAM " point").status, 0);
    EXPECT_EQ(mirage_test::shell("MIRAGE_INSTRUCTION_SET= " MIRAGE_PROGRAM " point").status, 0);
}

TEST(Program, AMistakeUnderMpirunIsSaidOnce) {
    for (const char* arguments : {"sweep --bta 3", "swep", "point --bta 3"}) {
        const Outcome run = mirage_test::mirage_mpi(3, 1, arguments);
        EXPECT_EQ(run.status, 2) << arguments;
        EXPECT_NE(run.err.find("did you mean"), std::string::npos) << run.err;
        EXPECT_EQ(run.err.find("did you mean"), run.err.rfind("did you mean")) << run.err;
    }
}

TEST(Program, WordsAndOptionsInAnyOrder) {
    EXPECT_EQ(mirage("formula --T 0.1 ising --beta 7").out, mirage("formula ising --T 0.1 --beta 7").out);
    EXPECT_EQ(mirage("point --T 0.1 --format=JSON").status, 0);
}

}  // namespace
