// Under mpirun with 1, 2, 3 and 5 ranks: parts of the grid that fit into little memory give the bits of the
// whole.

#include "sweep/point_sweep.hpp"

#include <cstring>

#include <gtest/gtest.h>

#include "kept_items.hpp"
#include "together.hpp"

namespace {

using namespace mirage;
using mirage_test::rank_of;
using mirage_test::read_all;
using mirage_test::SharedFile;

/// Many lines, most of them normal.
Configuration many_lines() {
    return read_configuration("", {"--beta=3", "--T=0.99:1.5:2500", "--B=0,0.2,0.5", "--gamma=0.3"});
}

PointSweep write_points(const Configuration& c, const std::string& file, double memory_per_rank,
                        const CheckpointHooks& hooks = {}) {
    const Communicator mpi = communicator_of(MPI_COMM_WORLD, c.threads);
    const auto create = [&] {
        if (mpi.rank == 0) create_result_file(file, c, {mpi.size, 1, 0.0, "plain"});
        MPI_Barrier(mpi.comm);
    };
    const PointSweep result = sweep_points(
        {c, grid_of(c), mpi, solve_point, hooks}, file, [](double) {}, create, memory_per_rank);
    MPI_Barrier(mpi.comm);
    return result;
}

void expect_same_data(const Configuration& c, const std::string& a, const std::string& b) {
    if (rank_of() != 0) return;
    const Grid grid = grid_of(c);
    const auto expect_same = [&](const char* name, std::int64_t count) {
        const auto x = read_all<double>(a, name, H5T_NATIVE_DOUBLE, count),
                   y = read_all<double>(b, name, H5T_NATIVE_DOUBLE, count);
        EXPECT_EQ(std::memcmp(x.data(), y.data(), x.size() * sizeof(double)), 0) << name;
    };
    for (const char* name : {"order_parameter", "free_energy", "magnetization", "zero_energy_dos"})
        expect_same(name, grid.points());
    for (const char* name : {"B_c2", "B_supercooling", "B_superheating", "B_jump", "B_collapse"})
        expect_same(name, grid.lines());
}

TEST(PointSweep, PartsGiveTheBitsOfTheWhole) {
    const SharedFile file;
    Configuration c = many_lines();
    c.threads = 2;
    ASSERT_GE(grid_slabs(grid_of(c), 1.0).size(), 3u);
    const PointSweep whole = write_points(c, file.name() + ".whole", 1e9),
                     parts = write_points(c, file.name(), 1e3);
    EXPECT_EQ(whole.run_status, RunStatus::finished);
    EXPECT_EQ(parts.run_status, RunStatus::finished);
    EXPECT_EQ(parts.counts.phases, whole.counts.phases);
    EXPECT_EQ(parts.counts.statuses[0], grid_of(c).points());
    EXPECT_GT(parts.counts.phases[1], 0);
    expect_same_data(c, file.name(), file.name() + ".whole");
    MPI_Barrier(MPI_COMM_WORLD);
}

TEST(PointSweep, StoppedInAnyPartItGoesOnThere) {
    const SharedFile file;
    const Configuration c = many_lines();
    write_points(c, file.name() + ".whole", 1e9);
    mirage_test::KeptItems kept;
    int starts = 0;
    for (RunStatus run_status = RunStatus::stopped; run_status == RunStatus::stopped && starts < 100;
         ++starts) {
        kept.next_start(std::size_t{200} * static_cast<std::size_t>(1 + starts));
        run_status = write_points(c, file.name(), starts % 2 ? 1e3 : 1e6, kept.hooks()).run_status;
    }
    EXPECT_GT(starts, 1);
    EXPECT_LT(starts, 100);
    expect_same_data(c, file.name(), file.name() + ".whole");
    MPI_Barrier(MPI_COMM_WORLD);
}

TEST(PointSweep, MemoryIsBounded) {
    EXPECT_LT(points_memory({1, 1, 100, 100}, 1), 3e6);
    EXPECT_EQ(points_memory({10, 10, 1000, 1000}, 1), points_memory_per_rank);
    EXPECT_EQ(points_memory({100, 100, 1000, 1000}, 64), points_memory_per_rank);
}

}  // namespace
