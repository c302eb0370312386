#include "file/stored_values.hpp"

#include <numeric>

#include <gtest/gtest.h>

#include "input/input_error.hpp"
#include "program.hpp"

namespace {

using namespace mirage;

/// 0, 1, 2, ... in the shape (2, 3, 4).
void write_file(const std::string& name) {
    const Hdf5Handle file(H5Fcreate(name.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT), H5Fclose, name);
    const std::vector<hsize_t> shape{2, 3, 4};
    const Hdf5Handle space(H5Screate_simple(3, shape.data(), nullptr), H5Sclose, name);
    const Hdf5Handle data(H5Dcreate2(file, "x", H5T_IEEE_F64LE, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
                          H5Dclose, name);
    std::vector<double> values(24);
    std::iota(values.begin(), values.end(), 0.0);
    checked(H5Dwrite(data, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), name);
}

TEST(StoredValues, RowsAreCountedWithTheLastDimensionFastest) {
    const mirage_test::Folder folder;
    const std::string file = folder / "a.h5";
    write_file(file);
    EXPECT_EQ(stored_values(file, "x", {2, 3, 4}, {}, 17), std::vector{17.0});
    EXPECT_EQ(stored_values(file, "x", {2, 3}, {4}, 4), (std::vector{16.0, 17.0, 18.0, 19.0}));
}

TEST(StoredValues, AnotherShapeIsRefused) {
    const mirage_test::Folder folder;
    const std::string file = folder / "a.h5";
    write_file(file);
    EXPECT_THROW(stored_values(file, "x", {2, 3}, {}, 0), InputError);
    EXPECT_THROW(stored_values(file, "x", {2, 4, 3}, {}, 0), InputError);
    EXPECT_THROW(stored_values(file, "y", {2, 3, 4}, {}, 0), InputError);
}

}  // namespace
