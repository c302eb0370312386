#include "mirage/spectra/retarded_spectrum.hpp"

#include <algorithm>
#include <cmath>

#include "mirage/numeric/constants.hpp"
#include "mirage/spectra/material_spectrum.hpp"
#include "propagator/kernel.hpp"
#include "propagator/retarded_self_energy.hpp"

namespace mirage {
namespace {

using std::complex;

constexpr double accuracy = 1e-9;  ///< of the averages over directions: a tenth of what is promised

/// Frequencies with room for what the kernel needs and gives. Without Rashba coupling it works on packs of
/// them: padded with the last one.
struct Block {
    std::vector<double> omega, self, amplitude, error, domain, directions_error;
    RetardedArrays arrays;

    Block(const PairingModel& model, const std::vector<complex<double>>& frequencies) {
        const std::size_t lanes = model.alpha > 0.0 ? 1 : pack_width;
        const std::size_t n = (frequencies.size() + lanes - 1) / lanes * lanes;
        omega.resize(2 * n), self.resize(6 * n), amplitude.resize(2 * retarded_arrays * n);
        error.resize(n), domain.resize(n), directions_error.resize(n);
        for (std::size_t i = 0; i < n; ++i) set_omega(i, frequencies[std::min(i, frequencies.size() - 1)]);
        arrays = {static_cast<int>(n), omega.data(),           self.data(), amplitude.data(), error.data(),
                  domain.data(),       directions_error.data()};
    }
    Block(const Block&) = delete;
    Block& operator=(const Block&) = delete;

    void set_omega(std::size_t i, complex<double> value) {
        omega[i] = value.real();
        omega[omega.size() / 2 + i] = -std::fabs(value.imag());
    }
    bool physical(std::size_t i) const { return is_physical(error[i], domain[i], amplitude[i], omega[i]); }
    complex<double> value(std::size_t which, std::size_t i) const {
        const std::size_t n = error.size();
        return {amplitude[2 * n * which + i], amplitude[2 * n * which + n + i]};
    }
};

RetardedAmplitudes amplitudes_of(const Block& block, std::size_t i) {
    RetardedAmplitudes a{block.value(0, i), block.value(1, i), block.value(2, i), block.value(3, i),
                         block.value(4, i), block.value(5, i), Status::converged};
    if (!(block.directions_error[i] <= accuracy * std::max(1.0, std::abs(a.g0))))
        a.status = Status::tolerance_not_met;
    return a;
}

/// One frequency by continuation in Re omega, from where the guess converges down, in steps that Newton can
/// take.
RetardedAmplitudes continued(const PairingModel& model, complex<double> omega) {
    constexpr double smallest_step = 1e-4;
    const complex<double> failed(quiet_nan, quiet_nan);
    double at = std::max(omega.real(), 4.0 * (model.gamma + model.Delta + model.B));
    Block block(model, {{at, omega.imag()}});
    const auto solved_at = [&](double re, RetardedStart start) {
        for (std::size_t i = 0; i < block.error.size(); ++i) block.set_omega(i, {re, omega.imag()});
        kernel().solve_retarded(model, block.arrays, start);
        return block.physical(0);
    };
    bool solved = solved_at(at, RetardedStart::guess);
    for (double step = 1.0; solved && at > omega.real();) {
        const std::vector<double> last = block.self;
        const double next = std::max(omega.real(), at * std::exp(-step));
        if (solved_at(next, RetardedStart::given)) {
            at = next;
            step *= 2.0;
        } else {
            std::copy(last.begin(), last.end(), block.self.begin());
            step *= 0.5;
            solved = step > smallest_step;
        }
    }
    return solved ? amplitudes_of(block, 0)
                  : RetardedAmplitudes{failed, failed, failed, failed, failed, failed};
}

std::vector<RetardedAmplitudes> totals(const std::vector<MaterialAmplitudes>& amplitudes) {
    std::vector<RetardedAmplitudes> result;
    result.reserve(amplitudes.size());
    for (const MaterialAmplitudes& a : amplitudes) result.push_back(a.total);
    return result;
}

void conjugate(RetardedAmplitudes& a) {
    for (complex<double>* z : {&a.g0, &a.F, &a.G, &a.fx, &a.fy, &a.g0_slope}) *z = std::conj(*z);
}

}  // namespace

std::vector<RetardedAmplitudes> retarded_amplitudes(const PairingModel& model,
                                                    const std::vector<complex<double>>& omega) {
    if (omega.empty()) return {};
    if (needs_general_theory(model)) return totals(material_amplitudes(model, omega));
    Block block(model, omega);
    kernel().solve_retarded(model, block.arrays, RetardedStart::guess);
    std::vector<RetardedAmplitudes> result;
    result.reserve(omega.size());
    for (std::size_t i = 0; i < omega.size(); ++i) {
        result.push_back(block.physical(i) ? amplitudes_of(block, i) : continued(model, omega[i]));
        if (omega[i].imag() > 0.0) conjugate(result.back());
    }
    return result;
}

std::vector<RetardedAmplitudes> spectrum(const PairingModel& model, double eta,
                                         const std::vector<double>& energies) {
    std::vector<complex<double>> omega;
    omega.reserve(energies.size());
    for (const double energy : energies) omega.emplace_back(eta, -energy);
    return retarded_amplitudes(model, omega);
}

}  // namespace mirage
