#include "gap/triplet_roots.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>
#include <utility>

#include "gap/branch_roots.hpp"
#include "gap/material_gap.hpp"
#include "numeric/roots.hpp"

namespace mirage {
namespace {

using std::numbers::pi;

constexpr double first_angle = 0.1;  ///< of scans: away from the symmetric 0 and pi/2

/// Positions as parts of the largest amplitude; more are added where a branch turns quickly.
constexpr std::array parts{0.06, 0.2, 0.4, 0.6, 0.8, 1.0};

/// Where branches are looked for: at one in so many of the positions, at so many angles, where g along the
/// branch is below this.
struct Density {
    std::size_t every, angles;
    double largest_equation;
};

/// Half of the gradient of Omega over rho: across the order parameters and along them, the second one being
/// g.
struct Turn {
    double across = quiet_nan, along = quiet_nan;
};

/// An angle modulo pi, in [0, pi).
double modulo_pi(double angle) { return angle - pi * std::floor(angle / pi); }

double index_of(const GapSlopes& root) {
    const double sign = root.slope * root.angle_curvature;
    return sign > 0.0 ? 1.0 : -1.0;
}

/// One order parameter alone, as is possible without a field or without spin-orbit coupling: branches of both
/// end where they meet one.
bool is_pure(const GapSlopes& v) { return std::fabs(std::sin(2.0 * v.angle)) < 1e-9; }

/// The angle on the other side of a fold, where a branch turns back, at the last knot but two; `inwards` from
/// its end. The curvature of Omega over the angle vanishes in the fold.
std::optional<GapSlopes> beyond_fold(const std::vector<GapSlopes>& inwards) {
    if (inwards.size() < 4) return std::nullopt;
    const GapSlopes &last = inwards[0], &before = inwards[1];
    const double fold = last.angle - last.angle_curvature * (last.angle - before.angle) /
                                         (last.angle_curvature - before.angle_curvature);
    GapSlopes mirrored = inwards[2];
    mirrored.angle = 2.0 * fold - mirrored.angle;
    return std::fabs(fold - last.angle) < 0.2 ? std::optional(mirrored) : std::nullopt;
}

/// The sum of a scan, which needs signs, and angles from which Newton begins.
GapProblem scan_problem(const Parameters& parameters) { return gap_problem(parameters, 1e-3, 3.0); }

class BranchSearch {
public:
    BranchSearch(const GapProblem& problem, double B, double largest)
        : problem_(problem), rough_(rough_problem(problem.parameters)), B_(B), largest_(largest) {
        GapWorkspace workspace;
        form_ = quadratic_form(rough_, workspace, B);
        found_.solved = found_.zero.solved = form_.solved;
        found_.zero.equation = form_.lowest;
        found_.zero.angle = form_.lowest_angle;
    }

    GapRoots roots() {
        if (!found_.solved) return std::move(found_);
        add_branch(0.0, form_.lowest_angle);
        // where a channel condenses at first order, g at zero amplitude is ln 2 at most: without spin-orbit
        // coupling at T = 0, in the last field in which it has a solution
        constexpr double any = 1e300, near_zero = 0.75;
        if (condenses() || form_.highest < near_zero) add_branch(0.0, form_.highest_angle);
        add_others(scan_problem(problem_.parameters),
                   condenses() ? Density{2, 12, any} : Density{3, 8, near_zero});
        if (!complete()) add_others(rough_, {1, 36, any});
        found_.solved = complete();
        const auto Delta = [](const GapSlopes& root) { return root.Delta; };
        std::sort(found_.roots.begin(), found_.roots.end(),
                  [&](const GapState& a, const GapState& b) { return Delta(a) < Delta(b); });
        return std::move(found_);
    }

private:
    const GapProblem& problem_;
    GapProblem rough_;
    double B_, largest_;
    QuadraticForm form_;
    GapRoots found_;
    bool done_ = true;
    std::vector<GapSlopes> passed_;  ///< branches at scan positions

    /// Whether the triplet channel alone has an order parameter.
    bool condenses() const { return problem_.parameters.T < problem_.parameters.material->T_triplet; }

