#include "visibility/mirage_dip.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include <boost/math/tools/minima.hpp>

#include "junction/lock_in.hpp"
#include "mirage/gap/gap_equation.hpp"
#include "mirage/spectra/material_spectrum.hpp"
#include "mirage/spectra/tunnelling.hpp"
#include "propagator/material_model.hpp"
#include "spectra/clean_features.hpp"

namespace mirage {
namespace {

using boost::math::tools::brent_find_minima;

/// Shallower ones could be errors of the series of g.
constexpr double least_depth = 2e-6;
constexpr int bits = 26;  // of the place of an extremum

/// g is smooth on this scale.
double scale_of(const Broadening& b) { return b.eta + std::numbers::pi * b.kT; }

/// The valleys: their spin-orbit field, the whole field and its part in the plane, order parameters,
/// momentum.
struct Valleys {
    double beta = 0.0, alpha = 0.0, B = 0.0, B_in_plane = 0.0, Delta = 0.0, triplet = 0.0, Q = 0.0;
};

Valleys valleys_of(const PairingModel& model) {
    if (!needs_general_theory(model))
        return {model.beta, model.alpha, model.B, model.B, model.Delta, 0.0, 0.0};
    const MaterialModel m = material_model(model);
    const PocketModel& p = m.pocket[0];
    return {p.beta,
            p.alpha,
            std::hypot(m.B_x, m.B_z),
            std::fabs(m.B_x),
            std::fabs(p.chi * m.Delta),
            p.triplet * m.eta,
            std::fabs(m.Q)};
}

/// Samples of the window.
struct Samples {
    std::vector<double> V, g;
};

template <class Curve>
Samples samples_of(const Curve& h, const DipWindow& window, double scale) {
    const double count = std::clamp(2.0 * (window.high - window.low) / scale, 64.0, 2000.0);
    const auto n = static_cast<std::size_t>(count);
    Samples s;
    for (std::size_t i = 0; i <= n; ++i) {
        s.V.push_back(window.low +
                      (window.high - window.low) * static_cast<double>(i) / static_cast<double>(n));
        s.g.push_back(h(s.V.back()));
    }
    return s;
}

/// Numbers of samples.
using Index = std::size_t;

/// Samples of a minimum and of the highest places on either side.
struct Places {
    Index low = 0, dip = 0, high = 0;
    double depth = 0.0;
};

/// All minima that are deep enough, the deepest first.
std::vector<Places> minima_of(const Samples& s) {
    const Index n = s.g.size();
    std::vector<Index> above(n, n - 1);  // the highest sample from here on
    for (Index i = n - 1; i-- > 0;) above[i] = s.g[i] > s.g[above[i + 1]] ? i : above[i + 1];
    std::vector<Places> minima;
    Index below = 0;
    for (Index i = 1; i + 1 < n; ++i) {
        const double depth = std::min(s.g[below], s.g[above[i]]) - s.g[i];
        if (depth > least_depth && s.g[i] <= s.g[i - 1] && s.g[i] <= s.g[i + 1])
            minima.push_back({below, i, above[i], depth});
        if (s.g[i] > s.g[below]) below = i;
    }
    std::stable_sort(minima.begin(), minima.end(),
                     [](const Places& a, const Places& b) { return a.depth > b.depth; });
    return minima;
}

/// The maximum next to a sample, or the sample itself at an end of the window.
template <class Curve>
double maximum(const Curve& h, const Samples& s, Index i) {
    if (i == 0 || i + 1 == s.V.size()) return s.V[i];
    return brent_find_minima([&](double V) { return -h(V); }, s.V[i - 1], s.V[i + 1], bits).first;
}

/// On the side of `highest` the maximum nearest to the dip that is not below `least`, or where the curve has
/// come `above` higher; else the highest.
template <class Curve>
double shoulder(const Curve& h, const Samples& s, const Places& at, Index highest, double least,
                double above) {
    const auto is_maximum = [&](Index i) { return s.g[i] >= s.g[i - 1] && s.g[i] >= s.g[i + 1]; };
    const Index step = highest > at.dip ? Index(1) : Index(-1);
    for (Index i = at.dip + step; i != highest; i += step) {
        if (s.g[i] >= least && is_maximum(i)) return maximum(h, s, i);
        if (s.g[i] >= least + above) return s.V[i];
    }
    return maximum(h, s, highest);
}

/// The lower one decides the depth; of the other side the nearest that is not lower.
template <class Curve>
MirageDip dip_at(const Curve& h, const Samples& s, const Places& at) {
    const double V = brent_find_minima(h, s.V[at.dip - 1], s.V[at.dip + 1], bits).first;
    MirageDip dip{0.0, maximum(h, s, at.low), V, maximum(h, s, at.high)};
    const double low = h(dip.low), high = h(dip.high);
    dip.depth = std::min(low, high) - h(V);
    if (low > high)
        dip.low = shoulder(h, s, at, at.low, high, 0.5 * dip.depth);
    else
        dip.high = shoulder(h, s, at, at.high, low, 0.5 * dip.depth);
    return dip;
}

}  // namespace

DipWindow dip_window(const PairingModel& model, const Broadening& b) {
    const Valleys v = valleys_of(model);
    if (v.Delta == 0.0 || v.beta == 0.0 || v.B_in_plane == 0.0) return {};
    const MirageGap clean = clean_mirage_gap(model);
    const double W = std::hypot(v.beta, v.alpha, v.B);
    // the parts of the order parameters that pair across spin-split bands and within them
    const double across = std::fabs(v.B * v.Delta - v.beta * v.triplet) / W,
                 within = (v.beta * v.Delta + v.B * v.triplet) / W;
    if (W <= across) return {};
    const double moved = largest_rate(model) + v.alpha + 2.0 * v.Q,
                 slack = 0.5 * clean.width + moved + scale_of(b) + 0.25 * b.lock_in,
                 reach = clean.width + moved + 2.0 * scale_of(b) + 1.25 * b.lock_in,
                 middle = 0.5 * (clean.epsilon_2 + clean.epsilon_1);
    return {clean.epsilon_2,         clean.epsilon_1,
            middle - within,         0.5 * (within + clean.epsilon_2),
            clean.epsilon_1 + reach, slack};
}

ThermalConductance conductance_for(const PairingModel& model, const DipWindow& window, const Broadening& b) {
    return thermal_conductance(model, b.eta, b.kT, 1.001 * window.high + b.lock_in);
}

MirageDip mirage_dip(const ThermalConductance& g, const DipWindow& window, const Broadening& b) {
    if (b.lock_in >= window.amplitude) return {};
    const LockIn lock_in(b.lock_in, scale_of(b));
    const auto h = [&](double V) { return lock_in(g, V); };
    const Samples s = samples_of(h, window, scale_of(b));
    if (std::any_of(s.g.begin(), s.g.end(), [](double value) { return std::isnan(value); }))
        return {quiet_nan, quiet_nan, quiet_nan, quiet_nan};
    for (const Places& at : minima_of(s)) {
        const MirageDip dip = dip_at(h, s, at);
        if (window.holds(dip.dip)) return dip;
    }
    return {};
}

MirageDip mirage_dip(const PairingModel& model, const Broadening& b) {
    const DipWindow window = dip_window(model, b);
    return window.exists() ? mirage_dip(conductance_for(model, window, b), window, b) : MirageDip{};
}

double exact_depth(const PairingModel& model, const Broadening& b, const MirageDip& dip) {
    if (!(dip.depth > 0.0)) return dip.depth;
    const LockIn lock_in(b.lock_in, 0.5 * scale_of(b));
    std::vector<double> voltages;
    const double places[] = {dip.low, dip.dip, dip.high};
    const auto note = [&](double V) {
        voltages.push_back(V);
        return 0.0;
    };
    for (const double V : places) lock_in(note, V);
    const double T = b.kT / thermal_energy({1.0});
    const std::vector<double> g = tunnelling_conductance(model, b.eta, T, voltages);
    std::size_t next = 0;
    const auto told = [&](double) { return g[next++]; };
    const double low = lock_in(told, dip.low), least = lock_in(told, dip.dip), high = lock_in(told, dip.high);
    return std::min(low, high) - least;
}

}  // namespace mirage
