// Under mpirun with 1, 2, 3 and 5 ranks: grids cut at odd places.

#include "file/result_writer.hpp"

#include <gtest/gtest.h>

#include "result_rows.hpp"

namespace {

using namespace mirage;

using mirage_test::rank_of;
using mirage_test::read_all;
using mirage_test::SharedFile;
using mirage_test::size_of;
using mirage_test::test_configuration;
using mirage_test::value_at;
using mirage_test::write_collectively;

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
