#include "gap/triplet_roots.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <optional>

#include "gap/branch_roots.hpp"
#include "gap/material_gap.hpp"

namespace mirage {
namespace {

using std::numbers::pi;

constexpr double first_angle = 0.1;  ///< of scans: away from the symmetric 0 and pi/2

/// How many amplitudes, and angles at each of them, are looked at.
struct Density {
    int every;  ///< one in so many of the positions
    int angles;
};

/// An angle modulo pi, in [0, pi).
double modulo_pi(double angle) { return angle - pi * std::floor(angle / pi); }

double index_of(const GapSlopes& root) {
    const double sign = root.slope * root.angle_curvature;
    return sign > 0.0 ? 1.0 : -1.0;
}

class BranchSearch {
public:
    BranchSearch(const GapProblem& problem, double B, double largest)
        : problem_(problem), rough_(rough_problem(problem.parameters)), B_(B), largest_(largest) {
        GapWorkspace workspace;
        form_ = quadratic_form(rough_, workspace, B);
        found_.solved = form_.solved;
    }

    GapRoots roots() {
        if (!found_.solved) return std::move(found_);
        add_branch(0.0, form_.lowest_angle);
        if (!done_ || problem_.parameters.T < problem_.parameters.material->T_triplet || form_.highest < 0.0)
            add_branch(0.0, form_.highest_angle);
        add_others({3, 12});
        if (!complete()) add_others({1, 36});
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

    /// The part of a branch that exists around an amplitude: up and down from scan position to scan position,
    /// then to the very end.
    void add_branch(double rho, double angle) {
        const AngleStart start{angle, rho * rho, B_, 0.0, 0.0};
        const std::optional<AngleStart> low = rho > 0.0 ? followed(start, rho, 0.0) : start;
        const std::optional<AngleStart> high = followed(start, rho, largest_);
        if (!low || !high) return;
        BranchRange range{largest_, std::sqrt(low->square), std::sqrt(high->square), *low};
        GapRoots branch = branch_roots(problem_, B_, range);
        done_ = done_ && branch.solved;
        if (found_.roots.empty() && rho == 0.0 && angle == form_.lowest_angle) found_.zero = branch.zero;
        found_.directions = std::max(found_.directions, branch.directions);
        for (GapState& root : branch.roots) {
            if (!root.solved) continue;
            if (range.low == 0.0 && root.Delta < 1e-5)
                root.free_energy = small_free_energy(branch.zero, root);
            add(root);
        }
        found_.workspace = std::move(branch.workspace);
    }

    /// Where a branch is at the last amplitude towards `end` at which it exists.
    std::optional<AngleStart> followed(const AngleStart& start, double from, double end) {
        GapWorkspace workspace;
        workspace.angle = start;
        GapState last;
        const auto pass = [&](double rho) {
            GapWorkspace trial = workspace;
            const GapState v = evaluate(rough_, trial, rho, B_);
            if (!v.solved) return false;
            last = v;
            workspace = std::move(trial);
            return true;
        };
        if (from > 0.0 && !pass(from)) return std::nullopt;
        std::vector<double> positions;
        for (const double part : scan_parts) {
            const double rho = part * largest_;
            if (end > from ? rho > from : rho < from) positions.push_back(rho);
        }
        if (end < from) std::reverse(positions.begin(), positions.end());
        if (end == 0.0) positions.push_back(0.0);
        for (const double rho : positions) {
            if (pass(rho)) {
                passed_.push_back(last);
                continue;
            }
            double beyond = rho;
            for (int step = 0; step < 10; ++step) {
                const double middle = std::midpoint(last.solved ? last.Delta : from, beyond);
                if (!pass(middle)) beyond = middle;
            }
            if (!last.solved) return std::nullopt;
            break;
        }
        AngleStart there = workspace.angle;
        there.square = last.Delta * last.Delta;
        return there;
    }

    /// Branches through stationary angles that none of the known ones passes.
    void add_others(const Density& density) {
        for (std::size_t i = 0; i < scan_parts.size(); ++i)
            if (static_cast<int>(i) % density.every == density.every - 1)
                add_others_at(scan_parts[i] * largest_, density.angles);
    }

    void add_others_at(double rho, int angles) {
        GapWorkspace workspace;
        const auto across = [&](double angle) {
            const PairSums sum = pair_sums(rough_, workspace, rho, angle, B_);
            if (!sum.solved) return quiet_nan;
            return std::cos(angle) * sum.force[1] - std::sin(angle) * sum.force[0];
        };
        std::vector<double> values;
        for (int k = 0; k < angles; ++k) values.push_back(across(first_angle + pi * k / angles));
        values.push_back(values.front());
        for (int k = 0; k < angles; ++k) {
            const double low = first_angle + pi * k / angles, width = pi / angles;
            const double a = values[static_cast<std::size_t>(k)], b = values[static_cast<std::size_t>(k) + 1];
            if (std::isnan(a) || std::isnan(b)) done_ = false;
            if ((a < 0.0) == (b < 0.0) || is_passed(rho, low, width)) continue;
            const double guess = low + width * a / (a - b);
            add_branch(rho, guess);
        }
    }

    bool is_passed(double rho, double low, double width) const {
        return std::any_of(passed_.begin(), passed_.end(), [&](const GapSlopes& v) {
            return v.Delta == rho && modulo_pi(v.angle - low) <= width;
        });
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
