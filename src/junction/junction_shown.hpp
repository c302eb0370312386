#pragma once
// A report of a fit of dI/dV curves in the units that were asked for.

#include "junction/junction_report.hpp"

namespace mirage {

/// With numbers and units as they are printed, those of `task.units`; the numbers of the material in
/// `fit.values` stay in SI.
JunctionReport shown(JunctionReport report);

}  // namespace mirage
