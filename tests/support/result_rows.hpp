#pragma once
// A result file filled with rows that tell where they belong, for tests under mpirun.

#include <cmath>

#include "file/result_file.hpp"
#include "file/result_writer.hpp"
#include "results/records.hpp"
#include "together.hpp"

namespace mirage_test {

using namespace mirage;

inline double value_at(std::int64_t row, std::size_t variable) {
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

inline RowBlock planes_of(const Grid& grid) {
    RowBlock planes = missing_rows(plane_quantities, 0, grid.planes());
    planes.numbers[place_of(plane_quantities, "T_upturn")][1] = 0.5;
    return planes;
}

inline Configuration test_configuration() {
    return read_configuration("", {"--units=si", "--tc0=3", "--beta=4.1", "--T=0.1:3:5", "--B=0:60:7",
                                   "--gamma=0,0.1,0.2", "--alpha=0,0.1"});
}

inline void write_collectively(const std::string& name, const Configuration& c,
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

}  // namespace mirage_test
