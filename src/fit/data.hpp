#pragma once
// Measured critical fields from CSV files.

#include <string>
#include <vector>

namespace mirage {

/// What a point says: its field, or only that the critical field lies above (lower) or below (upper) it.
enum class Bound { none, lower, upper };

/// One point of B_c2(T). A sigma of 0 means that the other coordinate carries the error; NaN that none is
/// stated.
struct Measurement {
    double T = 0.0;        ///< [K]
    double B = 0.0;        ///< [T]
    double sigma_T = 0.0;  ///< [K]
    double sigma_B = 0.0;  ///< [T]
    Bound bound = Bound::none;
};

/// The points of one sample, in the order of the file.
struct MeasuredSample {
    std::string name;
    std::vector<Measurement> points;
};

struct Measurements {
    std::vector<MeasuredSample> samples;
    std::vector<std::string> notes;  ///< what was tolerated, for the user to read
};

/// Columns T [K], B [T] and, if the file has them, sigma_T, sigma_B and sample; a header names them in any
/// order (units in brackets are read over), without one that is their order. Without a column sample all
/// points are of one, named like the file. Comments begin with #. Separators: comma, semicolon, tab or
/// blanks. A byte order mark, carriage returns and empty lines are tolerated, duplicates with a note. Throws
/// InputError naming the line: a cell that is no number, a negative or missing one, no point at all, more
/// than 100,000.
Measurements read_measurements(const std::string& file);

}  // namespace mirage
