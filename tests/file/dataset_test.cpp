#include "file/dataset.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "input/input_error.hpp"
#include "program.hpp"

namespace {

using namespace mirage;

Hdf5Handle create(const std::string& name) {
    return {H5Fcreate(name.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT), H5Fclose, name};
}

/// Small whole numbers that tell their place, as flags are stored.
void write_numbers(hid_t file, const char* name, const std::vector<hsize_t>& shape) {
    const Hdf5Handle space(H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr), H5Sclose,
                           name);
    const Hdf5Handle dataset(
        H5Dcreate2(file, name, H5T_NATIVE_INT8, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), H5Dclose,
        name);
    std::vector<std::int8_t> values;
    for (hsize_t i = 0; i < static_cast<hsize_t>(H5Sget_simple_extent_npoints(space)); ++i)
        values.push_back(static_cast<std::int8_t>(i % 101));
    checked(H5Dwrite(dataset, H5T_NATIVE_INT8, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), name);
}

/// Every value of a box, found by its indices.
std::vector<double> expected(const std::vector<hsize_t>& shape, const Box& box) {
    std::vector<double> values;
    for (hsize_t i = 0; i < box.count[0]; ++i)
        for (hsize_t j = 0; j < box.count[1]; ++j)
            for (hsize_t k = 0; k < box.count[2]; ++k)
                values.push_back(static_cast<double>(
                    (((box.first[0] + i) * shape[1] + box.first[1] + j) * shape[2] + box.first[2] + k) %
                    101));
    return values;
}

TEST(Dataset, ABoxComesInOrderWhateverItsSize) {
    const mirage_test::Folder folder;
    // whole slices, a few at a time; and one row longer than a segment
    for (const std::vector<hsize_t>& shape : {std::vector<hsize_t>{3, 700, 3000}, {1, 2, 5'000'000}}) {
        const Hdf5Handle file = create(folder / "a.h5");
        write_numbers(file, "x", shape);
        for (const Box& box : {Box{{0, 0, 0}, shape}, Box{{0, 1, 7}, {1, 1, 9}},
                               Box{{0, 0, 1}, {shape[0], shape[1], shape[2] - 1}}}) {
            std::vector<Dataset> datasets;
            datasets.push_back(open_dataset(file, "x"));
            std::vector<double> found;
            int segments = 0;
            stream(datasets, box, [&](const std::vector<std::vector<double>>& values) {
                found.insert(found.end(), values[0].begin(), values[0].end());
                EXPECT_LE(values[0].size(), std::size_t{1} << 22);
                ++segments;
            });
            EXPECT_TRUE(found == expected(shape, box)) << shape[2] << " " << box.size();
            EXPECT_EQ(segments > 1, box.size() > 1 << 22);
        }
    }
}

TEST(Dataset, WhatIsNoGridOfNumbersIsRefused) {
    const mirage_test::Folder folder;
    const Hdf5Handle file = create(folder / "a.h5");
    write_numbers(file, "x", {2, 3});
    EXPECT_EQ(open_dataset(file, "x").shape, (std::vector<hsize_t>{2, 3}));
    EXPECT_TRUE(is_there(file, "x"));
    EXPECT_FALSE(is_there(file, "y"));
    EXPECT_THROW(open_dataset(file, "y"), Hdf5Error);
    const Hdf5Handle scalar(H5Screate(H5S_SCALAR), H5Sclose, "scalar");
    const Hdf5Handle one(
        H5Dcreate2(file, "one", H5T_NATIVE_DOUBLE, scalar, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), H5Dclose,
        "one");
    EXPECT_THROW(open_dataset(file, "one"), Hdf5Error);
    const Hdf5Handle attribute(H5Acreate2(file, "number", H5T_NATIVE_INT, scalar, H5P_DEFAULT, H5P_DEFAULT),
                               H5Aclose, "number");
    const int number = 7;
    checked(H5Awrite(attribute, H5T_NATIVE_INT, &number), "number");
    EXPECT_EQ(read_number(file, "number"), 7.0);
    EXPECT_EQ(read_text(file, "number"), "");
    EXPECT_TRUE(std::isnan(read_number(file, "none")));
}

TEST(Dataset, FaultsAreThoseOfTheFile) {
    const mirage_test::Folder folder;
    const auto use = [](hid_t) { throw Hdf5Error("no such thing"); };
    EXPECT_THROW(with_result_file(folder / "none.h5", use), InputError);
    EXPECT_THROW(with_result_file(folder.write("text.h5", "T,B\n"), use), InputError);
    EXPECT_THROW(with_result_file(folder / "", use), InputError);
    create(folder / "a.h5");
    EXPECT_THROW(with_result_file(folder / "a.h5", use), InputError);
}

}  // namespace
