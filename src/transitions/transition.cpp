#include "transitions/transition.hpp"

#include <algorithm>
#include <cmath>

namespace mirage {
namespace {

/// How often the smoothed share crosses 50 %, by at least 15 % to either side.
std::size_t crossings_of_middle(const Levels& levels) {
    std::size_t count = 0;
    int side = 0;
    for (const double share : levels.share) {
        const int now = share < 0.35 ? -1 : share > 0.65 ? 1 : side;
        count += side != 0 && now != side;
        side = now;
    }
    return count;
}

/// Whether between 10 and 90 % the share changes by less than 6 % over a third of the width; told only where
/// the noise of the smoothed sweep is below 2 %.
bool has_plateau(const SweepBranch& branch, const Levels& levels, double x10, double x90) {
    const double smooth = levels.noise / std::sqrt(static_cast<double>(2 * levels.half + 1));
    if (smooth > 0.02 * levels.height(x90) || !(x90 > x10)) return false;
    for (std::size_t i = 0; i < branch.x.size(); ++i) {
        if (branch.x[i] < x10 || branch.x[i] > x90) continue;
        std::size_t j = i;
        while (j + 1 < branch.x.size() && branch.x[j + 1] <= x90 &&
               std::abs(levels.share[j + 1] - levels.share[i]) < 0.06)
            ++j;
        if (j > i + 2 && branch.x[j] - branch.x[i] > (x90 - x10) / 3.0) return true;
    }
    return false;
}

/// Mean and scatter of the fixed quantity between two places of the sweep, or of its nearest three points.
void set_other(const SweepBranch& branch, double low, double high, SweepTransition& result) {
    if (branch.other.empty()) return;
    std::vector<double> values;
    for (std::size_t i = 0; i < branch.x.size(); ++i)
        if (branch.x[i] >= low && branch.x[i] <= high) values.push_back(branch.other[i]);
    if (values.size() < 3) {
        const auto at =
            std::lower_bound(branch.x.begin(), branch.x.end(), 0.5 * (low + high)) - branch.x.begin();
        const auto first = std::clamp<std::ptrdiff_t>(at - 1, 0, std::ssize(branch.x) - 3);
        values.assign(branch.other.begin() + first, branch.other.begin() + first + 3);
    }
    double sum = 0.0, squares = 0.0;
    for (const double value : values) sum += value;
    result.other = sum / static_cast<double>(values.size());
    for (const double value : values) squares += (value - result.other) * (value - result.other);
    result.sigma_other = std::sqrt(squares / static_cast<double>(values.size() - 1));
}

/// Width between 10 and 90 %; where one of them is not reached, twice the half that is.
double width_of(const SweepBranch& branch, const Levels& levels) {
    const auto at = [&](double share) {
        const Crossing crossing = crossing_of(branch, levels, {ReadAt::share, share});
        return crossing.bound == Bound::none ? crossing.x : quiet_nan;
    };
    const double x10 = at(0.1), x50 = at(0.5), x90 = at(0.9);
    const double width = std::isnan(x10)   ? 2.0 * (x90 - x50)
                         : std::isnan(x90) ? 2.0 * (x50 - x10)
                                           : x90 - x10;
    return std::max(width, 0.0);
}

Remarks remarks_on(const SweepBranch& branch, const Levels& levels) {
    Remarks remarks;
    remarks.several_crossings = crossings_of_middle(levels) > 1;
    remarks.steps =
        has_plateau(branch, levels, outermost(branch, levels, 0.1), outermost(branch, levels, 0.9));
    remarks.normal_known = !levels.normal_seen;
    remarks.zero_unseen = !levels.zero_seen;
    const double height = levels.height(branch.x[levels.top]);
    if (levels.zero_seen && std::abs(levels.zero) > std::max(0.01 * height, 3.0 * levels.sigma_zero))
        remarks.offset = levels.zero / height;
    return remarks;
}

/// The state of a sweep within which nothing rises.
SweepState state_of(const Levels& levels, const std::vector<Criterion>& criteria) {
    double least = 0.2;
    for (const Criterion& c : criteria)
        if (c.at == ReadAt::share) least = std::min(least, c.share);
    const auto [low, high] = std::minmax_element(levels.share.begin(), levels.share.end());
    return *low > 0.8      ? SweepState::normal
           : *high < least ? SweepState::superconducting
                           : SweepState::unclear;
}

void set_bounds(const SweepBranch& branch, const std::vector<Criterion>& criteria, SweepTransition& result) {
    const bool normal = result.state == SweepState::normal;
    for (std::size_t i = 0; i < criteria.size(); ++i)
        result.crossings.push_back(
            {normal ? branch.x.front() : branch.x.back(), quiet_nan, normal ? Bound::upper : Bound::lower});
}

}  // namespace

SweepTransition transition_of(const SweepBranch& branch, const std::vector<Criterion>& criteria,
                              const KnownLevels& known) {
    SweepTransition result;
    result.turn = branch.turn;
    result.x = branch.x;
    set_other(branch, branch.x.front(), branch.x.back(), result);
    if (const auto levels = find_levels(branch, known)) {
        result.state = SweepState::transition;
        for (const Criterion& c : criteria) result.crossings.push_back(crossing_of(branch, *levels, c));
        result.width = width_of(branch, *levels);
        result.remarks = remarks_on(branch, *levels);
        const double x10 = outermost(branch, *levels, 0.1), x50 = outermost(branch, *levels, 0.5),
                     x90 = outermost(branch, *levels, 0.9);
        result.normal = levels->normal(std::isnan(x50) ? branch.x[levels->top] : x50);
        result.zero = levels->zero;
        result.share = levels->share;
        if (!std::isnan(x10) && !std::isnan(x90)) set_other(branch, x10, x90, result);
        return result;
    }
    if (const auto levels = given_levels(branch, known)) {
        result.state = state_of(*levels, criteria);
        result.normal = levels->normal.value;
        result.zero = levels->zero;
        result.share = levels->share;
        if (result.state != SweepState::unclear) set_bounds(branch, criteria, result);
    }
    return result;
}

}  // namespace mirage
