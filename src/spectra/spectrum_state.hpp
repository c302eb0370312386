#pragma once
// The state that spectra and bands are of, and its mirage gap.

#include "mirage/formulas/mirage_gap.hpp"
#include "mirage/gap/point.hpp"
#include "mirage/spectra/spectral_gaps.hpp"

namespace mirage {

/// The model at the order parameters and the pair momentum of a state. The density of states at zero energy
/// is without broadening.
struct SpectrumState {
    PairingModel model;
    double zero_energy_dos = 1.0;
    Status status = Status::converged;  ///< failed: the gap equation was not solved, the rest has no meaning
};

/// The stable state of a point (`order_parameter` NaN), or the one with this Delta [Delta0], no triplet and
/// the momentum of the parameters, which must live as long as the state.
SpectrumState spectrum_state(const Parameters& parameters, double order_parameter, double tolerance);

/// The same without the density of states, which is then 1.
SpectrumState model_state(const Parameters& parameters, double order_parameter, double tolerance);

/// That of the curve; NaN where there are no pairs, no Ising coupling or no field.
MeasuredMirageGap mirage_gap_of_curve(const PairingModel& model, double eta);

/// Without disorder, Rashba coupling and pair momentum, a field in the plane; NaN where the formula does not
/// hold.
MirageGap mirage_gap_without_disorder(const PairingModel& model);

}  // namespace mirage
