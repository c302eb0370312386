#pragma once
// Reference tables (comma separated, one header line) from tests/data, and reproducible random numbers.

#include <cmath>
#include <random>
#include <string>
#include <vector>

namespace mirage_test {

using Row = std::vector<std::string>;

std::vector<std::string> split(const std::string& text, char separator);

/// All rows below the header of tests/data/<name>.
std::vector<Row> read_table(const std::string& name);

inline double number(const Row& row, std::size_t column) { return std::stod(row.at(column)); }

/// Uniform and log-uniform numbers from a fixed seed.
class Random {
public:
    explicit Random(unsigned seed) : engine_(seed) {}
    double uniform(double low, double high) { return low + (high - low) * unit_(engine_); }
    double logarithmic(double low, double high) { return std::exp(uniform(std::log(low), std::log(high))); }

private:
    std::mt19937_64 engine_;
    std::uniform_real_distribution<double> unit_{0.0, 1.0};
};

}  // namespace mirage_test
