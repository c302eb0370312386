#pragma once
// Measured R(T) and R(B) from text files.

#include <string>
#include <vector>

#include "transitions/curve_columns.hpp"

namespace mirage {

/// The resistance at one field or temperature, in the order of the file.
struct MeasuredCurve {
    std::string file;
    std::size_t line = 0;    ///< of its first row
    std::string label;       ///< the channel, empty where there is one
    Turn turn = Turn::none;  ///< where the name of its column tells
    Measurand swept = Measurand::temperature;
    double fixed = 0.0;         ///< [T] where T is swept, else [K]
    std::vector<double> x, y;   ///< [K] or [T]; in `unit`
    std::vector<double> other;  ///< the fixed quantity at each row, as far as it is recorded
    std::string unit = "1";     ///< Ohm, Ohm m, V, 1
};

struct MeasuredCurves {
    std::vector<MeasuredCurve> curves;
    std::vector<std::string> notes;  ///< what was taken for what and what was tolerated
};

/// The curves of a file, `-` for standard input. The fixed quantity is that of the column's name, of the
/// options, of its column, of a comment `B = 2 T`, or of the file's name (`R_T_2T.dat`), in this order; which
/// one tells is noted. Throws InputError naming the line: a cell that is no number, T that is below 0,
/// numbers that cannot be K and T where no unit is told, no fixed quantity, several angles.
MeasuredCurves read_curves(const std::string& file, const CurveOptions& options = {});

}  // namespace mirage
