#pragma once
// What an instrument sees of the mirage gap at one temperature and field.

#include <cstdint>

#include "mirage/model/parameters.hpp"
#include "visibility/mirage_dip.hpp"

namespace mirage {

/// The instrument, in reduced units.
struct Instrument {
    double noise = 0.01;       ///< rms error of one point of g, in units of the normal conductance, > 0
    double threshold = 3.0;    ///< a dip of that many times the noise is visible, > 0
    double T_electrons = 0.0;  ///< the electrons of the junction are at least that warm [Tc0]
    double lock_in = 0.0;      ///< peak amplitude of the modulation [Delta0]
    double eta = 0.01;         ///< Dynes broadening [Delta0]
    double tolerance = 1e-10;  ///< of the order parameter [Delta0]

    double least_depth() const { return threshold * noise; }
};

/// found: there is a dip, of whatever depth. none: no mirage gap, or broadening leaves no minimum.
enum class DipStatus : std::int8_t { failed = -1, found = 0, none = 1, normal = 2 };

/// Energies and voltages in Delta0. NaN where there is none, and everywhere at a failed point.
struct VisibilityPoint {
    double B = 0.0;  ///< its modulus
    double order_parameter = 0.0;
    double epsilon_2 = quiet_nan, epsilon_1 = quiet_nan;  ///< edges without scattering (mirage_dip.hpp)
    MirageDip dip;                                        ///< with the exact depth
    double largest_temperature = quiet_nan;               ///< of the electrons, [Tc0]
    double largest_lock_in = quiet_nan, largest_eta = quiet_nan;
    double largest_noise = quiet_nan;  ///< depth/threshold
    double averages = quiet_nan;  ///< curves to average until the dip is visible: (threshold noise/depth)^2
                                  ///< rounded up, at least 1
    bool visible = false;
    DipStatus status = DipStatus::none;
};

/// Everything at one point; the state is that of solve_point().
VisibilityPoint visibility_point(const Parameters& parameters, const Instrument& instrument);

/// The same without the largest broadenings.
VisibilityPoint visible_dip(const Parameters& parameters, const Instrument& instrument);

/// The depth alone, 0 in the normal state, NaN where it was not found: from the series of g, accuracy 1e-6.
double dip_depth(const Parameters& parameters, const Instrument& instrument);

}  // namespace mirage
