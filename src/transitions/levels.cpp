#include "transitions/levels.hpp"

#include <algorithm>
#include <cmath>

#include "transitions/step.hpp"

namespace mirage {
namespace {

constexpr std::size_t fewest = 3;
constexpr double smooth_to = 0.02;  ///< noise of the smoothed share
constexpr double significance = 3.0;

/// Points from `first` to before `last`.
struct Range {
    std::size_t first = 0, last = 0;
    std::size_t size() const { return last > first ? last - first : 0; }
};

Line line_over(const SweepBranch& branch, const Range& range, double noise, double slope_significance) {
    const auto part = [&](const std::vector<double>& values) {
        return std::vector<double>(values.begin() + static_cast<std::ptrdiff_t>(range.first),
                                   values.begin() + static_cast<std::ptrdiff_t>(range.last));
    };
    return robust_line(part(branch.x), part(branch.y), noise, slope_significance);
}

/// How many points from the transition outwards agree with a line: doubled from eight, as long as the longer
/// line is at the near end within two standard deviations of the shorter one.
Line widest_line(const SweepBranch& branch, const Range& all, bool near_is_first, double reach, double noise,
                 double slope_significance) {
    const double near = branch.x[near_is_first ? all.first : all.last - 1];
    std::size_t count = 0;
    for (std::size_t i = all.first; i < all.last; ++i) count += std::abs(branch.x[i] - near) <= reach;
    count = std::min(all.size(), std::max<std::size_t>(count, 8));
    const auto nearest = [&](std::size_t n) {
        return near_is_first ? Range{all.first, all.first + n} : Range{all.last - n, all.last};
    };
    Line line = line_over(branch, nearest(count), noise, slope_significance);
    while (count < all.size()) {
        count = std::min(2 * count, all.size());
        const Line longer = line_over(branch, nearest(count), noise, slope_significance);
        if (std::abs(longer(near) - line(near)) > 2.0 * std::hypot(line.sigma(near), longer.sigma(near)))
            break;
        line = longer;
    }
    return line;
}

/// Points beyond x where the state is a plain one, `near` where too few are.
Range above(const SweepBranch& branch, double x, double near) {
    const auto from = [&](double limit) {
        const auto at = std::lower_bound(branch.x.begin(), branch.x.end(), limit);
        return Range{static_cast<std::size_t>(at - branch.x.begin()), branch.x.size()};
    };
    const Range range = from(x);
    return range.size() >= fewest ? range : from(near);
}
Range below(const SweepBranch& branch, double x, double near) {
    const auto to = [&](double limit) {
        const auto at = std::upper_bound(branch.x.begin(), branch.x.end(), limit);
        return Range{0, static_cast<std::size_t>(at - branch.x.begin())};
    };
    const Range range = to(x);
    return range.size() >= fewest ? range : to(near);
}

double mean_of(const SweepBranch& branch, const Range& range) {
    double sum = 0.0;
    for (std::size_t i = range.first; i < range.last; ++i) sum += branch.y[i];
    return sum / static_cast<double>(range.size());
}

/// The levels right beside the step.
Levels first_levels(const SweepBranch& branch, const Step& step, const KnownLevels& known, double noise) {
    const std::size_t n = branch.x.size(), reach = std::max<std::size_t>(fewest, step.scale);
    Levels levels;
    levels.noise = noise;
    const Range right{step.last, std::min(n, step.last + reach)},
        left{step.first - std::min(step.first, reach - 1), step.first + 1};
    levels.normal_seen = n - step.last >= fewest;
    levels.zero_seen = step.first + 1 >= fewest;
    levels.normal.value = levels.normal_seen ? mean_of(branch, right) : known.normal;
    levels.zero = levels.zero_seen ? mean_of(branch, left) : std::isnan(known.zero) ? 0.0 : known.zero;
    levels.top = std::min(n - 1, step.last + std::max<std::size_t>(2, (step.last - step.first) / 2));
    return levels;
}

/// The share of every point, smoothed until its noise is 2 %, over at most a quarter of the transition.
void set_shares(const SweepBranch& branch, std::size_t in_step, Levels& levels) {
    const double height = levels.height(branch.x[levels.top]);
    const double wanted = std::pow(levels.noise / (smooth_to * height), 2);
    levels.half = std::min(static_cast<std::size_t>(std::min(wanted, 1e6) / 2.0), in_step / 4);
    const std::vector<double> y = smoothed(branch.y, levels.half);
    levels.share.resize(y.size());
    const double least = 0.2 * height;  // of a line that falls far below the transition
    for (std::size_t i = 0; i < y.size(); ++i)
        levels.share[i] = (y[i] - levels.zero) / std::max(least, levels.height(branch.x[i]));
}

/// The half-widths above and below the midpoint.
struct Halves {
    double middle = 0.0, up = 0.0, down = 0.0;
};

std::optional<Halves> halves_of(const SweepBranch& branch, const Levels& levels) {
    const double x90 = outermost(branch, levels, 0.9), x50 = outermost(branch, levels, 0.5),
                 x10 = outermost(branch, levels, 0.1);
    const double spacing = (branch.x.back() - branch.x.front()) / static_cast<double>(branch.x.size() - 1);
    const double up = std::max(x90 - x50, 0.01 * spacing), down = std::max(x50 - x10, 0.01 * spacing);
    if (!std::isnan(x50)) return Halves{x50, std::isnan(x90) ? down : up, std::isnan(x10) ? up : down};
    if (std::isnan(x90)) return std::nullopt;
    // only the beginning of a transition is seen: as wide as if it went on like this
    const double part = 0.4 / std::max(0.05, 0.9 - levels.share.front()),
                 half = std::max(part * (x90 - branch.x.front()), spacing);
    return Halves{x90 - half, half, half};
}

/// One round: levels outside of the transition as the present levels have it.
bool improve(const SweepBranch& branch, const KnownLevels& known, const Halves& halves, Levels& levels) {
    const double reach = 2.0 * (halves.up + halves.down);
    const double x90 = halves.middle + halves.up, x10 = halves.middle - halves.down;
    const Range high = above(branch, x90 + 1.5 * halves.up, x90 + 0.5 * halves.up),
                low = below(branch, x10 - 1.5 * halves.down, x10 - 0.5 * halves.down);
    levels.normal_seen = high.size() >= fewest;
    levels.zero_seen = low.size() >= fewest;
    if (!levels.normal_seen && std::isnan(known.normal)) return false;
    levels.normal = levels.normal_seen ? widest_line(branch, high, true, reach, levels.noise, significance)
                                       : Line{0.0, known.normal, 0.0, 0.0, 0.0};
    const Line zero = levels.zero_seen ? widest_line(branch, low, false, reach, levels.noise, HUGE_VAL)
                                       : Line{0.0, std::isnan(known.zero) ? 0.0 : known.zero, 0.0, 0.0, 0.0};
    levels.zero = zero.value;
    levels.sigma_zero = zero.sigma_value;
    if (levels.normal_seen) levels.top = std::min(branch.x.size() - 1, high.first + fewest - 1);
    return true;
}

/// Whether the rise is far above the noise, no small part of the resistance, and no wiggle beside that of
/// other curves.
bool is_transition(const SweepBranch& branch, const Levels& levels, const KnownLevels& known) {
    const double x = branch.x[levels.top], height = levels.height(x);
    const double others =
        std::isnan(known.normal) ? 0.0 : known.normal - (std::isnan(known.zero) ? 0.0 : known.zero);
    return height > 10.0 * levels.noise && height > 0.2 * std::abs(levels.normal(x)) &&
           height > 0.05 * others;
}

/// Whether the sweep itself shows a part of the rise: with a state that is only known, it must leave the
/// other one.
bool shows_rise(const Levels& levels) {
    const auto [low, high] = std::minmax_element(levels.share.begin(), levels.share.end());
    return (levels.zero_seen || *low < 0.8) && (levels.normal_seen || *high > 0.2);
}

}  // namespace

double outermost(const SweepBranch& branch, const Levels& levels, double share) {
    for (std::size_t i = levels.top + 1; i-- > 0;) {
        if (!(levels.share[i] < share)) continue;
        if (i == levels.top) return quiet_nan;
        const double part = (share - levels.share[i]) / (levels.share[i + 1] - levels.share[i]);
        return branch.x[i] + part * (branch.x[i + 1] - branch.x[i]);
    }
    return quiet_nan;
}

std::optional<Levels> find_levels(const SweepBranch& branch, const KnownLevels& known) {
    const double noise = noise_of(branch.x, branch.y);
    const auto step = find_step(branch.x, branch.y, noise);
    if (!step) return std::nullopt;
    Levels levels = first_levels(branch, *step, known, noise);
    if (std::isnan(levels.normal.value)) return std::nullopt;
    const std::size_t in_step = step->last - step->first;
    for (int round = 0; round < 6; ++round) {
        if (!is_transition(branch, levels, known)) return std::nullopt;
        set_shares(branch, in_step, levels);
        const auto halves = halves_of(branch, levels);
        if (!halves) break;
        if (!improve(branch, known, *halves, levels)) return std::nullopt;
    }
    if (!is_transition(branch, levels, known)) return std::nullopt;
    set_shares(branch, in_step, levels);
    return shows_rise(levels) ? std::optional(levels) : std::nullopt;
}

std::optional<Levels> given_levels(const SweepBranch& branch, const KnownLevels& known) {
    if (std::isnan(known.normal)) return std::nullopt;
    Levels levels;
    levels.noise = noise_of(branch.x, branch.y);
    levels.normal = Line{0.0, known.normal, 0.0, 0.0, 0.0};
    levels.zero = std::isnan(known.zero) ? 0.0 : known.zero;
    levels.top = branch.x.size() - 1;
    if (!(levels.height(0.0) > 4.0 * levels.noise)) return std::nullopt;
    set_shares(branch, branch.x.size() / 5, levels);
    return levels;
}

}  // namespace mirage
