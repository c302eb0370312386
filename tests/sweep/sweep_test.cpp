// Under mpirun with 1, 2, 3 and 5 ranks: whatever their number, the file holds the bits of solve_point.

#include "sweep/sweep.hpp"

#include <atomic>
#include <cmath>
#include <new>

#include <gtest/gtest.h>

#include "file/result_file.hpp"
#include "input/input_error.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "mirage/lines/special_temperatures.hpp"
#include "together.hpp"

namespace {

using namespace mirage;

using mirage_test::rank_of;
using mirage_test::read_all;
using mirage_test::same_bits;
using mirage_test::SharedFile;
using mirage_test::throws_at_high_field;

void expect_bits_of_solve_point(const Configuration& c) {
    const Grid grid = grid_of(c);
    const auto order = read_all<double>(c.output, "order_parameter", H5T_NATIVE_DOUBLE, grid.points());
    const auto energy = read_all<double>(c.output, "free_energy", H5T_NATIVE_DOUBLE, grid.points());
    const auto moment = read_all<double>(c.output, "magnetization", H5T_NATIVE_DOUBLE, grid.points());
    const auto dos = read_all<double>(c.output, "zero_energy_dos", H5T_NATIVE_DOUBLE, grid.points());
    const auto phases = read_all<std::int8_t>(c.output, "phase", H5T_NATIVE_INT8, grid.points());
    for (std::int64_t i = 0; i < grid.points(); ++i) {
        const auto at = static_cast<std::size_t>(i);
        const PointState state = solve_point(grid_point(grid, i).parameters, {c.tolerance});
        EXPECT_TRUE(same_bits(order[at], state.order_parameter));
        EXPECT_TRUE(same_bits(energy[at], state.free_energy));
        EXPECT_TRUE(same_bits(moment[at], state.magnetization));
        EXPECT_TRUE(same_bits(dos[at], state.zero_energy_dos));
        EXPECT_EQ(phases[at], static_cast<std::int8_t>(state.phase));
    }
    const auto fields = read_all<double>(c.output, "B_c2", H5T_NATIVE_DOUBLE, grid.lines());
    const auto collapse = read_all<double>(c.output, "B_collapse", H5T_NATIVE_DOUBLE, grid.lines());
    const auto orders = read_all<std::int8_t>(c.output, "transition_order", H5T_NATIVE_INT8, grid.lines());
    for (std::int64_t i = 0; i < grid.lines(); ++i) {
        const auto at = static_cast<std::size_t>(i);
        const CriticalFields expected = critical_fields(grid_line(grid, i).parameters);
        EXPECT_TRUE(std::isnan(expected.B_c2) ? std::isnan(fields[at])
                                              : same_bits(fields[at], expected.B_c2));
        EXPECT_TRUE(std::isnan(expected.B_collapse) ? std::isnan(collapse[at])
                                                    : same_bits(collapse[at], expected.B_collapse));
        EXPECT_EQ(orders[at], expected.order);
    }
    const auto upturn = read_all<double>(c.output, "T_upturn", H5T_NATIVE_DOUBLE, grid.planes());
    for (std::int64_t i = 0; i < grid.planes(); ++i) {
        const double expected = upturn_temperature(grid_plane(grid, i).parameters, c.T.values.front()).value;
        EXPECT_TRUE(std::isnan(expected) ? std::isnan(upturn[static_cast<std::size_t>(i)])
                                         : same_bits(upturn[static_cast<std::size_t>(i)], expected));
    }
}

std::atomic<int> calls = 0;  // of the point solver, in this process

PointState counting(const Parameters& p, const Accuracy& accuracy, Detail detail) {
    ++calls;
    return solve_point(p, accuracy, detail);
}

/// One start of a sweep on the first ranks, stopped after some points.
RunStatus start_sweep(const Configuration& c, int ranks, int max_calls) {
    MPI_Comm comm = MPI_COMM_NULL;
    MPI_Comm_split(MPI_COMM_WORLD, rank_of() < ranks ? 0 : MPI_UNDEFINED, rank_of(), &comm);
    int run_status = 0;
    calls = 0;
    if (comm != MPI_COMM_NULL) {
        SweepOptions options;
        options.solvers.point = counting;
        options.stop = [max_calls] { return calls >= max_calls; };
        run_status = static_cast<int>(run_sweep(c, comm, options));
        MPI_Comm_free(&comm);
    }
    MPI_Bcast(&run_status, 1, MPI_INT, 0, MPI_COMM_WORLD);
    return static_cast<RunStatus>(run_status);
}

TEST(Sweep, BitsOfSolvePointWhateverRanksAndThreads) {
    const SharedFile file;
    Configuration c = read_configuration(
        "", {"--beta=7", "--T=0.05,0.3,1.1", "--B=0:6:9", "--gamma=0,0.4", "--alpha=0,0.3"});
    c.output = file.name();
    for (const int threads : {1, 2}) {
        c.threads = threads;
        run_sweep(c, MPI_COMM_WORLD);
        MPI_Barrier(MPI_COMM_WORLD);
        if (rank_of() == 0) expect_bits_of_solve_point(c);
        MPI_Barrier(MPI_COMM_WORLD);
    }
    if (rank_of() == 0) {
        EXPECT_EQ(file.files(), 1) << "nothing left beside the result";
    }
    MPI_Barrier(MPI_COMM_WORLD);
}

/// A fifth axis in front of the four: computed, stopped and resumed like them, each value the bits of a sweep
/// of its own.
TEST(Sweep, BetaAsAnAxisGivesTheBitsOfSweepsOfItsOwn) {
    const SharedFile file;
    const std::vector<std::string> rest{"--T=0.05,0.3,1.1", "--B=0:6:9", "--gamma=0,0.4", "--energy=0:9:9",
                                        "--spectrum-T=0.3"};
    const auto configuration = [&](const std::string& beta) {
        std::vector<std::string> arguments = rest;
        arguments.push_back("--beta=" + beta);
        return read_configuration("", arguments, Scope::sweep);
    };
    Configuration c = configuration("1:9:3");
    c.output = file.name();
    int starts = 0;
    for (RunStatus status = RunStatus::stopped; status == RunStatus::stopped && starts < 100; ++starts)
        status = start_sweep(c, 1 + starts % mirage_test::size_of(), 30 + 30 * starts);
    EXPECT_GT(starts, 1);
    for (int i = 0; i < 3; ++i) {
        Configuration one = configuration(std::to_string(1 + 4 * i));
        one.output = file.name() + ".one";
        run_sweep(one, MPI_COMM_WORLD);
        MPI_Barrier(MPI_COMM_WORLD);
        if (rank_of() != 0) continue;
        for (const auto& [name, count] :
             {std::pair("order_parameter", 54), {"B_c2", 6}, {"T_upturn", 2}, {"dos", 162}}) {
            const auto all = read_all<double>(c.output, name, H5T_NATIVE_DOUBLE, 3 * count),
                       own = read_all<double>(one.output, name, H5T_NATIVE_DOUBLE, count);
            const auto first = all.begin() + i * count;
            EXPECT_TRUE(same_bits({first, first + count}, own)) << name << i;
        }
    }
    MPI_Barrier(MPI_COMM_WORLD);
}

TEST(Sweep, MoreRanksThanPoints) {
    const SharedFile file;
    Configuration c = read_configuration("", {"--beta=7", "--T=0.1", "--B=2"});
    c.output = file.name();
    run_sweep(c, MPI_COMM_WORLD);
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank_of() == 0) expect_bits_of_solve_point(c);
    MPI_Barrier(MPI_COMM_WORLD);
}

