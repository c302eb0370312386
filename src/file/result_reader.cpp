#include "file/result_reader.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <functional>
#include <limits>

#include <fmt/format.h>

#include "file/hdf5_handle.hpp"
#include "input/input_error.hpp"
#include "input/settings.hpp"
#include "mirage/numeric/constants.hpp"
#include "results/quantities.hpp"

namespace mirage {
namespace {

constexpr std::size_t max_text = 1 << 20;
constexpr std::uint64_t max_values = 1 << 22;  // read at once
constexpr int max_rank = 16;                   // axes of a grid and energy
constexpr double max_points = 1e9;             // no sweep has more
constexpr double max_read = 4e9;               // values of one variable

struct Dataset {
    Hdf5Handle id;
    std::vector<hsize_t> shape;
};

/// Whether a type is one of those that results are made of: HDF5 converts damaged ones without end.
bool is_plain_number(hid_t type) {
    for (const hid_t plain : {H5T_IEEE_F64LE, H5T_IEEE_F64BE, H5T_STD_I8LE, H5T_STD_I8BE, H5T_STD_I32LE,
                              H5T_STD_I32BE, H5T_STD_I64LE, H5T_STD_I64BE})
        if (H5Tequal(type, plain) > 0) return true;
    return false;
}

std::string read_text(hid_t object, const char* name) {
    if (H5Aexists(object, name) <= 0) return {};
    const Hdf5Handle attribute(H5Aopen(object, name, H5P_DEFAULT), H5Aclose, name);
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

std::string read_number(hid_t object, const char* name) {
    if (H5Aexists(object, name) <= 0) return {};
    const Hdf5Handle attribute(H5Aopen(object, name, H5P_DEFAULT), H5Aclose, name);
    const Hdf5Handle type(H5Aget_type(attribute), H5Tclose, name);
    const Hdf5Handle space(H5Aget_space(attribute), H5Sclose, name);
    if (!is_plain_number(type) || H5Sget_simple_extent_npoints(space) != 1) return {};
    double value = 0.0;
    checked(H5Aread(attribute, H5T_NATIVE_DOUBLE, &value), name);
    return fmt::format("{:.6g}", value);
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

/// Hands all values over in segments, whatever the size of the dataset.
void stream(const Dataset& dataset, const std::function<void(const std::vector<double>&)>& use) {
    const Hdf5Handle space(H5Dget_space(dataset.id), H5Sclose, "data");
    const std::size_t rank = dataset.shape.size();
    // Slices of the first dimensions, so that the rest fits.
    std::size_t cut = rank;
    std::uint64_t inner = 1;
    while (cut > 0 && dataset.shape[cut - 1] <= max_values / std::max<std::uint64_t>(1, inner))
        inner *= dataset.shape[--cut];
    std::vector<hsize_t> start(rank, 0), count(dataset.shape.begin(), dataset.shape.end());
    std::fill(count.begin(), count.begin() + static_cast<std::ptrdiff_t>(cut), 1);
    if (inner == 0) return;
    std::vector<double> values(inner);
    const hsize_t size = inner;
    const Hdf5Handle memory(H5Screate_simple(1, &size, nullptr), H5Sclose, "data");
    for (;;) {
        checked(H5Sselect_hyperslab(space, H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr),
                "data");
        checked(H5Dread(dataset.id, H5T_NATIVE_DOUBLE, memory, space, H5P_DEFAULT, values.data()), "data");
        use(values);
        std::size_t i = cut;
        while (i > 0 && ++start[i - 1] == dataset.shape[i - 1]) start[--i] = 0;
        if (i == 0) return;
    }
}

/// A variable on the first axes, whose lengths are `shape`.
VariableSummary summarize(hid_t file, const std::string& name, const std::vector<hsize_t>& shape) {
    const Dataset dataset = open_dataset(file, name);
    if (dataset.shape != shape) throw Hdf5Error("'" + name + "' does not fit its axes");
    VariableSummary summary{name,
                            read_text(dataset.id, "units"),
                            read_text(dataset.id, "long_name"),
                            read_text(dataset.id, "flag_meanings"),
                            {}};
    summary.shape.assign(dataset.shape.begin(), dataset.shape.end());
    summary.min = std::numeric_limits<double>::infinity();
    summary.max = -summary.min;
    double total = 1.0;
    for (const hsize_t length : shape) total *= static_cast<double>(length);
    if (total > max_read) {  // too long to read for a glance
        summary.min = summary.max = quiet_nan;
        return summary;
    }
    stream(dataset, [&summary](const std::vector<double>& values) {
        summary.total += values.size();
        for (const double x : values) {
            if (std::isnan(x)) {
                ++summary.missing;
                continue;
            }
            summary.min = std::min(summary.min, x);
            summary.max = std::max(summary.max, x);
            ++summary.counts[x == 0.0 ? 0 : x == 1.0 ? 1 : x == 2.0 ? 2 : 3];
        }
    });
    return summary;
}

Coordinate read_coordinate(hid_t file, const std::string& name) {
    const Dataset dataset = open_dataset(file, name);
    if (dataset.shape.size() != 1 || dataset.shape[0] < 1 || dataset.shape[0] > 20'000'000)
        throw Hdf5Error("'" + name + "' is not an axis");
    Coordinate coordinate{name, read_text(dataset.id, "units"), {}};
    stream(dataset, [&coordinate](const std::vector<double>& values) {
        coordinate.values.insert(coordinate.values.end(), values.begin(), values.end());
    });
    return coordinate;
}

/// Values at the first index of the last dimension; empty where there are too many to look at.
std::vector<double> lowest_temperature(hid_t file, const std::string& name) {
    const Dataset dataset = open_dataset(file, name);
    std::vector<hsize_t> start(dataset.shape.size(), 0), count = dataset.shape;
    count.back() = 1;
    hsize_t size = 1;
    for (const hsize_t length : count) size *= std::min<hsize_t>(length, max_values);
    if (size > max_values) return {};
    const Hdf5Handle space(H5Dget_space(dataset.id), H5Sclose, name);
    checked(H5Sselect_hyperslab(space, H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr), name);
    const Hdf5Handle memory(H5Screate_simple(1, &size, nullptr), H5Sclose, name);
    std::vector<double> values(size);
    checked(H5Dread(dataset.id, H5T_NATIVE_DOUBLE, memory, space, H5P_DEFAULT, values.data()), name);
    return values;
}

bool is_there(hid_t file, const std::string& name) { return H5Lexists(file, name.c_str(), H5P_DEFAULT) > 0; }

/// The quantities of a table that the file has: one of an older version may lack some.
template <class State, std::size_t n>
void summarize_all(hid_t file, FileSummary& summary, const std::array<Quantity<State>, n>& quantities,
                   const std::vector<hsize_t>& shape) {
    for (const Quantity<State>& q : quantities)
        if (q.in_file && is_there(file, q.name)) summary.variables.push_back(summarize(file, q.name, shape));
}

/// The part of the grid that has spectra: axes of its own where it is not the whole one.
void read_spectra(hid_t file, FileSummary& summary) {
    std::vector<hsize_t> shape;
    for (std::size_t i = 0; i < summary.axes; ++i) {
        const std::string own = summary.coordinates[i].name + "_spectrum";
        if (is_there(file, own)) summary.coordinates.push_back(read_coordinate(file, own));
        shape.push_back(
            (is_there(file, own) ? summary.coordinates.back() : summary.coordinates[i]).values.size());
    }
    summarize_all(file, summary, mirage_quantities, shape);
    summary.coordinates.push_back(read_coordinate(file, "energy"));
    shape.push_back(summary.coordinates.back().values.size());
    summarize_all(file, summary, energy_quantities, shape);
}

/// The axes of the grid; their lengths.
std::vector<hsize_t> read_axes(hid_t file, FileSummary& summary) {
    for (const Setting* setting : axis_settings())
        if (setting->role == GridRole::always || is_there(file, setting->variable()))
            summary.coordinates.push_back(read_coordinate(file, setting->variable()));
    summary.axes = summary.coordinates.size();
    std::vector<hsize_t> shape;
    double points = 1.0;
    for (const Coordinate& axis : summary.coordinates) {
        shape.push_back(axis.values.size());
        points *= static_cast<double>(shape.back());
    }
    if (points > max_points) throw Hdf5Error(fmt::format("a grid of {:.3g} points", points));
    return shape;
}

FileSummary read_checked(const std::string& name) {
    const Hdf5Handle file(H5Fopen(name.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, "open");
    FileSummary summary;
    for (const char* key : {"format_version", "program_version", "git_commit", "instruction_set",
                            "creation_time", "configuration"})
        summary.attributes.emplace_back(key, read_text(file, key));
    for (const char* key : {"ranks", "threads", "wall_time"})
        summary.attributes.emplace_back(key, read_number(file, key));
    if (summary.attributes.front().second.empty()) throw Hdf5Error("not a result of this program");
    std::vector<hsize_t> shape = read_axes(file, summary);
    if (!is_there(file, "order_parameter")) throw Hdf5Error("no order parameter in it");
    summarize_all(file, summary, point_quantities, shape);
    shape.pop_back();
    summarize_all(file, summary, line_quantities, shape);
    shape.pop_back();
    summarize_all(file, summary, plane_quantities, shape);
    if (is_there(file, "B_c2")) summary.critical_field = lowest_temperature(file, "B_c2");
    if (is_there(file, "dos")) read_spectra(file, summary);
    return summary;
}

Recipe read_checked_recipe(const std::string& name) {
    const Hdf5Handle file(H5Fopen(name.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, "open");
    const std::string program =
        fmt::format("{} ({})", read_text(file, "program_version"), read_text(file, "git_commit"));
    Recipe recipe{read_text(file, "configuration"), program, read_text(file, "instruction_set")};
    if (recipe.configuration.empty()) throw Hdf5Error("no configuration in it");
    return recipe;
}

template <class Result>
Result read_result(const std::string& file, Result (*read)(const std::string&)) {
    silence_hdf5();
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) throw InputError(fmt::format("'{}': no such file", file));
    if (!std::filesystem::is_regular_file(file, ignored) || H5Fis_hdf5(file.c_str()) <= 0)
        throw InputError(fmt::format("'{}': not an HDF5 file", file));
    try {
        return read(file);
    } catch (const Hdf5Error& error) {
        throw InputError(fmt::format("'{}': not a readable mirage result ({})", file, error.what()));
    }
}

}  // namespace

FileSummary read_summary(const std::string& file) { return read_result(file, read_checked); }

Recipe read_recipe(const std::string& file) { return read_result(file, read_checked_recipe); }

}  // namespace mirage
