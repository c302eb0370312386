#pragma once
// Reading a result file back, by one process: a summary of what it holds. Files of others cannot crash it.

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace mirage {

/// A coordinate: its values.
struct Coordinate {
    std::string name, units;
    std::vector<double> values;
};

/// A variable: what it is and how its values are spread.
struct VariableSummary {
    std::string name, units, long_name;
    std::vector<std::uint64_t> shape;
    double least = 0.0, most = 0.0;  ///< of the values that are not NaN; NaN where they were not read
    std::uint64_t missing = 0;       ///< NaN
    std::uint64_t total = 0;
    std::array<std::uint64_t, 4> counts{};  ///< of the values 0, 1, 2 and any other
};

struct FileSummary {
    std::vector<std::pair<std::string, std::string>> attributes;
    std::vector<Coordinate>
        coordinates;  ///< alpha, gamma, T, B; with spectra also axes of their own, energy last
    std::vector<VariableSummary> variables;
    std::vector<double> critical_field;  ///< B_c2 at the lowest T, gamma fastest; empty if not there
};

/// How a result was made.
struct Recipe {
    std::string configuration;  ///< the whole deck
    std::string program, instruction_set;
};

/// Throws InputError for a file that is missing, damaged or not a result of this program.
Recipe read_recipe(const std::string& file);

/// Throws InputError for a file that is missing, damaged or not a result of this program.
FileSummary read_summary(const std::string& file);

}  // namespace mirage