    /// All roots along the part of a branch that exists around an amplitude.
    void add_branch(double rho, double angle, int folds = 0) {
        const Branch branch = followed(rho, angle);
        if (branch.knots.size() < 2) return;
        add_roots(branch);
        // on around the folds in which it ends; a branch has few of them
        if (folds == 4) return;
        std::vector<GapSlopes> knots = branch.knots;
        std::optional<GapSlopes> low, high;
        if (knots.front().Delta > 0.0) low = beyond_fold(knots);
        std::reverse(knots.begin(), knots.end());
        if (knots.front().Delta < largest_) high = beyond_fold(knots);
        for (const std::optional<GapSlopes>& next : {low, high})
            if (next && !is_known(*next)) add_branch(next->Delta, next->angle, folds + 1);
    }

    /// Whether a branch passes there; the two that meet in a fold are further apart three knots from it.
    bool is_known(const GapSlopes& v) const {
        return std::any_of(passed_.begin(), passed_.end(), [&](const GapSlopes& known) {
            const double apart = modulo_pi(known.angle - v.angle + 0.5 * pi) - 0.5 * pi;
            return std::fabs(known.Delta - v.Delta) < 1e-3 * largest_ && std::fabs(apart) < 5e-3;
        });
    }

    void add_roots(const Branch& branch) {
        passed_.insert(passed_.end(), branch.knots.begin(), branch.knots.end());
        GapRoots roots = branch_roots(problem_, rough_, B_, branch);
        found_.directions = std::max(found_.directions, roots.directions);
        if (!roots.solved) return add_roots_by_pieces(branch);
        for (const GapState& root : roots.roots) add(root, branch, roots.zero);
        found_.workspace = std::move(roots.workspace);
    }

    /// Between one knot and the next, where the branch as a whole was not solved: next to a fold, say.
    void add_roots_by_pieces(const Branch& branch) {
        constexpr double far_from_root = 1e-3;
        for (std::size_t i = 1; i < branch.knots.size(); ++i) {
            const GapSlopes &a = branch.knots[i - 1], &b = branch.knots[i];
            const GapRoots roots = branch_roots(problem_, rough_, B_, {largest_, {a, b}});
            const bool none = a.equation * b.equation > 0.0 &&
                              std::min(std::fabs(a.equation), std::fabs(b.equation)) > far_from_root;
            done_ = done_ && (roots.solved || none);
            if (!roots.solved) continue;
            for (const GapState& root : roots.roots) add(root, branch, roots.zero);
        }
    }

    Branch followed(double rho, double angle) const {
        GapWorkspace workspace;
        workspace.angle = {angle, rho * rho, B_, 0.0, 0.0};
        const GapState start = evaluate(rough_, workspace, rho, B_);
        if (!start.solved) return {};
        Branch branch{largest_, {start}};
        if (rho > 0.0) {
            GapWorkspace down = workspace;
            std::vector<double> targets{0.0};
            for (const double part : parts)
                if (part * largest_ < rho) targets.push_back(part * largest_);
            while (!targets.empty() && advance(down, branch.knots, targets.back())) targets.pop_back();
            std::reverse(branch.knots.begin(), branch.knots.end());
        }
        for (const double part : parts)
            if (part * largest_ > rho && !advance(workspace, branch.knots, part * largest_)) break;
        return branch;
    }

    /// Follows a branch to an amplitude in steps in which its angle changes little, and as its slope
    /// foretells. False where it ends.
    bool advance(GapWorkspace& workspace, std::vector<GapSlopes>& knots, double rho) const {
        constexpr double largest_turn = 0.3, largest_surprise = 0.1, smallest_step = 1e-5;
        double step = rho - knots.back().Delta;
        while (knots.back().Delta != rho) {
            const GapSlopes& last = knots.back();
            const bool arrives = std::fabs(rho - last.Delta) <= 1.5 * std::fabs(step);
            const double next = arrives ? rho : last.Delta + step;
            const double expected = workspace.angle.by_square * (next * next - last.Delta * last.Delta);
            GapWorkspace trial = workspace;
            const GapState v = evaluate(rough_, trial, next, B_);
            const double turn = v.angle - last.angle;
            if (v.solved && std::fabs(turn) < largest_turn && std::fabs(turn - expected) < largest_surprise &&
                is_pure(v) == is_pure(last)) {
                knots.push_back(v);
                workspace = std::move(trial);
                step *= 2.0;
            } else {
                step = 0.5 * (next - last.Delta);
                if (std::fabs(step) < smallest_step * largest_) return false;
            }
        }
        return true;
    }

