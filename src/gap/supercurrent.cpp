#include "mirage/gap/supercurrent.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "gap/branch_roots.hpp"
#include "mirage/gap/best_momentum.hpp"
#include "mirage/gap/gap_roots.hpp"
#include "numeric/roots.hpp"

namespace mirage {
namespace {

MovingState failed_state(double Q) {
    return {Q, quiet_nan, quiet_nan, quiet_nan, quiet_nan, quiet_nan, Status::failed};
}

MovingState normal_state(double Q) { return {.Q = Q}; }

/// At rest: no current.
MovingState resting_state(const Parameters& parameters, const Accuracy& accuracy) {
    const PointState point = solve_point(uniform(parameters), accuracy);
    if (point.status == Status::failed) return failed_state(0.0);
    return {0.0,       point.order_parameter, point.triplet_order_parameter, point.free_energy, 0.0,
            quiet_nan, point.status};
}

/// The minimum of lowest free energy below the normal state; none: nullptr.
const GapState* stable_root(const GapRoots& found) {
    const GapState* stable = nullptr;
    double lowest = found.zero.equation < 0.0 ? std::numeric_limits<double>::infinity() : 0.0;
    for (const GapState& root : found.roots) {
        if (!(root.slope > 0.0 && root.angle_curvature > 0.0) || !(root.free_energy < lowest)) continue;
        lowest = root.free_energy;
        stable = &root;
    }
    return stable;
}

MovingState state_of(double Q, const GapState& root) {
    // dJ/dQ + dJ/d(Delta^2) d(Delta^2)/dQ, where g = 0 gives d(Delta^2)/dQ = -(dg/dQ)/(dg/d(Delta^2))
    const double slope = root.current_slope - root.momentum_slope * root.momentum_slope / root.slope;
    const OrderParameters pair = order_parameters(root);
    const double sign = std::copysign(1.0, Q);
    return {Q, pair.Delta, pair.eta, root.free_energy, sign * root.current, slope, Status::converged};
}

bool is_normal(const MovingState& s) { return s.order_parameter == 0.0 && s.triplet_order_parameter == 0.0; }

/// d|J|/dQ for Q > 0; negative in the normal state, where there is no current to gain.
double rise(const MovingState& s) {
    if (is_normal(s)) return -1.0;
    return s.current < 0.0 ? -s.current_slope : s.current_slope;
}

bool stronger(const MovingState& a, const MovingState& b) {
    return std::fabs(a.current) > std::fabs(b.current);
}

/// J over the momenta of one point.
class Flow {
public:
    Flow(const Parameters& parameters, const Accuracy& accuracy)
        : parameters_(uniform(parameters)), accuracy_(accuracy) {}

    MovingState at(double Q) {
        parameters_.Q = Q;
        MovingState found = moving_state(parameters_, accuracy_);
        failed = failed || found.status == Status::failed;
        if (stronger(found, best)) best = found;
        return found;
    }

    /// Looks for a largest current between two neighbours where it rises at the lower one; at a jump, up to
    /// it.
    void refine(const MovingState& low, const MovingState& high) {
        const bool falls = rise(high) < 0.0 || stronger(low, high);
        if (failed || !(rise(low) > 0.0) || !falls) return;
        constexpr int bits = 40;
        const auto slope = [&](double Q) {
            const MovingState here = at(Q);
            return failed ? quiet_nan : stronger(low, here) ? -1.0 : rise(here);
        };
        const Root root =
            root_between(slope, {low.Q, rise(low)}, {high.Q, std::min(rise(high), -1e-300)}, bits);
        if (failed || root.status != RootStatus::found) return;
        // J is flat there: its largest rounding error does not tell Q
        constexpr double flat = 1e-13;
        const MovingState here = at(root.at);
        if (std::fabs(here.current) > std::fabs(best.current) - flat) best = here;
    }

    MovingState best;
    bool failed = false;

private:
    Parameters parameters_;
    Accuracy accuracy_;
};

}  // namespace

double DepairingCurrent::critical() const { return std::fabs(state.current); }

MovingState moving_state(const Parameters& parameters, const Accuracy& accuracy) {
    const double Q = parameters.Q;
    if (parameters.T >= 1.0) return normal_state(Q);
    if (Q == 0.0) return resting_state(parameters, accuracy);
    const GapProblem problem = gap_problem(parameters, 1e-3 * accuracy.tolerance);
    const GapRoots found = gap_roots(problem, parameters.B, beyond_solutions(problem));
    if (!found.solved) return failed_state(Q);
    const GapState* stable = stable_root(found);
    return stable ? state_of(Q, *stable) : normal_state(Q);
}

double sheet_current(double J, double v_F, double N0) {
    constexpr double elementary_charge = 1.602176634e-19;                         // [C], exact
    constexpr double kilometre = 1e3, per_square_nanometre = 1e18, milli = 1e-3;  // of e N0 J in C/m^2
    return elementary_charge * (v_F * kilometre) * (N0 * per_square_nanometre) * (J * milli);
}

DepairingCurrent depairing_current(const Parameters& parameters, const Accuracy& accuracy) {
    constexpr double step = 0.05;
    if (parameters.T >= 1.0) return {};
    const double farthest = largest_momentum(parameters);
    const int count = std::max(20, static_cast<int>(std::ceil(farthest / step)));
    Flow flow(parameters, accuracy);
    DepairingCurrent found;
    std::vector<MovingState> scan;
    const auto add = [&](double Q, double next) {
        if (flow.failed) return;
        scan.push_back(flow.at(Q));
        if (!is_normal(scan.back())) found.end = next;
    };
    // next to Tc0 all momenta are small
    const double first = farthest / count;
    for (int halvings = 12; halvings > 0; --halvings)
        add(std::ldexp(first, -halvings), std::ldexp(first, 1 - halvings));
    for (int i = 1; i <= count; ++i) add(first * i, first * (i + 1));
    for (std::size_t i = 0; i + 1 < scan.size(); ++i) flow.refine(scan[i], scan[i + 1]);
    found.state = flow.failed ? failed_state(quiet_nan) : flow.best;
    return found;
}

}  // namespace mirage
