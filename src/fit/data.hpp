#pragma once
// Measured critical fields from text files.

#include <string>
#include <vector>

#include "tables/cell_number.hpp"
#include "tables/table.hpp"

namespace mirage {

/// One point of B_c2(T). A sigma of 0 means that the other coordinate carries the error; NaN that none is
/// stated.
struct Measurement {
    double T = 0.0;        ///< [K]
    double B = 0.0;        ///< [T]
    double sigma_T = 0.0;  ///< [K]
    double sigma_B = 0.0;  ///< [T]
    Bound bound = Bound::none;
    std::size_t line = 0;  ///< of the file, from 1; 0: of none
};

/// An error below this part of the largest value of its sample is none: it is that of the last digit, and squares
/// of ratios of errors stay finite.
inline constexpr double least_error = 1e-13;

/// The points of one sample, in the order of the file.
struct MeasuredSample {
    std::string name;
    std::vector<Measurement> points;
    std::string file = {};
};

struct Measurements {
    std::vector<MeasuredSample> samples;
    std::vector<std::string> notes;  ///< what was taken for what and what was tolerated, for the user to read
};

/// What the file itself does not tell.
struct ReadingOptions {
    std::string columns;      ///< as in --columns; empty: by the names in the file
    std::vector<double> tc0;  ///< [K], of reduced columns: one for all samples, or one for each; may be empty
    double g_factor = 2.0;    ///< of B/B_p
    std::size_t first_sample = 0;  ///< the place in tc0 of the file's first sample
};

/// The points in the table of a file: any that tables/ understands, its columns chosen by
/// their names or by `columns`. Without a column sample all points are of one, named like the file. Missing
/// cells are left out, a negative field counts by its modulus, a field `>34` is a bound, duplicates stay:
/// each with a note, beside the note of what was taken for what. Throws InputError naming the line: a cell
/// that is no number, T that is not above 0, errors in some rows only, numbers that cannot be K and T where
/// no unit is told, no point at all, more than 100,000.
Measurements measurements_in(Table table, const ReadingOptions& options = {});

}  // namespace mirage
