#include "file/result_reader.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "file/dataset.hpp"
#include "input/settings.hpp"
#include "mirage/numeric/constants.hpp"
#include "results/quantities.hpp"

namespace mirage {
namespace {

constexpr double max_points = 1e9;             // no sweep has more
constexpr double max_read = 4e9;               // values of one variable
constexpr std::uint64_t max_fields = 1 << 22;  // of B_c2 at the lowest temperature

/// What is to be read of variables.
enum class Values { read, leave };

/// How the values of a variable are spread.
void summarize_values(VariableSummary& summary, Dataset dataset) {
    const Box all = whole(dataset);
    if (all.size() > max_read) return;  // too long to read for a glance
    summary.min = std::numeric_limits<double>::infinity();
    summary.max = -summary.min;
    std::vector<Dataset> datasets;
    datasets.push_back(std::move(dataset));
    stream(datasets, all, [&summary](const std::vector<std::vector<double>>& values) {
        summary.total += values[0].size();
        for (const double x : values[0]) {
            if (std::isnan(x) || (summary.flag_meanings.empty() && x == summary.fill)) {
                ++summary.missing;
                continue;
            }
            summary.min = std::min(summary.min, x);
            summary.max = std::max(summary.max, x);
            ++summary.counts[x == 0.0 ? 0 : x == 1.0 ? 1 : x == 2.0 ? 2 : 3];
        }
    });
}

/// A variable on some of the coordinates.
VariableSummary summarize(hid_t file, const FileSummary& of, const std::string& name,
                          const std::vector<std::size_t>& axes, Values values) {
    Dataset dataset = open_dataset(file, name);
    std::vector<hsize_t> shape;
    for (const std::size_t axis : axes) shape.push_back(of.coordinates[axis].values.size());
    if (dataset.shape != shape) throw Hdf5Error("'" + name + "' does not fit its axes");
    VariableSummary summary;
    summary.name = name;
    summary.units = read_text(dataset.id, "units");
    summary.long_name = read_text(dataset.id, "long_name");
    summary.flag_meanings = read_text(dataset.id, "flag_meanings");
    summary.fill = read_number(dataset.id, "_FillValue");
    summary.axes = axes;
    if (values == Values::read) summarize_values(summary, std::move(dataset));
    return summary;
}

Coordinate read_coordinate(hid_t file, const std::string& name) {
    std::vector<Dataset> dataset;
    dataset.push_back(open_dataset(file, name));
    const std::vector<hsize_t>& shape = dataset[0].shape;
    if (shape.size() != 1 || shape[0] < 1 || shape[0] > 20'000'000)
        throw Hdf5Error("'" + name + "' is not an axis");
    Coordinate coordinate{name, read_text(dataset[0].id, "units"), {}};
    stream(dataset, whole(dataset[0]), [&coordinate](const std::vector<std::vector<double>>& values) {
        coordinate.values.insert(coordinate.values.end(), values[0].begin(), values[0].end());
    });
    return coordinate;
}

/// Values at the first index of the last dimension; empty where there are too many to look at.
std::vector<double> lowest_temperature(hid_t file, const std::string& name) {
    std::vector<Dataset> dataset;
    dataset.push_back(open_dataset(file, name));
    Box box = whole(dataset[0]);
    box.count.back() = 1;
    std::vector<double> lowest;
    if (box.size() > static_cast<double>(max_fields)) return lowest;
    stream(dataset, box, [&lowest](const std::vector<std::vector<double>>& values) {
        lowest.insert(lowest.end(), values[0].begin(), values[0].end());
    });
    return lowest;
}

/// The quantities of a table that the file has: one of an older version may lack some.
template <class State, std::size_t n>
void summarize_all(hid_t file, FileSummary& summary, const std::array<Quantity<State>, n>& quantities,
                   const std::vector<std::size_t>& axes, Values values) {
    for (const Quantity<State>& q : quantities)
        if (is_there(file, q.name))
            summary.variables.push_back(summarize(file, summary, q.name, axes, values));
}

/// The part of the grid that has spectra: axes of its own where it is not the whole one.
void read_spectra(hid_t file, FileSummary& summary, Values values) {
    std::vector<std::size_t> axes;
    for (std::size_t i = 0; i < summary.axes; ++i) {
        const std::string own = summary.coordinates[i].name + spectrum_suffix;
        axes.push_back(is_there(file, own) ? summary.coordinates.size() : i);
        if (is_there(file, own)) summary.coordinates.push_back(read_coordinate(file, own));
    }
    summarize_all(file, summary, mirage_quantities, axes, values);
    summarize_all(file, summary, edge_quantities, axes, values);
    axes.push_back(summary.coordinates.size());
    summary.coordinates.push_back(read_coordinate(file, "energy"));
    summarize_all(file, summary, energy_quantities, axes, values);
    summarize_all(file, summary, conductance_quantities, axes, values);
}

/// The axes of the grid, by their numbers.
std::vector<std::size_t> read_axes(hid_t file, FileSummary& summary) {
    for (const Setting* setting : axis_settings())
        if (setting->role == GridRole::always || is_there(file, setting->variable()))
            summary.coordinates.push_back(read_coordinate(file, setting->variable()));
    summary.axes = summary.coordinates.size();
    std::vector<std::size_t> axes;
    double points = 1.0;
    for (const Coordinate& axis : summary.coordinates) {
        axes.push_back(axes.size());
        points *= static_cast<double>(axis.values.size());
    }
    if (points > max_points) throw Hdf5Error(fmt::format("a grid of {:.15g} points", points));
    return axes;
}

/// The settings that are no axes, and what else decided the numbers.
void read_parameters(hid_t file, FileSummary& summary) {
    std::vector<std::string> names;
    for (const Setting* setting : printed_settings(summary.units)) names.push_back(setting->variable());
    names.insert(names.end(), {"Delta0", "tolerance"});
    for (const std::string& name : names)
        if (const double value = read_number(file, name); std::isfinite(value))
            summary.parameters.emplace_back(name, value);
}

/// What is in the file, all but the values of the variables.
FileSummary read_open(hid_t file, Values values) {
    FileSummary summary;
    for (const char* key : {"format_version", "program_version", "git_commit", "instruction_set",
                            "creation_time", "configuration"})
        summary.attributes.emplace_back(key, read_text(file, key));
    if (const std::string pockets = read_text(file, "pockets"); !pockets.empty())
        summary.attributes.emplace_back("pockets", pockets);
    for (const char* key : {"ranks", "threads", "wall_time"})
        if (const double value = read_number(file, key); std::isfinite(value))
            summary.attributes.emplace_back(key, fmt::format("{:.6g}", value));
    if (summary.attributes.front().second.empty()) throw Hdf5Error("not a result of this program");
    std::vector<std::size_t> axes = read_axes(file, summary);
    const std::string T_units = summary.coordinates[summary.axes - 2].units;
    summary.units = T_units == unit_name(UnitKind::temperature, Units::si) ? Units::si : Units::reduced;
    read_parameters(file, summary);
    if (!is_there(file, "order_parameter")) throw Hdf5Error("no order parameter in it");
    summarize_all(file, summary, point_quantities, axes, values);
    axes.pop_back();
    summarize_all(file, summary, line_quantities, axes, values);
    axes.pop_back();
    summarize_all(file, summary, plane_quantities, axes, values);
    if (values == Values::read && is_there(file, "B_c2"))
        summary.critical_field = lowest_temperature(file, "B_c2");
    if (is_there(file, "dos")) read_spectra(file, summary, values);
    return summary;
}

Recipe read_open_recipe(hid_t file) {
    const std::string program =
        fmt::format("{} ({})", read_text(file, "program_version"), read_text(file, "git_commit"));
    Recipe recipe{read_text(file, "configuration"), program, read_text(file, "instruction_set")};
    if (recipe.configuration.empty()) throw Hdf5Error("no configuration in it");
    return recipe;
}

}  // namespace

FileSummary read_summary(const std::string& file) {
    FileSummary summary;
    with_result_file(file, [&](hid_t id) { summary = read_open(id, Values::read); });
    return summary;
}

FileSummary read_layout(const std::string& file) {
    FileSummary summary;
    with_result_file(file, [&](hid_t id) { summary = read_open(id, Values::leave); });
    return summary;
}

Recipe read_recipe(const std::string& file) {
    Recipe recipe;
    with_result_file(file, [&](hid_t id) { recipe = read_open_recipe(id); });
    return recipe;
}

}  // namespace mirage
