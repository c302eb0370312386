#include "spectra/tunnel_amplitudes.hpp"

#include <cmath>

#include "mirage/numeric/constants.hpp"
#include "mirage/spectra/material_spectrum.hpp"

namespace mirage {
namespace {

using Complex = std::complex<double>;

/// The nearest to an energy that is closer than `reach`, which becomes its distance.
const DressedCoordinates* nearest(const TunnelSolutions& solutions, double energy, double& reach) {
    const DressedCoordinates* best = nullptr;
    const auto consider = [&](TunnelSolutions::const_iterator at) {
        if (const double distance = std::fabs(at->first - energy); distance < reach)
            reach = distance, best = &at->second;
    };
    const auto above = solutions.lower_bound(energy);
    if (above != solutions.end()) consider(above);
    if (above != solutions.begin()) consider(std::prev(above));
    return best;
}

Complex tunnel_amplitude(const MaterialModel& m, const RetardedMaterial& found) {
    if (!found.solved) return {quiet_nan, quiet_nan};
    Complex g0 = 0.0;
    double whole = 0.0;
    for (int p = 0; p < m.pocket_count; ++p) {
        const double weight = m.pocket[p].share * m.pocket[p].tunnel_weight;
        g0 += weight * found.pocket[p].g0;
        whole += weight;
    }
    return g0 / whole;
}

std::vector<Complex> two_valley_amplitudes(const PairingModel& model, double broadening,
                                           const std::vector<double>& energies) {
    std::vector<Complex> omega, g0;
    omega.reserve(energies.size()), g0.reserve(energies.size());
    for (const double energy : energies) omega.emplace_back(broadening, -energy);
    for (const RetardedAmplitudes& a : retarded_amplitudes(model, omega)) g0.push_back(a.g0);
    return g0;
}

}  // namespace

std::vector<Complex> tunnel_amplitudes(const PairingModel& model, double broadening,
                                       const std::vector<double>& energies, const TunnelSolutions& near,
                                       TunnelSolutions& found) {
    if (!needs_general_theory(model)) return two_valley_amplitudes(model, broadening, energies);
    const MaterialModel m = material_model(model);
    std::vector<Complex> g0;
    g0.reserve(energies.size());
    for (const double energy : energies) {
        double reach = broadening;
        const DressedCoordinates* start = nearest(near, energy, reach);
        if (const DressedCoordinates* own = nearest(found, energy, reach)) start = own;
        RetardedMaterial solution = solve_retarded_material(m, {broadening, -energy}, start);
        g0.push_back(tunnel_amplitude(m, solution));
        if (solution.solved) found.insert_or_assign(energy, std::move(solution.dressed));
    }
    return g0;
}

}  // namespace mirage
