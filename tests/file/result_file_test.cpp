// Under mpirun with 1, 2, 3 and 5 ranks: the file's layout, and grids cut at odd places.

#include "file/result_file.hpp"
#include "file/result_writer.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "file/hdf5_handle.hpp"
#include "file/result_reader.hpp"
#include "input/input_error.hpp"
#include "together.hpp"

namespace {

using namespace mirage;

using mirage_test::rank_of;
using mirage_test::SharedFile;
using mirage_test::size_of;

double value_at(std::int64_t point, std::size_t variable) {
    return static_cast<double>(point) + 0.25 * static_cast<double>(variable);
}

ResultBlock block_of(const Grid& grid, std::int64_t first, std::int64_t last) {
    ResultBlock block;
    block.first_line = first;
    block.lines = last - first;
    for (std::int64_t i = first * grid.B; i < last * grid.B; ++i) {
        for (std::size_t v = 0; v < point_values; ++v) block.point_value[v].push_back(value_at(i, v));
        for (std::size_t v = 0; v < point_flags; ++v)
            block.point_flag[v].push_back(static_cast<std::int8_t>(i % 3));
    }
    for (std::int64_t i = first; i < last; ++i) {
        for (auto& values : block.line_value) values.push_back(static_cast<double>(-i));
        block.transition_order.push_back(static_cast<std::int8_t>(i % 2 + 1));
    }
    return block;
}

template <class T>
std::vector<T> read_all(const std::string& file, const char* name, hid_t type, std::size_t count) {
    const Hdf5Handle id(H5Fopen(file.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, file);
    const Hdf5Handle dataset(H5Dopen2(id, name, H5P_DEFAULT), H5Dclose, name);
    std::vector<T> values(count);
    checked(H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), name);
    return values;
}

PlaneValues planes_of(const Grid& grid) {
    PlaneValues planes;
    for (auto& values : planes) values.assign(static_cast<std::size_t>(grid.planes()), std::nan(""));
    planes[T_upturn][1] = 0.5;
    return planes;
}

Configuration test_configuration() {
    return read_configuration("", {"--units=si", "--tc0=3", "--beta=4.1", "--T=0.1:3:5", "--B=0:60:7",
                                   "--gamma=0,0.1,0.2", "--alpha=0,0.1"});
}

void write_together(const std::string& name, const Configuration& c, const std::vector<std::int64_t>& cuts) {
    const Grid grid = grid_of(c);
    if (rank_of() == 0) create_result_file(name, c, {size_of(), 1, 1.5, "plain"});
    MPI_Barrier(MPI_COMM_WORLD);
    const auto r = static_cast<std::size_t>(rank_of());
    {
        // in two parts, the second one empty for most ranks that have little
        ResultWriter writer(name, grid, MPI_COMM_WORLD);
        const std::int64_t middle = (cuts[r] + cuts[r + 1]) / 2;
        writer.write(block_of(grid, cuts[r], middle));
        writer.write(block_of(grid, middle, cuts[r + 1]));
        writer.close();
    }
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank_of() == 0) finish_result_file(name, planes_of(grid), 1.5);
    MPI_Barrier(MPI_COMM_WORLD);
}

void expect_complete(const std::string& name, const Grid& grid) {
    if (rank_of() != 0) return;
    const auto points = static_cast<std::size_t>(grid.points());
    const auto order = read_all<double>(name, "order_parameter", H5T_NATIVE_DOUBLE, points);
    const auto dos = read_all<double>(name, "zero_energy_dos", H5T_NATIVE_DOUBLE, points);
    const auto phases = read_all<std::int8_t>(name, "phase", H5T_NATIVE_INT8, points);
    for (std::size_t i = 0; i < points; ++i) {
        ASSERT_EQ(order[i], value_at(static_cast<std::int64_t>(i), 0));
        ASSERT_EQ(dos[i], value_at(static_cast<std::int64_t>(i), 3));
        ASSERT_EQ(phases[i], static_cast<std::int8_t>(i % 3));
    }
    const auto lines =
        read_all<double>(name, "B_supercooling", H5T_NATIVE_DOUBLE, static_cast<std::size_t>(grid.lines()));
    for (std::size_t i = 0; i < lines.size(); ++i) ASSERT_EQ(lines[i], -static_cast<double>(i));
}

