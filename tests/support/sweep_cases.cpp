#include "sweep_cases.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

#include <gtest/gtest.h>

#include "file/hdf5_handle.hpp"

namespace mirage_test {
namespace {

using mirage::checked;
using mirage::Hdf5Handle;

Hdf5Handle open_file(const std::string& name) {
    return {H5Fopen(name.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, name};
}

std::vector<std::string> names_in(hid_t file) {
    H5G_info_t group;
    checked(H5Gget_info(file, &group), "names");
    std::vector<std::string> names;
    for (hsize_t i = 0; i < group.nlinks; ++i) {
        const auto name = [&](char* text, std::size_t size) {
            return checked(
                H5Lget_name_by_idx(file, ".", H5_INDEX_NAME, H5_ITER_INC, i, text, size, H5P_DEFAULT),
                "name");
        };
        std::string text(static_cast<std::size_t>(name(nullptr, 0)), ' ');
        name(text.data(), text.size() + 1);
        names.push_back(text);
    }
    return names;
}

/// What is stored, in the type of the file, behind the lengths of the axes.
std::vector<std::byte> stored(hid_t file, const std::string& name) {
    const Hdf5Handle set(H5Dopen2(file, name.c_str(), H5P_DEFAULT), H5Dclose, name);
    const Hdf5Handle type(H5Dget_type(set), H5Tclose, name), space(H5Dget_space(set), H5Sclose, name);
    std::vector<hsize_t> lengths(static_cast<std::size_t>(checked(H5Sget_simple_extent_ndims(space), name)));
    H5Sget_simple_extent_dims(space, lengths.data(), nullptr);
    const auto size = static_cast<std::size_t>(H5Sget_simple_extent_npoints(space)) * H5Tget_size(type);
    std::vector<std::byte> bytes(size);
    EXPECT_EQ(H5Tis_variable_str(type), 0) << name;
    checked(H5Dread(set, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes.data()), name);
    for (const hsize_t length : lengths)
        for (unsigned shift = 0; shift < 64; shift += 8)
            bytes.push_back(static_cast<std::byte>(length >> shift & 0xff));
    return bytes;
}

bool have_same_type(hid_t a, hid_t b, const std::string& name) {
    const Hdf5Handle first(H5Dopen2(a, name.c_str(), H5P_DEFAULT), H5Dclose, name);
    const Hdf5Handle second(H5Dopen2(b, name.c_str(), H5P_DEFAULT), H5Dclose, name);
    const Hdf5Handle of_first(H5Dget_type(first), H5Tclose, name),
        of_second(H5Dget_type(second), H5Tclose, name);
    return H5Tequal(of_first, of_second) > 0;
}

}  // namespace

void expect_equal_data(const std::string& a, const std::string& b) {
    const Hdf5Handle first = open_file(a), second = open_file(b);
    const std::vector<std::string> names = names_in(first);
    EXPECT_EQ(names, names_in(second));
    EXPECT_NE(std::find(names.begin(), names.end(), "order_parameter"), names.end());
    for (const std::string& name : names) {
        EXPECT_TRUE(have_same_type(first, second, name)) << name;
        const std::vector<std::byte> bytes = stored(first, name);
        EXPECT_FALSE(bytes.empty()) << name;
        EXPECT_EQ(bytes == stored(second, name), true) << name;
    }
}

bool is_stopped(const Outcome& run) {
    const auto says = [&](const char* text) { return run.err.find(text) != std::string::npos; };
    return says("run the same command again to resume") &&
           (run.status == 75 || says("exited without calling \"finalize\""));
}

Outcome held_sweep(const std::string& launcher, long items, const std::string& arguments,
                   const std::string& then) {
    const Folder folder;
    return shell("go=" + folder / "go" + "; MIRAGE_TEST_HOLD=" + std::to_string(items) + ":$go " + launcher +
                 " " + MIRAGE_PROGRAM + " sweep " + arguments +
                 " & pid=$!; until [ -e $go.held ] || ! kill -0 $pid; do sleep 0.01; done; " + then +
                 "; wait $pid; exit $?");
}

}  // namespace mirage_test
