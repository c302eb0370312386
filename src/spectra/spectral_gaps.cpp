#include "mirage/spectra/spectral_gaps.hpp"

#include <algorithm>
#include <cmath>
#include <complex>
#include <functional>
#include <optional>

#include <boost/math/tools/minima.hpp>

#include "mirage/numeric/constants.hpp"
#include "mirage/spectra/material_spectrum.hpp"
#include "numeric/lane.hpp"
#include "numeric/roots.hpp"
#include "spectra/clean_features.hpp"

namespace mirage {
namespace {

using Function = std::function<std::vector<double>(const std::vector<double>&)>;

/// One property of the amplitudes at many energies at once.
template <class Property>
Function curve_of(const PairingModel& model, double eta, Property property) {
    return [&model, eta, property](const std::vector<double>& energies) {
        std::vector<double> values;
        for (const RetardedAmplitudes& a : spectrum(model, eta, energies)) values.push_back(property(a));
        return values;
    };
}

double dos_at(const PairingModel& model, double eta, double energy) {
    return spectrum(model, eta, {energy}).front().dos();
}

/// Exponent of dos ~ eta^x at tiny eta: 1 in a gap, 0 or less among states, less than 1/2 from the edge on.
/// NaN where the spectrum was not found.
double broadening_exponent(const PairingModel& model, double energy) {
    constexpr double eta = 1e-8;
    const double fine = dos_at(model, 0.25 * eta, energy), coarse = dos_at(model, eta, energy);
    const double exponent = std::log(coarse / fine) / std::log(4.0);
    // deep in a gap nothing but rounding is left, of either sign
    return std::isnan(exponent) && std::isfinite(fine) && std::isfinite(coarse) ? 1.0 : exponent;
}

/// Where f is largest on [low, high]: samples, then Brent's method.
double maximum_on(const Function& f, double low, double high, int samples) {
    std::vector<double> at;
    const double step = (high - low) / samples;
    for (int i = 0; i <= samples; ++i) at.push_back(low + step * i);
    const std::vector<double> value = f(at);
    const double best =
        at[static_cast<std::size_t>(std::max_element(value.begin(), value.end()) - value.begin())];
    const auto minus = [&](double x) { return -f({x}).front(); };
    return boost::math::tools::brent_find_minima(minus, std::max(low, best - step),
                                                 std::min(high, best + step), 30)
        .first;
}

struct Window {
    double low, high;
};

/// Where to look for the mirage gap: around its clean place, as far as scattering and broadening may move it,
/// but above the main coherence peak where that stands apart. The margins are wide enough for the random
/// models of tests/spectra/spectral_gaps_test.cpp.
Window mirage_window(const PairingModel& m, double eta, const MirageGap& clean) {
    const double margin = 0.75 * clean.width + 0.5 * largest_rate(m) + 20.0 * eta, gap = largest_gap(m);
    const double apart = clean.epsilon_2 > 1.2 * gap ? 0.5 * (gap + clean.epsilon_2) : 0.0;
    return {std::max(clean.epsilon_2 - margin, apart), clean.epsilon_1 + margin};
}

/// The slope of the density of states away from the minimum: positive where the curve rises towards `end`.
Function rise_towards(const PairingModel& m, double eta, double minimum, double end) {
    const double outward = end > minimum ? 1.0 : -1.0;
    return curve_of(m, eta, [outward](const RetardedAmplitudes& a) { return outward * a.dos_slope(); });
}

/// The peak beyond the minimum on one side, up to the end of the window: the nearest above the normal state,
/// else the highest; located by the sign of the slope however sharp it is. Nothing where the curve has no
/// peak there.
std::optional<double> peak_beside(const PairingModel& m, double eta, double minimum, double end) {
    constexpr int samples = 64;
    std::vector<double> energy;
    // denser towards the minimum, where narrow gaps have their flanks
    for (int i = 0; i <= samples; ++i)
        energy.push_back(minimum + (end - minimum) * square(i / static_cast<double>(samples)));
    const Function slope = rise_towards(m, eta, minimum, end);
    const std::vector<double> rise = slope(energy);
    std::optional<double> best;
    double highest = dos_at(m, eta, minimum);
    for (std::size_t i = 1; i + 1 < energy.size(); ++i) {
        if (!(rise[i] > 0.0 && rise[i + 1] <= 0.0)) continue;
        const Bisection ends =
            bisect([&](double x) { return slope({x}).front(); }, energy[i], energy[i + 1],
                   [&](double rising, double falling) { return std::fabs(rising - falling) < 0.01 * eta; });
        if (ends.status != RootStatus::found) continue;
        // at energy 0 the slope vanishes
        const double peak = rise[i + 1] == 0.0 ? energy[i + 1] : ends.middle(), height = dos_at(m, eta, peak);
        if (height > highest) best = peak, highest = height;
        if (height > 1.0) break;
    }
    return best;
}

/// The steepest point of the flank between the minimum and the peak beyond it or, without one, before the end
/// of the window; nothing where the curve only steepens towards that end.
std::optional<double> flank(const PairingModel& m, double eta, double minimum, double end) {
    const std::optional<double> peak = peak_beside(m, eta, minimum, end);
    const Function rise = rise_towards(m, eta, minimum, end);
    if (!peak) {
        const double found = maximum_on(rise, std::min(minimum, end), std::max(minimum, end), 64);
        const bool inside =
            std::fabs(found - end) > 0.01 * std::fabs(end - minimum) && rise({found}).front() > 0.0;
        return inside ? std::optional(found) : std::nullopt;
    }
    const double inward = minimum > *peak ? 1.0 : -1.0;
    // however sharp the peak: in the logarithm of the distance from it
    const double length = std::fabs(minimum - *peak), nearest = std::log(std::min(1e-2 * eta, 1e-3 * length));
    const auto energy = [&](double log_distance) { return *peak + inward * std::exp(log_distance); };
    const Function rise_in_log = [&](const std::vector<double>& log_distance) {
        std::vector<double> at;
        for (const double x : log_distance) at.push_back(energy(x));
        return rise(at);
    };
    return energy(maximum_on(rise_in_log, nearest, std::log(length), 48));
}

/// Energies >= 0 of an adaptive axis; the whole of it has twice as many.
constexpr std::size_t max_energies = 100000;

/// Two neighbours of an axis.
struct Interval {
    double low, high;
    RetardedAmplitudes at_low, at_high;

