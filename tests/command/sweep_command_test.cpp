// `mirage sweep` through the command line, alone and under mpirun.

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <utility>

#include <gtest/gtest.h>

#include "csv.hpp"
#include "program.hpp"
#include "sweep/partition.hpp"
#include "sweep/sweep_plan.hpp"
#include "sweep_cases.hpp"

namespace {

using mirage_test::Csv;
using mirage_test::csv_of;
using mirage_test::expect_equal_data;
using mirage_test::Folder;
using mirage_test::held_sweep;
using mirage_test::is_stopped;
using mirage_test::mirage;
using mirage_test::mirage_mpi;
using mirage_test::Outcome;
using mirage_test::shell;
using mirage_test::small_deck;

TEST(SweepCommand, SweepGivesTheSameDataWithAnyNumberOfRanks) {
    const Folder folder;
    const std::string name = folder.write("a.cfg", small_deck);
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

TEST(SweepCommand, BadInputUnderMpirunIsSaidOnce) {
    const Folder folder;
    const std::string name = folder.write("a.cfg", small_deck);
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

TEST(SweepCommand, XarrayOpensTheFile) {
    std::string python;
    for (const char* candidate : {"python3", "/usr/bin/python3"})
        if (python.empty() && shell(std::string(candidate) + " -c 'import xarray, h5netcdf'").status == 0)
            python = candidate;
    if (python.empty()) GTEST_SKIP() << "no Python with xarray and h5netcdf";
    const Folder folder;
    ASSERT_EQ(mirage("sweep " + folder.write("a.cfg", small_deck) + " --output " + folder / "a.h5").status,
              0);
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

const std::string two_ranks = std::string(MIRAGE_MPIEXEC) + " --oversubscribe -n 2";

TEST(SweepCommand, ASignalStopsASweepAndTheSameCommandResumes) {
    const Folder folder;
    const std::string deck = folder.write("a.cfg", small_deck), output = folder / "a.h5",
                      undisturbed = folder / "undisturbed.h5", arguments = deck + " --output " + output;
    ASSERT_EQ(mirage("sweep " + deck + " --output " + undisturbed).status, 0);
    for (const auto& [launcher, fault] : {std::pair<std::string, std::string>{"", "kill -TERM $pid"},
                                          {"", "kill -USR1 $pid; kill -USR1 $pid"},
                                          {two_ranks, "kill -USR1 $pid"},
                                          {two_ranks, "kill -TERM $(pgrep -P $pid | tail -n 1)"}}) {
        const Outcome run = held_sweep(launcher, 5, arguments, fault);
        EXPECT_TRUE(is_stopped(run)) << fault << run.status << run.err;
        EXPECT_FALSE(std::filesystem::exists(output)) << "not before it is whole";
        const Outcome show = mirage("show " + output);
        EXPECT_EQ(show.status, 0) << show.err;
        EXPECT_NE(show.out.find("not finished"), std::string::npos) << show.out;
        EXPECT_EQ(mirage("show " + output + ".checkpoint/").out.substr(0, 30), show.out.substr(0, 30));
        const Outcome refused = mirage("sweep " + arguments + " --tolerance 1e-9");
        EXPECT_EQ(refused.status, 2);
        EXPECT_EQ(refused.error_lines(), 1) << refused.err;
        EXPECT_NE(refused.err.find("numerics.tolerance: 1e-10 -> 1e-09"), std::string::npos) << refused.err;
        const Outcome resumed = mirage_mpi(3, 1, "sweep " + arguments);
        ASSERT_EQ(resumed.status, 0) << resumed.err;
        EXPECT_NE(resumed.err.find("resuming: "), std::string::npos) << resumed.err;
        expect_equal_data(undisturbed, output);
        EXPECT_FALSE(std::filesystem::exists(output + ".checkpoint"));
        std::filesystem::remove(output);
    }
}

TEST(SweepCommand, StoppedAmongItsSpectraItResumesThere) {
    const Folder folder;
    const std::string deck =
                          folder.write("a.cfg", std::string(small_deck) + "[spectrum]\nenergy = -4:4:33\n"),
                      arguments = deck + " --output " + folder / "a.h5";
    ASSERT_EQ(mirage("sweep " + deck + " --output " + folder / "undisturbed.h5").status, 0);
    const ::mirage::SweepPlan plan =
        ::mirage::sweep_plan(::mirage::read_configuration(deck, {}, ::mirage::Scope::sweep));
    const auto items = ::mirage::partition(plan.grid, {0, plan.grid.lines(), true}, plan.grid_cost).size();
    const Outcome run = held_sweep(two_ranks, static_cast<long>(items) + 3, arguments, "kill -USR1 $pid");
    EXPECT_TRUE(is_stopped(run)) << run.status << run.err;
    ASSERT_EQ(mirage("sweep " + arguments).status, 0);
    expect_equal_data(folder / "undisturbed.h5", folder / "a.h5");
}

TEST(SweepCommand, StoppedBeforeItsFirstItemItStartsOver) {
    const Folder folder;
    const std::string output = folder / "a.h5",
                      arguments = folder.write("a.cfg", small_deck) + " --output " + output;
    for (const std::string& launcher : {std::string(), two_ranks}) {
        const Outcome run = held_sweep(launcher, 0, arguments, "kill -USR1 $pid");
        EXPECT_TRUE(is_stopped(run)) << run.status << run.err;
        EXPECT_FALSE(std::filesystem::exists(output));
        const Outcome again = mirage("sweep " + arguments);
        EXPECT_EQ(again.status, 0) << again.err;
        EXPECT_EQ(again.err.find("resuming"), std::string::npos) << again.err;
        EXPECT_EQ(folder.files(), 2) << "the deck and the result";
        std::filesystem::remove(output);
    }
}

TEST(SweepCommand, AHeldSweepThatIsReleasedIsLikeAnyOther) {
    const Folder folder;
    const std::string deck = folder.write("a.cfg", small_deck);
    ASSERT_EQ(mirage("sweep " + deck + " --output " + folder / "a.h5").status, 0);
    for (const std::string& launcher : {std::string(), two_ranks}) {
        const Outcome run = held_sweep(launcher, 3, deck + " --output " + folder / "b.h5",
                                       "[ ! -e " + folder / "b.h5" + " ] && touch $go");
        EXPECT_EQ(run.status, 0) << run.err;
        expect_equal_data(folder / "a.h5", folder / "b.h5");
        std::filesystem::remove(folder / "b.h5");
    }
    const Outcome wrong =
        shell("MIRAGE_TEST_HOLD=3 " MIRAGE_PROGRAM " sweep " + deck + " --output " + folder / "c.h5");
    EXPECT_EQ(wrong.status, 1);
    EXPECT_NE(wrong.err.find("is not N:FILE"), std::string::npos) << wrong.err;
}

TEST(SweepCommand, OneRunOnOneOutput) {
    const Folder folder;
    const std::string arguments = folder.write("a.cfg", small_deck) + " --output " + folder / "a.h5";
    const Outcome run = held_sweep("", 5, arguments,
                                   std::string(MIRAGE_PROGRAM) + " sweep " + arguments + " 2>" +
                                       folder / "second" + "; echo $? >" + folder / "status" + "; kill $pid");
    EXPECT_EQ(run.status, 75) << run.err;
    EXPECT_EQ(mirage_test::read_file(folder / "status"), "2\n");
    const std::string text = mirage_test::read_file(folder / "second");
    EXPECT_NE(text.find("another run is writing it"), std::string::npos) << text;
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1) << text;
    const Outcome restarted = mirage("sweep " + arguments + " --restart --T 0.1");
    EXPECT_EQ(restarted.status, 0) << restarted.err;
    EXPECT_EQ(folder.files(), 4) << "the checkpoint is gone";
}

TEST(SweepCommand, AResultIsComputedAgainFromItself) {
    const Folder folder;
    ASSERT_EQ(
        mirage("sweep " + folder.write("a.cfg", small_deck) + " --gamma 0.3 --output " + folder / "a.h5")
            .status,
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

TEST(SweepCommand, SettingsAloneAreADeck) {
    const Folder folder;
    const Outcome run = mirage("sweep --T 0.1:0.9:2 --B 0:3:2 --beta 7 --output " + folder / "a.h5");
    ASSERT_EQ(run.status, 0) << run.err;
    const std::string deck =
        folder.write("a.cfg", "[grid]\nT = 0.1:0.9:2\nB = 0:3:2\n[material]\nbeta = 7\n");
    ASSERT_EQ(mirage("sweep " + deck + " --output " + folder / "b.h5").status, 0);
    expect_equal_data(folder / "a.h5", folder / "b.h5");
}

/// As editors of Windows write it; with settings in front of the deck's name too.
TEST(SweepCommand, ADeckWithByteOrderMark) {
    const Folder folder;
    const std::string deck =
        folder.write("a.cfg", "\xef\xbb\xbf[material]\r\nbeta = 4.1\r\n[grid]\r\nT = 0.5\r\n");
    const Outcome run = mirage("sweep --B 0:3:2 " + deck + " --output " + folder / "a.h5");
    EXPECT_EQ(run.status, 0) << run.err;
}

/// A Gamma pocket, an axis of magnetic scattering, spectra: stopped, resumed, on any number of ranks, and
/// again from the result alone.
constexpr const char* real_deck = R"([material]
beta = 7
gamma-magnetic = 0, 0.02
theta = 180
[grid]
T = 0.2, 0.5
B = 0:2:3
gamma = 0.1
[pocket.G]
share = 0.4
beta = 3
gap = 0.8
form = valley
[spectrum]
energy = 0:2:3
T = 0.5
)";

TEST(SweepCommand, AMaterialOnAnyNumberOfRanks) {
    const Folder folder;
    const std::string deck = folder.write("a.cfg", real_deck), alone = folder / "alone.h5";
    const Outcome run = mirage("sweep " + deck + " --threads 1 --output " + alone);
    ASSERT_EQ(run.status, 0) << run.err;
    EXPECT_NE(run.out.find("failed 0"), std::string::npos) << run.out;
    for (const int ranks : {2, 3}) {
        const std::string file = folder / ("ranks" + std::to_string(ranks) + ".h5");
        ASSERT_EQ(mirage_mpi(ranks, 1, "sweep " + deck + " --output " + file).status, 0);
        expect_equal_data(alone, file);
    }
    ASSERT_EQ(mirage("sweep --from " + alone + " --output " + folder / "again.h5").status, 0);
    expect_equal_data(alone, folder / "again.h5");
    const Outcome show = mirage("show " + alone);
    for (const char* word : {"gamma_magnetic", "theta 180 degree", "pockets G:share=0.4,beta=3,form=valley"})
        EXPECT_NE(show.out.find(word), std::string::npos) << show.out;
    const std::string header = shell("h5dump -A " + alone).out;
    for (const char* word : {"\"pockets\"", "\"theta\"", "\"theta_units\"", "\"triplet_order_parameter\"",
                             "\"critical_temperature\"", "[pocket.G]"})
        EXPECT_NE(header.find(word), std::string::npos) << word;
    EXPECT_EQ(header.find("\"orbital\""), std::string::npos) << "not given";
}

/// The largest difference between a curve of a sweep and the column of `mirage spectrum` at its point.
double largest_difference(const Csv& sweep, double T, double B, const Csv& spectrum) {
    double largest = 0.0;
    std::size_t row = 0;
    for (std::size_t i = 0; i < sweep.rows.size(); ++i) {
        if (sweep.number(i, "T_spectrum") != T || sweep.number(i, "B") != B) continue;
        EXPECT_EQ(sweep.number(i, "energy"), spectrum.number(row, "voltage"));
        largest = std::max(largest,
                           std::fabs(sweep.number(i, "conductance") - spectrum.number(row++, "conductance")));
    }
    EXPECT_EQ(row, spectrum.rows.size());
    return largest;
}

/// dI/dV of a material on any number of ranks, and at every point that of `mirage spectrum`.
TEST(SweepCommand, ConductanceIsThatOfSpectrumOnAnyNumberOfRanks) {
    const Folder folder;
    const std::string deck = folder.write("a.cfg", R"([material]
units = si
tc0 = 3
beta = 1.5
[grid]
T = 0.3, 0.9, 2
B = 0, 6
gamma = 0.05
alpha = 0.1
[spectrum]
energy = -2.5:2.5:101
eta = 0.01
conductance = true
T = 0.3, 0.9
)"),
                      alone = folder / "alone.h5";
    const Outcome run = mirage("sweep " + deck + " --threads 1 --output " + alone);
    ASSERT_EQ(run.status, 0) << run.err;
    for (const int ranks : {1, 2, 3}) {
        const std::string file = folder / ("ranks" + std::to_string(ranks) + ".h5");
        ASSERT_EQ(mirage_mpi(ranks, 1, "sweep " + deck + " --output " + file).status, 0);
        expect_equal_data(alone, file);
    }
    ASSERT_EQ(mirage("sweep --from " + alone + " --output " + folder / "again.h5").status, 0);
    expect_equal_data(alone, folder / "again.h5");
    EXPECT_EQ(mirage("verify " + alone).status, 0);
    EXPECT_NE(mirage("show " + alone).out.find("conductance"), std::string::npos);
    const Csv stored = csv_of("show " + alone + " --format csv --variable conductance");
    ASSERT_EQ(stored.rows.size(), 404u);
    for (const double T : {0.3, 0.9})
        for (const double B : {0.0, 6.0}) {
            const Csv at = csv_of(
                "spectrum --units si --tc0 3 --beta 1.5 --gamma 0.05 --alpha 0.1 --eta 0.01 "
                "--energy=-2.5:2.5:101 --conductance --T " +
                std::to_string(T) + " --B " + std::to_string(B));
            EXPECT_LT(largest_difference(stored, T, B, at), 1e-10) << T << ' ' << B;
        }
}

/// The best momentum at every point of a diagram, on any number of ranks, and again from the file.
TEST(SweepCommand, TheBestMomentumOnAnyNumberOfRanks) {
    const Folder folder;
    const std::string deck = folder.write("a.cfg",
                                          "[material]\nbeta = 7\nmomentum = auto\n[grid]\nT = 0.2, 0.5\n"
                                          "B = 2, 3, 3.8\nalpha = 1\n"),
                      alone = folder / "alone.h5";
    const Outcome run = mirage("sweep " + deck + " --threads 1 --output " + alone);
    ASSERT_EQ(run.status, 0) << run.err;
    ASSERT_EQ(mirage_mpi(2, 1, "sweep " + deck + " --output " + folder / "two.h5").status, 0);
    expect_equal_data(alone, folder / "two.h5");
    ASSERT_EQ(mirage("sweep --from " + alone + " --output " + folder / "again.h5").status, 0);
    expect_equal_data(alone, folder / "again.h5");
    const std::string header = shell("h5dump -A " + alone).out;
    for (const char* word : {"\"pair_momentum\"", "\"current\"", "\"stiffness_along\"",
                             "\"stiffness_across\"", "best: the momentum of the lowest free energy"})
        EXPECT_NE(header.find(word), std::string::npos) << word;
    const auto values = [&](const char* name) {
        return csv_of("show " + alone + " --format csv --variable " + std::string(name));
    };
    const Csv Q = values("pair_momentum"), stiffness = values("stiffness_across");
    ASSERT_EQ(Q.rows.size(), 6u);
    EXPECT_EQ(Q.rows[0].back(), 0.0) << "uniform at T = 0.2, B = 2";
    EXPECT_GT(stiffness.rows[0].back(), 0.1);
    EXPECT_GT(Q.rows[2].back(), 0.2) << "at B = 3.8, where the uniform state has ended";
    EXPECT_TRUE(std::isnan(stiffness.rows[2].back()));
}

TEST(SweepCommand, AMomentumIsAnAxisOrANumber) {
    const Folder folder;
    const std::string deck = folder.write("a.cfg", "[material]\nmomentum = 0, 0.4\n[grid]\nT = 0.5\nB = 0\n"),
                      file = folder / "a.h5";
    ASSERT_EQ(mirage("sweep " + deck + " --threads 1 --output " + file).status, 0);
    const Csv current = csv_of("show " + file + " --format csv --variable current");
    ASSERT_EQ(current.rows.size(), 2u);
    EXPECT_EQ(current.rows[0].back(), 0.0);
    EXPECT_GT(current.rows[1].back(), 0.2);
    EXPECT_NE(current.header.find("momentum"), std::string::npos);
    EXPECT_NE(shell("h5dump -A " + file).out.find("given: the setting momentum"), std::string::npos);
    const Outcome again = mirage("sweep " + deck + " --momentum auto --threads 1 --output " + file);
    EXPECT_EQ(again.status, 2) << "another result is there";
    ASSERT_EQ(mirage("sweep " + deck + " --momentum auto --overwrite --threads 1 --output " + file).status,
              0);
}

TEST(SweepCommand, AMaterialResumesAndOthersDoNot) {
    const Folder folder;
    const std::string deck = folder.write("a.cfg", real_deck), file = folder / "a.h5";
    const std::string arguments = deck + " --threads 1 --output " + file;
    const Outcome stopped = held_sweep("", 4, arguments, "kill -TERM $pid; touch $go");
    ASSERT_TRUE(is_stopped(stopped)) << stopped.err;
    const Outcome other = mirage("sweep " + arguments + " --pocket.G.beta 4");
    EXPECT_EQ(other.status, 2);
    EXPECT_NE(other.err.find("pocket.G.beta: 3 -> 4"), std::string::npos) << other.err;
    const Outcome resumed = mirage_mpi(2, 1, "sweep " + arguments);
    ASSERT_EQ(resumed.status, 0) << resumed.err;
    ASSERT_EQ(mirage("sweep " + deck + " --output " + folder / "b.h5").status, 0);
    expect_equal_data(file, folder / "b.h5");
}

TEST(SweepCommand, WhatOtherRunsLeftInSharedMemoryDoesNotMatter) {
    // Open MPI would open this name, which no second user of the machine may
    const std::string semaphore = "/dev/shm/sem.OMPIO_result.h5";
    if (shell("mkdir " + semaphore).status != 0) GTEST_SKIP() << "no " << semaphore;
    const Folder folder;
    const std::string deck = folder.write("a.cfg", small_deck);
    const Outcome alone = mirage("sweep " + deck + " --output " + folder / "a.h5");
    const Outcome together = mirage_mpi(2, 1, "sweep " + deck + " --output " + folder / "b.h5");
    EXPECT_EQ(shell("rmdir " + semaphore).status, 0);
    EXPECT_EQ(alone.status, 0) << alone.err;
    EXPECT_EQ(together.status, 0) << together.err;
    expect_equal_data(folder / "a.h5", folder / "b.h5");
}

}  // namespace
