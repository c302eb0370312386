#include "file/dataset.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

#include <fmt/format.h>

#include "input/input_error.hpp"
#include "mirage/numeric/constants.hpp"

namespace mirage {
namespace {

constexpr std::size_t max_text = 1 << 20;
constexpr hsize_t max_values = 1 << 22;  // of a segment
constexpr int max_rank = 16;             // axes of a grid and energy

/// Whether a type is one of those that results are made of: HDF5 converts damaged ones without end.
bool is_plain_number(hid_t type) {
    const std::array plain{H5T_IEEE_F64LE, H5T_IEEE_F64BE, H5T_STD_I8LE,  H5T_STD_I8BE,
                           H5T_STD_I32LE,  H5T_STD_I32BE,  H5T_STD_I64LE, H5T_STD_I64BE};
    return std::any_of(plain.begin(), plain.end(), [&](hid_t one) { return H5Tequal(type, one) > 0; });
}

/// Values of one segment.
void read_segment(const Dataset& dataset, const Box& segment, std::vector<double>& values) {
    const Hdf5Handle space(H5Dget_space(dataset.id), H5Sclose, "data");
    checked(H5Sselect_hyperslab(space, H5S_SELECT_SET, segment.first.data(), nullptr, segment.count.data(),
                                nullptr),
            "data");
    const hsize_t size = values.size();
    const Hdf5Handle memory(H5Screate_simple(1, &size, nullptr), H5Sclose, "data");
    checked(H5Dread(dataset.id, H5T_NATIVE_DOUBLE, memory, space, H5P_DEFAULT, values.data()), "data");
}

}  // namespace

double Box::size() const {
    double product = 1.0;
    for (const hsize_t length : count) product *= static_cast<double>(length);
    return product;
}

std::string read_text(hid_t object, const std::string& name) {
    if (H5Aexists(object, name.c_str()) <= 0) return {};
    const Hdf5Handle attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose, name);
    const Hdf5Handle type(H5Aget_type(attribute), H5Tclose, name);
    const std::size_t size = H5Tget_size(type);
    const Hdf5Handle space(H5Aget_space(attribute), H5Sclose, name);
    const bool scalar_text = H5Tget_class(type) == H5T_STRING && H5Tis_variable_str(type) == 0;
    if (!scalar_text || size == 0 || size > max_text || H5Sget_simple_extent_npoints(space) != 1) return {};
    std::string text(size, '\0');
    checked(H5Aread(attribute, type, text.data()), name);
    text.resize(text.find('\0') == std::string::npos ? size : text.find('\0'));
    return text;
}

double read_number(hid_t object, const std::string& name) {
    if (H5Aexists(object, name.c_str()) <= 0) return quiet_nan;
    const Hdf5Handle attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose, name);
    const Hdf5Handle type(H5Aget_type(attribute), H5Tclose, name);
    const Hdf5Handle space(H5Aget_space(attribute), H5Sclose, name);
    if (!is_plain_number(type) || H5Sget_simple_extent_npoints(space) != 1) return quiet_nan;
    double value = 0.0;
    checked(H5Aread(attribute, H5T_NATIVE_DOUBLE, &value), name);
    return value;
}

Dataset open_dataset(hid_t file, const std::string& name) {
    Dataset dataset{Hdf5Handle(H5Dopen2(file, name.c_str(), H5P_DEFAULT), H5Dclose, name), {}};
    const Hdf5Handle type(H5Dget_type(dataset.id), H5Tclose, name);
    const Hdf5Handle space(H5Dget_space(dataset.id), H5Sclose, name);
    const int rank = H5Sget_simple_extent_ndims(space);
    if (!is_plain_number(type) || rank < 1 || rank > max_rank)
        throw Hdf5Error("'" + name + "' is not a grid of numbers");
    dataset.shape.resize(static_cast<std::size_t>(rank));
    checked(H5Sget_simple_extent_dims(space, dataset.shape.data(), nullptr), name);
    return dataset;
}

bool is_there(hid_t file, const std::string& name) { return H5Lexists(file, name.c_str(), H5P_DEFAULT) > 0; }

Box whole(const Dataset& dataset) { return {std::vector<hsize_t>(dataset.shape.size(), 0), dataset.shape}; }

void stream(const std::vector<Dataset>& datasets, const Box& box, const UseValues& use) {
    if (box.size() == 0.0 || datasets.empty()) return;
    // Slices of the first dimensions, so that the rest fits.
    std::size_t cut = box.count.size();
    hsize_t inner = 1;
    while (cut > 0 && box.count[cut - 1] <= max_values / inner) inner *= box.count[--cut];
    Box segment = box;
    std::fill(segment.count.begin(), segment.count.begin() + static_cast<std::ptrdiff_t>(cut), 1);
    // and of the dimension where they end as many at a time as fit
    const hsize_t at_once = cut > 0 ? std::max<hsize_t>(1, max_values / inner) : 1;
    std::vector<std::vector<double>> values(datasets.size());
    for (;;) {
        if (cut > 0)
            segment.count[cut - 1] =
                std::min(at_once, box.first[cut - 1] + box.count[cut - 1] - segment.first[cut - 1]);
        for (std::size_t i = 0; i < datasets.size(); ++i) {
            values[i].resize(inner * (cut > 0 ? segment.count[cut - 1] : 1));
            read_segment(datasets[i], segment, values[i]);
        }
        use(values);
        std::size_t i = cut;
        for (hsize_t step = cut > 0 ? segment.count[cut - 1] : 1; i > 0; --i, step = 1) {
            segment.first[i - 1] += step;
            if (segment.first[i - 1] < box.first[i - 1] + box.count[i - 1]) break;
            segment.first[i - 1] = box.first[i - 1];
        }
        if (i == 0) return;
    }
}

void with_result_file(const std::string& file, const std::function<void(hid_t)>& use) {
    silence_hdf5();
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) throw InputError(fmt::format("'{}': no such file", file));
    if (!std::filesystem::is_regular_file(file, ignored) || H5Fis_hdf5(file.c_str()) <= 0)
        throw InputError(fmt::format("'{}': not an HDF5 file", file));
    try {
        use(Hdf5Handle(H5Fopen(file.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, "open"));
    } catch (const Hdf5Error& error) {
        throw InputError(fmt::format("'{}': not a readable mirage result ({})", file, error.what()));
    }
}

}  // namespace mirage
