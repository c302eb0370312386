#pragma once
// At which fields the mirage gap is visible at one temperature.

#include <vector>

#include "mirage/lines/critical_fields.hpp"
#include "visibility/visibility_point.hpp"

namespace mirage {

/// The best field and the fields around it where the dip is visible, all in Delta0. NaN where none is.
struct VisibleFields {
    double T = 0.0;           ///< [Tc0]
    double B_c2 = quiet_nan;  ///< NaN where there is none
    VisibilityPoint best;     ///< at the field of the deepest dip, visible or not; status none: no dip at all
    double B_from = quiet_nan, B_to = quiet_nan;
    bool failed = false;  ///< a point, or an edge, was not found: the rest may not be the best
};

/// The critical fields of the momentum that the parameters have or ask for, without what B_c2 does not need.
CriticalFields ends_of_superconductivity(const Parameters& parameters);

/// From points at fields of one temperature. With several fields the best one is found between its
/// neighbours by Brent's method, to 1e-4; else it is the one that is given. The edges are roots of the depth
/// less its threshold, outwards from the best field to 0 and to B_c2, relative accuracy 1e-6: where the dip
/// is visible in two separate ranges of field, those of the range of the best. `parameters`: of the
/// temperature, B is ignored.
VisibleFields visible_fields(const Parameters& parameters, const Instrument& instrument,
                             std::vector<VisibilityPoint> points);

}  // namespace mirage
