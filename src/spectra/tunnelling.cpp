#include "mirage/spectra/tunnelling.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>

#include "mirage/gap/gap_equation.hpp"
#include "mirage/numeric/matsubara.hpp"
#include "mirage/spectra/material_spectrum.hpp"

namespace mirage {
namespace {

/// Of the model at temperature T: all that a bandwidth depends on.
Parameters parameters_of(const PairingModel& m, double T) {
    // a material that the model only points to
    const std::shared_ptr<const Material> material(std::shared_ptr<const Material>(), m.material);
    return {T, m.B, m.beta, m.gamma, m.alpha, material, m.Q, PairMomentum::given, m.Q_angle};
}

/// d<g0>/d omega as the junction sees it.
std::vector<std::complex<double>> tunnel_slopes(const PairingModel& m,
                                                const std::vector<std::complex<double>>& omega) {
    std::vector<std::complex<double>> slopes;
    slopes.reserve(omega.size());
    if (!needs_general_theory(m))
        for (const RetardedAmplitudes& a : retarded_amplitudes(m, omega)) slopes.push_back(a.g0_slope);
    else
        for (const MaterialAmplitudes& a : material_amplitudes(m, omega)) slopes.push_back(a.tunnel_g0_slope);
    return slopes;
}

}  // namespace

std::vector<double> tunnelling_conductance(const PairingModel& m, double eta, double T,
                                           const std::vector<double>& voltages) {
    double max_voltage = 0.0;
    for (const double V : voltages) max_voltage = std::max(max_voltage, std::fabs(V));
    const double T2pi = 2.0 * std::numbers::pi * thermal_energy({T});
    // A voltage shifts the singularities along the imaginary axis: the bandwidth grows by it.
    const double bandwidth = spectral_bandwidth(parameters_of(m, T)) + max_voltage / T2pi;
    const MatsubaraRule& rule = matsubara_rule(bandwidth, 1e-11);
    std::vector<double> conductance;
    conductance.reserve(voltages.size());
    for (const double V : voltages) {
        std::vector<std::complex<double>> omega;
        for (const double nu : rule.node) omega.emplace_back(T2pi * nu + eta, -V);
        const std::vector<std::complex<double>> slopes = tunnel_slopes(m, omega);
        double sum = 0.0;
        for (std::size_t i = omega.size(); i-- > 0;) sum += rule.weight[i] * slopes[i].real();
        conductance.push_back(1.0 - T2pi * sum);
    }
    return conductance;
}

}  // namespace mirage
