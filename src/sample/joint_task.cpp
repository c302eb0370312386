#include "sample/joint_task.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "input/input_error.hpp"

namespace mirage {
namespace {

std::optional<std::size_t> place_among(const std::vector<JunctionParameter>& list, const FitMember& member) {
    for (std::size_t i = 0; i < list.size(); ++i)
        if (list[i].member == JunctionMember(member)) return i;
    return std::nullopt;
}

/// What both allow, moving as the points have it.
FitRange common_range(const FitParameter& p, const JunctionParameter& q) {
    const FitRange both{p.scale, std::max(p.low, q.low), std::min(p.high, q.high)};
    if (!(both.low < both.high))
        throw InputError(fmt::format(
            "{}: the points allow {:.4g} to {:.4g}{}{}, the spectra {:.4g} to {:.4g}: nothing in common "
            "(--bounds {}=LOW:HIGH)",
            p.name, p.low, p.high, *p.unit ? " " : "", p.unit, q.low, q.high, p.name));
    return both;
}

}  // namespace

std::vector<JointParameter> joint_parameters(const JointTask& task) {
    std::vector<JointParameter> list;
    std::vector<bool> taken(task.spectra.parameters.size(), false);
    for (std::size_t i = 0; i < task.points.parameters.size(); ++i) {
        const FitParameter& p = task.points.parameters[i];
        list.push_back(
            {p.name, p.unit, p.free, p.range(), i, place_among(task.spectra.parameters, p.member)});
        if (list.back().of_spectra) taken[*list.back().of_spectra] = true;
    }
    for (std::size_t i = 0; i < taken.size(); ++i) {
        const JunctionParameter& q = task.spectra.parameters[i];
        if (!taken[i]) list.push_back({q.name, q.unit, q.free, q.range(), std::nullopt, i});
    }
    return list;
}

std::size_t measured_points(const FitTask& points) {
    std::size_t count = 0;
    for (const FitSample& sample : points.samples)
        for (const Measurement& m : sample.points) count += m.bound == Bound::none;
    return count;
}

bool can_stand_alone(const FitTask& points) {
    constexpr std::size_t least = 3;
    std::size_t free = 0;
    for (const FitParameter& p : points.parameters) free += p.free;
    return measured_points(points) >= std::max(least, free + 1);
}

JointTask aligned(JointTask task) {
    if (!task.has_points() || !task.has_spectra()) return task;
    const bool points_count = can_stand_alone(task.points);
    for (FitParameter& p : task.points.parameters) {
        const std::optional<std::size_t> place = place_among(task.spectra.parameters, p.member);
        if (!place) continue;
        JunctionParameter& q = task.spectra.parameters[*place];
        p.free = q.free = p.free || q.free;
        if (!p.free) continue;
        const FitRange range = points_count ? common_range(p, q) : FitRange{p.scale, q.low, q.high};
        p.low = q.low = range.low, p.high = q.high = range.high, q.scale = p.scale;
    }
    return task;
}

}  // namespace mirage
