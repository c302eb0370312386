#include "mirage/gap/gap_roots.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace mirage {
namespace {

double t_of(const GapValue& v) { return v.Delta * v.Delta; }
double sign(double x) { return x < 0.0 ? -1.0 : 1.0; }

/// Collects the roots of g over Delta^2 = t between values where it is known.
class RootSearch {
public:
    /// margin: values of g, or its change over a factor of two in t, smaller than this are too close to call.
    RootSearch(GapEquation& equation, double margin) : equation_(equation), margin_(margin) {}

    std::vector<GapValue> roots;
    bool solved = true;
    bool close = false;  ///< something was too close to call
    int directions = 1;

    /// A value whose sign decides.
    GapValue value(double Delta) {
        const GapValue v = any_value(Delta);
        close = close || std::fabs(v.equation) < margin_;
        return v;
    }

    /// All roots of one interval, a.Delta < b.Delta.
    void search(const GapValue& a, const GapValue& b, int depth = 0) {
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
    GapEquation& equation_;
    double margin_;

    GapValue any_value(double Delta) {
        const GapValue v = evaluate_slopes(equation_, Delta);
        solved = solved && v.solved;
        directions = std::max(directions, v.directions);
        return v;
    }

    void halves(const GapValue& a, const GapValue& b, int depth) {
        const GapValue middle = value(std::sqrt(0.5 * (t_of(a) + t_of(b))));
        search(a, middle, depth + 1);
        search(middle, b, depth + 1);
    }

    /// Whether the cubic through both ends falls below a third of the smaller end in between.
    static bool hermite_comes_close(const GapValue& a, const GapValue& b) {
        const double h = t_of(b) - t_of(a);
        const double s = sign(a.equation);
        const double end = std::min(std::fabs(a.equation), std::fabs(b.equation)), least = end / 3.0;
        // far from it: x (1 - x)^2 <= 4/27
        const double dip = 4.0 / 27.0 * h * (std::max(0.0, -s * a.slope) + std::max(0.0, s * b.slope));
        if (end - dip >= least) return false;
        for (int i = 1; i < 8; ++i) {
            const double x = i / 8.0;
            const double y = 1.0 - x;
            const double cubic = y * y * (1.0 + 2.0 * x) * a.equation + x * x * (1.0 + 2.0 * y) * b.equation +
                                 h * x * y * (y * a.slope - x * b.slope);
            if (s * cubic < least) return true;
        }
        return false;
    }

    /// Where the cubic through both ends crosses zero.
    static double hermite_root(const GapValue& a, const GapValue& b) {
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
    void between(const GapValue& a, const GapValue& b, int depth) {
        GapValue low = a, high = b, v = a;
        double next = hermite_root(a, b);
        for (int step = 0; step < 200 && solved; ++step) {
            const bool inside = next > t_of(low) && next < t_of(high);
            const double t = inside ? next : 0.5 * (t_of(low) + t_of(high));
            v = any_value(std::sqrt(t));
            next = t_of(v) - v.equation / v.slope;
            if (v.equation == 0.0 || std::fabs(next - t) <= 1e-7 * t || t_of(high) - t_of(low) <= 4e-16 * t)
                break;
            (sign(v.equation) == sign(a.equation) ? low : high) = v;
        }
        close = close || !(std::fabs(v.slope) * t_of(v) >= margin_);
        if (!solved || close) return;
        if (std::fabs(next - t_of(v)) <= 1e-6 * t_of(v))
            v.Delta = std::sqrt(next);  // its error is about the square
        roots.push_back(v);
        if (depth >= 8) return;
        GapValue before = v, after = v;
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
    void extremum(const GapValue& a, const GapValue& b, int depth) {
        GapValue low = a, high = b;
        const double s = sign(a.equation);
        for (int step = 0; step < 60 && solved; ++step) {
            const double h = t_of(high) - t_of(low);
            const double crossing =
                (high.slope * h + low.equation - high.equation) / (high.slope - low.slope);
            const double deepest = s * (low.equation + low.slope * crossing);
            const double least = std::min(std::fabs(low.equation), std::fabs(high.equation));
            // A cusp lies deeper than the tangents tell: they decide only once the interval is narrow.
            if ((step >= 6 && deepest > 0.5 * least) || h <= 1e-14 * t_of(high)) return;
            const double x = std::clamp(crossing / h, 0.1, 0.9);
            const GapValue v = value(std::sqrt(t_of(low) + x * h));
            if (sign(v.equation) != s) {
                between(a, v, depth + 1);
                between(v, b, depth + 1);
                return;
            }
            (s * v.slope < 0.0 ? low : high) = v;
        }
    }
};

/// Scan positions as parts of the largest Delta.
constexpr std::array scan{0.02, 0.06, 0.12, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0};

constexpr double search_tolerance = 1e-6, search_margin = 1e-4;
constexpr double search_digits = 6.5;

/// The whole search on one equation.
RootSearch scanned(GapEquation& equation, double largest, double margin, GapValue& zero) {
    RootSearch search(equation, margin);
    zero = search.value(0.0);
    GapValue before = zero;
    for (const double part : scan) {
        const GapValue v = search.value(part * largest);
        search.search(before, v);
        if (!search.solved || search.close) break;
        before = v;
    }
    std::sort(search.roots.begin(), search.roots.end(),
              [](const GapValue& a, const GapValue& b) { return a.Delta < b.Delta; });
    return search;
}

/// Newton from a root that is nearly one; false if it was not.
bool polish(GapEquation& equation, GapValue& root) {
    constexpr int max_steps = 6;
    double t = t_of(root);
    for (int step = 0; step < max_steps; ++step) {
        // without scattering the first step needs the slopes alone
        const bool partly = step == 0 && equation.parameters.gamma == 0.0;
        const GapValue v =
            partly ? evaluate_slopes(equation, std::sqrt(t)) : evaluate(equation, std::sqrt(t));
        const double change = -v.equation / v.slope;
        if (!v.solved || !(std::fabs(change) < 1e-2 * t) || sign(v.slope) != sign(root.slope)) return false;
        t += change;
        if (partly) continue;
        root = v;
        if (std::fabs(change) > 1e-11 * t) continue;
        // the last step to first order: dOmega/dt = g, dM/dt = -dg/dB
        root.Delta = std::sqrt(t);
        root.free_energy += v.equation * change;
        root.magnetization -= v.field_slope * change;
        return true;
    }
    // as good as the rounding of the sum allows
    return std::fabs(root.equation) <= 1e-13;
}

}  // namespace

GapRoots gap_roots(GapEquation& equation, double largest) {
    GapRoots found;
    GapEquation rough = gap_equation(equation.parameters, search_tolerance, search_digits);
    const auto take = [&found](RootSearch& search) {
        found.roots = std::move(search.roots);
        found.directions = search.directions;
        found.solved = search.solved;
    };
    if (RootSearch search = scanned(rough, largest, search_margin, found.zero);
        search.solved && !search.close) {
        take(search);
        bool polished = true;
        for (std::size_t i = 0; i < found.roots.size() && polished; ++i) {
            if (equation.parameters.gamma > 0.0 && i == 0) {
                evaluate(rough, found.roots[i].Delta);
                start_from(equation, rough);
            }
            polished = polish(equation, found.roots[i]);
            found.directions = std::max(found.directions, found.roots[i].directions);
        }
        if (polished) return found;
    }
    RootSearch search = scanned(equation, largest, 0.0, found.zero);
    take(search);
    for (GapValue& root : found.roots) {
        const GapValue exact = evaluate(equation, root.Delta);
        found.directions = std::max(found.directions, exact.directions);
        found.solved = found.solved && exact.solved;
        root = exact;
    }
    return found;
}

}  // namespace mirage
