#include "mirage/spectra/spectral_gaps.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>

#include <boost/math/tools/minima.hpp>
#include <boost/math/tools/roots.hpp>

#include "mirage/formulas/mirage_gap.hpp"
#include "numeric/lane.hpp"

namespace mirage {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

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
double broadening_exponent(const PairingModel& model, double energy) {
    constexpr double eta = 1e-8;
    const double fine = dos_at(model, 0.25 * eta, energy), coarse = dos_at(model, eta, energy);
    return std::log(coarse / fine) / std::log(4.0);
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

/// Without disorder, at the magnitude of the whole spin-orbit field: exact without Rashba coupling.
MirageGap clean_mirage_gap(const PairingModel& m) {
    return mirage_gap(m.Delta, m.B, std::hypot(m.beta, m.alpha));
}

struct Window {
    double low, high;
};

/// Where to look for the mirage gap: around its clean place, as far as scattering and broadening may move it,
/// but above the main coherence peak where that stands apart.
Window mirage_window(const PairingModel& m, double eta, const MirageGap& clean) {
    const double margin = 0.75 * clean.width + 0.5 * m.gamma + 20.0 * eta;
    const double apart = clean.epsilon_2 > 1.2 * m.Delta ? 0.5 * (m.Delta + clean.epsilon_2) : 0.0;
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
    double most = dos_at(m, eta, minimum);
    for (std::size_t i = 1; i + 1 < energy.size(); ++i) {
        if (!(rise[i] > 0.0 && rise[i + 1] <= 0.0)) continue;
        std::uintmax_t steps = 100;
        const auto bracket = boost::math::tools::bisect(
            [&](double x) { return slope({x}).front(); }, std::min(energy[i], energy[i + 1]),
            std::max(energy[i], energy[i + 1]),
            [&](double a, double b) { return std::fabs(a - b) < 0.01 * eta; }, steps);
        const double peak = 0.5 * (bracket.first + bracket.second), height = dos_at(m, eta, peak);
        if (height > most) best = peak, most = height;
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
    const double length = std::fabs(minimum - *peak), least = std::log(std::min(1e-2 * eta, 1e-3 * length));
    const auto energy = [&](double log_distance) { return *peak + inward * std::exp(log_distance); };
    const Function rise_in_log = [&](const std::vector<double>& log_distance) {
        std::vector<double> at;
        for (const double x : log_distance) at.push_back(energy(x));
        return rise(at);
    };
    return energy(maximum_on(rise_in_log, least, std::log(length), 48));
}

}  // namespace

double gap_edge(const PairingModel& m) {
    if (m.Delta == 0.0) return 0.0;
    if (m.gamma == 0.0 && m.alpha == 0.0) {
        if (m.B == 0.0) return m.Delta;
        return m.beta > 0.0 ? m.Delta * m.beta / std::hypot(m.beta, m.B) : std::max(0.0, m.Delta - m.B);
    }
    constexpr int samples = 32;
    double low = 0.0, high = 0.0;
    for (int i = 0; i <= samples; ++i) {
        high = m.Delta * (1.0 + 1e-6) * i / samples;
        if (broadening_exponent(m, high) < 0.5) break;
        low = high;
    }
    if (high == 0.0) return 0.0;
    if (low == high) return m.Delta;
    while (high - low > 1e-9 * m.Delta) {
        const double middle = 0.5 * (low + high);
        (broadening_exponent(m, middle) < 0.5 ? high : low) = middle;
    }
    return 0.5 * (low + high);
}

MeasuredMirageGap measure_mirage_gap(const PairingModel& m, double eta) {
    const MeasuredMirageGap none{nan, nan, nan, nan, nan, nan};
    if (m.Delta == 0.0 || m.B == 0.0) return none;
    const double sharp = std::min(eta, 1e-5);
    const MirageGap clean = clean_mirage_gap(m);
    const Window window = mirage_window(m, sharp, clean);
    const double low = std::max(window.low, clean.epsilon_2 - 0.5 * m.gamma),
                 high = clean.epsilon_1 + 0.5 * m.gamma;
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
    constexpr std::size_t most = 100000;
    const MirageGap clean = clean_mirage_gap(m);
    const double end = 1.15 * clean.epsilon_1 + 0.5 * std::max(m.Delta, 0.1);
    std::vector<double> start{0.0, gap_edge(m), m.Delta, clean.epsilon_2, clean.epsilon_1, end};
    for (int i = 1; i < 32; ++i) start.push_back(end * i / 32);
    std::sort(start.begin(), start.end());
    start.erase(
        std::unique(start.begin(), start.end(), [&](double a, double b) { return b - a < 1e-3 * eta; }),
        start.end());

    using Curve = std::vector<RetardedAmplitudes>;
    const auto far = [error](std::complex<double> a, std::complex<double> b, std::complex<double> middle,
                             double at) {
        return !(std::abs(middle - (a + at * (b - a))) <= error * std::max(1.0, std::abs(middle)));
    };
    const auto missed = [&](const RetardedAmplitudes& a, const RetardedAmplitudes& b,
                            const RetardedAmplitudes& x, double at) {
        return far(a.g0, b.g0, x.g0, at) || far(a.F, b.F, x.F, at) || far(a.fx, b.fx, x.fx, at) ||
               far(a.fy, b.fy, x.fy, at);
    };
    // Level by level, so that every solve is a long vector of energies.
    struct Interval {
        double low, high;
        RetardedAmplitudes at_low, at_high;
    };
    std::vector<Interval> open;
    const Curve first = spectrum(m, eta, start);
    for (std::size_t i = 0; i + 1 < start.size(); ++i)
        open.push_back({start[i], start[i + 1], first[i], first[i + 1]});
    std::vector<double> energies = start;
    while (!open.empty() && energies.size() < most) {
        constexpr double fraction[] = {0.25, 0.5, 0.75};
        std::vector<double> inside;
        for (const Interval& i : open)
            for (const double at : fraction) inside.push_back(i.low + at * (i.high - i.low));
        const Curve curve = spectrum(m, eta, inside);
        std::vector<Interval> next;
        for (std::size_t k = 0; k < open.size(); ++k) {
            const Interval& i = open[k];
            bool refine = false;
            for (std::size_t j = 0; j < 3; ++j)
                refine = refine || missed(i.at_low, i.at_high, curve[3 * k + j], fraction[j]);
            if (!refine || i.high - i.low < 1e-4 * eta) continue;
            const double middle = inside[3 * k + 1];
            energies.push_back(middle);
            next.push_back({i.low, middle, i.at_low, curve[3 * k + 1]});
            next.push_back({middle, i.high, curve[3 * k + 1], i.at_high});
        }
        open = std::move(next);
    }
    std::sort(energies.begin(), energies.end());
    std::vector<double> axis;
    for (auto i = energies.rbegin(); *i > 0.0; ++i) axis.push_back(-*i);
    axis.insert(axis.end(), energies.begin(), energies.end());
    return axis;
}

}  // namespace mirage
