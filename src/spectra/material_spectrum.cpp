#include "mirage/spectra/material_spectrum.hpp"

#include <algorithm>
#include <cmath>

#include "mirage/numeric/constants.hpp"
#include "propagator/retarded_material.hpp"

namespace mirage {
namespace {

using std::complex;

constexpr double accuracy = 1e-9;  ///< of the averages over directions: a tenth of what is promised

RetardedAmplitudes no_amplitudes() {
    const complex<double> nothing(quiet_nan, quiet_nan);
    return {nothing, nothing, nothing, nothing, nothing, nothing};
}

/// sum += weight a; F with a weight of its own.
void add(RetardedAmplitudes& sum, double weight, double singlet_weight, const PocketAmplitudes& a) {
    sum.g0 += weight * a.g0;
    sum.F += singlet_weight * a.F;
    sum.G += weight * a.G;
    sum.fx += weight * a.fx;
    sum.g0_slope += weight * a.g0_slope;
}

void conjugate(complex<double>& z) { z = std::conj(z); }

void conjugate(RetardedAmplitudes& a) {
    for (complex<double>* z : {&a.g0, &a.F, &a.G, &a.fx, &a.fy, &a.g0_slope}) conjugate(*z);
}

/// The valleys, then every pocket of the material; those with a share stand in the model.
std::vector<RetardedAmplitudes> pocket_amplitudes(const std::vector<Pocket>& given,
                                                  const RetardedMaterial& found, Status status) {
    const auto of = [status](const PocketAmplitudes& a) {
        return RetardedAmplitudes{a.g0, a.F, a.G, a.fx, a.fy, a.g0_slope, status};
    };
    std::vector<RetardedAmplitudes> pockets{of(found.pocket[0])};
    int next = 1;
    for (const Pocket& pocket : given)
        pockets.push_back(pocket.share > 0.0 ? of(found.pocket[next++]) : no_amplitudes());
    return pockets;
}

MaterialAmplitudes failed(const std::vector<Pocket>& given) {
    const RetardedAmplitudes none = no_amplitudes();
    return {none, none.g0, none.g0, std::vector<RetardedAmplitudes>(given.size() + 1, none)};
}

MaterialAmplitudes amplitudes_at(const MaterialModel& m, const std::vector<Pocket>& given,
                                 complex<double> omega) {
    const RetardedMaterial found = solve_retarded_material(m, {omega.real(), -std::fabs(omega.imag())});
    if (!found.solved) return failed(given);
    MaterialAmplitudes a{};
    double tunnel_weight = 0.0;
    for (int p = 0; p < m.pocket_count; ++p) {
        const PocketModel& pocket = m.pocket[p];
        const double tunnel = pocket.share * pocket.tunnel_weight;
        add(a.total, pocket.share, pocket.share * pocket.chi, found.pocket[p]);
        a.tunnel_g0 += tunnel * found.pocket[p].g0;
        a.tunnel_g0_slope += tunnel * found.pocket[p].g0_slope;
        tunnel_weight += tunnel;
    }
    a.total.fy = found.pocket[0].fy;
    a.tunnel_g0 /= tunnel_weight;
    a.tunnel_g0_slope /= tunnel_weight;
    const bool met = found.directions_error <= accuracy * std::max(1.0, std::abs(a.total.g0));
    a.total.status = met ? Status::converged : Status::tolerance_not_met;
    a.pockets = pocket_amplitudes(given, found, a.total.status);
    if (omega.imag() > 0.0) {
        conjugate(a.total);
        conjugate(a.tunnel_g0);
        conjugate(a.tunnel_g0_slope);
        for (RetardedAmplitudes& pocket : a.pockets) conjugate(pocket);
    }
    return a;
}

std::vector<MaterialAmplitudes> two_valley_amplitudes(const PairingModel& model,
                                                      const std::vector<complex<double>>& omega) {
    std::vector<MaterialAmplitudes> result;
    for (const RetardedAmplitudes& a : retarded_amplitudes(model, omega))
        result.push_back({a, a.g0, a.g0_slope, {a}});
    return result;
}

}  // namespace

bool has_spectrum(const PairingModel& model) {
    const MaterialModel m = material_model(model);
    return m.Q == 0.0 || is_across(m) || (has_real_order_parameters(m) && split_pockets(m).possible);
}

std::vector<MaterialAmplitudes> material_amplitudes(const PairingModel& model,
                                                    const std::vector<complex<double>>& omega) {
    if (!needs_general_theory(model)) return two_valley_amplitudes(model, omega);
    const MaterialModel m = material_model(model);
    const std::vector<Pocket> none, &given = model.material ? model.material->pockets : none;
    std::vector<MaterialAmplitudes> result;
    result.reserve(omega.size());
    for (const complex<double> at : omega) result.push_back(amplitudes_at(m, given, at));
    return result;
}

std::vector<MaterialAmplitudes> material_spectrum(const PairingModel& model, double eta,
                                                  const std::vector<double>& energies) {
    std::vector<complex<double>> omega;
    omega.reserve(energies.size());
    for (const double energy : energies) omega.emplace_back(eta, -energy);
    return material_amplitudes(model, omega);
}

}  // namespace mirage
