#include "transitions/curve_sweeps.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace mirage {
namespace {

/// Curves between the same contacts, in the same unit.
std::string channel_of(const MeasuredCurve& curve) { return curve.label + "\n" + curve.unit; }

/// The levels that the transitions of a channel show.
std::map<std::string, KnownLevels> known_levels(const std::vector<MeasuredCurve>& curves,
                                                const std::vector<CurveSweep>& sweeps, double normal) {
    std::map<std::string, std::vector<double>> normals, zeros;
    for (const CurveSweep& sweep : sweeps) {
        const SweepTransition& t = sweep.transition;
        if (t.state != SweepState::transition) continue;
        if (!t.remarks.normal_known) normals[channel_of(curves[sweep.curve])].push_back(t.normal);
        if (!t.remarks.zero_unseen) zeros[channel_of(curves[sweep.curve])].push_back(t.zero);
    }
    std::map<std::string, KnownLevels> known;
    for (const MeasuredCurve& curve : curves) {
        const std::string channel = channel_of(curve);
        known[channel] = {std::isnan(normal) ? median(normals[channel]) : normal, median(zeros[channel])};
    }
    return known;
}

/// A metal rises over all temperatures; a superconductor within less than half of T_c.
void refuse_broad(const MeasuredCurve& curve, SweepTransition& t) {
    if (curve.swept != Measurand::temperature || t.state != SweepState::transition) return;
    for (const Crossing& c : t.crossings) t.remarks.broad = t.remarks.broad || t.width > 0.5 * c.x;
    if (t.remarks.broad) t.state = SweepState::unclear;
}

/// Whether a sweep needs no level of others: it shows its own, and is no wiggle beside them.
bool stands_alone(const SweepTransition& t, const KnownLevels& known) {
    const double others = known.normal - (std::isnan(known.zero) ? 0.0 : known.zero);
    return t.state == SweepState::transition && !t.remarks.zero_unseen &&
           !(t.normal - t.zero < 0.05 * others);
}

}  // namespace

double median(std::vector<double> values) {
    if (values.empty()) return quiet_nan;
    std::sort(values.begin(), values.end());
    const std::size_t n = values.size();
    return 0.5 * (values[(n - 1) / 2] + values[n / 2]);
}

std::vector<CurveSweep> sweeps_of(const std::vector<MeasuredCurve>& curves,
                                  const std::vector<Criterion>& criteria, double normal) {
    std::vector<std::vector<SweepBranch>> branches;
    std::vector<CurveSweep> sweeps;
    for (std::size_t c = 0; c < curves.size(); ++c) {
        branches.push_back(branches_of(curves[c]));
        for (const SweepBranch& branch : branches.back()) {
            sweeps.push_back({c, transition_of(branch, criteria, {})});
            refuse_broad(curves[c], sweeps.back().transition);
        }
    }
    const auto known = known_levels(curves, sweeps, normal);
    std::size_t k = 0;
    for (std::size_t c = 0; c < curves.size(); ++c)
        for (const SweepBranch& branch : branches[c]) {
            SweepTransition& t = sweeps[k++].transition;
            const KnownLevels& levels = known.at(channel_of(curves[c]));
            if (stands_alone(t, levels)) continue;
            t = transition_of(branch, criteria, levels);
            refuse_broad(curves[c], t);
        }
    return sweeps;
}

std::vector<std::size_t> owners_of(const std::vector<MeasuredCurve>& curves,
                                   const std::vector<CurveSweep>& sweeps) {
    std::vector<std::set<Turn>> turns(curves.size());
    for (const CurveSweep& sweep : sweeps) turns[sweep.curve].insert(sweep.transition.turn);
    std::vector<std::size_t> owners;
    for (std::size_t c = 0; c < curves.size(); ++c) {
        owners.push_back(c);
        for (std::size_t b = 0; b < c && owners[c] == c; ++b) {
            const bool same =
                curves[b].swept == curves[c].swept && channel_of(curves[b]) == channel_of(curves[c]) &&
                std::abs(curves[b].fixed - curves[c].fixed) <= 1e-4 + 1e-3 * std::abs(curves[c].fixed);
            const bool opposite = turns[b].size() == 1 && turns[c].size() == 1 &&
                                  !turns[b].contains(Turn::none) && !turns[c].contains(Turn::none) &&
                                  turns[b] != turns[c];
            if (!same || !opposite || owners[b] != b) continue;
            owners[c] = b;
            turns[b].insert(turns[c].begin(), turns[c].end());
        }
    }
    return owners;
}

}  // namespace mirage
