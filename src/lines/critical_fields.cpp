#include "mirage/lines/critical_fields.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include <boost/math/tools/toms748_solve.hpp>

#include "mirage/lines/field_curve.hpp"
#include "mirage/lines/second_order_field.hpp"

namespace mirage {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Root of a function of one sign at each end; NaN if the signs agree.
template <class Function>
double root_between(Function f, double a, double b, double fa, double fb) {
    if (fa == 0.0) return a;
    if (fb == 0.0) return b;
    if ((fa < 0.0) == (fb < 0.0)) return nan;
    std::uintmax_t steps = 100;
    const auto [low, high] = boost::math::tools::toms748_solve(
        f, a, b, fa, fb, boost::math::tools::eps_tolerance<double>(44), steps);
    return 0.5 * (low + high);
}

template <class Function>
double root_between(Function f, double a, double b) {
    const double fa = f(a);
    return root_between(f, a, b, fa, f(b));
}

/// Field at which a branch and the normal state have equal free energy.
double equal_to_normal(FieldCurve& curve, const StableBranch& branch) {
    const auto omega = [&](double B) { return solution_at_field(curve, branch, B).gap.free_energy; };
    const double at_fold = omega(branch.B_high);
    if (!(at_fold > 0.0)) return branch.B_high;  // a fold too close to the normal state to tell apart
    const double low = std::max(branch.B_low, 1e-3 * branch.B_high);
    return root_between(omega, low, branch.B_high, omega(low), at_fold);
}

/// Field at which two branches have equal free energy.
double equal_branches(FieldCurve& curve, const StableBranch& lower, const StableBranch& upper) {
    const double low = std::max(lower.B_low, upper.B_low), high = std::min(lower.B_high, upper.B_high);
    if (!(low < high)) return nan;
    const auto difference = [&](double B) {
        return solution_at_field(curve, upper, B).gap.free_energy -
               solution_at_field(curve, lower, B).gap.free_energy;
    };
    return root_between(difference, low, high);
}

/// All fields but the collapse, and the branch that is stable last.
struct Transitions {
    CriticalFields fields;
    std::size_t last = 0;
};

Transitions transitions(FieldCurve& curve) {
    Transitions found;
    CriticalFields& fields = found.fields;
    fields.B_supercooling = curve.B_second_order > 0.0 ? curve.B_second_order : nan;
    fields.B_superheating = curve.B_second_order;
    for (std::size_t i = 0; i < curve.branches.size(); ++i) {
        const StableBranch& branch = curve.branches[i];
        fields.B_superheating = std::max(fields.B_superheating, branch.B_high);
        const double field = branch.attached ? branch.B_high : equal_to_normal(curve, branch);
        if (!(std::isnan(fields.B_c2) || field > fields.B_c2)) continue;
        fields.B_c2 = field;
        fields.order = branch.attached ? 2 : 1;
        found.last = i;
    }
    if (found.last + 1 < curve.branches.size()) {
        const double jump = equal_branches(curve, curve.branches[found.last], curve.branches[found.last + 1]);
        if (jump < fields.B_c2) fields.B_jump = jump;
    }
    return found;
}

CriticalFields transitions_at(const Parameters& parameters, double T) {
    Parameters p = parameters;
    p.T = T;
    FieldCurve curve = field_curve(p);
    return transitions(curve).fields;
}

/// Difference of the order parameters that coexist at a jump inside the superconducting state, -1 where there
/// is none.
double jump_size(Parameters p, double T) {
    p.T = T;
    FieldCurve curve = field_curve(p);
    const Transitions found = transitions(curve);
    const double B = found.fields.B_jump;
    if (std::isnan(B)) return -1.0;
    return solution_at_field(curve, curve.branches[found.last + 1], B).gap.Delta -
           solution_at_field(curve, curve.branches[found.last], B).gap.Delta;
}

/// Where a function that falls to zero with a finite slope will vanish: the parabola B(value) through its
/// last three points.
double extrapolated(const std::vector<std::array<double, 2>>& points) {
    const std::size_t n = points.size();
    const auto& [x2, y2] = points[n - 1];
    const auto& [x1, y1] = points[n - 2];
    const double slope = (x2 - x1) / (y2 - y1), line = x2 - y2 * slope;
    if (n < 3) return line;
    const auto& [x0, y0] = points[n - 3];
    const double bend = (slope - (x1 - x0) / (y1 - y0)) / (y2 - y0);
    return line + bend * y2 * y1;
}

/// First field in [low, high] at which the state of a branch is gapless, if it is at `high`: where
/// gap_closing falls to zero.
double closing(FieldCurve& curve, const StableBranch& branch, double low, double high) {
    constexpr double closed = 3e-12, accuracy = 1e-11;
    const auto gap = [&](double B) {
        solution_at_field(curve, branch, B);
        return gap_closing(curve.equation);
    };
    if (!(gap(high) < closed)) return nan;
    std::vector<std::array<double, 2>> open{{low, gap(low)}};  // fields with a gap, ascending
    if (open[0][1] < closed) return low;
    for (int step = 0; step < 100 && high - open.back()[0] > accuracy * high; ++step) {
        const double at = open.back()[0];
        double next = 0.5 * (at + high);
        if (open.size() > 1) {
            const double aim = extrapolated(open);
            if (open.size() > 2 && open.back()[1] < 1e-6)
                return std::clamp(aim, at, high);  // good to its square
            // stays short of the zero: states just behind it are the hardest
            if (aim > at && aim < high && step % 8 != 7) next = at + 0.9 * (aim - at);
        }
        const double there = gap(next);
        if (there < closed)
            high = next;
        else
            open.push_back({next, there});
    }
    return 0.5 * (open.back()[0] + high);
}

/// Along the stable state from B = 0 to B_c2, over the jump if there is one.
double collapse(FieldCurve& curve, const CriticalFields& fields, const StableBranch& last) {
    const StableBranch& top = curve.branches.back();
    const bool jumps = !std::isnan(fields.B_jump);
    constexpr double inside = 1.0 - 1e-7;  // a last field with Delta > 0
    const double first_end = jumps ? fields.B_jump : fields.B_c2 * (fields.order == 2 ? inside : 1.0);
    const double found = closing(curve, top, 1e-6 * first_end, first_end);
    if (!std::isnan(found) || !jumps) return found;
    return closing(curve, last, fields.B_jump, fields.B_c2 * (fields.order == 2 ? inside : 1.0));
}

/// dg/d(Delta^2) at Delta = 0 on the second-order line: zero at a tricritical point.
double quartic(Parameters p) {
    p.B = second_order_fields(p).back();
    GapEquation equation = gap_equation(p, 1e-13);
    return evaluate(equation, 0.0).slope;
}

/// The sign of `f` over temperature, and its changes found by root_between, on a logarithmic grid.
template <class Function>
std::vector<double> sign_changes(Function f, double lowest, double highest, int count) {
    std::vector<double> roots;
    const double ratio = std::pow(highest / lowest, 1.0 / count);
    double T = lowest, value = f(T);
    for (int i = 0; i < count; ++i) {
        const double next_T = i + 1 == count ? highest : T * ratio;
        const double next = f(next_T);
        if ((value < 0.0) != (next < 0.0)) roots.push_back(root_between(f, T, next_T));
        T = next_T;
        value = next;
    }
    return roots;
}

Parameters at_temperature(Parameters p, double T) {
    p.T = T;
    return p;
}

}  // namespace

