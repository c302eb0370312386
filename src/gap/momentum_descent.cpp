// The descent into a minimum over (Delta, Q).

#include <algorithm>
#include <cmath>

#include "gap/free_energy_landscape.hpp"

namespace mirage {

bool descend(FreeEnergyLandscape& landscape, MomentumPlace& place, double largest_Q, double accuracy,
             GapState& state) {
    constexpr int max_steps = 40;
    double &t = place.amplitude2, &Q = place.Q;
    landscape.begin_branch(t, place.angle);
    state = landscape.at(std::sqrt(t), Q);
    for (int step = 0; step < max_steps; ++step) {
        if (!state.solved) return false;
        const double tt = state.slope, tQ = state.momentum_slope, QQ = state.current_slope;
        const double det = tt * QQ - tQ * tQ;
        const bool positive = tt > 0.0 && QQ > 0.0 && det > 0.0;
        double dt = 0.0, dQ = 0.0;
        if (positive) {
            dt = -(QQ * state.equation - tQ * state.current) / det;
            dQ = -(tt * state.current - tQ * state.equation) / det;
        } else {
            dt = -state.equation / std::max(std::fabs(tt), 1e-3);
            dQ = -state.current / std::max(std::fabs(QQ), 1e-3 * t);  // all currents are proportional to t
        }
        const bool last = positive && std::fabs(dt) < accuracy * t && std::fabs(dQ) < accuracy * (Q + 0.01);
        double part =
            std::min({1.0, 0.5 * t / std::max(std::fabs(dt), 1e-300), 0.1 / std::max(std::fabs(dQ), 1e-300)});
        const GapState before = state;
        for (int halving = 0;; ++halving, part *= 0.25) {
            const double next_t = t + part * dt, next_Q = std::clamp(Q + part * dQ, 1e-6, largest_Q);
            state = landscape.at(std::sqrt(next_t), next_Q);
            if (!state.solved) return false;
            const double allowed = 1e-12 + 1e-9 * std::fabs(before.free_energy);
            if (last || state.free_energy <= before.free_energy + allowed || halving > 12) {
                t = next_t;
                Q = next_Q;
                place.angle = state.angle;
                break;
            }
        }
        if (last) return Q > 1e-5;
        if (Q <= 1e-6 || t < 1e-14) return false;  // the uniform or the normal state
    }
    return false;
}

}  // namespace mirage
