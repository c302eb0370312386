#include "transitions/points.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

namespace mirage {
namespace {

const char* word_of(Turn turn) { return turn == Turn::up ? "up" : turn == Turn::down ? "down" : ""; }

std::string where(const MeasuredCurve& curve) {
    const bool T = curve.swept == Measurand::temperature;
    return fmt::format("{}:{}: {} = {:.6g} {}", curve.file, curve.line, T ? "B" : "T", curve.fixed,
                       T ? "T" : "K");
}

/// Sweeps of one direction of a curve, or of all, put together for one criterion.
struct Together {
    double x = 0.0, noise = 0.0, width = 0.0, normal = 0.0, other = 0.0, sigma_other = 0.0, hysteresis = 0.0;
    Bound bound = Bound::none;
    std::size_t count = 0;
    Turn turn = Turn::none;
};

/// The tightest of the bounds.
Together bound_of(const std::vector<const SweepTransition*>& sweeps, std::size_t criterion) {
    Together sum;
    for (const SweepTransition* t : sweeps) {
        const Crossing& c = t->crossings[criterion];
        const bool tighter = sum.count == 0 || (c.bound == Bound::lower ? c.x > sum.x : c.x < sum.x);
        if (sum.count > 0 && c.bound != sum.bound) return {};  // one says above and one below
        if (tighter)
            sum.x = c.x, sum.normal = t->normal, sum.other = t->other, sum.sigma_other = t->sigma_other;
        sum.bound = c.bound;
        ++sum.count;
    }
    sum.width = sum.noise = quiet_nan;
    for (const SweepTransition* t : sweeps)
        sum.turn = t == sweeps[0] || t->turn == sum.turn ? t->turn : Turn::none;
    return sum;
}

/// The mean over up and over down, of which each is a mean; bounds count only where nothing else is there.
Together together(const std::vector<const SweepTransition*>& all, std::size_t criterion) {
    std::vector<const SweepTransition*> sweeps;
    for (const SweepTransition* t : all)
        if (t->crossings[criterion].bound == Bound::none) sweeps.push_back(t);
    if (sweeps.empty()) return bound_of(all, criterion);
    std::map<Turn, double> counts;
    for (const SweepTransition* t : sweeps) counts[t->turn] += 1.0;
    Together sum;
    double low = HUGE_VAL, high = -HUGE_VAL;
    for (const SweepTransition* t : sweeps) {
        const double weight = 1.0 / (counts[t->turn] * static_cast<double>(counts.size()));
        const Crossing& c = t->crossings[criterion];
        sum.x += weight * c.x;
        sum.noise += weight * weight * c.sigma * c.sigma;
        sum.width += weight * t->width;
        sum.normal += weight * t->normal;
        sum.other += weight * t->other;
        sum.sigma_other += weight * t->sigma_other;
        low = std::min(low, c.x);
        high = std::max(high, c.x);
    }
    sum.noise = std::sqrt(sum.noise);
    sum.hysteresis = 0.5 * (high - low);
    sum.count = sweeps.size();
    sum.turn = counts.size() == 1 ? counts.begin()->first : Turn::none;
    return sum;
}

double error_of(const Together& t, ErrorOf error) {
    if (t.bound != Bound::none) return quiet_nan;
    if (error == ErrorOf::width) return 0.5 * t.width;
    return std::hypot(t.noise, t.hysteresis, error == ErrorOf::combined ? 0.25 * t.width : 0.0);
}

TransitionPoint point_of(const MeasuredCurve& curve, const Together& t, ErrorOf error) {
    TransitionPoint point;
    const bool T = curve.swept == Measurand::temperature;
    const double fixed = std::isnan(t.other) ? curve.fixed : t.other;
    point.swept = curve.swept;
    const bool bounded = t.bound != Bound::none;
    (T ? point.T : point.B) = t.x;
    (T ? point.B : point.T) = fixed;
    (T ? point.sigma_T : point.sigma_B) = error_of(t, error);
    (T ? point.sigma_B : point.sigma_T) = bounded ? quiet_nan : t.sigma_other;
    (T ? point.width_T : point.width_B) = t.width;
    // T_c < T at the field B is B_c2(T) < B, T_c > T is B_c2(T) > B: the same sign either way
    point.bound = t.bound;
    point.normal = t.normal;
    point.sweep = t.turn;
    return point;
}

/// Groups of sweeps of which each makes a point.
std::vector<std::vector<const SweepTransition*>> groups_of(const std::vector<const SweepTransition*>& sweeps,
                                                           Sweeps which) {
    std::vector<const SweepTransition*> up, down, rest;
    for (const SweepTransition* t : sweeps)
        (t->turn == Turn::up ? up : t->turn == Turn::down ? down : rest).push_back(t);
    if (which == Sweeps::mean) return {sweeps};
    if (which == Sweeps::up) return {up};
    if (which == Sweeps::down) return {down};
    return {up, down, rest};
}

void add_remarks(const MeasuredCurve& curve, const std::vector<const SweepTransition*>& sweeps,
                 std::vector<std::string>& notes) {
    Remarks all;
    for (const SweepTransition* t : sweeps) {
        all.several_crossings = all.several_crossings || t->remarks.several_crossings;
        all.steps = all.steps || t->remarks.steps;
        all.normal_known = all.normal_known || t->remarks.normal_known;
        all.zero_unseen = all.zero_unseen || t->remarks.zero_unseen;
        if (std::abs(t->remarks.offset) > std::abs(all.offset)) all.offset = t->remarks.offset;
    }
    const auto say = [&](const std::string& text) { notes.push_back(where(curve) + ": " + text); };
    if (all.several_crossings) say("crosses 50 % more than once, the outermost is taken");
    if (all.steps) say("the transition has several steps, the criterion counts on the whole of them");
    if (all.offset != 0.0)
        say(fmt::format("an offset of {:.2g} % of the step below the transition is taken as zero",
                        100.0 * all.offset));
    if (all.normal_known)
        say("the normal state is not reached, R_n is that of other curves or of --normal-resistance");
    if (all.zero_unseen)
        say("the superconducting state is not reached, its level is that of other curves, or 0");
}

/// The points of one curve for one criterion.
void add_points(const MeasuredCurve& curve, std::size_t at, const std::vector<const SweepTransition*>& sweeps,
                std::size_t criterion, const TransitionOptions& options, TransitionPoints& result) {
    const Criterion& c = options.criteria[criterion];
    for (const auto& group : groups_of(sweeps, options.sweeps)) {
        if (group.empty()) continue;
        const Together t = together(group, criterion);
        if (t.count == 0) {
            result.notes.push_back(where(curve) + ": one sweep is normal, another superconducting: left out");
            continue;
        }
        TransitionPoint point = point_of(curve, t, options.error);
        point.criterion = c;
        point.curve = at;
        if (point.bound != Bound::none) {
            const bool nothing = !(point.B > 0.0);
            result.notes.push_back(fmt::format(
                "{}: by {} {} at {:.6g} K{}", where(curve),
                c.at == ReadAt::share ? c.name() + " %" : c.name(),
                point.bound == Bound::lower ? "still superconducting" : "normal already", point.T,
                nothing
                    ? ", which is no bound of the field: left out"
                    : fmt::format(": B_c2 {} {:.6g} T", point.bound == Bound::lower ? ">" : "<", point.B)));
            if (nothing) continue;
        }
        if (options.sweeps == Sweeps::mean && t.hysteresis > 2.0 * t.noise && t.count > 1 &&
            t.bound == Bound::none)
            result.notes.push_back(fmt::format("{}: sweeps differ by {:.3g} {}, half of it is in the error",
                                               where(curve), 2.0 * t.hysteresis,
                                               curve.swept == Measurand::temperature ? "K" : "T"));
        result.points.push_back(point);
    }
}

/// A bound has the error of points of its kind, the median, or of the other kind where there are none of its
/// own.
void set_errors_of_bounds(std::vector<TransitionPoint>& points) {
    std::vector<double> in_T, in_B;
    for (const TransitionPoint& p : points)
        if (p.bound == Bound::none)
            (p.swept == Measurand::field ? in_B : in_T)
                .push_back(p.swept == Measurand::field ? p.sigma_B : p.sigma_T);
    if (in_T.empty() && in_B.empty()) return;
    for (TransitionPoint& p : points) {
        if (p.bound == Bound::none) continue;
        const bool T = in_B.empty() || (p.swept == Measurand::temperature && !in_T.empty());
        p.sigma_T = T ? median(in_T) : 0.0;
        p.sigma_B = T ? 0.0 : median(in_B);
    }
}

/// Names of what divides the points: channel, direction, criterion, as far as there are several.
void name_samples(const std::vector<MeasuredCurve>& curves, const TransitionOptions& options,
                  std::vector<TransitionPoint>& points) {
    std::set<std::string> channels;
    for (const TransitionPoint& p : points) channels.insert(curves[p.curve].label);
    for (TransitionPoint& p : points) {
        const auto add = [&](const std::string& word) {
            if (!word.empty()) p.sample += (p.sample.empty() ? "" : " ") + word;
        };
        if (channels.size() > 1) add(curves[p.curve].label);
        if (options.sweeps == Sweeps::both) add(p.sweep == Turn::none ? "unordered" : word_of(p.sweep));
        if (options.criteria.size() > 1)
            add(p.criterion.name() + (p.criterion.at == ReadAt::share ? "%" : ""));
    }
    std::stable_sort(points.begin(), points.end(), [](const TransitionPoint& a, const TransitionPoint& b) {
        return a.sample != b.sample ? a.sample < b.sample : a.T < b.T;
    });
}

}  // namespace

TransitionPoints points_of(const std::vector<MeasuredCurve>& curves, const TransitionOptions& options) {
    TransitionPoints result;
    result.sweeps = sweeps_of(curves, options.criteria, options.normal);
    const std::vector<std::size_t> owners = owners_of(curves, result.sweeps);
    for (std::size_t at = 0; at < curves.size(); ++at) {
        if (owners[at] != at) continue;
        std::vector<const SweepTransition*> sweeps;
        for (const CurveSweep& sweep : result.sweeps)
            if (owners[sweep.curve] == at && sweep.transition.state != SweepState::unclear)
                sweeps.push_back(&sweep.transition);
        if (sweeps.empty()) {
            result.notes.push_back(
                where(curves[at]) +
                ": no transition and no clear state: left out; --normal-resistance may tell");
            continue;
        }
        add_remarks(curves[at], sweeps, result.notes);
        for (std::size_t c = 0; c < options.criteria.size(); ++c)
            add_points(curves[at], at, sweeps, c, options, result);
    }
    set_errors_of_bounds(result.points);
    name_samples(curves, options, result.points);
    return result;
}

}  // namespace mirage