TEST(Sweep, APointThatThrowsIsMarkedAndTheRunContinues) {
    const SharedFile file;
    Configuration c = read_configuration("", {"--beta=7", "--T=0.1,0.2", "--B=1,2,4,5"});
    c.output = file.name();
    run_sweep(c, MPI_COMM_WORLD, {.solvers = {throws_at_high_field}});
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank_of() == 0) {
        const auto order = read_all<double>(c.output, "order_parameter", H5T_NATIVE_DOUBLE, 8);
        const auto states = read_all<std::int8_t>(c.output, "status", H5T_NATIVE_INT8, 8);
        for (std::size_t i = 0; i < 8; ++i) {
            EXPECT_EQ(std::isnan(order[i]), i % 4 >= 2);
            EXPECT_EQ(states[i], i % 4 >= 2 ? 2 : 0);
        }
    }
    MPI_Barrier(MPI_COMM_WORLD);
}

TEST(Sweep, StoppedAgainAndAgainItGivesTheSameBits) {
    const SharedFile file;
    Configuration c = read_configuration("",
                                         {"--beta=7", "--T=0.05,0.3,1.1", "--B=0:6:21", "--gamma=0.4",
                                          "--alpha=0,0.3", "--energy=0:9:21", "--spectrum-T=0.3"},
                                         Scope::sweep);
    c.output = file.name() + ".undisturbed";
    run_sweep(c, MPI_COMM_WORLD);
    const std::string undisturbed = c.output;
    c.output = file.name();
    c.checkpoint = 0.05;
    int starts = 0;
    for (RunStatus run_status = RunStatus::stopped; run_status == RunStatus::stopped && starts < 100;
         ++starts) {
        c.threads = 1 + starts % 2;
        run_status = start_sweep(c, 1 + (starts + 1) % mirage_test::size_of(), 10 + 5 * starts);
    }
    EXPECT_GT(starts, 1);
    EXPECT_LT(starts, 100);
    if (rank_of() == 0) {
        expect_bits_of_solve_point(c);
        for (const char* name : {"dos", "mirage_energy", "mirage_width"}) {
            const std::int64_t count = 2 * 21 * (std::string(name) == "dos" ? 21 : 1);
            const auto a = read_all<double>(undisturbed, name, H5T_NATIVE_DOUBLE, count),
                       b = read_all<double>(c.output, name, H5T_NATIVE_DOUBLE, count);
            EXPECT_TRUE(same_bits(a, b)) << name;
        }
        EXPECT_EQ(file.files(), 2) << "no checkpoint is left";
    }
    MPI_Barrier(MPI_COMM_WORLD);
}

