#include "junction/thermal_conductance.hpp"

#include <algorithm>
#include <array>
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
    if (apart.size() > 1) apart.pop_back();  // the last one is the end, however near
    apart.push_back(end);
    return apart;
}

/// Half of the terms of the trapezoid rule.
constexpr long side = static_cast<long>(reach / spacing);
/// All terms, -side to side - 1.
constexpr std::size_t rule_size = 2 * side;

/// g0 at multiples of spacing kT along Re omega = eta + pi kT/2, from -side on: at -E it is the complex
/// conjugate.
struct Line {
    double step;  ///< [Delta0]
    std::vector<double> re, im;
};

Line line_of(const PiecewiseSeries<Complex>& g0, double kT) {
    Line line{spacing * kT, {}, {}};
    const long last = static_cast<long>(g0.edges.back() / line.step);
    for (long j = -side; j <= last + side; ++j) {
        const Complex value = g0(static_cast<double>(std::min(std::labs(j), last)) * line.step);
        line.re.push_back(value.real()), line.im.push_back(j < 0 ? -value.imag() : value.imag());
    }
    return line;
}

/// exp(spacing j).
const std::array<double, rule_size>& steps_of_rule() {
    static const auto steps = [] {
        std::array<double, rule_size> list{};
        for (long j = -side; j < side; ++j)
            list[static_cast<std::size_t>(j + side)] = std::exp(spacing * static_cast<double>(j));
        return list;
    }();
    return steps;
}

/// The trapezoid rule, with weights 1/cosh^2 t and sinh t/cosh^2 t.
double conductance_at(const Line& line, double voltage) {
    const double place = voltage / line.step;
    const long nearest = std::lround(place);
    const double shift = std::exp(spacing * (static_cast<double>(nearest) - place));
    const auto& steps = steps_of_rule();
    const double *re = &line.re[static_cast<std::size_t>(nearest)],
                 *im = &line.im[static_cast<std::size_t>(nearest)];
    double sum = 0.0;
    for (std::size_t j = 0; j < rule_size; ++j) {
        const double e = shift * steps[j], square = e * e, inverse = 1.0 / (1.0 + square);
        sum += e * inverse * inverse * (2.0 * e * re[j] + (square - 1.0) * im[j]);
    }
    return spacing * sum;
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
