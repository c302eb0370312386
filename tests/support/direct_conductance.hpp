#pragma once
// dI/dV by brute force: the density of states under the thermal kernel, that under the lock-in's.

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "mirage/spectra/retarded_spectrum.hpp"

namespace mirage_test {

/// int dE N(E) [-f'(E - eV)], midpoint rule of the step 2e-3 over 36 kT; N with eta well above the step.
class DirectConductance {
public:
    DirectConductance(const mirage::PairingModel& model, double eta, double kT, double largest) : kT_(kT) {
        const double end = largest + 18.0 * kT;
        std::vector<double> energies;
        for (int i = 0; i * step < end; ++i) energies.push_back((i + 0.5) * step);
        for (const auto& a : mirage::spectrum(model, eta, energies)) dos_.push_back(a.dos());
    }

    double operator()(double V) const {
        double sum = 0.0;
        for (std::size_t i = 0; i < dos_.size(); ++i) {
            const double E = (static_cast<double>(i) + 0.5) * step;
            sum += dos_[i] * (kernel(E - V) + kernel(E + V));
        }
        return sum * step;
    }

    /// The first harmonic, by the midpoint rule over the phase.
    double lock_in(double amplitude, double V) const {
        if (amplitude == 0.0) return (*this)(V);
        constexpr int n = 40;
        double sum = 0.0;
        for (int i = 0; i < n; ++i) {
            const double phase = std::numbers::pi * (i + 0.5) / n;
            sum += (*this)(V + amplitude * std::cos(phase)) * std::pow(std::sin(phase), 2);
        }
        return 2.0 * sum / n;
    }

private:
    static constexpr double step = 2e-3;

    double kernel(double x) const {
        const double e = std::exp(-std::fabs(x) / kT_);
        return e / (kT_ * (1.0 + e) * (1.0 + e));
    }

    double kT_;
    std::vector<double> dos_;
};

}  // namespace mirage_test