    /// Whether the straight line between the ends misses x, a part `at` of the way, in any amplitude.
    bool misses(const RetardedAmplitudes& x, double at, double error) const {
        const auto far = [=](std::complex<double> a, std::complex<double> b, std::complex<double> middle) {
            return !(std::abs(middle - (a + at * (b - a))) <= error * std::max(1.0, std::abs(middle)));
        };
        const RetardedAmplitudes &a = at_low, &b = at_high;
        return far(a.g0, b.g0, x.g0) || far(a.F, b.F, x.F) || far(a.fx, b.fx, x.fx) || far(a.fy, b.fy, x.fy);
    }
};

/// Where an adaptive axis begins: the features of the clean spectrum, and 32 intervals up to its end, beyond
/// the mirage gaps and their tails.
std::vector<double> first_energies(const PairingModel& m, double eta) {
    std::vector<double> energies = clean_features(m);
    const double end = 1.15 * energies.back() + 0.5 * std::max(largest_gap(m), 0.1);
    energies.insert(energies.end(), {0.0, gap_edge(m), end});
    for (int i = 1; i < 32; ++i) energies.push_back(end * i / 32);
    std::erase_if(energies, [](double energy) { return std::isnan(energy); });
    std::sort(energies.begin(), energies.end());
    const auto same = [&](double a, double b) { return b - a < 1e-3 * eta; };
    energies.erase(std::unique(energies.begin(), energies.end(), same), energies.end());
    return energies;
}

/// Halves every interval that a straight line does not stand for; adds the energies. Level by level, so that
/// every solve is a long vector of energies.
std::vector<Interval> refined(const std::vector<Interval>& open, std::vector<double>& energies,
                              const PairingModel& m, double eta, double error) {
    constexpr double fraction[] = {0.25, 0.5, 0.75};
    std::vector<double> inside;
    for (const Interval& i : open)
        for (const double at : fraction) inside.push_back(i.low + at * (i.high - i.low));
    const std::vector<RetardedAmplitudes> curve = spectrum(m, eta, inside);
    std::vector<Interval> next;
    for (std::size_t k = 0; k < open.size(); ++k) {
        const Interval& i = open[k];
        bool misses = false;
        for (std::size_t j = 0; j < 3; ++j) misses = misses || i.misses(curve[3 * k + j], fraction[j], error);
        if (!misses || i.high - i.low < 1e-4 * eta) continue;
        const double middle = inside[3 * k + 1];
        energies.push_back(middle);
        next.push_back({i.low, middle, i.at_low, curve[3 * k + 1]});
        next.push_back({middle, i.high, curve[3 * k + 1], i.at_high});
    }
    return next;
}

}  // namespace

double gap_edge(const PairingModel& m) {
    const double largest = largest_gap(m);
    if (largest == 0.0) return 0.0;
    if (!needs_general_theory(m) && m.gamma == 0.0 && m.alpha == 0.0) {
        if (m.B == 0.0) return m.Delta;
        // the least energy lies at xi^2 = W^2 - (B Delta/W)^2, W^2 = beta^2 + B^2, or else at xi = 0
        const double W = std::hypot(m.beta, m.B);
        return W * W < m.B * m.Delta ? std::hypot(m.beta, m.Delta - m.B) : m.Delta * m.beta / W;
    }
    constexpr int samples = 32;
    // at the edge itself the spectrum may not be found, which counts as a gap
    bool found = false;
    const auto among_states = [&](double energy) {
        const double exponent = broadening_exponent(m, energy);
        found = found || !std::isnan(exponent);
        return exponent < 0.5 ? 1.0 : 0.0;
    };
    double low = 0.0, high = 0.0;
    for (int i = 0; i <= samples; ++i) {
        high = largest * (1.0 + 1e-6) * i / samples;
        if (among_states(high) > 0.0) break;
        low = high;
    }
    if (!found) return quiet_nan;
    if (high == 0.0) return 0.0;
    if (low == high) return largest;
    const auto narrow = [&](double above, double below) { return !(above - below > 1e-9 * largest); };
    return bisect(among_states, high, low, narrow).middle();
}

MeasuredMirageGap measure_mirage_gap(const PairingModel& m, double eta) {
    const MeasuredMirageGap none{quiet_nan, quiet_nan, quiet_nan, quiet_nan, quiet_nan, quiet_nan};
    const MirageGap clean = clean_mirage_gap(m);
    if (clean.width == 0.0) return none;
    const double sharp = std::min(eta, 1e-5);
    const Window window = mirage_window(m, sharp, clean);
    const double rate = largest_rate(m), low = std::max(window.low, clean.epsilon_2 - 0.5 * rate),
                 high = clean.epsilon_1 + 0.5 * rate;
    const auto depth_of = [](const RetardedAmplitudes& a) { return 1.0 - a.dos(); };
    const double middle = maximum_on(curve_of(m, sharp, depth_of), low, high, 64);
    const auto below = flank(m, sharp, middle, window.low), above = flank(m, sharp, middle, window.high);
    if (!below || !above) return none;
    MeasuredMirageGap gap{*below, *above, 0.5 * (*below + *above), *above - *below, 0.0, 0.0};
    gap.centre_dos = dos_at(m, eta, gap.position);
    gap.depth = 1.0 - dos_at(m, eta, maximum_on(curve_of(m, eta, depth_of), gap.lower, gap.upper, 16));
    return gap.depth > 0.0 ? gap : none;
}

std::vector<double> adaptive_energies(const PairingModel& m, double eta, double error) {
    std::vector<double> energies = first_energies(m, eta);
    const std::vector<RetardedAmplitudes> first = spectrum(m, eta, energies);
    std::vector<Interval> open;
    for (std::size_t i = 0; i + 1 < energies.size(); ++i)
        open.push_back({energies[i], energies[i + 1], first[i], first[i + 1]});
    while (!open.empty() && energies.size() < max_energies) open = refined(open, energies, m, eta, error);
    std::sort(energies.begin(), energies.end());
    std::vector<double> axis;
    for (auto i = energies.rbegin(); *i > 0.0; ++i) axis.push_back(-*i);
    axis.insert(axis.end(), energies.begin(), energies.end());
    return axis;
}

}  // namespace mirage
