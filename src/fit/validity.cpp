#include "fit/validity.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "fit/start.hpp"
#include "input/text.hpp"
#include "mirage/formulas/critical_field_formulas.hpp"
#include "mirage/model/domain.hpp"
#include "mirage/model/units.hpp"

namespace mirage {
namespace {

/// KLB is the leading order in B tau_SO: the next one changes the field by a tenth at this share.
constexpr double largest_field_over_rate = 0.3;

std::string of_sample(const FitTask& task, std::size_t k) {
    return task.samples.size() > 1 ? fmt::format(" of {}", printable(task.samples[k].name)) : "";
}

bool is_free(const FitTask& task, std::size_t k, const FitMember& member) {
    return std::any_of(task.parameters.begin(), task.parameters.end(),
                       [&](const FitParameter& p) { return p.free && p.member == member && p.is_of(k); });
}

/// Weak spin-orbit scattering in the formula for a strong one.
void check_klb(const FitTask& task, const FitResult& result, std::size_t k, std::vector<std::string>& list) {
    const FitParameters& f = result.values[k];
    const UnitSystem si = si_units(f.tc0, f.g_factor);
    const double limit = largest_field_over_rate * f.spin_orbit_rate / si.energy * si.field;  // [T]
    double highest = 0.0;
    std::size_t count = 0;
    for (const Measurement& m : task.samples[k].points) {
        highest = std::max(highest, m.B);
        count += m.B > limit;
    }
    if (count == 0) return;
    list.push_back(
        fmt::format("klb holds where (g/2) mu_B B is well below hbar/tau_SO = {:.3g} meV: not at the {}{} "
                    "above {:.3g} T, "
                    "where it is up to {:.3g} meV",
                    f.spin_orbit_rate, counted(count, "point"), of_sample(task, k), limit,
                    highest / si.field * si.energy));
}

/// The formula of a second-order transition where the true one is of first order.
void check_ising(const FitTask& task, const FitResult& result, std::size_t k,
                 std::vector<std::string>& list) {
    const FitParameters& f = result.values[k];
    const double lowest = std::max(result.lowest_T[k], domain::min_temperature * f.tc0);
    const FirstOrderRatio ratio = first_order_ratio(f, lowest);
    double warmest = 0.0, most = 1.0;
    for (const FirstOrderRatio::Node& node : ratio.nodes) {
        if (node.value <= 1.001) continue;
        warmest = std::max(warmest, node.root_t * node.root_t * f.tc0);
        most = std::max(most, node.value);
    }
    if (warmest > 0.0)
        list.push_back(
            fmt::format("ising is a field of second order: with beta = {:.3g} meV the transition{} is of "
                        "first order below about "
                        "{:.3g} K and its field up to {:.2g} % higher (--model exact)",
                        f.beta, of_sample(task, k), warmest, 100.0 * (most - 1.0)));
}

/// Points above the fitted Tc0.
void check_tc0(const FitTask& weighted_task, const FitResult& result, std::size_t k,
               std::vector<std::string>& list) {
    const double tc0 = result.values[k].tc0;
    std::size_t count = 0;
    double hottest = 0.0;
    for (const Measurement& m : weighted_task.samples[k].points) {
        if (m.T <= tc0 + 3.0 * m.sigma_T || m.B <= 0.0) continue;
        ++count;
        hottest = std::max(hottest, m.T);
    }
    if (count > 0)
        list.push_back(fmt::format(
            "tc0 = {:.4g} K lies below {}{}, which still {} a critical field, up to {:.4g} K", tc0,
            counted(count, "point"), of_sample(weighted_task, k), count == 1 ? "has" : "have", hottest));
}

/// Whether something but the field's moment of the electrons breaks pairs.
bool breaks_pairs(const FitParameters& f) {
    const auto is_there = [](double value) { return value > 0.0; };
    return is_there(f.orbital) || is_there(f.diffusion) || is_there(f.gamma_magnetic) || !f.pockets.empty();
}

/// Fields below the lowest that the models have: that without spin-orbit coupling.
void check_pauli(const FitTask& weighted_task, const FitResult& result, std::size_t k,
                 std::vector<std::string>& list) {
    const FitSample& sample = weighted_task.samples[k];
    if (is_free(weighted_task, k, &FitParameters::g_factor)) return;  // a larger one makes them lower
    if (breaks_pairs(result.values[k])) return;
    const double tc0 =
        is_free(weighted_task, k, &FitParameters::tc0) ? estimated_tc0(sample.points) : result.values[k].tc0;
    const double unit = si_units(tc0, result.values[k].g_factor).field;
    std::size_t below = 0, all = 0;
    double share = 0.0;
    for (const Measurement& m : sample.points) {
        const double t = m.T / tc0;
        if (t > 0.95 || m.bound == Bound::lower) continue;
        const double field = unit * pauli_field(t);
        ++all;
        if (m.B + 3.0 * m.sigma_B > 0.97 * field) continue;
        ++below;
        share += m.B / field;
    }
    if (below < 2 || 2 * below < all) return;
    list.push_back(fmt::format(
        "{} of {} points{} below 0.95 Tc0 lie under the field without spin-orbit coupling, at {:.2g} of it "
        "on average "
        "(g = {:.3g}): none of the models does this without pair breaking by the orbital motion (--free "
        "orbital)",
        below, all, of_sample(weighted_task, k), share / static_cast<double>(below),
        result.values[k].g_factor));
}

/// From the smallest field on the critical temperature rises over three points or more.
void check_rise(const FitTask& weighted_task, bool errors_stated, std::size_t k,
                std::vector<std::string>& list) {
    std::vector<Measurement> points = weighted_task.samples[k].points;
    std::erase_if(points, [](const Measurement& m) { return m.bound != Bound::none; });
    std::stable_sort(points.begin(), points.end(),
                     [](const Measurement& a, const Measurement& b) { return a.B < b.B; });
    std::size_t top = 0;
    while (top + 1 < points.size() && points[top + 1].T > points[top].T && points[top + 1].B > points[top].B)
        ++top;
    if (top == 0) return;
    const double rise = points[top].T - points[0].T;
    const double noise = errors_stated ? 3.0 * std::hypot(points[top].sigma_T, points[0].sigma_T) : 0.0;
    const double least = (top >= 2 ? 0.005 : 0.02) * points[top].T;
    if (rise < std::max(noise, least)) return;
    list.push_back(
        fmt::format("the critical temperature{} rises with the field, from {:.4g} K at {:.4g} T to {:.4g} K "
                    "at {:.4g} T: none of "
                    "the models does this",
                    of_sample(weighted_task, k), points[0].T, points[0].B, points[top].T, points[top].B));
}

/// What a straight line of `value` over T leaves of it, the sum of squares with these weights.
struct StraightLine {
    double sum_of_squares = 0.0;
    double end = 0.0;  ///< where it is 0
};

StraightLine straight_line(const std::vector<Measurement>& points, double (*value)(double),
                           double (*weight)(double)) {
    double w = 0.0, T = 0.0, v = 0.0, TT = 0.0, Tv = 0.0, vv = 0.0;
    for (const Measurement& m : points) {
        w += weight(m.B);
        T += weight(m.B) * m.T, v += weight(m.B) * value(m.B);
    }
    T /= w, v /= w;
    for (const Measurement& m : points) {
        const double dT = m.T - T, dv = value(m.B) - v;
        TT += weight(m.B) * dT * dT, Tv += weight(m.B) * dT * dv, vv += weight(m.B) * dv * dv;
    }
    const double slope = TT > 0.0 ? Tv / TT : 0.0;
    return {vv - slope * Tv, slope < 0.0 ? T - v / slope : 0.0};
}

/// B falls to zero in a straight line next to Tc, where that of every model is a square root: four points or
/// more that a line describes with 1/25 of the squares that the root leaves.
void check_approach(const FitTask& weighted_task, std::size_t k, std::vector<std::string>& list) {
    std::vector<Measurement> points = weighted_task.samples[k].points;
    double hottest = 0.0, highest = 0.0;
    for (const Measurement& m : points) hottest = std::max(hottest, m.T), highest = std::max(highest, m.B);
    std::erase_if(points, [&](const Measurement& m) {
        return m.bound != Bound::none || m.B <= 0.0 || m.T < 0.9 * hottest;
    });
    if (points.size() < 4) return;
    const auto [low, high] = std::minmax_element(
        points.begin(), points.end(), [](const Measurement& a, const Measurement& b) { return a.B < b.B; });
    if (high->B < 3.0 * low->B) return;
    const StraightLine linear = straight_line(
        points, [](double B) { return B; }, [](double) { return 1.0; });
    // of B^2, with the weight that makes its residuals those of B
    const StraightLine root = straight_line(
        points, [](double B) { return B * B; }, [](double B) { return 0.25 / (B * B); });
    constexpr double much = 25.0, digits = 0.001;  // of the largest field, which a line is not better than
    const double least = static_cast<double>(points.size()) * digits * digits * highest * highest;
    if (linear.end == 0.0 || root.sum_of_squares < much * (linear.sum_of_squares + least)) return;
    list.push_back(fmt::format(
        "the field{} falls to zero in a straight line next to Tc ({} up to {:.4g} K, zero at {:.4g} K): in "
        "every model it is a square root; a crossover between three and two dimensions or a spread of Tc "
        "does "
        "this",
        of_sample(weighted_task, k), counted(points.size(), "point"), hottest, linear.end));
}

}  // namespace

std::vector<std::string> broken_assumptions(const FitTask& task, const FitResult& result) {
    std::vector<std::string> list;
    for (std::size_t k = 0; k < task.samples.size(); ++k) {
        if (task.model == FitModel::klb) check_klb(task, result, k, list);
        if (task.model == FitModel::ising) check_ising(task, result, k, list);
    }
    return list;
}

std::vector<std::string> points_above_tc0(const FitTask& given, const FitResult& result) {
    const FitTask task = weighted(given).task;
    std::vector<std::string> list;
    for (std::size_t k = 0; k < task.samples.size(); ++k) check_tc0(task, result, k, list);
    return list;
}

std::vector<std::string> beyond_every_model(const FitTask& given, const FitResult& result,
                                            const Goodness& goodness) {
    const FitTask task = weighted(given).task;
    std::vector<std::string> list;
    const bool without_coupling =
        std::any_of(result.parameters.begin(), result.parameters.end(), [](const FittedParameter& p) {
            return p.at_bound && p.status != FitStatus::fixed && p.value == 0.0 && p.name.starts_with("beta");
        });
    for (std::size_t k = 0; k < task.samples.size(); ++k) {
        if (!goodness.describes || without_coupling) check_pauli(task, result, k, list);
        check_rise(task, result.errors_stated, k, list);
        check_approach(task, k, list);
    }
    return list;
}

}  // namespace mirage
