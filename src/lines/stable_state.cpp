#include "lines/stable_state.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "gap/branch_roots.hpp"

namespace mirage {
namespace {

/// The superconducting state of lowest free energy at a field, if it is below the normal state.
struct Stable {
    double B = 0.0;
    std::optional<GapSlopes> state;
    bool solved = true;
};

Stable stable_at(Parameters p, double B) {
    p.B = B;
    const GapProblem problem = gap_problem(p, 1e-13);
    const GapRoots found = gap_roots(problem, B, beyond_solutions(problem));
    Stable stable{B, {}, found.solved};
    double lowest = 0.0;
    for (const GapState& root : found.roots) {
        if (!(root.free_energy < lowest)) continue;
        lowest = root.free_energy;
        stable.state = root;
    }
    return stable;
}

/// How far two states are apart, relative to their amplitudes.
double apart(const Stable& a, const Stable& b) {
    if (!a.state || !b.state) return 1.0;
    const OrderParameters p = order_parameters(*a.state), q = order_parameters(*b.state);
    const double distance =
        std::min(std::hypot(p.Delta - q.Delta, p.eta - q.eta), std::hypot(p.Delta + q.Delta, p.eta + q.eta));
    return distance / std::max(a.state->Delta, b.state->Delta);
}

/// Halves an interval towards the larger change, until it is narrow or the change was a smooth one.
StableJump narrowed(const Parameters& p, Stable low, Stable high) {
    constexpr double smooth = 0.1, narrow = 1e-10;
    while (high.B - low.B > narrow * high.B) {
        if (apart(low, high) < smooth) return {quiet_nan, {}, {}, RootStatus::no_sign_change};
        const Stable middle = stable_at(p, 0.5 * (low.B + high.B));
        if (!middle.solved) return {};
        (apart(low, middle) > apart(middle, high) ? high : low) = middle;
    }
    if (!low.state || !high.state) return {};
    return {0.5 * (low.B + high.B), *low.state, *high.state, RootStatus::found};
}

}  // namespace

StableJump stable_jump(const Parameters& p) {
    constexpr int count = 24;
    constexpr double lowest = 0.05, suspicious = 0.2;
    const double highest = 10.0 * (1.0 + std::hypot(p.beta, p.alpha));
    Stable last = stable_at(p, 0.0);
    for (int i = 0; i <= count; ++i) {
        const Stable next = stable_at(p, lowest * std::pow(highest / lowest, i / static_cast<double>(count)));
        if (!last.solved || !next.solved) return {};
        if (apart(last, next) > suspicious) {
            const StableJump jump = narrowed(p, last, next);
            if (jump.status != RootStatus::no_sign_change) return jump;
        }
        last = next;
    }
    return {quiet_nan, {}, {}, RootStatus::no_sign_change};
}

bool ends_at(const Parameters& p, double B) {
    constexpr double just = 1e-3;
    const Stable below = stable_at(p, (1.0 - just) * B), above = stable_at(p, (1.0 + just) * B);
    return below.solved && above.solved && below.state && !above.state;
}

}  // namespace mirage
