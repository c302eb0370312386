#pragma once
// Datasets and attributes of a file that is not trusted: what is no plain grid of numbers is refused before
// HDF5 works on it.

#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "file/hdf5_handle.hpp"

namespace mirage {

/// An opened grid of numbers.
struct Dataset {
    Hdf5Handle id;
    std::vector<hsize_t> shape;
};

/// A part of a dataset: `count` indices from `first` on, in every dimension.
struct Box {
    std::vector<hsize_t> first, count;

    double size() const;
};

/// Throws Hdf5Error where it is not there or not a grid of numbers of at most 16 dimensions.
Dataset open_dataset(hid_t file, const std::string& name);
bool is_there(hid_t file, const std::string& name);

/// An attribute; empty, or NaN, where it is not there or not of that kind.
std::string read_text(hid_t object, const std::string& name);
double read_number(hid_t object, const std::string& name);

/// All of a dataset.
Box whole(const Dataset& dataset);

/// Hands over the values of a box in row-major order, in segments of at most a few million values, whatever
/// its size. Several datasets of one shape: all have the same segment at a time. Throws Hdf5Error.
using UseValues = std::function<void(const std::vector<std::vector<double>>& values)>;
void stream(const std::vector<Dataset>& datasets, const Box& box, const UseValues& use);

/// Opens a file and calls use(file). Throws InputError where it is missing, no HDF5 file, or `use` throws
/// Hdf5Error: whatever HDF5 finds wrong is the fault of the file.
void with_result_file(const std::string& file, const std::function<void(hid_t)>& use);

}  // namespace mirage
