#include "mirage/spectra/tunnelling.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "mirage/gap/gap_equation.hpp"
#include "mirage/numeric/matsubara.hpp"

namespace mirage {

std::vector<double> tunnelling_conductance(const PairingModel& m, double eta, double T,
                                           const std::vector<double>& voltages) {
    double max_voltage = 0.0;
    for (const double V : voltages) max_voltage = std::max(max_voltage, std::fabs(V));
    const double T2pi = 2.0 * std::numbers::pi * thermal_energy({T});
    // A voltage shifts the singularities along the imaginary axis: the bandwidth grows by it.
    const double bandwidth = spectral_bandwidth({T, m.B, m.beta, m.gamma, m.alpha}) + max_voltage / T2pi;
    const MatsubaraRule& rule = matsubara_rule(bandwidth, 1e-11);
    std::vector<double> conductance;
    conductance.reserve(voltages.size());
    for (const double V : voltages) {
        std::vector<std::complex<double>> omega;
        for (const double nu : rule.node) omega.emplace_back(T2pi * nu + eta, -V);
        const auto amplitudes = retarded_amplitudes(m, omega);
        double sum = 0.0;
        for (std::size_t i = omega.size(); i-- > 0;) sum += rule.weight[i] * amplitudes[i].g0_slope.real();
        conductance.push_back(1.0 - T2pi * sum);
    }
    return conductance;
}

}  // namespace mirage
