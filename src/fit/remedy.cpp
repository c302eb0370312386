#include "fit/remedy.hpp"

#include <algorithm>

#include "fit/start.hpp"
#include "mirage/model/units.hpp"

namespace mirage {
namespace {

using Members = std::vector<FitMember>;

bool contains(const Members& members, const FitMember& member) {
    return std::find(members.begin(), members.end(), member) != members.end();
}

/// Kinds of parameters that are fixed, in their order.
Members fixed_kinds(const FitTask& task) {
    Members list;
    for (const FitParameter& p : task.parameters)
        if (!p.free && p.low < p.high && !contains(list, p.member)) list.push_back(p.member);
    return list;
}

/// As --free has it: what several samples had in common becomes a parameter of each.
void give_every_sample_its_own(FitTask& task, const Members& kinds) {
    std::vector<FitParameter> list;
    for (const FitParameter& p : task.parameters) {
        const bool split = contains(kinds, p.member) && !p.sample && task.samples.size() > 1;
        for (std::size_t k = 0; k < (split ? task.samples.size() : 1); ++k) {
            list.push_back(p);
            if (!split) continue;
            list.back().sample = k;
            list.back().name = p.name + "@" + task.samples[k].name;
        }
    }
    task.parameters = std::move(list);
}

/// What is zero begins a little above it.
void leave_zero(FitTask& task, const FitParameter& p) {
    for (std::size_t k = 0; k < task.samples.size(); ++k) {
        FitParameters& start = task.samples[k].start;
        const double step =
            is_energy(p) ? 0.1 * si_units(start.tc0, start.g_factor).energy : 0.1 * (p.high - p.low);
        if (p.is_of(k) && p.member(start) == 0.0) p.member(start) = step;
    }
}

/// The task from where the failed fit ended, with these kinds of parameters free.
std::optional<Remedy> attempt(const ModelFit& failed, const Members& kinds) {
    FitTask task = failed.task;
    give_every_sample_its_own(task, kinds);
    Remedy result;
    std::size_t free = 0, points = 0;
    for (std::size_t k = 0; k < task.samples.size(); ++k) {
        FitParameters& start = task.samples[k].start = failed.result.values[k];
        points += task.samples[k].points.size();
        if (contains(kinds, &FitParameters::tc0)) start.tc0 = estimated_tc0(task.samples[k].points);
    }
    for (FitParameter& p : task.parameters) {
        if (contains(kinds, p.member)) {
            p.free = true;
            leave_zero(task, p);
            if (std::find(result.freed.begin(), result.freed.end(), bare_name(p)) == result.freed.end())
                result.freed.push_back(bare_name(p));
            for (std::size_t k = 0; k < task.samples.size(); ++k)
                if (p.is_of(k))
                    p.member(task.samples[k].start) =
                        std::clamp(p.member(task.samples[k].start), p.low, p.high);
        }
        free += p.free;
    }
    if (free >= points) return std::nullopt;
    const FitResult found = fit(task);
    result.chi2 = found.chi2;
    result.goodness = goodness(task, found);
    return result;
}

}  // namespace

std::optional<Remedy> remedy(const ModelFit& failed) {
    Members kinds = fixed_kinds(failed.task);
    // usually known, and hardly told apart from the couplings
    for (const FitMember known : {&FitParameters::g_factor, &FitParameters::theta, &FitParameters::thickness})
        std::erase(kinds, known);
    std::vector<Members> attempts;
    for (const FitMember& kind : kinds) attempts.push_back({kind});
    if (kinds.size() > 1) attempts.push_back(kinds);
    std::optional<Remedy> best;
    for (std::size_t i = 0; i < attempts.size(); ++i) {
        const bool single = i < kinds.size();
        // one parameter is simpler than several: those are tried where none does alone
        if (!single && best && best->goodness.describes) break;
        std::optional<Remedy> next = attempt(failed, attempts[i]);
        if (next &&
            (!best || (next->goodness.describes && !best->goodness.describes) ||
             (next->goodness.describes == best->goodness.describes && next->chi2 < 0.99 * best->chi2)))
            best = std::move(next);
    }
    if (!best || (!best->goodness.describes && best->chi2 > 0.9 * failed.result.chi2)) return std::nullopt;
    return best;
}

}  // namespace mirage
