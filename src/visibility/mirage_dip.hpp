#pragma once
// The mirage gap as a measured dI/dV shows it: a dip between two shoulders.

#include "junction/thermal_conductance.hpp"
#include "mirage/model/pairing_model.hpp"
#include "mirage/numeric/constants.hpp"

namespace mirage {

/// What smears the curve [Delta0].
struct Broadening {
    double kT = 0.0;       ///< of the electrons, > 0
    double lock_in = 0.0;  ///< peak amplitude of the modulation, root 2 times the rms value
    double eta = 0.0;      ///< Dynes broadening
};

/// A minimum of g(V) = dI/dV over that of the normal state between two shoulders. Voltages as energies eV
/// [Delta0].
struct MirageDip {
    double depth = 0.0;  ///< the lower shoulder less the minimum; 0: there is none; NaN: g was not found
    double low = quiet_nan, dip = quiet_nan, high = quiet_nan;  ///< shoulders and minimum; NaN: none
};

/// Where the dip is looked for. The mirage gap of the clean spectrum lies between epsilon_2 and epsilon_1
/// (formulas/mirage_gap.hpp); it stands apart from the main gap, whose edge is Delta beta/W, where W^2 =
/// beta^2 + B^2 > B Delta. Otherwise the two edges are one gap with Zeeman-split peaks, and there is no
/// mirage gap; nor without Ising coupling, pairs or a field in the plane.
struct DipWindow {
    double epsilon_2 = quiet_nan, epsilon_1 = quiet_nan;
    double amplitude = 0.0;        ///< which reaches from the middle of the mirage gap to the main gap
    double low = 0.0, high = 0.0;  ///< from half way between the main gap and epsilon_2 to beyond epsilon_1
    double slack = 0.0;            ///< how far broadening and scattering may move a minimum

    /// Whether a minimum there is that of the mirage gap.
    bool holds(double V) const { return V > epsilon_2 - slack && V < epsilon_1 + slack; }
    bool exists() const { return high > low; }
};
DipWindow dip_window(const PairingModel& model, const Broadening& broadening);

/// g(V) of one state at given kT and eta; the lock-in amplitude may change up to the one that it was made
/// for.
ThermalConductance conductance_for(const PairingModel& model, const DipWindow& window,
                                   const Broadening& broadening);

/// The depth is the topographic one, min(left, right) - minimum with the highest points of the window on
/// either side, of the minimum for which that is largest. A curve that only falls, as beyond a coherence
/// peak, has no minimum and depth 0. The kernel of the lock-in makes minima of its own where its
/// edge meets the mirage gap, an amplitude away from it: minima so far off do not count. There is no dip
/// where the modulation reaches from the middle of the mirage gap to the main gap. Without disorder half of
/// the states are left inside the mirage gap, so that at the minimum g -> 1/2 for weak broadening. Thermal
/// smearing makes no new minima (its kernel is a Polya frequency function). Accuracy of the depth 1e-6, below
/// 2e-6 it is 0, by the series of g.
MirageDip mirage_dip(const ThermalConductance& g, const DipWindow& window, const Broadening& broadening);
MirageDip mirage_dip(const PairingModel& model, const Broadening& broadening);

/// The depth at the voltages of a dip by the Matsubara sum of tunnelling_conductance(): accuracy 1e-8. The
/// voltages are of extrema, so that their errors count squared.
double exact_depth(const PairingModel& model, const Broadening& broadening, const MirageDip& dip);

}  // namespace mirage
