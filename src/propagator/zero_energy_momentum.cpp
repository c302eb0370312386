#include "propagator/zero_energy_momentum.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "mirage/numeric/constants.hpp"
#include "propagator/material_kernel.hpp"
#include "propagator/newton.hpp"

namespace mirage {
namespace {

/// One array of `count` numbers behind the other.
MaterialArrays arrays_in(std::vector<double>& storage, const std::vector<double>& omega, std::size_t rows) {
    MaterialArrays a;
    a.count = static_cast<int>(omega.size());
    a.omega = omega.data();
    storage.assign((rows + static_cast<std::size_t>(material_results + momentum_results)) * omega.size(),
                   0.0);
    a.self = storage.data();
    double* at = a.self + rows * omega.size();
    for (double** array : {&a.F, &a.Ft, &a.phi, &a.G, &a.one_minus_g0, &a.F_D, &a.F_eta, &a.Ft_eta, &a.F_B,
                           &a.Ft_B, &a.F_omega, &a.Ft_omega, &a.g0_omega, &a.error, &a.directions_error,
                           &a.current, &a.F_Q, &a.Ft_Q, &a.current_Q}) {
        *array = at;
        at += omega.size();
    }
    return a;
}

/// <g0> at the frequencies step, 2 step, ...; NaN where it was not found.
std::vector<double> dos_at_multiples(const MaterialModel& m, double step, int count) {
    constexpr double resolved = 1e-10;
    std::vector<double> omega, storage, dos;
    for (int k = 1; k <= count; ++k) omega.push_back(step * k);
    const MaterialArrays a = arrays_in(storage, omega, static_cast<std::size_t>(momentum_rows(m)));
    solve_momentum(m, a);
    for (int k = 0; k < count; ++k) {
        const bool found = a.error[k] < solved_step && a.directions_error[k] < resolved;
        dos.push_back(found ? 1.0 - a.one_minus_g0[k] : quiet_nan);
    }
    return dos;
}

/// At zero, of the polynomial through the values at 1, 2, ..., count: sum (-1)^(k+1) binomial(count, k) f_k.
double at_zero(const std::vector<double>& f, int count) {
    double sum = 0.0, binomial = 1.0;
    for (int k = 1; k <= count; ++k) {
        binomial *= static_cast<double>(count - k + 1) / k;
        sum += (k % 2 == 1 ? binomial : -binomial) * f[static_cast<std::size_t>(k - 1)];
    }
    return sum;
}

}  // namespace

ZeroEnergyMaterial zero_energy_of_any_momentum(const MaterialModel& m) {
    constexpr int count = 10;
    ZeroEnergyMaterial result;
    result.closing = quiet_nan;
    for (const double step : {4e-3, 1.5e-3}) {
        const std::vector<double> dos = dos_at_multiples(m, step, count);
        const double found = at_zero(dos, count);
        result.solved = std::fabs(found - at_zero(dos, count - 1)) < 1e-7;
        result.dos = std::max(0.0, found);
        if (result.solved) break;
    }
    return result;
}

}  // namespace mirage
