#pragma once
// Retarded amplitudes at given Delta: the density of states and the pair amplitudes at real energies.

#include <complex>
#include <vector>

#include "mirage/gap/point.hpp"
#include "mirage/model/pairing_model.hpp"

namespace mirage {

/// The retarded propagator at one complex frequency omega = eta - i E, averaged over directions and, but for
/// fy, valleys; of a material the total of material_spectrum.hpp. At -E every amplitude is the complex
/// conjugate of that at E. In the gauge of [T] (Tang, Bruder and Belzig 2021): f0 = i F, fx as it stands, i
/// fy = i fy; so Im f0 = Re F, Im(i fy) = Re fy.
struct RetardedAmplitudes {
    std::complex<double> g0;        ///< Re g0: density of states, in units of the normal state
    std::complex<double> F;         ///< singlet
    std::complex<double> G;         ///< spin polarisation along B: g_x = -i G
    std::complex<double> fx;        ///< triplet along B, odd in energy
    std::complex<double> fy;        ///< valley-odd triplet of valley K, of opposite sign in K'
    std::complex<double> g0_slope;  ///< d g0/d omega at fixed Delta and B
    Status status = Status::failed;

    double dos() const { return g0.real(); }
    /// Density of states of electrons with spin along the field (the lower Zeeman level) and against it;
    /// their mean is dos.
    double dos_along_field() const { return g0.real() + G.imag(); }
    double dos_against_field() const { return g0.real() - G.imag(); }
    /// d dos/d energy
    double dos_slope() const { return g0_slope.imag(); }
};

/// At every omega, Re omega >= 1e-9. Energies in Delta0 (a common unit). Accuracy 1e-8 of the larger of 1 and
/// |g0| for Re omega >= 1e-6 (mostly 1e-11; rounding of the energy alone is that much at a band edge), or the
/// status says that the average over directions missed it; amplitudes are NaN where the status is failed. A
/// pure function of its arguments.
std::vector<RetardedAmplitudes> retarded_amplitudes(const PairingModel& model,
                                                    const std::vector<std::complex<double>>& omega);

/// At real energies with Dynes broadening eta >= 1e-9.
std::vector<RetardedAmplitudes> spectrum(const PairingModel& model, double eta,
                                         const std::vector<double>& energies);

}  // namespace mirage
