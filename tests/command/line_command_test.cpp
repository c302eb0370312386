// The program itself, through its command line.

#include <cmath>
#include <filesystem>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "program.hpp"

namespace {

using mirage_test::Folder;
using mirage_test::mirage;
using mirage_test::mirage_mpi;
using mirage_test::Outcome;
using mirage_test::shell;

nlohmann::json point_json(const std::string& arguments) {
    const Outcome run = mirage("point --format json " + arguments);
    EXPECT_EQ(run.status, 0) << run.err;
    return nlohmann::json::parse(run.out);
}

TEST(CommandLine, HelpAndVersion) {
    for (const char* arguments : {"--help", "--version", "point --help", "sweep --help", "show --help"}) {
        const Outcome run = mirage(arguments);
        EXPECT_EQ(run.status, 0) << arguments;
        EXPECT_NE(run.out, "") << arguments;
        EXPECT_EQ(run.err, "") << arguments;
    }
    EXPECT_NE(mirage("point --help").out.find("--gamma"), std::string::npos);
}

TEST(CommandLine, BadUsageIsOneLineAndExitTwo) {
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

TEST(CommandLine, HelpTellsDefaultsAndRanges) {
    for (const char* command : {"point", "sweep"}) {
        const std::string text = mirage(std::string(command) + " --help").out;
        for (const char* word : {"usage: ", "example: ", "0 to 100 Delta0", "1e-12 to 1e-3",
                                 "(default 1e-10)", "[energy]", "reduced, si", "0.001 Tc0", "--output"})
            EXPECT_NE(text.find(word), std::string::npos) << command << " " << word;
    }
}

TEST(CommandLine, OutputThatIsLostIsAFailure) {
    if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "no /dev/full";
    for (const char* arguments :
         {"point >/dev/full", "point --format json >/dev/full", "point --output /dev/full"}) {
        const Outcome run = mirage(arguments);
        EXPECT_EQ(run.status, 1) << arguments;
        EXPECT_EQ(run.error_lines(), 1) << arguments << "\n" << run.err;
    }
}

TEST(CommandLine, PointAsJson) {
    const auto json = point_json("--T 0.1 --B 2 --beta 7");
    for (const char* key :
         {"T", "B", "beta", "gamma", "alpha", "units", "phase", "order_parameter", "free_energy",
          "magnetization", "susceptibility_ratio", "zero_energy_dos", "solutions", "numerics"})
        EXPECT_TRUE(json.contains(key)) << key;
    for (const char* key : {"residual", "matsubara_nodes", "directions"})
        EXPECT_TRUE(json["numerics"].contains(key)) << key;
    EXPECT_EQ(json["phase"], "gapped");
    EXPECT_EQ(json["units"], "reduced");
    EXPECT_NEAR(json["order_parameter"], 0.837557, 1e-6);
    ASSERT_EQ(json["solutions"].size(), 1u);
    EXPECT_EQ(json["solutions"][0]["kind"], "stable");
    EXPECT_EQ(json["solutions"][0]["order_parameter"], json["order_parameter"]);
    EXPECT_EQ(json["solutions"][0]["free_energy"], json["free_energy"]);
}

TEST(CommandLine, PointSpecialCases) {
    EXPECT_EQ(point_json("--T 1 --B 2 --beta 7")["phase"], "normal");
    EXPECT_EQ(point_json("--T 1 --B 2 --beta 7")["zero_energy_dos"], 1.0);
    EXPECT_NEAR(point_json("--T 0.01 --B 0 --beta 7")["order_parameter"], 1.0, 1e-9);
    EXPECT_EQ(point_json("--T 0.1 --B -2 --beta 7")["order_parameter"],
              point_json("--T 0.1 --B 2 --beta 7")["order_parameter"]);
    EXPECT_EQ(point_json("--T 0.1 --B -2 --beta 7")["B"], -2.0);
    EXPECT_EQ(point_json("--T 0.5 --B 2.9 --beta 7 --alpha 1")["phase"], "gapless");
    EXPECT_EQ(point_json("--T 0.1 --B 0.65")["solutions"].size(), 2u);
}

TEST(CommandLine, SiAndReducedAreTheSamePoint) {
    // NbSe2, 1 K and 20 T
    const double Delta0 = 1.7638769888620457 * 0.08617333262145179 * 3.0;
    const auto si = point_json("--units si --tc0 3 --T 1 --B 20 --beta 4.1 --gamma 0.1 --alpha 0.2");
    const auto text = [](double x) { return std::to_string(x) + "0"; };
    char arguments[256];
    std::snprintf(arguments, sizeof arguments, "--T %.17g --B %.17g --beta %.17g --gamma %.17g --alpha %.17g",
                  1.0 / 3.0, 20 * 0.057883818060 / Delta0, 4.1 / Delta0, 0.1 / Delta0, 0.2 / Delta0);
    const auto reduced = point_json(arguments);
    EXPECT_EQ(si["units"], "si") << text(0);
    EXPECT_NEAR(si["order_parameter"].get<double>() / Delta0, reduced["order_parameter"], 1e-10);
    EXPECT_NEAR(si["free_energy"].get<double>() / (Delta0 * Delta0), reduced["free_energy"], 1e-10);
    EXPECT_NEAR(si["magnetization"].get<double>() / Delta0, reduced["magnetization"], 1e-10);
    EXPECT_EQ(si["T"], 1.0);
    EXPECT_EQ(si["B"], 20.0);
}

TEST(CommandLine, PointAsTableAndCsv) {
    const Outcome table = mirage("point --T 0.02 --B 0.74 --beta 0.3");
    EXPECT_EQ(table.status, 0);
    for (const char* word : {"metastable", "unstable", "stable", "Delta0", "gapped"})
        EXPECT_NE(table.out.find(word), std::string::npos) << word;
    const Outcome csv = mirage("point --T 0.1 --B 2 --beta 7 --format=csv");
    EXPECT_EQ(std::count(csv.out.begin(), csv.out.end(), '\n'), 2);
    const Folder folder;
    EXPECT_EQ(mirage("point --T 0.1 --B 2 --format csv --output " + folder / "p.csv").out, "");
    EXPECT_NE(mirage_test::read_file(folder / "p.csv").find("order_parameter"), std::string::npos);
}

TEST(CommandLine, LineAsCsvJsonAndTable) {
    const Outcome csv = mirage("line --T 0.02,0.5,1 --beta 0.3");
    EXPECT_EQ(csv.status, 0) << csv.err;
    EXPECT_EQ(csv.out.substr(0, csv.out.find('\n')),
              "T,B_c2,order,B_supercooling,B_superheating,B_jump,B_collapse");
    EXPECT_EQ(std::count(csv.out.begin(), csv.out.end(), '\n'), 4);
    EXPECT_NE(csv.out.find("1,nan,0,nan,nan,nan,nan"), std::string::npos) << "no field at Tc0";
    const auto json = nlohmann::json::parse(mirage("line --T 0.02,0.5 --beta 0.3 --format json").out);
    for (const char* key : {"rows", "T_tricritical", "T_critical_point", "T_upturn"})
        EXPECT_TRUE(json.contains(key)) << key;
    EXPECT_NEAR(json["rows"][0]["B_jump"], 0.745139, 1e-6);
    EXPECT_EQ(json["rows"][1]["order"], 1);
    EXPECT_TRUE(json["rows"][1]["B_jump"].is_null());
    EXPECT_EQ(json["T_tricritical"].size(), 1u);
    EXPECT_NE(mirage("line --T 0.02,0.5 --beta 0.3 --format table").out.find("tricritical point"),
              std::string::npos);
    // SI: tesla and kelvin
    const auto si =
        nlohmann::json::parse(mirage("line --T 1.5 --units si --tc0 3 --beta 4.1 --format json").out);
    const double field = 1.7638769888620457 * 0.08617333262145179 * 3.0 / 0.057883818060;
    char arguments[128];
    std::snprintf(arguments, sizeof arguments, "line --T 0.5 --format json --beta %.17g",
                  4.1 / (field * 0.057883818060));
    EXPECT_NEAR(si["rows"][0]["B_c2"].get<double>() / field,
                nlohmann::json::parse(mirage(arguments).out)["rows"][0]["B_c2"], 1e-9);
    const Outcome inverse = mirage("line --B 1,2,20 --beta 7");
    EXPECT_EQ(inverse.out.substr(0, inverse.out.find('\n')), "B,T_c,order");
    EXPECT_NE(inverse.out.find("20,nan,0"), std::string::npos);
    EXPECT_EQ(mirage("line --B 1 --T 0.1").status, 2);
    EXPECT_EQ(mirage("line --gamma 0,1").status, 2);
}

TEST(CommandLine, Formulas) {
    for (const char* arguments :
         {"pauli --T 0.1,0.9", "ising --T 0.1,0.9 --beta 7", "mirage --T 0.1 --B 1,2 --beta 7",
          "rashba-field --beta 7 --alpha 0.1,1", "rashba-gap --T 0.01 --B 1,2 --beta 7 --alpha 0.3"}) {
        const Outcome run = mirage("formula " + std::string(arguments));
        EXPECT_EQ(run.status, 0) << arguments << run.err;
        EXPECT_EQ(std::count(run.out.begin(), run.out.end(), '\n'), 3) << arguments << run.out;
    }
    for (const char* name : {"pauli", "whh", "klb", "ising", "mirage", "rashba-gap", "rashba-field",
                             "rashba-ginzburg-landau", "rashba-dos"})
        EXPECT_NE(mirage("formula " + std::string(name) + " --help").out.find("valid"), std::string::npos)
            << name;
    for (const char* arguments : {"", "nonsense", "ising --T 0 --beta 7", "ising --frequency 3"}) {
        const Outcome run = mirage("formula " + std::string(arguments));
        EXPECT_EQ(run.status, 2) << arguments;
        EXPECT_EQ(run.error_lines(), 1) << run.err;
    }
}

const char* deck = R"([material]
units = si
tc0 = 3.0
beta = 4.1
[grid]
T = 0.1:3:4
B = 0:60:7
gamma = 0,0.1
alpha = 0,0.2
)";

/// All datasets of two files, byte by byte.
void expect_equal_data(const std::string& a, const std::string& b) {
    for (const char* name :
         {"alpha", "gamma", "T", "B", "order_parameter", "free_energy", "magnetization", "zero_energy_dos",
          "phase", "status", "solution_count", "B_c2", "B_supercooling", "transition_order", "T_upturn"}) {
        const Folder folder;
        for (const auto& [file, raw] : {std::pair{a, "a"}, std::pair{b, "b"}})
            ASSERT_EQ(
                shell("h5dump -d /" + std::string(name) + " -b LE -o " + folder / raw + " " + file).status,
                0);
        const std::string bytes = mirage_test::read_file(folder / "a");
        EXPECT_FALSE(bytes.empty());
        EXPECT_EQ(bytes, mirage_test::read_file(folder / "b")) << name;
    }
}

TEST(CommandLine, SweepGivesTheSameDataWithAnyNumberOfRanks) {
    const Folder folder;
    const std::string name = folder.write("a.cfg", deck);
    const Outcome alone = mirage("sweep " + name + " --threads 1 --output " + folder / "alone.h5");
    ASSERT_EQ(alone.status, 0) << alone.err;
    EXPECT_NE(alone.out.find("112 points"), std::string::npos) << alone.out;
    for (const int ranks : {1, 2, 3, 5}) {
        const std::string file = folder / ("ranks" + std::to_string(ranks) + ".h5");
        const Outcome run = mirage_mpi(ranks, ranks == 2 ? 2 : 1, "sweep " + name + " --output " + file);
        ASSERT_EQ(run.status, 0) << run.err;
        expect_equal_data(folder / "alone.h5", file);
    }
    EXPECT_EQ(folder.files(), 6) << "no partial file is left";
}

TEST(CommandLine, BadInputUnderMpirunIsSaidOnce) {
    const Folder folder;
    const std::string name = folder.write("a.cfg", deck);
    for (const std::string& arguments :
         {"--grid.T=-1 --output " + folder / "x.h5", "--output " + folder / "no/x.h5",
          std::string("\"--output=$(printf 'a\\n[grid]\\nT = 1')\"")}) {
        const Outcome run = mirage_mpi(3, 1, "sweep " + name + " " + arguments);
        EXPECT_EQ(run.status, 2);
        std::size_t count = 0;
        for (auto at = run.err.find("mirage: "); at != std::string::npos;
             at = run.err.find("mirage: ", at + 1))
            ++count;
        EXPECT_EQ(count, 1u) << run.err;
        EXPECT_EQ(folder.files(), 1);
    }
}

TEST(CommandLine, ShowTellsWhatAFileHolds) {
    const Folder folder;
    ASSERT_EQ(mirage("sweep " + folder.write("a.cfg", deck) + " --output " + folder / "a.h5").status, 0);
    const Outcome run = mirage("show " + folder / "a.h5");
    EXPECT_EQ(run.status, 0) << run.err;
    EXPECT_EQ(run.err, "");
    for (const char* word :
         {"order_parameter", "meV", "gapped", "converged 112", "B_supercooling", "alpha", "gamma"})
        EXPECT_NE(run.out.find(word), std::string::npos) << word;
    EXPECT_LT(std::count(run.out.begin(), run.out.end(), '\n'), 40) << "a screenful";
    EXPECT_EQ(mirage("show " + folder / "a.h5 | true").err, "") << "a closed pipe is not the file's fault";
}

TEST(CommandLine, ShowRefusesDamagedAndForeignFiles) {
    const Folder folder;
    ASSERT_EQ(mirage("sweep " + folder.write("a.cfg", deck) + " --output " + folder / "a.h5").status, 0);
    const std::string bytes = mirage_test::read_file(folder / "a.h5");
    for (const std::size_t length :
         {std::size_t{0}, std::size_t{7}, std::size_t{100}, bytes.size() / 2, bytes.size() - 1}) {
        const Outcome run = mirage("show " + folder.write("cut.h5", bytes.substr(0, length)));
        EXPECT_EQ(run.status, 2) << length;
        EXPECT_EQ(run.error_lines(), 1) << run.err;
    }
    ASSERT_EQ(shell("mkfifo " + folder / "pipe").status, 0);
    EXPECT_EQ(shell("timeout 20 " MIRAGE_PROGRAM " show " + folder / "pipe").status, 2);
    // A byte in twenty of the structure at the front, one file each: an answer or one line, never a crash. (A
    // sanitizer must leave faults inside HDF5 to the program.)
    const std::size_t step = std::getenv("MIRAGE_TEST_REDUCED") ? 200 : 20;
    const std::string show =
        "ASAN_OPTIONS=$ASAN_OPTIONS:handle_segv=0:handle_sigbus=0:handle_abort=0 timeout 20 " MIRAGE_PROGRAM
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

TEST(CommandLine, ShowRefusesVariablesThatDoNotFitTheirAxes) {
    if (shell("/usr/bin/python3 -c 'import h5py'").status != 0) GTEST_SKIP() << "no Python with h5py";
    const Folder folder;
    ASSERT_EQ(mirage("sweep " + folder.write("a.cfg", deck) + " --output " + folder / "a.h5").status, 0);
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
        const Outcome run = shell("timeout 20 " MIRAGE_PROGRAM " show " + folder / kind);
        EXPECT_EQ(run.status, 2) << kind;
        EXPECT_EQ(run.error_lines(), 1) << kind << "\n" << run.err;
        EXPECT_EQ(run.out, "") << kind;
    }
}

TEST(CommandLine, XarrayOpensTheFile) {
    std::string python;
    for (const char* candidate : {"python3", "/usr/bin/python3"})
        if (python.empty() && shell(std::string(candidate) + " -c 'import xarray, h5netcdf'").status == 0)
            python = candidate;
    if (python.empty()) GTEST_SKIP() << "no Python with xarray and h5netcdf";
    const Folder folder;
    ASSERT_EQ(mirage("sweep " + folder.write("a.cfg", deck) + " --output " + folder / "a.h5").status, 0);
    const std::string script = folder.write("open.py", R"(
import sys, xarray
d = xarray.open_dataset(sys.argv[1], engine="h5netcdf")
assert d.order_parameter.dims == ("alpha", "gamma", "T", "B"), d.order_parameter.dims
assert d.B_supercooling.dims == ("alpha", "gamma", "T")
assert d.T_upturn.dims == ("alpha", "gamma")
assert d["T"].attrs["units"] == "K" and d.order_parameter.attrs["units"] == "meV"
assert abs(float(d.order_parameter.sel(alpha=0, gamma=0, B=0).isel(T=0)) - 0.456) < 1e-3
assert d.phase.attrs["flag_meanings"] == "normal gapped gapless"
assert "beta = 4.1" in d.attrs["configuration"]
print("fine")
)");
    const Outcome run = shell(python + " " + script + " " + folder / "a.h5");
    EXPECT_EQ(run.status, 0) << run.err;
    EXPECT_EQ(run.out, "fine\n");
    const Outcome dump = shell("h5dump -H " + folder / "a.h5");
    EXPECT_EQ(dump.status, 0);
    EXPECT_EQ(dump.err, "");
}

const char* long_deck =
    "[material]\nbeta = 7\n[grid]\nT = 0.05:0.95:20\nB = 0:6:60\ngamma = 0.2\nalpha = 0,0.3\n";

/// Starts a sweep under `launcher`, waits for its checkpoint, runs `fault` on process $pid, returns the
/// sweep's status.
Outcome disturbed(const std::string& launcher, const std::string& arguments, const std::string& output,
                  const std::string& fault) {
    return shell(launcher + " " + MIRAGE_PROGRAM + " sweep " + arguments + " --output " + output +
                 " & pid=$!; for i in $(seq 500); do [ -e " + output +
                 ".checkpoint/fingerprint ] && break; sleep 0.02; done; sleep 0.3; " + fault +
                 "; wait $pid; exit $?");
}

TEST(CommandLine, ASignalStopsASweepAndTheSameCommandGoesOn) {
    const Folder folder;
    const std::string arguments = folder.write("a.cfg", long_deck);
    const std::string undisturbed = folder / "undisturbed.h5";
    ASSERT_EQ(mirage("sweep " + arguments + " --output " + undisturbed).status, 0);
    const std::string two_ranks = std::string(MIRAGE_MPIEXEC) + " --oversubscribe -n 2";
    for (const auto& [launcher, fault] : {std::pair<std::string, std::string>{"", "kill -TERM $pid"},
                                          {"", "kill -USR1 $pid; kill -USR1 $pid"},
                                          {two_ranks, "kill -USR1 $pid"},
                                          {two_ranks, "kill -TERM $(pgrep -P $pid | tail -n 1)"}}) {
        const std::string output = folder / "a.h5";
        const Outcome run = disturbed(launcher, arguments, output, fault);
        EXPECT_EQ(run.status, 75) << fault << run.err;
        EXPECT_NE(run.err.find("run the same command again to resume"), std::string::npos) << run.err;
        EXPECT_FALSE(std::filesystem::exists(output)) << "not before it is whole";
        const Outcome show = mirage("show " + output);
        EXPECT_EQ(show.status, 0) << show.err;
        EXPECT_NE(show.out.find("not finished"), std::string::npos) << show.out;
        EXPECT_EQ(mirage("show " + output + ".checkpoint/").out.substr(0, 30), show.out.substr(0, 30));
        const Outcome refused = mirage("sweep " + arguments + " --tolerance 1e-9 --output " + output);
        EXPECT_EQ(refused.status, 2);
        EXPECT_EQ(refused.error_lines(), 1) << refused.err;
        EXPECT_NE(refused.err.find("numerics.tolerance: 1e-10 -> 1e-09"), std::string::npos) << refused.err;
        ASSERT_EQ(mirage_mpi(3, 1, "sweep " + arguments + " --output " + output).status, 0);
        expect_equal_data(undisturbed, output);
        EXPECT_FALSE(std::filesystem::exists(output + ".checkpoint"));
        std::filesystem::remove(output);
    }
}

TEST(CommandLine, OneRunOnOneOutput) {
    const Folder folder;
    const std::string arguments = folder.write("a.cfg", long_deck) + " --B 0:6:6000",
                      output = folder / "a.h5";
    const Outcome run =
        disturbed("", arguments, output,
                  std::string(MIRAGE_PROGRAM) + " sweep " + arguments + " --output " + output + " 2>" +
                      folder / "second" + "; echo $? >" + folder / "status" + "; kill $pid");
    EXPECT_EQ(run.status, 75) << run.err;
    EXPECT_EQ(mirage_test::read_file(folder / "status"), "2\n");
    const std::string text = mirage_test::read_file(folder / "second");
    EXPECT_NE(text.find("another run is writing it"), std::string::npos) << text;
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1) << text;
    const Outcome anew = mirage("sweep " + arguments + " --restart --T 0.1 --output " + output);
    EXPECT_EQ(anew.status, 0) << anew.err;
    EXPECT_EQ(folder.files(), 4) << "the checkpoint is gone";
}

TEST(CommandLine, AResultIsComputedAgainFromItself) {
    const Folder folder;
    ASSERT_EQ(
        mirage("sweep " + folder.write("a.cfg", deck) + " --gamma 0.3 --output " + folder / "a.h5").status,
        0);
    const Outcome run = mirage_mpi(2, 1, "sweep --from " + folder / "a.h5" + " --output " + folder / "b.h5");
    EXPECT_EQ(run.status, 0) << run.err;
    expect_equal_data(folder / "a.h5", folder / "b.h5");
    for (const std::string& arguments :
         {"sweep --from " + folder / "a.h5", "sweep --from " + folder / "none.h5",
          "sweep " + folder / "a.cfg" + " --from " + folder / "a.h5",
          "sweep --from " + folder / "a.cfg" + " --output " + folder / "c.h5"}) {
        const Outcome refused = mirage(arguments);
        EXPECT_EQ(refused.status, 2) << arguments;
        EXPECT_EQ(refused.error_lines(), 1) << refused.err;
    }
    EXPECT_EQ(
        mirage("sweep --from " + folder / "a.h5" + " --T 0.2 --checkpoint 0 --output " + folder / "c.h5")
            .status,
        0);
}

}  // namespace
