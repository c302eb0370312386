// Under mpirun with 1, 2, 3 and 5 ranks: grids cut at odd places.

#include "file/result_writer.hpp"

#include <gtest/gtest.h>

#include "file/result_file.hpp"
#include "together.hpp"

namespace {

using namespace mirage;

using mirage_test::rank_of;
using mirage_test::read_all;
using mirage_test::SharedFile;
using mirage_test::size_of;

double value_at(std::int64_t row, std::size_t variable) {
    return static_cast<double>(row) + 0.25 * static_cast<double>(variable);
}

/// Rows [first, end) of a table: numbers and flags that tell where they belong.
template <class State, std::size_t n>
RowBlock block_of(const std::array<Quantity<State>, n>& quantities, std::int64_t first, std::int64_t end) {
    RowBlock block = missing_rows(quantities, first, end - first);
    for (std::int64_t i = first; i < end; ++i) {
        const auto at = static_cast<std::size_t>(i - first);
        for (std::size_t v = 0; v < block.numbers.size(); ++v) block.numbers[v][at] = value_at(i, v);
        for (auto& flags : block.flags) flags[at] = static_cast<std::int8_t>(i % 3);
    }
    return block;
}

RowBlock planes_of(const Grid& grid) {
    RowBlock planes = missing_rows(plane_quantities, 0, grid.planes());
    planes.numbers[place_of(plane_quantities, "T_upturn")][1] = 0.5;
    return planes;
}

Configuration test_configuration() {
    return read_configuration("", {"--units=si", "--tc0=3", "--beta=4.1", "--T=0.1:3:5", "--B=0:60:7",
                                   "--gamma=0,0.1,0.2", "--alpha=0,0.1"});
}

void write_collectively(const std::string& name, const Configuration& c,
                        const std::vector<std::int64_t>& cuts) {
    const Grid grid = grid_of(c);
    if (rank_of() == 0) create_result_file(name, c, {size_of(), 1, 1.5, "plain"});
    MPI_Barrier(MPI_COMM_WORLD);
    const auto r = static_cast<std::size_t>(rank_of());
    {
        // in two parts, the second one empty for most ranks that have little
        ResultWriter writer(name, MPI_COMM_WORLD);
        const std::int64_t middle = (cuts[r] + cuts[r + 1]) / 2, B = grid.B();
        const std::size_t dimensions = grid.axes.size() - 1;
        for (const auto& [first, end] : {std::pair(cuts[r], middle), std::pair(middle, cuts[r + 1])}) {
            write_block(writer, point_quantities, {dimensions, first, end - first, B},
                        block_of(point_quantities, first * B, end * B));
            write_block(writer, line_quantities, {dimensions, first, end - first, 1},
                        block_of(line_quantities, first, end));
        }
        writer.close();
    }
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank_of() == 0) finish_result_file(name, planes_of(grid), 1.5);
    MPI_Barrier(MPI_COMM_WORLD);
}

void expect_complete(const std::string& name, const Grid& grid) {
    if (rank_of() != 0) return;
    const auto points = static_cast<std::size_t>(grid.points());
    const auto order = read_all<double>(name, "order_parameter", H5T_NATIVE_DOUBLE, grid.points());
    const auto dos = read_all<double>(name, "zero_energy_dos", H5T_NATIVE_DOUBLE, grid.points());
    const auto phases = read_all<std::int8_t>(name, "phase", H5T_NATIVE_INT8, grid.points());
    for (std::size_t i = 0; i < points; ++i) {
        ASSERT_EQ(order[i],
                  value_at(static_cast<std::int64_t>(i), place_of(point_quantities, "order_parameter")));
        ASSERT_EQ(dos[i],
                  value_at(static_cast<std::int64_t>(i), place_of(point_quantities, "zero_energy_dos")));
        ASSERT_EQ(phases[i], static_cast<std::int8_t>(i % 3));
    }
    const auto lines = read_all<double>(name, "B_supercooling", H5T_NATIVE_DOUBLE, grid.lines());
    for (std::size_t i = 0; i < lines.size(); ++i)
        ASSERT_EQ(lines[i],
                  value_at(static_cast<std::int64_t>(i), place_of(line_quantities, "B_supercooling")));
}

TEST(ResultWriter, EvenCuts) {
    const SharedFile file;
    const Configuration c = test_configuration();
    const Grid grid = grid_of(c);
    std::vector<std::int64_t> cuts;
    for (int r = 0; r <= size_of(); ++r) cuts.push_back(grid.lines() * r / size_of());
    write_collectively(file.name(), c, cuts);
    expect_complete(file.name(), grid);
}

TEST(ResultWriter, EmptyBlocksTakePart) {
    const SharedFile file;
    const Configuration c = test_configuration();
    const Grid grid = grid_of(c);
    std::vector<std::int64_t> cuts(static_cast<std::size_t>(size_of()) + 1, 0);
    cuts.back() = grid.lines();  // all on the last rank
    write_collectively(file.name(), c, cuts);
    expect_complete(file.name(), grid);
}

}  // namespace
