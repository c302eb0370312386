#pragma once
// Whether the mirage gap lies where a curve was measured.

#include "junction/junction_fit.hpp"

namespace mirage {

/// The mirage gap of one curve at the best fit, without disorder. NaN where the state has none: no pairs, no
/// field, no Ising coupling.
struct MirageWindow {
    double epsilon_2 = quiet_nan, epsilon_1 = quiet_nan;  ///< [meV]
    double depth = quiet_nan;  ///< of the fitted curve there, below its flanks, of the normal conductance
    double least = quiet_nan;  ///< the least depth that the noise lets be seen
    bool inside = false;       ///< both ends within the measured voltages
    bool seen() const { return inside && depth > least; }
};

MirageWindow mirage_window(const JunctionTask& task, const JunctionFit& fit, std::size_t curve);

}  // namespace mirage
