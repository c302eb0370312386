#include "mirage/gap/zero_frequency.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "propagator/self_energy.hpp"
#include "propagator/zero_energy_material.hpp"

namespace mirage {
namespace {

/// The dressing near omega = 0 and what follows from it.
struct LowestState {
    double omega = 0.0;
    Dressing<double> self{};
    FrequencyState<double> state{};
    double power = 0.0;  ///< of omega with which g0 falls
};

/// Goes down in omega from the lowest frequency of the sum, for gamma > 0. Gapped: w~, d and so y vanish like
/// omega; gapless: x stays bound to them by x w~ = omega + y B~; in between like a power of omega, which the
/// last step tells.
class Descent {
public:
    Descent(const GapProblem& problem, const GapState& state)
        : model_(model_at(problem, state.lowest.Delta, state.B)), start_(first(problem, state)) {}

    /// The state at omega = 1e-18, or at what was reached next to the closing of the gap.
    std::optional<LowestState> lowest() {
        at_ = start_;
        bool found = true;
        // steps that grow as the power settles; what they miss the second descent finds
        for (const double part : {0.03, 0.03, 0.01, 1e-3, 1e-4, 0.0}) found = found && step(part);
        if (found) return at_;
        // where g0 falls like a power of omega that changes on the way
        at_ = start_;
        for (double part = 0.1; at_.omega > lowest_omega;) {
            if (step(part)) continue;
            part = std::sqrt(part);
            // given up: as if the field were off by some 1e-12
            if (part > 0.99) return at_.omega < 1e-12 ? std::optional(at_) : std::nullopt;
        }
        return at_;
    }

private:
    static constexpr double lowest_omega = 1e-18;
    PairingModel model_;
    LowestState start_, at_;

    static LowestState first(const GapProblem& problem, const GapState& state) {
        LowestState at;
        at.omega = problem.omega[0];
        at.self = {state.lowest.x, state.lowest.z, state.lowest.y, 0.0, 0.0, 0.0};
        at.state.g0 = state.lowest.g0;
        at.power = state.lowest.g0 < 0.1 ? 1.0 : 0.0;
        return at;
    }

    bool step(double part) {
        constexpr int max_steps = 60;
        const double next = std::max(lowest_omega, part * at_.omega);
        Dressing<double> trial = at_.self;
        trial.y *= std::pow(next / at_.omega, at_.power);
        const FrequencyState<double> f = solve_frequency(trial, next, model_, max_steps);
        // next to the closing of the gap Newton cannot do better than a part of what is nearly nothing
        const bool small = f.error < 0.3 && f.error * f.g0 < 1e-8;
        if (!physical(small ? 0.0 : f.error, f.g0, f.F_over_Delta)) return false;
        const double power = std::log(at_.state.g0 / f.g0) / std::log(at_.omega / next);
        at_ = {next, trial, f, std::clamp(power, 0.0, 1.0)};
        return true;
    }
};

/// For problems with a material.
ZeroEnergyMaterial zero_energy(const GapProblem& problem, const GapState& state) {
    PairingModel model = model_at(problem, state.Delta * std::cos(state.angle), state.B);
    model.eta = state.Delta * std::sin(state.angle);
    constexpr double highest_start = 0.3;
    return zero_energy_material(material_model(model), std::min(problem.omega[0], highest_start));
}

}  // namespace

double zero_energy_dos(const GapProblem& problem, const GapState& state) {
    if (!state.solved) return quiet_nan;
    const Parameters& p = problem.parameters;
    const double B = state.B, Delta = needs_general_theory(p) ? state.Delta : state.lowest.Delta;
    if (Delta == 0.0) return 1.0;
    if (needs_general_theory(p)) {
        const ZeroEnergyMaterial found = zero_energy(problem, state);
        return found.solved ? found.dos : quiet_nan;
    }
    if (p.gamma == 0.0) {
        // Clean: directions with g_x^2 B^2 > g^2 Delta^2 are gapless; together they give exactly 1 with
        // Rashba coupling.
        if (p.alpha > 0.0) return gap_closing(problem, state) < 0.0 ? 1.0 : 0.0;
        return p.beta == 0.0 && B > Delta ? B / std::sqrt((B - Delta) * (B + Delta)) : 0.0;
    }
    const auto found = Descent(problem, state).lowest();
    return found ? found->state.g0 : quiet_nan;
}

double gap_closing(const GapProblem& problem, const GapState& state) {
    if (!state.solved) return quiet_nan;
    const Parameters& p = problem.parameters;
    const double B = state.B, Delta = state.lowest.Delta;
    if (needs_general_theory(p)) {
        const ZeroEnergyMaterial found = zero_energy(problem, state);
        return found.solved ? found.closing : quiet_nan;
    }
    if (p.gamma == 0.0) {
        if (p.alpha > 0.0) return Delta * std::hypot(p.alpha, p.beta) - p.alpha * B;
        return p.beta > 0.0 ? 1.0 : Delta - B;
    }
    const auto found = Descent(problem, state).lowest();
    if (!found) return quiet_nan;
    const Dressing<double>& self = found->self;
    const double det = self.x * self.z + self.y * self.y;
    return found->omega * det / (self.z * found->omega + self.y * B);
}

}  // namespace mirage