TEST(ResultFile, EvenCuts) {
    const SharedFile file;
    const Configuration c = test_configuration();
    const Grid grid = grid_of(c);
    std::vector<std::int64_t> cuts;
    for (int r = 0; r <= size_of(); ++r) cuts.push_back(grid.lines() * r / size_of());
    write_together(file.name(), c, cuts);
    expect_complete(file.name(), grid);
}

TEST(ResultFile, EmptyBlocksTakePart) {
    const SharedFile file;
    const Configuration c = test_configuration();
    const Grid grid = grid_of(c);
    std::vector<std::int64_t> cuts(static_cast<std::size_t>(size_of()) + 1, 0);
    cuts.back() = grid.lines();  // all on the last rank
    write_together(file.name(), c, cuts);
    expect_complete(file.name(), grid);
}

TEST(ResultFile, LayoutAndAttributes) {
    const SharedFile file;
    const Configuration c = test_configuration();
    const Grid grid = grid_of(c);
    std::vector<std::int64_t> cuts(static_cast<std::size_t>(size_of()) + 1, grid.lines());
    cuts[0] = 0;
    write_together(file.name(), c, cuts);
    if (rank_of() != 0) return;
    const FileSummary summary = read_summary(file.name());
    ASSERT_EQ(summary.coordinates.size(), 4u);
    EXPECT_EQ(summary.coordinates[0].values, c.alpha.values);
    EXPECT_EQ(summary.coordinates[2].values, c.T.values);
    EXPECT_EQ(summary.coordinates[2].units, "K");
    EXPECT_EQ(summary.coordinates[3].units, "T");
    for (const VariableSummary& v : summary.variables) {
        EXPECT_NE(v.long_name, "") << v.name;
        EXPECT_EQ(v.shape.size(), v.total == static_cast<std::uint64_t>(grid.points()) ? 4u : 3u) << v.name;
    }
    for (const auto& [name, value] : summary.attributes) {
        EXPECT_NE(value, "") << name;
        if (name == "configuration") {
            EXPECT_EQ(value, to_deck(c)) << "a run can be repeated from its file alone";
        }
    }
    const auto plane = read_all<double>(file.name(), "T_tricritical", H5T_NATIVE_DOUBLE, 6);
    EXPECT_TRUE(std::isnan(plane[0]) && std::isnan(plane[5]));
    EXPECT_EQ(read_all<double>(file.name(), "T_upturn", H5T_NATIVE_DOUBLE, 6)[1], 0.5);
    const mirage_test::Outcome dump = mirage_test::shell("h5dump -H " + file.name());
    EXPECT_EQ(dump.status, 0);
    EXPECT_EQ(dump.err, "");
}

TEST(ResultReader, FilesOfOthers) {
    if (rank_of() != 0) return;
    const mirage_test::Folder folder;
    EXPECT_THROW(read_summary(folder / "missing.h5"), InputError);
    EXPECT_THROW(read_summary(folder.write("text.h5", "not HDF5")), InputError);
    EXPECT_THROW(read_summary(folder.write("empty.h5", "")), InputError);
    EXPECT_THROW(read_summary(folder / ""), InputError);
    const std::string other = folder / "other.h5";
    {
        const Hdf5Handle id(H5Fcreate(other.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT), H5Fclose,
                            other);
    }
    EXPECT_THROW(read_summary(other), InputError);
    create_result_file(folder / "ours.h5", test_configuration(), {1, 1, 1.0, "plain"});
    const std::string whole = mirage_test::read_file(folder / "ours.h5");
    for (std::size_t size = 0; size < whole.size(); size += whole.size() / 40 + 1) {
        const std::string name = folder.write("cut.h5", whole.substr(0, size));
        try {
            read_summary(name);
        } catch (const InputError&) {
        }
    }
}

}  // namespace
