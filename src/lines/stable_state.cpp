#include "lines/stable_state.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "gap/branch_roots.hpp"
#include "mirage/gap/zero_frequency.hpp"

namespace mirage {
namespace {

/// The superconducting state of lowest free energy at a field, if it is below the normal state.
struct Stable {
    double B = 0.0;
    std::optional<GapState> state;
    bool any = false;  ///< there is a minimum, stable or not
    bool solved = true;
};

Stable stable_at(Parameters p, double B) {
    p.B = B;
    const GapProblem problem = gap_problem(p, 1e-13);
    const GapRoots found = gap_roots(problem, B, beyond_solutions(problem));
    Stable stable{B, {}, false, found.solved};
    double lowest = 0.0;
    for (const GapState& root : found.roots) {
        stable.any = stable.any || (root.slope > 0.0 && root.angle_curvature > 0.0);
        if (!(root.free_energy < lowest)) continue;
        lowest = root.free_energy;
        stable.state = root;
    }
    return stable;
}

/// The state about halfway between two fields: at a field where a branch begins, of which unstable solutions
/// can be lost, another one serves as well.
Stable stable_between(const Parameters& p, double low, double high) {
    Stable found;
    for (const double part : {0.5, 0.45, 0.55, 0.4}) {
        found = stable_at(p, std::lerp(low, high, part));
        if (found.solved) break;
    }
    return found;
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
        const Stable middle = stable_between(p, low.B, high.B);
        if (!middle.solved) return {};
        (apart(low, middle) > apart(middle, high) ? high : low) = middle;
    }
    if (!low.state || !high.state) return {};
    return {0.5 * (low.B + high.B), *low.state, *high.state, RootStatus::found};
}

/// The largest field at which a predicate of the state holds, from a field where it does and one where it
/// does not.
template <class Predicate>
std::optional<Stable> last_with(const Parameters& p, Stable low, double high, Predicate holds) {
    constexpr double narrow = 1e-11;
    while (high - low.B > narrow * high) {
        const Stable middle = stable_between(p, low.B, high);
        if (!middle.solved) return std::nullopt;
        if (holds(middle))
            low = middle;
        else
            high = middle.B;
    }
    return low;
}

}  // namespace

double high_field(const Parameters& p) { return 10.0 * (1.0 + std::hypot(p.beta, p.alpha)); }

StableJump stable_jump(const Parameters& p, double highest) {
    constexpr int count = 24;
    constexpr double suspicious = 0.2;
    const double first = std::min(0.05, 0.1 * highest);
    Stable last = stable_at(p, 0.0);
    for (int i = 0; i <= count; ++i) {
        const double part = i / static_cast<double>(count);
        const Stable next = stable_at(p, first * std::pow(highest / first, part));
        if (!last.solved || !next.solved) return {};
        if (apart(last, next) > suspicious) {
            const StableJump jump = narrowed(p, last, next);
            if (jump.status != RootStatus::no_sign_change) return jump;
        }
        last = next;
    }
    return {quiet_nan, {}, {}, RootStatus::no_sign_change};
}

LastFields last_fields(const Parameters& p, double supercooling) {
    constexpr double ratio = 1.1, lowest = 1e-3;
    const auto stable = [](const Stable& at) { return at.state.has_value(); };
    const auto any = [](const Stable& at) { return at.any; };
    LastFields fields;
    double above = 3.0 * std::max(1.0, supercooling);
    std::optional<Stable> metastable, found;
    for (double B = above / ratio; B > lowest && !found; above = B, B /= ratio) {
        const Stable at = stable_at(p, B);
        if (!at.solved) return fields;
        if (at.any && !metastable) {
            metastable = last_with(p, at, above, any);
            if (!metastable) return fields;
            fields.any = metastable->B;
        }
        if (!at.state) continue;
        found = last_with(p, at, above, stable);
        if (!found) return fields;
    }
    if (!found) return fields;
    fields.stable = found->B;
    fields.below = *found->state;
    fields.status = RootStatus::found;
    return fields;
}

double stable_gap_closing(const Parameters& p, double B) {
    const Stable stable = stable_at(p, B);
    Parameters at = p;
    at.B = B;
    return stable.solved && stable.state ? gap_closing(gap_problem(at, 1e-13), *stable.state) : quiet_nan;
}

bool ends_at(const Parameters& p, double B) {
    constexpr double just = 1e-3;
    const Stable below = stable_at(p, (1.0 - just) * B), above = stable_at(p, (1.0 + just) * B);
    return below.solved && above.solved && below.state && !above.state;
}

}  // namespace mirage
