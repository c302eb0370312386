#include "junction/thermal_conductance.hpp"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

#include "spectra/clean_features.hpp"

namespace mirage {
namespace {

using Complex = std::complex<double>;

constexpr double series_error = 2e-7;
/// Of the trapezoid rule in t: double poles lie at +-i pi/2, which costs 2 k/sinh(pi k/2) with k = 2
/// pi/spacing, 3e-8; the integrand falls like exp(-|t|).
constexpr double spacing = 0.45, reach = 18.0;

/// Panels to begin with: the features of the clean spectrum and a few more.
std::vector<double> first_edges(const PairingModel& m, double width, double end) {
    constexpr int parts = 4;
    std::vector<double> edges;
    for (int i = 0; i <= parts; ++i) edges.push_back(end * i / parts);
    for (const double feature : clean_features(m))
        if (feature > width && feature < end - width) edges.push_back(feature);
    std::sort(edges.begin(), edges.end());
    std::vector<double> apart;
    for (const double edge : edges)
        if (apart.empty() || edge - apart.back() > 0.5 * width) apart.push_back(edge);
    apart.back() = end;
    return apart;
}

/// g0 at multiples of spacing kT along Re omega = eta + pi kT/2, from 0 on.
struct Line {
    double step;  ///< [Delta0]
    std::vector<double> re, im;
};

Line line_of(const PiecewiseSeries<Complex>& g0, double kT) {
    Line line{spacing * kT, {}, {}};
    const auto count = static_cast<std::size_t>(g0.edges.back() / line.step);
    line.re.reserve(count + 1), line.im.reserve(count + 1);
    for (std::size_t j = 0; j <= count; ++j) {
        const Complex value = g0(static_cast<double>(j) * line.step);
        line.re.push_back(value.real()), line.im.push_back(value.imag());
    }
    return line;
}

/// The trapezoid rule. At -E g0 is the complex conjugate.
double conductance_at(const Line& line, double voltage) {
    static const double ratio = std::exp(spacing);
    const double place = voltage / line.step;
    const long side = static_cast<long>(reach / spacing), first = std::lround(place) - side;
    double e = std::exp(spacing * (static_cast<double>(first) - place)), sum = 0.0;
    for (long j = first; j <= first + 2 * side; ++j, e *= ratio) {
        const std::size_t at = std::min(static_cast<std::size_t>(std::labs(j)), line.re.size() - 1);
        const double square = e * e, inverse = 1.0 / (1.0 + square);
        const double even = 4.0 * square * inverse * inverse,    // 1/cosh^2 t
            odd = 2.0 * e * (square - 1.0) * inverse * inverse;  // sinh t/cosh^2 t
        sum += even * line.re[at] + (j < 0 ? -odd : odd) * line.im[at];
    }
    return 0.5 * spacing * sum;
}

}  // namespace

ThermalConductance thermal_conductance(const PairingModel& m, double eta, double kT, double largest,
                                       const ConductanceMesh* near, Panels panels) {
    const double broadening = eta + 0.5 * std::numbers::pi * kT;
    const double end = largest + (reach + 2.0 * spacing) * kT;
    const TunnelSolutions none;
    TunnelSolutions found;
    const auto amplitudes = [&](const std::vector<double>& energies) {
        return tunnel_amplitudes(m, broadening, energies, near ? near->solutions : none, found);
    };
    const bool given = near && panels == Panels::given;
    const PiecewiseSeries<Complex> g0 =
        given ? series_on<Complex>(near->amplitude, amplitudes)
              : adaptive_series<Complex>(first_edges(m, broadening, end), series_error, amplitudes);
    const Line line = line_of(g0, kT);
    const auto conductance = [&](const std::vector<double>& voltages) {
        std::vector<double> g;
        g.reserve(voltages.size());
        for (const double V : voltages) g.push_back(conductance_at(line, V));
        return g;
    };
    PiecewiseSeries<double> curve =
        given ? series_on<double>(near->conductance, conductance)
              : adaptive_series<double>(first_edges(m, broadening, largest), series_error, conductance);
    ConductanceMesh used{g0.edges, curve.edges, std::move(found)};
    return {std::move(curve), std::move(used)};
}

}  // namespace mirage
