// Under mpirun with 1, 2, 3 and 5 ranks: parts of the grid that fit into little memory give the bits of the
// whole.

#include "sweep/point_sweep.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "kept_items.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "sweep/expected_cost.hpp"
#include "sweep/partition.hpp"
#include "together.hpp"

namespace {

using namespace mirage;
using mirage_test::rank_of;
using mirage_test::read_all;
using mirage_test::same_bits;
using mirage_test::SharedFile;

/// Many lines, most of them normal.
Configuration many_lines() {
    return read_configuration("", {"--beta=3", "--T=0.99:1.5:2500", "--B=0,0.2,0.5", "--gamma=0.3"});
}

PointResults write_points(const Configuration& c, const std::string& file, double memory_per_rank,
                          const CheckpointHooks& hooks = {}, const Solvers& solvers = {}) {
    const SweepPlan plan = sweep_plan(c);
    const SweepRun run{plan, communicator_of(MPI_COMM_WORLD, c.threads), solvers, hooks};
    PointResults results = sweep_points(
        run, file, [](double) {}, memory_per_rank);
    MPI_Barrier(MPI_COMM_WORLD);
    return results;
}

void expect_same_data(const Configuration& c, const std::string& a, const std::string& b) {
    if (rank_of() != 0) return;
    const Grid grid = grid_of(c);
    const auto expect_same = [&](const char* name, std::int64_t count) {
        const auto x = read_all<double>(a, name, H5T_NATIVE_DOUBLE, count),
                   y = read_all<double>(b, name, H5T_NATIVE_DOUBLE, count);
        EXPECT_TRUE(same_bits(x, y)) << name;
    };
    for (const auto& q : point_quantities) expect_same(q.name, grid.points());
    for (const auto& q : line_quantities) expect_same(q.name, grid.lines());
}

TEST(PointSweep, PartsGiveTheBitsOfTheWhole) {
    const SharedFile file;
    Configuration c = many_lines();
    c.threads = 2;
    ASSERT_GE(grid_slabs(grid_of(c), 1.0, expected_grid_cost(grid_of(c))).size(), 3u);
    const PointResults whole = write_points(c, file.name() + ".whole", 1e9),
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

CriticalFields fails_in_two_ways(const Parameters& p) {
    if (p.T > 1.2) throw std::runtime_error("no line here");
    CriticalFields fields = critical_fields(p);
    if (p.T > 1.0) fields.status = LineStatus::not_converged;
    return fields;
}

/// A failed point or line can be told from one without a solution, in the file, in the counts and in the log.
TEST(PointSweep, FailuresAreMarkedCountedAndHaveAReason) {
    const SharedFile file;
    const Configuration c = read_configuration("", {"--beta=7", "--T=0.5,1.1,1.3", "--B=1,2,4,5"});
    const SweepPlan plan = sweep_plan(c);
    const SweepRun run{
        plan, communicator_of(MPI_COMM_WORLD, 1), {mirage_test::throws_at_high_field, fails_in_two_ways}};
    const PointResults results = sweep_points(run, file.name(), [](double) {});
    MPI_Barrier(MPI_COMM_WORLD);
    EXPECT_EQ(results.counts.statuses, (std::array<std::int64_t, 3>{6, 0, 6}));
    EXPECT_EQ(results.counts.phases, (std::array<std::int64_t, 3>{4, 2, 0}))
        << "a failed point is not normal";
    EXPECT_EQ(results.counts.lines, (std::array<std::int64_t, 3>{1, 1, 1}));
    const std::vector<std::string> lines = failure_lines(*run.failures, run.mpi);
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_EQ(
        lines[0],
        "6 points failed; the first: T = 0.5, B = 4, beta = 7, gamma = 0, alpha = 0 (reduced units): no");
    EXPECT_EQ(lines[1].substr(0, 52), "2 temperatures of critical lines failed; the first: ");
    if (rank_of() == 0) {
        const auto phases = read_all<std::int8_t>(file.name(), "phase", H5T_NATIVE_INT8, 12);
        const auto counts = read_all<std::int8_t>(file.name(), "solution_count", H5T_NATIVE_INT8, 12);
        const auto order = read_all<double>(file.name(), "order_parameter", H5T_NATIVE_DOUBLE, 12);
        for (std::size_t i = 0; i < 12; ++i) {
            EXPECT_EQ(phases[i] == -1, i % 4 >= 2) << i;
            EXPECT_EQ(counts[i] == -1, i % 4 >= 2) << i;
            EXPECT_EQ(std::isnan(order[i]), i % 4 >= 2) << i;
        }
        const auto status = read_all<std::int8_t>(file.name(), "line_status", H5T_NATIVE_INT8, 3);
        EXPECT_EQ(status, (std::vector<std::int8_t>{0, 1, 2}));
        EXPECT_TRUE(std::isnan(read_all<double>(file.name(), "B_c2", H5T_NATIVE_DOUBLE, 3)[2]));
    }
    MPI_Barrier(MPI_COMM_WORLD);
}

TEST(PointSweep, MemoryIsBounded) {
    const auto memory = [](const std::vector<std::string>& arguments, int ranks) {
        return points_memory(grid_of(read_configuration("", arguments)), ranks);
    };
    // four records of each point and its row in a block: at most five numbers for each quantity
    constexpr double points = 1e4, most = points * 5.0 * sizeof(double) * point_quantities.size();
    EXPECT_LT(memory({"--T=0.1:1:100", "--B=0:9:100"}, 1), most);
    const std::vector<std::string> large{"--alpha=0:1:10", "--gamma=0:1:10", "--T=0.1:1:1000",
                                         "--B=0:9:1000"};
    EXPECT_EQ(memory(large, 1), points_memory_per_rank);
    EXPECT_LT(memory(large, 1000), points_memory_per_rank);
    // a line of points is not cut in time, only among the ranks
    const std::vector<std::string> long_lines{"--T=0.1:1:3", "--B=0:9:4000000"};
    EXPECT_GT(memory(long_lines, 1), 4e6 * bytes_per_row(point_quantities));
    EXPECT_DOUBLE_EQ(memory(long_lines, 2), 0.5 * memory(long_lines, 1));
}

}  // namespace
