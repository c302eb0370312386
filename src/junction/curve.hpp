#pragma once
// Measured dI/dV curves.

#include <string>
#include <vector>

#include "mirage/numeric/constants.hpp"

namespace mirage {

/// One curve at known temperature and field, its points by ascending voltage.
struct JunctionCurve {
    std::string name;             ///< of its file, with T and B where the file has several
    double T = quiet_nan;         ///< [K]
    double B = quiet_nan;         ///< [T], >= 0
    std::vector<double> V;        ///< [mV]
    std::vector<double> G;        ///< in the unit of the data
    std::vector<double> sigma{};  ///< stated errors; empty: none
    double noise = quiet_nan;     ///< of G as neighbours tell it, in the order of the file
    std::string file{};
};

/// All curves have conductances in the same unit.
struct JunctionData {
    std::vector<JunctionCurve> curves;
    std::string conductance = "1";   ///< "uS", or "1" where the file tells no unit of a conductance
    double siemens = quiet_nan;      ///< in one unit; NaN: arbitrary
    std::vector<std::string> notes;  ///< what was taken for what, for the user to read
};

}  // namespace mirage
