#include "file/file_part.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "input/input_error.hpp"
#include "input/suggestion.hpp"
#include "input/text.hpp"

namespace mirage {
namespace {

/// The number of a variable's axis that `name` means: that of spectra by the name of the grid's.
std::size_t axis_named(const FileSummary& summary, const std::vector<std::size_t>& axes,
                       const std::string& name) {
    std::vector<std::string> names;
    for (const std::size_t axis : axes) {
        const std::string& own = summary.coordinates[axis].name;
        names.push_back(own.substr(0, own.rfind(spectrum_suffix)));
    }
    return choice("--select", name, names);
}

/// The index of a value on an axis.
hsize_t index_of(const Coordinate& axis, double value) {
    constexpr double same = 1e-9;  // relative
    const auto near = std::min_element(axis.values.begin(), axis.values.end(), [&](double a, double b) {
        return std::fabs(a - value) < std::fabs(b - value);
    });
    if (std::fabs(*near - value) <= same * std::fabs(value))
        return static_cast<hsize_t>(near - axis.values.begin());
    throw InputError(fmt::format("--select {} = {}: no value of this axis; it has {}", axis.name, value,
                                 shortened(fmt::format("{}", fmt::join(axis.values, ", ")), 200)));
}

const VariableSummary& variable_named(const FileSummary& summary, const std::string& name) {
    std::vector<std::string> names;
    for (const VariableSummary& variable : summary.variables) names.push_back(variable.name);
    return summary.variables[choice("--variable", name, names)];
}

}  // namespace

FilePart select_part(const FileSummary& summary, const std::vector<std::string>& names,
                     const std::vector<std::pair<std::string, double>>& selected) {
    FilePart part;
    for (const std::string& name : names) part.variables.push_back(variable_named(summary, name));
    const std::vector<std::size_t>& axes = part.variables.front().axes;
    for (const VariableSummary& variable : part.variables)
        if (variable.axes != axes)
            throw InputError(
                fmt::format("--variable: '{}' and '{}' have different axes: export them one by one",
                            names.front(), variable.name));
    for (const std::size_t axis : axes) {
        part.axes.push_back(summary.coordinates[axis]);
        part.box.first.push_back(0);
        part.box.count.push_back(part.axes.back().values.size());
    }
    for (const auto& [name, value] : selected) {
        const std::size_t at = axis_named(summary, axes, name);
        std::vector<double>& values = part.axes[at].values;
        part.box.first[at] += index_of(part.axes[at], value);
        part.box.count[at] = 1;
        values = {values[index_of(part.axes[at], value)]};
    }
    return part;
}

void stream_part(const std::string& file, const FilePart& part, const UseValues& use) {
    with_result_file(file, [&](hid_t id) {
        std::vector<Dataset> datasets;
        for (const VariableSummary& variable : part.variables)
            datasets.push_back(open_dataset(id, variable.name));
        stream(datasets, part.box, use);
    });
}

}  // namespace mirage
