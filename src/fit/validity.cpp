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

bool is_free(const FitTask& task, std::size_t k, double FitParameters::*member) {
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

/// Fields below the lowest that the models have: that without spin-orbit coupling.
void check_pauli(const FitTask& weighted_task, const FitResult& result, std::size_t k,
                 std::vector<std::string>& list) {
    const FitSample& sample = weighted_task.samples[k];
    if (is_free(weighted_task, k, &FitParameters::g_factor)) return;  // a larger one makes them lower
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
        "(g = {:.3g}): none of the models does this; pair breaking by the orbital motion is not in them",
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
    }
    return list;
}

}  // namespace mirage
