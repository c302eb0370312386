#pragma once
// Roots of the gap equation between values where it is known.

#include <algorithm>
#include <cmath>
#include <vector>

#include "gap/branch_roots.hpp"
#include "numeric/roots.hpp"

namespace mirage {

inline double t_of(const GapSlopes& v) { return v.Delta * v.Delta; }

/// The sums at one field along a branch, with the dressings of the call before.
struct GapAtField {
    const GapProblem& problem;
    GapWorkspace& workspace;
    double B;
    const Branch& branch;

    GapSlopes slopes(double Delta) const {
        begin(Delta);
        return evaluate_slopes(problem, workspace, Delta, B);
    }
    GapState state(double Delta) const {
        begin(Delta);
        return evaluate(problem, workspace, Delta, B);
    }

private:
    /// The angle from the knots on both sides.
    void begin(double Delta) const {
        const std::vector<GapSlopes>& knots = branch.knots;
        if (knots.size() < 2) return;
        std::size_t k = 1;
        while (k + 1 < knots.size() && knots[k].Delta < Delta) ++k;
        const GapSlopes &a = knots[k - 1], &b = knots[k];
        const double part = (Delta - a.Delta) / (b.Delta - a.Delta);
        workspace.angle = {std::lerp(a.angle, b.angle, part), Delta * Delta, std::fabs(B), 0.0, 0.0};
    }
};
inline double sign(double x) { return x < 0.0 ? -1.0 : 1.0; }

/// Collects the roots of g over Delta^2 = t between values where it is known.
class RootSearch {
public:
    /// margin: values of g, or its change over a factor of two in t, smaller than this are too close to call.
    RootSearch(const GapAtField& gap, double margin) : gap_(gap), margin_(margin) {}

    std::vector<GapSlopes> roots;
    bool solved = true;
    bool close = false;  ///< something was too close to call
    int directions = 1;

    /// A value whose sign decides.
    GapSlopes value(double Delta) { return decisive(any_value(Delta)); }
    GapSlopes decisive(const GapSlopes& v) {
        close = close || std::fabs(v.equation) < margin_;
        return v;
    }

    /// All roots of one interval, a.Delta < b.Delta.
    void search(const GapSlopes& a, const GapSlopes& b, int depth = 0) {
        if (!solved || close) return;
        if (sign(a.equation) != sign(b.equation)) {
            between(a, b, depth);
        } else if (a.equation * a.slope < 0.0 && b.equation * b.slope > 0.0) {
            extremum(a, b, depth);
        } else if (depth < 4 && hermite_comes_close(a, b)) {
            halves(a, b, depth);
        }
    }

private:
    GapAtField gap_;
    double margin_;

    GapSlopes any_value(double Delta) {
        const GapSlopes v = gap_.slopes(Delta);
        solved = solved && v.solved;
        directions = std::max(directions, v.directions);
        return v;
    }

    void halves(const GapSlopes& a, const GapSlopes& b, int depth) {
        const GapSlopes middle = value(std::sqrt(0.5 * (t_of(a) + t_of(b))));
        search(a, middle, depth + 1);
        search(middle, b, depth + 1);
    }

    /// Whether the cubic through both ends falls below a third of the smaller end in between.
    static bool hermite_comes_close(const GapSlopes& a, const GapSlopes& b) {
        const double h = t_of(b) - t_of(a);
        const double s = sign(a.equation);
        const double end = std::min(std::fabs(a.equation), std::fabs(b.equation)), smallest = end / 3.0;
        // far from it: x (1 - x)^2 <= 4/27
        const double dip = 4.0 / 27.0 * h * (std::max(0.0, -s * a.slope) + std::max(0.0, s * b.slope));
        if (end - dip >= smallest) return false;
        for (int i = 1; i < 8; ++i) {
            const double x = i / 8.0;
            const double y = 1.0 - x;
            const double cubic = y * y * (1.0 + 2.0 * x) * a.equation + x * x * (1.0 + 2.0 * y) * b.equation +
                                 h * x * y * (y * a.slope - x * b.slope);
            if (s * cubic < smallest) return true;
        }
        return false;
    }

