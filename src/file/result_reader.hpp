#pragma once
// Reading a result file back, by one process: a summary of what it holds. Files of others cannot crash it.

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "mirage/model/units.hpp"
#include "mirage/numeric/constants.hpp"

namespace mirage {

/// A coordinate: its values.
struct Coordinate {
    std::string name, units;
    std::vector<double> values;
};

/// A variable: what it is and how its values are spread.
struct VariableSummary {
    std::string name, units, long_name;
    std::string flag_meanings;                ///< empty where the values are numbers
    double fill = quiet_nan;                  ///< the flag where nothing was computed
    std::vector<std::size_t> axes;            ///< its coordinates, the slowest first
    double min = quiet_nan, max = quiet_nan;  ///< of the values that are there; NaN where they were not read
    std::uint64_t missing = 0;                ///< NaN or `fill`
    std::uint64_t total = 0;
    std::array<std::uint64_t, 4> counts{};  ///< of the values 0, 1, 2 and any other; of flags
};

struct FileSummary {
    std::vector<std::pair<std::string, std::string>> attributes;
    Units units = Units::reduced;
    std::vector<std::pair<std::string, double>> parameters;  ///< settings that are no axes; Delta0, tolerance
    std::vector<Coordinate>
        coordinates;       ///< axes of the grid, T and B last; then those of spectra, energy last
    std::size_t axes = 0;  ///< how many of them are axes of the grid
    std::vector<VariableSummary> variables;
    std::vector<double>
        critical_field;  ///< B_c2 at the lowest T, the axis before T fastest; empty if not there
};

/// What follows the name of an axis of the grid in that of the part of it that has spectra.
inline constexpr const char* spectrum_suffix = "_spectrum";

/// How a result was made.
struct Recipe {
    std::string configuration;  ///< the whole deck
    std::string program, instruction_set;
};

/// Throws InputError for a file that is missing, damaged or not a result of this program.
Recipe read_recipe(const std::string& file);

/// Throws InputError for a file that is missing, damaged or not a result of this program.
FileSummary read_summary(const std::string& file);

/// The same without a look at the values of the variables.
FileSummary read_layout(const std::string& file);

}  // namespace mirage
