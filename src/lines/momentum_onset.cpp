#include <cmath>

#include "mirage/lines/momentum_instability.hpp"
#include "mirage/lines/second_order_field.hpp"
#include "numeric/roots.hpp"

namespace mirage {
namespace {

/// d2l/dQ2 at Q = 0 on the uniform line at one temperature.
struct Onset {
    double field, curvature;
};

Onset onset_at(Parameters p, double T) {
    p.T = T;
    p.Q = 0.0;
    p.B = supercooling_field(p);
    return {p.B, momentum_instability(p).momentum_curvature};
}

/// A jump of the line changes the sign without a zero between.
bool vanishes(const Parameters& p, double T) {
    constexpr double near = 1e-7;
    const double below = onset_at(p, T * (1.0 - near)).curvature,
                 above = onset_at(p, T * (1.0 + near)).curvature;
    return std::fabs(below - above) < 1e-3 * (1.0 + std::fabs(below));
}

}  // namespace

MomentumOnsets momentum_onsets(const Parameters& parameters, double lowest) {
    Parameters p = parameters;
    p.Q = 1.0;  // any: whether the kernel closes at all momenta
    if (!has_closed_kernel(p)) return {{}, LineStatus::not_converged};
    constexpr int steps = 60;
    constexpr int bits = 44;
    MomentumOnsets onsets;
    const auto curvature = [&p](double T) { return onset_at(p, T).curvature; };
    const double ratio = std::pow(lowest, 1.0 / steps);
    Sample before;
    for (int i = steps; i > 0; --i) {
        const double T = std::pow(ratio, i);
        const Sample here{T, curvature(T)};
        if (std::isnan(here.value)) return {{}, LineStatus::not_converged};
        if (before.x > 0.0 && (before.value < 0.0) != (here.value < 0.0)) {
            const Root root = root_between(curvature, before, here, bits);
            if (root.status != RootStatus::found)
                onsets.status = LineStatus::not_converged;
            else if (vanishes(p, root.at))
                onsets.values.push_back({root.at, onset_at(p, root.at).field});
        }
        before = here;
    }
    return onsets;
}

}  // namespace mirage