    /// Where the cubic through both ends crosses zero.
    static double hermite_root(const GapSlopes& a, const GapSlopes& b) {
        const double h = t_of(b) - t_of(a), rise = b.equation - a.equation;
        const double c2 = 3.0 * rise - h * (2.0 * a.slope + b.slope),
                     c3 = h * (a.slope + b.slope) - 2.0 * rise;
        double x = a.equation / (a.equation - b.equation);
        for (int step = 0; step < 3; ++step) {
            const double value = a.equation + x * (h * a.slope + x * (c2 + x * c3));
            const double slope = h * a.slope + x * (2.0 * c2 + 3.0 * x * c3);
            x = std::clamp(x - value / slope, 0.0, 1.0);
        }
        return t_of(a) + x * h;
    }

    /// A sign change: one root by safeguarded Newton, then the intervals on both sides of it.
    void between(const GapSlopes& a, const GapSlopes& b, int depth) {
        const auto function = sign(a.equation) < 0.0 ? Bracket::Function::rising : Bracket::Function::falling;
        Bracket bracket{t_of(a), t_of(b), function};
        GapSlopes v = a;
        double next = hermite_root(a, b);
        for (int step = 0; step < 200 && solved; ++step) {
            const double t = bracket.safeguarded(next, bracket.middle());
            v = any_value(std::sqrt(t));
            next = t_of(v) - v.equation / v.slope;
            if (v.equation == 0.0 || std::fabs(next - t) <= 1e-7 * t ||
                bracket.high - bracket.low <= 4e-16 * t)
                break;
            solved = solved && bracket.narrow(t_of(v), v.equation);
        }
        close = close || !(std::fabs(v.slope) * t_of(v) >= margin_);
        if (!solved || close) return;
        if (std::fabs(next - t_of(v)) <= 1e-6 * t_of(v))
            v.Delta = std::sqrt(next);  // its error is about the square
        roots.push_back(v);
        if (depth >= 8) return;
        GapSlopes before = v, after = v;
        if (sign(v.slope) == sign(b.equation)) {
            before.equation = sign(a.equation) * 1e-300;
            after.equation = sign(b.equation) * 1e-300;
        } else {  // a slope against the ends: two more roots, one on each side
            const double step = 1e-4 * std::min(v.Delta - a.Delta, b.Delta - v.Delta);
            before = value(v.Delta - step);
            after = value(v.Delta + step);
        }
        search(a, before, depth + 1);
        search(after, b, depth + 1);
    }

    /// Slopes that point towards zero from both ends: narrow the extremum down until it crosses zero or
    /// cannot.
    void extremum(const GapSlopes& a, const GapSlopes& b, int depth) {
        GapSlopes low = a, high = b;
        const double s = sign(a.equation);
        for (int step = 0; step < 60 && solved; ++step) {
            const double h = t_of(high) - t_of(low);
            const double crossing =
                (high.slope * h + low.equation - high.equation) / (high.slope - low.slope);
            const double deepest = s * (low.equation + low.slope * crossing);
            const double smallest = std::min(std::fabs(low.equation), std::fabs(high.equation));
            // A cusp lies deeper than the tangents tell: they decide only once the interval is narrow.
            if ((step >= 6 && deepest > 0.5 * smallest) || h <= 1e-14 * t_of(high)) return;
            const double x = std::clamp(crossing / h, 0.1, 0.9);
            const GapSlopes v = value(std::sqrt(t_of(low) + x * h));
            if (sign(v.equation) != s) {
                between(a, v, depth + 1);
                between(v, b, depth + 1);
                return;
            }
            (s * v.slope < 0.0 ? low : high) = v;
        }
    }
};

}  // namespace mirage
