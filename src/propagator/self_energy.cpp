#include "propagator/self_energy.hpp"

#include <algorithm>
#include <cmath>

namespace mirage {
namespace {

constexpr int max_steps = 12;

/// Follows a solution along a parameter from 0 to 1, halving the step where Newton fails.
/// `attempt(p, self)` solves at p from a start that it may improve in place.
template <class Attempt>
bool follow(Dressing<double>& self, Attempt attempt) {
    double done = 0.0;
    double step = 0.25;
    while (done < 1.0) {
        const double next = std::min(1.0, done + step);
        Dressing<double> trial = self;
        if (attempt(done, next, trial)) {
            self = trial;
            done = next;
            step *= 2.0;
        } else {
            step *= 0.5;
            if (step < 1e-5) return false;
        }
    }
    return true;
}

bool follow_delta(Dressing<double>& self, double omega, const PairingModel& model,
                  FrequencyState<double>& state) {
    self = normal_dressing(omega, model);
    return follow(self, [&](double from, double to, Dressing<double>& trial) {
        PairingModel at = model;
        at.Delta = to * model.Delta;
        const double change = at.Delta * at.Delta - square(from * model.Delta);
        trial.x = std::max(0.2 * trial.x, trial.x + change * trial.x_t);
        trial.z = std::max(0.2 * trial.z, trial.z + change * trial.z_t);
        trial.y = std::max(0.2 * trial.y, trial.y + change * trial.y_t);
        state = solve_frequency(trial, omega, at, max_steps);
        return physical(state.error, state.g0, state.F_over_Delta);
    });
}

bool follow_omega(Dressing<double>& self, double omega, const PairingModel& model,
                  FrequencyState<double>& state) {
    const double high = 100.0 * (model.gamma + model.beta + model.alpha + model.B + model.Delta) + omega;
    self = normal_dressing(high, model);
    state = solve_frequency(self, high, model, max_steps);
    if (!physical(state.error, state.g0, state.F_over_Delta)) return false;
    return follow(self, [&](double, double to, Dressing<double>& trial) {
        state = solve_frequency(trial, high * std::pow(omega / high, to), model, max_steps);
        return physical(state.error, state.g0, state.F_over_Delta);
    });
}

}  // namespace

bool solve_frequency_robustly(Dressing<double>& self, double omega, const PairingModel& model,
                              FrequencyState<double>& state) {
    if (self.x > 0.0 && self.z > 0.0) {
        state = solve_frequency(self, omega, model, max_steps);
        if (physical(state.error, state.g0, state.F_over_Delta)) return true;
    }
    return follow_delta(self, omega, model, state) || follow_omega(self, omega, model, state);
}

}  // namespace mirage
