#pragma once
// Where the Doppler shift of a momentum cancels the splitting of a spin-split band, so that l(B, Q) has a
// dip.

#include <vector>

#include "mirage/model/parameters.hpp"

namespace mirage {

/// Energies of the bands a, b = (|g + B| +- |g - B|)/2, which Q v shifts (momentum across the field).
struct MomentumRidges {
    double inner;     ///< db/d sin(phi) at phi = 0: alpha B/sqrt(alpha^2 + beta^2 + B^2)
    double middle;    ///< b at sin(phi) = 1
    double outer;     ///< a at sin(phi) = 1
    double straight;  ///< a at sin(phi) = 0: sqrt(alpha^2 + beta^2 + B^2)
};
MomentumRidges momentum_ridges(const Parameters& parameters, double B);

/// From here on the normal state is stable at every momentum (checked, not proven).
double highest_unstable_field(const Parameters& parameters);

/// Momenta Q >= 0, ascending from 0, between which l(B, Q) has no more than one minimum over Q (checked, not
/// proven): close to the ridges at distances of the thermal energy, wider in between. They end where pairs
/// break whatever the ridges: without scattering, two-dimensional averages <ln|E + Q v|> are ln(Q/2) for Q >
/// |E|, so that l >= ln(Q/Delta0) at T = 0 where E does not follow Q v, and l is larger at T > 0.
std::vector<double> momenta_at_field(const Parameters& parameters, double B);

/// Fields, descending, between which l(B, Q) has no more than one extremum over B: steps of `ratio`, and
/// where Q is one of the ridges.
std::vector<double> fields_at_ridges(const Parameters& parameters, double highest, double lowest,
                                     double ratio);

}  // namespace mirage