CriticalFields critical_fields(const Parameters& parameters) {
    if (parameters.T >= 1.0) return {};
    FieldCurve curve = field_curve(parameters);
    const Transitions found = transitions(curve);
    CriticalFields fields = found.fields;
    if (!std::isnan(fields.B_jump)) {
        fields.Delta_below =
            solution_at_field(curve, curve.branches[found.last + 1], fields.B_jump).gap.Delta;
        fields.Delta_above = solution_at_field(curve, curve.branches[found.last], fields.B_jump).gap.Delta;
    } else if (fields.order == 1) {
        fields.Delta_below = solution_at_field(curve, curve.branches[found.last], fields.B_c2).gap.Delta;
    }
    fields.B_collapse = collapse(curve, fields, curve.branches[found.last]);
    return fields;
}

std::vector<std::vector<CriticalTemperature>> critical_temperatures(const Parameters& parameters,
                                                                    const std::vector<double>& fields) {
    const auto line = [&](double T) { return T < 1.0 ? transitions_at(parameters, T).B_c2 : 0.0; };
    constexpr int count = 48;
    std::vector<std::pair<double, double>> samples;  // (T, B_c2), logarithmic in T
    for (int i = 0; i <= count; ++i) {
        const double T = i == count ? 1.0 : std::pow(1e-3, 1.0 - static_cast<double>(i) / count);
        samples.emplace_back(T, line(T));
    }
    std::vector<std::vector<CriticalTemperature>> found;
    for (const double field : fields) {
        const double B = std::fabs(field);
        std::vector<CriticalTemperature> temperatures;
        for (std::size_t i = 0; i + 1 < samples.size(); ++i) {
            if ((samples[i].second < B) == (samples[i + 1].second < B)) continue;
            const double T =
                root_between([&](double at) { return line(at) - B; }, samples[i].first, samples[i + 1].first);
            temperatures.push_back({T, transitions_at(parameters, T).order});
        }
        if (B == 0.0) temperatures = {{1.0, 2}};
        found.push_back(temperatures);
    }
    return found;
}

