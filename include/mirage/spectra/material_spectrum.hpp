#pragma once
// Retarded amplitudes of a material pocket by pocket, and what a tunnel junction sees of them.

#include <complex>
#include <vector>

#include "mirage/spectra/retarded_spectrum.hpp"

namespace mirage {

/// Beyond the two-valley model of a uniform state.
inline bool needs_general_theory(const PairingModel& m) { return m.material || m.Q != 0.0; }

/// Whether the equations at real energies hold for the model: not where a pair momentum at an angle to the
/// field, or a tilted field, turns the phase of pairs against that of a triplet order parameter, which would
/// be complex; nor where the halves that a momentum splits pockets into are too many. Amplitudes have failed
/// then.
bool has_spectrum(const PairingModel& model);

/// The retarded propagator of a material at one complex frequency omega = eta - i E.
struct MaterialAmplitudes {
    /// sum n <...> with the shares n of the density of states, F weighted with the form factors chi; G and fx
    /// along the field, fy of valley K.
    RetardedAmplitudes total;
    /// sum n c <g0>/sum n c with the tunnel weights c: its real part is the density of states that a junction
    /// sees, in units of the normal state; and its derivative with respect to omega.
    std::complex<double> tunnel_g0, tunnel_g0_slope;
    /// Of each pocket alone, in units of its normal state, F without chi: the valleys, then those of
    /// Material::pockets in their order; failed where a pocket has no share.
    std::vector<RetardedAmplitudes> pockets{};
};

/// At every omega, Re omega >= 1e-9; accuracy and status as retarded_amplitudes, which gives the total.
/// Without a material the valleys are all there is. A pure function of its arguments.
std::vector<MaterialAmplitudes> material_amplitudes(const PairingModel& model,
                                                    const std::vector<std::complex<double>>& omega);

/// At real energies with Dynes broadening eta >= 1e-9.
std::vector<MaterialAmplitudes> material_spectrum(const PairingModel& model, double eta,
                                                  const std::vector<double>& energies);

}  // namespace mirage
