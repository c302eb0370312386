#pragma once
// The thermal conductance of a junction as a curve that can be evaluated anywhere, fast enough for a fit.

#include <vector>

#include "junction/piecewise_series.hpp"
#include "mirage/model/pairing_model.hpp"
#include "spectra/tunnel_amplitudes.hpp"

namespace mirage {

/// Panels of the two series of a ThermalConductance, and the solutions at its nodes.
struct ConductanceMesh {
    std::vector<double> amplitude, conductance;  ///< edges [Delta0]
    TunnelSolutions solutions{};
};

/// Whether a curve takes the panels of another one nearby, or its own.
enum class Panels { given, own };

/// g(V) between 0 and the largest voltage, even in V.
class ThermalConductance {
public:
    ThermalConductance(PiecewiseSeries<double> curve, ConductanceMesh mesh)
        : curve_(std::move(curve)), mesh_(std::move(mesh)) {}

    double operator()(double voltage) const { return curve_(std::fabs(voltage)); }
    const ConductanceMesh& mesh() const { return mesh_; }

private:
    PiecewiseSeries<double> curve_;
    ConductanceMesh mesh_;
};

/// g(V) = int dE N(E) [-f'(E - eV)] relative to the normal state, as tunnelling_conductance() has it, at the
/// temperature kT and with Dynes broadening eta >= 0 [Delta0], kT > 0, for |eV| up to `largest` [Delta0].
/// With N(E) = Re <g0>(eta - i E), which is analytic for Re omega > 0, the energies move into the complex
/// plane by i pi kT/2, half way to the first pole of the Fermi function:
///   g(V) = 1/2 int dt (Re + sinh t Im) <g0>(eta + pi kT/2 - i (eV + kT t))/cosh^2 t,
/// where both factors are smooth on the scale of kT, so that the trapezoid rule converges exponentially. g0
/// is a series on panels, and so is g. Accuracy 1e-6 with panels of its own; on those of a curve nearby that
/// of the curve nearby, without the jumps between panels. `near`, a curve of the same pockets with parameters
/// nearby, makes it faster. NaN where the amplitude was not found.
ThermalConductance thermal_conductance(const PairingModel& model, double eta, double kT, double largest,
                                       const ConductanceMesh* near = nullptr, Panels panels = Panels::given);

}  // namespace mirage