    /// Branches through stationary angles that none of the known ones passes.
    void add_others(const GapProblem& problem, const Density& density) {
        for (std::size_t i = density.every - 1; i < parts.size(); i += density.every)
            add_others_at(problem, parts[i] * largest_, density);
    }

    void add_others_at(const GapProblem& problem, double rho, const Density& density) {
        GapWorkspace workspace;
        const auto turn = [&](double angle) -> Turn {
            const PairSums sum = pair_sums(problem, workspace, rho, angle, B_);
            if (!sum.solved) return {};
            const PairSumsAlong at = along(sum);
            return {at.across, at.force};
        };
        const double width = pi / static_cast<double>(density.angles);
        const Turn first = turn(first_angle);
        Turn before = first;
        for (std::size_t k = 1; k <= density.angles; ++k) {
            const double low = first_angle + width * static_cast<double>(k - 1);
            const Turn after = k < density.angles ? turn(low + width) : first;
            const Turn a = std::exchange(before, after);
            if (std::isnan(a.across) || std::isnan(after.across)) done_ = false;
            if ((a.across < 0.0) == (after.across < 0.0)) continue;
            if (const GapSlopes* known = passed_at(rho, low, width)) {
                // Omega has a minimum over the angle in a rise: another one, if the known branch is a maximum
                if ((known->angle_curvature > 0.0) == (a.across < 0.0)) continue;
                const double at = low + modulo_pi(known->angle - low);
                for (const double end : {low, low + width})
                    if (const auto beside = zero_beside(turn, at, end)) add_branch(rho, *beside);
                continue;
            }
            const double part = a.across / (a.across - after.across);
            if (!(std::lerp(a.along, after.along, part) < density.largest_equation)) continue;
            if (const auto angle = zero_between(turn, low, low + width)) add_branch(rho, *angle);
        }
    }

    const GapSlopes* passed_at(double rho, double low, double width) const {
        const auto found = std::find_if(passed_.begin(), passed_.end(), [&](const GapSlopes& v) {
            return v.Delta == rho && modulo_pi(v.angle - low) <= width;
        });
        return found == passed_.end() ? nullptr : &*found;
    }

    /// A stationary angle, good enough for Newton.
    template <class Function>
    static std::optional<double> zero_between(Function turn, double low, double high) {
        constexpr int bits = 10;
        const Root zero = root_between([&](double angle) { return turn(angle).across; }, low, high, bits);
        return zero.status == RootStatus::found ? std::optional(zero.at) : std::nullopt;
    }

    /// The same between a known one and `end`.
    template <class Function>
    static std::optional<double> zero_beside(Function turn, double known, double end) {
        constexpr double beside = 1e-3;
        const double from = std::lerp(known, end, beside);
        return zero_between(turn, std::min(from, end), std::max(from, end));
    }

    void add(GapState root, const Branch& branch, const GapSlopes& zero) {
        if (branch.knots.front().Delta == 0.0 && root.Delta < 1e-5)
            root.free_energy = small_free_energy(zero, root);
        add(root);
        // where Omega is even in eta
        if (!is_pure({0.0, form_.lowest_angle}) || is_pure(root)) return;
        root.angle = -root.angle;
        add(root);
    }

    void add(const GapState& root) {
        const OrderParameters p = order_parameters(root);
        for (const GapState& known : found_.roots) {
            const OrderParameters q = order_parameters(known);
            if (std::hypot(p.Delta - q.Delta, p.eta - q.eta) < 1e-7 * root.Delta) return;
        }
        found_.roots.push_back(root);
    }

    bool complete() const {
        // on a second-order line it depends on the error of the sum whether there is a root next to the
        // normal state
        constexpr double on_line = 1e-5;
        if (done_ && std::min(std::fabs(form_.lowest), std::fabs(form_.highest)) < on_line) return true;
        double index = 0.0;
        for (const GapState& root : found_.roots) index += index_of(root);
        const bool saddle = form_.lowest < 0.0 && form_.highest > 0.0;
        return done_ && index == (saddle ? 1.0 : 0.0);
    }
};

}  // namespace

GapRoots triplet_roots(const GapProblem& problem, double B, double largest) {
    return BranchSearch(problem, B, largest).roots();
}

}  // namespace mirage
