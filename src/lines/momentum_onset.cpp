#include <cmath>

#include "lines/general_instability.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "mirage/lines/critical_temperature.hpp"
#include "mirage/lines/momentum_instability.hpp"
#include "mirage/lines/second_order_field.hpp"
#include "mirage/lines/special_temperatures.hpp"
#include "numeric/roots.hpp"

namespace mirage {
namespace {

bool closes_at_every_momentum(Parameters p) {
    p.Q = 1.0;
    return has_closed_kernel(p);
}

/// d2l/dQ2 at Q = 0 on the uniform line at one temperature.
struct Onset {
    double field, curvature;
};

Onset onset_at(Parameters p, double T) {
    p.T = T;
    p.Q = 0.0;
    p.B = supercooling_field(p);
    if (!(p.B > 0.0) || std::isinf(p.B))
        return {p.B, std::isnan(p.B) ? quiet_nan : 1.0};  // nothing that ends
    return {p.B, closes_at_every_momentum(p) ? momentum_instability(p).momentum_curvature
                                             : general_curvature_at_rest(p)};
}

/// A jump of the line changes the sign without a zero between.
bool vanishes(const Parameters& p, double T) {
    constexpr double near = 1e-7;
    const double below = onset_at(p, T * (1.0 - near)).curvature,
                 above = onset_at(p, T * (1.0 + near)).curvature;
    return std::fabs(below - above) < 1e-3 * (1.0 + std::fabs(below));
}

/// Whether the normal state first becomes unstable there: neither a uniform state by a jump nor another
/// momentum comes before.
bool comes_first(Parameters p, const MomentumOnset& onset, LineStatus& status) {
    constexpr double above = 1.0 + 1e-6;  // of fields that the same transition gives by two routes
    p.T = onset.T;
    const CriticalFields at_rest = transition_fields(uniform(p));
    const MomentumField moving = largest_momentum_field(p);
    status = worse(status, worse(at_rest.status, moving.status));
    return at_rest.B_c2 < above * onset.field && moving.field < above * onset.field;
}

void add(MomentumOnsets& onsets, const Parameters& p, const MomentumOnset& onset) {
    if (comes_first(p, onset, onsets.status)) onsets.values.push_back(onset);
}

}  // namespace

MomentumOnsets momentum_onsets(const Parameters& parameters, double lowest) {
    const Parameters& p = parameters;
    constexpr int steps = 60, bits = 44;
    const double highest = material_critical_temperature(p).value;
    if (std::isnan(highest)) return {{}, LineStatus::not_converged};
    if (!(highest > lowest)) return {};
    MomentumOnsets onsets;
    const auto curvature = [&p](double T) { return onset_at(p, T).curvature; };
    const double ratio = std::pow(lowest / highest, 1.0 / steps);
    Sample before;
    for (int i = steps; i > 0; --i) {
        const double T = highest * std::pow(ratio, i);
        const Sample here{T, curvature(T)};
        if (std::isnan(here.value)) return {{}, LineStatus::not_converged};
        if (before.x > 0.0 && (before.value < 0.0) != (here.value < 0.0)) {
            const Root root = root_between(curvature, before, here, bits);
            if (root.status != RootStatus::found)
                onsets.status = LineStatus::not_converged;
            else if (vanishes(p, root.at))
                add(onsets, p, {root.at, onset_at(p, root.at).field});
        }
        before = here;
    }
    return onsets;
}

SpecialTemperatures lifshitz_temperatures(const Parameters& parameters, double lowest) {
    if (parameters.momentum != PairMomentum::best) return {};
    const MomentumOnsets found = momentum_onsets(uniform(parameters), lowest);
    SpecialTemperatures temperatures{{}, found.status};
    for (const MomentumOnset& onset : found.values) temperatures.values.push_back(onset.T);
    return temperatures;
}

}  // namespace mirage