std::vector<double> tricritical_temperatures(const Parameters& parameters, double lowest) {
    const auto f = [&](double T) { return quartic(at_temperature(parameters, T)); };
    std::vector<double> found;
    for (const double T : sign_changes(f, lowest, 0.99, 32)) {
        // A first-order transition at a higher field would hide it.
        const CriticalFields fields = transitions_at(parameters, T);
        if (fields.B_c2 < fields.B_supercooling * (1.0 + 1e-6)) found.push_back(T);
    }
    return found;
}

std::vector<double> critical_point_temperatures(const Parameters& parameters, double lowest) {
    // The jump vanishes at a critical point, and is cut off at a finite value where it meets B_c2.
    const auto jump = [&](double T) { return jump_size(parameters, T); };
    std::vector<double> found;
    constexpr int count = 40;
    const double ratio = std::pow(0.6 / lowest, 1.0 / count);
    double T = lowest, size = jump(T);
    for (int i = 0; i < count; ++i) {
        const double next_T = T * ratio, next = jump(next_T);
        if ((size < 0.0) != (next < 0.0)) {
            double with = size > 0.0 ? T : next_T, without = size > 0.0 ? next_T : T,
                   last = std::max(size, next);
            while (std::fabs(with - without) > 1e-9 * with) {
                const double middle = 0.5 * (with + without), there = jump(middle);
                (there > 0.0 ? with : without) = middle;
                if (there > 0.0) last = there;
            }
            if (last < 0.02) found.push_back(with);
        }
        T = next_T;
        size = next;
    }
    return found;
}

double logarithmic_slope(const Parameters& parameters) {
    const double up = transitions_at(parameters, 1.01 * parameters.T).B_c2;
    const double down = transitions_at(parameters, parameters.T / 1.01).B_c2;
    return std::log(up / down) / (2.0 * std::log(1.01));
}

double upturn_temperature(const Parameters& parameters, double lowest) {
    const auto curvature = [&](double T) {
        const double h = 0.01 * T;
        const auto field = [&](double at) { return transitions_at(parameters, at).B_c2; };
        return field(T + h) - 2.0 * field(T) + field(T - h);
    };
    const double start = 1.02 * lowest;
    if (!(curvature(start) > 0.0)) return nan;
    double T = start;
    constexpr int count = 24;
    const double ratio = std::pow(0.9 / start, 1.0 / count);
    for (int i = 0; i < count; ++i) {
        const double next = T * ratio;
        if (!(curvature(next) > 0.0)) return root_between(curvature, T, next);
        T = next;
    }
    return T;
}

}  // namespace mirage
