#include "mirage/spectra/tunnelling_curve.hpp"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

#include "mirage/gap/gap_equation.hpp"
#include "mirage/spectra/material_spectrum.hpp"

namespace mirage {
namespace {

using Complex = std::complex<double>;

/// Of the trapezoid rule in t: a double pole lies at i pi/2, which costs 2 k/sinh(pi k/2) with k = 2
/// pi/spacing, 4e-13; the integrand falls like exp(-|t|).
constexpr double spacing = 0.3, reach = 28.2;
constexpr long side = 94;  ///< nodes on each side of a voltage: reach/spacing

/// A sum over the poles has about as many nodes as this at the lowest temperatures.
constexpr double nodes_of_poles = 40.0;

/// <g0> as the junction sees it.
std::vector<Complex> tunnel_amplitudes(const PairingModel& m, const std::vector<Complex>& omega) {
    std::vector<Complex> g0;
    g0.reserve(omega.size());
    if (!needs_general_theory(m))
        for (const RetardedAmplitudes& a : retarded_amplitudes(m, omega)) g0.push_back(a.g0);
    else
        for (const MaterialAmplitudes& a : material_amplitudes(m, omega)) g0.push_back(a.tunnel_g0);
    return g0;
}

/// <g0> - 1 at multiples of spacing kT along Re omega = eta + pi kT/2, from -`side` on.
struct Line {
    double step;  ///< [Delta0]
    std::vector<double> re, im;
};

Line line_of(const PairingModel& m, double eta, double kT, double largest) {
    const double step = spacing * kT;
    const long last = std::lround(largest / step) + side;
    std::vector<Complex> omega;
    for (long j = 0; j <= last; ++j)
        omega.emplace_back(eta + 0.5 * std::numbers::pi * kT, -step * static_cast<double>(j));
    const std::vector<Complex> g0 = tunnel_amplitudes(m, omega);
    Line line{step, {}, {}};
    for (long j = -side; j <= last; ++j) {  // at -E the complex conjugate
        const Complex value = g0[static_cast<std::size_t>(std::labs(j))];
        line.re.push_back(value.real() - 1.0);
        line.im.push_back(j < 0 ? -value.imag() : value.imag());
    }
    return line;
}

/// The trapezoid rule around one voltage.
double conductance_at(const Line& line, double voltage) {
    const double place = voltage / line.step;
    const long nearest = std::lround(place);
    const double *re = line.re.data() + nearest, *im = line.im.data() + nearest;
    double e = std::exp(-spacing * (static_cast<double>(side - nearest) + place)), sum = 0.0;
    static const double ratio = std::exp(spacing);
    for (long j = 0; j <= 2 * side; ++j, e *= ratio) {
        const double square = e * e, inverse = 1.0 / (1.0 + square);
        const double even = 4.0 * square * inverse * inverse,    // 1/cosh^2 t
            odd = 2.0 * e * (square - 1.0) * inverse * inverse;  // sinh t/cosh^2 t
        sum += even * re[j] + odd * im[j];
    }
    return 1.0 + 0.5 * spacing * sum;
}

}  // namespace

double tunnelling_curve_amplitudes(double T, double largest_voltage) {
    return (largest_voltage / thermal_energy({T}) + reach) / spacing;
}

std::vector<double> tunnelling_curve(const PairingModel& m, double eta, double T,
                                     const std::vector<double>& voltages) {
    double largest = 0.0;
    std::vector<double> moduli;
    for (const double V : voltages) {
        moduli.push_back(std::fabs(V));
        largest = std::max(largest, moduli.back());
    }
    if (tunnelling_curve_amplitudes(T, largest) > nodes_of_poles * static_cast<double>(voltages.size()))
        return tunnelling_conductance(m, eta, T, moduli);
    const Line line = line_of(m, eta, thermal_energy({T}), largest);
    for (double& V : moduli) V = conductance_at(line, V);
    return moduli;
}

}  // namespace mirage
