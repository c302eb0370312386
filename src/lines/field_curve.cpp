#include "mirage/lines/field_curve.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include <boost/math/tools/toms748_solve.hpp>

#include "mirage/lines/second_order_field.hpp"

namespace mirage {
namespace {

/// Positions along the curve as parts of the BCS gap: dense at both ends, where folds hide.
constexpr std::array parts{1e-4, 1e-3, 4e-3,  0.01, 0.02, 0.035, 0.05,   0.075,  0.1,   0.13, 0.17,
                           0.21, 0.26, 0.32,  0.38, 0.45, 0.52,  0.6,    0.67,   0.74,  0.8,  0.85,
                           0.9,  0.94, 0.965, 0.98, 0.99, 0.996, 0.9985, 0.9995, 0.9999};

GapValue value_at(FieldCurve& curve, double Delta, double B) {
    curve.equation.parameters.B = B;
    return evaluate(curve.equation, Delta);
}

GapValue slopes_at(FieldCurve& curve, double Delta, double B) {
    curve.equation.parameters.B = B;
    return evaluate_slopes(curve.equation, Delta);
}

template <class Function>
double root_between(Function f, double a, double b, double fa, double fb, int bits) {
    std::uintmax_t steps = 100;
    const auto [low, high] = boost::math::tools::toms748_solve(
        f, a, b, fa, fb, boost::math::tools::eps_tolerance<double>(static_cast<unsigned>(bits)), steps);
    return 0.5 * (low + high);
}

/// Where the slope dg/d(Delta^2) vanishes along the curve, between two samples of different sign.
CurvePoint fold_between(FieldCurve& curve, const CurvePoint& a, const CurvePoint& b) {
    double guess = a.B;
    const auto slope = [&](double Delta) {
        const CurvePoint at = solution_at_delta(curve, Delta, guess);
        guess = at.B;
        return at.gap.slope;
    };
    const double Delta = root_between(slope, a.gap.Delta, b.gap.Delta, a.gap.slope, b.gap.slope, 34);
    return solution_at_delta(curve, Delta, guess);
}

/// A dip of the slope between three samples of one sign may hide two folds: narrow it down.
void add_hidden(FieldCurve& curve, std::vector<CurvePoint>& samples) {
    for (std::size_t i = 1; i + 1 < samples.size(); ++i) {
        const auto slope = [&](std::size_t k) { return samples[k].gap.slope; };
        const double s = slope(i) < 0.0 ? -1.0 : 1.0;
        const bool dip = s * slope(i - 1) > s * slope(i) && s * slope(i + 1) > s * slope(i) &&
                         s * slope(i - 1) > 0 && s * slope(i + 1) > 0;
        if (!dip) continue;
        CurvePoint left = samples[i - 1], middle = samples[i], right = samples[i + 1];
        for (int step = 0; step < 40 && right.gap.Delta - left.gap.Delta > 1e-6 * middle.gap.Delta; ++step) {
            const bool lower = middle.gap.Delta - left.gap.Delta > right.gap.Delta - middle.gap.Delta;
            const double Delta = 0.5 * (middle.gap.Delta + (lower ? left : right).gap.Delta);
            const CurvePoint trial = solution_at_delta(curve, Delta, middle.B);
            if (s * trial.gap.slope < s * middle.gap.slope) {
                (lower ? right : left) = middle;
                middle = trial;
            } else {
                (lower ? left : right) = trial;
            }
            if (s * middle.gap.slope < 0.0) break;
        }
        if (s * middle.gap.slope < 0.0)
            samples.insert(samples.begin() + static_cast<std::ptrdiff_t>(
                                                 middle.gap.Delta < samples[i].gap.Delta ? i : i + 1),
                           middle);
    }
}

}  // namespace

CurvePoint solution_at_delta(FieldCurve& curve, double Delta, double guess, double accuracy) {
    // g grows with B: Newton inside a bracket, which is open at first
    double low = 0.0, high = 1e6, B = guess;
    GapValue value = slopes_at(curve, Delta, B);
    for (int step = 0; step < 100; ++step) {
        (value.equation < 0.0 ? low : high) = B;
        const double newton = B - value.equation / value.field_slope;
        const bool inside = newton > low && newton < high && newton < 4.0 * B && newton > 0.25 * B;
        const double next = inside ? newton : high < 1e6 ? 0.5 * (low + high) : 2.0 * B;
        const double change = std::fabs(next - B);
        // quadratic: the next error is about the square of this change
        if (value.equation == 0.0 || (inside && change < accuracy * B) || high - low <= 4e-16 * high ||
            (step > 8 && change < 1e-9 * B)) {
            if (accuracy > 1e-10) B = next;
            break;
        }
        B = next;
        value = slopes_at(curve, Delta, B);
        if (B < 1e-12) break;
    }
    return {B, value};
}

CurvePoint solution_at_field(FieldCurve& curve, const StableBranch& branch, double B) {
    // On a stable branch g grows with Delta^2: safeguarded Newton between the ends.
    double low = branch.Delta_low, high = 1.000001 * branch.Delta_high;
    GapValue value = value_at(curve, 0.5 * (low + high), B);
    for (int step = 0; step < 100; ++step) {
        (value.equation < 0.0 ? low : high) = value.Delta;
        const double newton = value.Delta * value.Delta - value.equation / value.slope;
        const bool inside = value.slope > 0.0 && newton > low * low && newton < high * high;
        const double next = inside ? std::sqrt(newton) : 0.5 * (low + high);
        const double change = std::fabs(next - value.Delta);
        value = value_at(curve, next, B);
        if (value.equation == 0.0 || (inside && change < 1e-10 * next) || high - low < 1e-15 * high) break;
    }
    return {B, value};
}

FieldCurve field_curve(const Parameters& parameters) {
    FieldCurve curve;
    const std::vector<double> fields = second_order_fields(parameters);
    curve.B_second_order = fields.empty() ? 0.0 : fields.back();
    Parameters p = parameters;
    p.B = 1.5 * curve.B_second_order + 1.0;  // the sum must hold for all fields of the curve
    curve.equation = gap_equation(p, 1e-13);
    curve.Delta_bcs = bcs_order_parameter(p.T, *curve.equation.rule);
    const CurvePoint zero{curve.B_second_order, slopes_at(curve, 0.0, curve.B_second_order)};
    curve.slope_at_zero = zero.gap.slope;

    std::vector<CurvePoint> samples{zero};
    for (const double part : parts) {
        // along the tangent of the last sample
        const CurvePoint& last = samples.back();
        const double Delta = part * curve.Delta_bcs, step = Delta * Delta - last.gap.Delta * last.gap.Delta;
        const double guess = last.B - step * last.gap.slope / last.gap.field_slope;
        const bool near = guess > 0.3 * last.B && guess < 3.0 * last.B;
        samples.push_back(solution_at_delta(curve, Delta, near ? guess : last.B, 1e-4));
    }
    add_hidden(curve, samples);

    StableBranch branch;
    bool inside = zero.gap.slope > 0.0;
    branch.attached = inside;
    branch.B_high = zero.B;
    for (std::size_t i = 1; i < samples.size(); ++i) {
        const bool stable = samples[i].gap.slope > 0.0;
        if (stable == inside) continue;
        const CurvePoint fold = fold_between(curve, samples[i - 1], samples[i]);
        if (inside) {
            branch.Delta_high = fold.gap.Delta;
            branch.B_low = fold.B;
            curve.branches.push_back(branch);
        } else {
            branch = {fold.gap.Delta, 0.0, fold.B, 0.0, false};
        }
        inside = stable;
    }
    if (!inside)
        branch = {samples.back().gap.Delta, 0.0, samples.back().B, 0.0,
                  false};  // the fold touches the BCS gap
    branch.Delta_high = curve.Delta_bcs;
    branch.B_low = 0.0;
    curve.branches.push_back(branch);
    return curve;
}

}  // namespace mirage
