#pragma once
// What a command prints as CSV.

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "program.hpp"
#include "table.hpp"

namespace mirage_test {

struct Csv {
    std::string header;
    std::vector<Row> cells;
    std::vector<std::vector<double>> rows;  ///< the same, NaN where there is a word

    std::string text(std::size_t row, const std::string& column) const {
        const Row names = split(header, ',');
        const auto at = std::find(names.begin(), names.end(), column);
        if (at == names.end()) throw std::runtime_error("no column " + column + " in " + header);
        return cells.at(row).at(static_cast<std::size_t>(at - names.begin()));
    }
    double number(std::size_t row, const std::string& column) const { return std::stod(text(row, column)); }
};

/// Of a command that must succeed and say nothing else.
inline Csv csv_of(const std::string& arguments) {
    const Outcome run = mirage(arguments);
    EXPECT_EQ(run.status, 0) << run.err;
    EXPECT_EQ(run.err, "") << arguments;
    std::istringstream text(run.out);
    Csv csv;
    std::getline(text, csv.header);
    for (std::string line; std::getline(text, line);) {
        csv.cells.push_back(split(line, ','));
        EXPECT_EQ(csv.cells.back().size(), split(csv.header, ',').size()) << line;
        csv.rows.emplace_back();
        for (const std::string& cell : csv.cells.back()) {
            char* end = nullptr;
            const double value = std::strtod(cell.c_str(), &end);
            csv.rows.back().push_back(*end ? std::nan("") : value);
        }
    }
    return csv;
}

}  // namespace mirage_test