PointState needs_too_much_memory(const Parameters& p, const Accuracy& accuracy, Detail detail) {
    if (p.B > 5.5) throw std::bad_alloc();
    return solve_point(p, accuracy, detail);
}

TEST(Sweep, WithoutMemoryItEndsAndNoPointIsMarkedForIt) {
    const SharedFile file;
    Configuration c = read_configuration("", {"--beta=7", "--T=0.1,0.2,0.4", "--B=0:6:21"});
    c.output = file.name();
    try {
        run_sweep(c, MPI_COMM_WORLD, {.solvers = {needs_too_much_memory}});
        ADD_FAILURE() << "memory ran out on no rank";
    } catch (const RunError& error) {
        const std::string text = error.what();
        EXPECT_EQ(text.rfind("out of memory; kept in '", 0), 0u) << text;
    }
    MPI_Barrier(MPI_COMM_WORLD);
    EXPECT_EQ(run_sweep(c, MPI_COMM_WORLD), RunStatus::finished);
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank_of() == 0) expect_bits_of_solve_point(c);
    MPI_Barrier(MPI_COMM_WORLD);
}

TEST(Sweep, AnotherConfigurationIsRefusedOnAllRanksUnlessItStartsOver) {
    const SharedFile file;
    Configuration c = read_configuration("", {"--beta=7", "--T=0.1,0.3", "--B=0:6:21"});
    c.output = file.name();
    ASSERT_EQ(start_sweep(c, mirage_test::size_of(), 1), RunStatus::stopped);
    c.beta = {"3", {3.0}};
    EXPECT_THROW(run_sweep(c, MPI_COMM_WORLD), InputError);
    MPI_Barrier(MPI_COMM_WORLD);
    SweepOptions restart;
    restart.start = Start::restart;
    EXPECT_EQ(run_sweep(c, MPI_COMM_WORLD, restart), RunStatus::finished);
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank_of() == 0) expect_bits_of_solve_point(c);
    MPI_Barrier(MPI_COMM_WORLD);
}

TEST(Sweep, OutputThatVanishesIsReportedOnAllRanks) {
    const SharedFile file;
    Configuration c = read_configuration("", {"--beta=7", "--T=0.1", "--B=2"});
    c.output = file.name() + "/missing/result.h5";
    EXPECT_THROW(run_sweep(c, MPI_COMM_WORLD), RunError);
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank_of() == 0) {
        EXPECT_EQ(file.files(), 0);
    }
    MPI_Barrier(MPI_COMM_WORLD);
}

}  // namespace
