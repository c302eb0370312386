#include "fit/model_curve.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "input/input_error.hpp"
#include "input/suggestion.hpp"
#include "mirage/formulas/critical_field_formulas.hpp"
#include "mirage/lines/second_order_field.hpp"
#include "mirage/model/domain.hpp"
#include "mirage/model/units.hpp"

namespace mirage {
namespace {

/// Field in Delta0 at t = T/Tc0 < 1, of second order.
double reduced_field(FitModel model, const FitParameters& f, double t) {
    const double unit = si_units(f.tc0, f.g_factor).energy;
    switch (model) {
        case FitModel::ising:
            return ising_field(t, f.beta / unit);
        case FitModel::klb:
            return klb_field(t, std::max(f.spin_orbit_rate, 1e-9) / unit);
        case FitModel::whh:
            return whh_field(t, {std::max(f.spin_orbit_rate, 0.0) / unit, 0.0});
        default:
            return std::min(supercooling_field(reduced_parameters(f, t)), domain::max_field);
    }
}

/// Its derivatives by the couplings in Delta0; rate: the spin-orbit rate.
struct ReducedDerivatives {
    double beta = 0.0, gamma = 0.0, alpha_squared = 0.0, rate = 0.0;
};

ReducedDerivatives reduced_derivatives(FitModel model, const FitParameters& f, double t, double field) {
    if (model == FitModel::exact) {
        Parameters p = reduced_parameters(f, t);
        p.B = field;
        const FieldGradient by = second_order_gradient(p);
        return {2.0 * p.beta * by.beta2, by.gamma, by.alpha2, 0.0};
    }
    const double unit = si_units(f.tc0, f.g_factor).energy;
    const auto difference = [&](double FitParameters::*member) {  // central, the formulas are exact
        const double h = 1e-4 * (f.*member + 1e-2 * unit);
        FitParameters up = f, down = f;
        up.*member += h, down.*member = std::max(0.0, f.*member - h);
        return (reduced_field(model, up, t) - reduced_field(model, down, t)) / (up.*member - down.*member) *
               unit;
    };
    ReducedDerivatives by;
    (model == FitModel::ising ? by.beta : by.rate) =
        difference(model == FitModel::ising ? &FitParameters::beta : &FitParameters::spin_orbit_rate);
    return by;
}

/// Coefficients of the series through the values at the curve_nodes.
std::vector<double> chebyshev(const std::array<double, curve_nodes>& value) {
    // cos(pi m/(2 curve_nodes)), of which every other one that is needed is a repetition
    static const auto cosine = [] {
        std::array<double, 4 * curve_nodes> table{};
        for (std::size_t m = 0; m < table.size(); ++m)
            table[m] = std::cos(std::numbers::pi * static_cast<double>(m) / (2.0 * curve_nodes));
        return table;
    }();
    std::vector<double> coefficient(curve_nodes, 0.0);
    for (std::size_t k = 0; k < curve_nodes; ++k)
        for (std::size_t i = 0; i < curve_nodes; ++i)
            coefficient[k] += 2.0 / curve_nodes * value[i] * cosine[k * (2 * i + 1) % (4 * curve_nodes)];
    coefficient[0] *= 0.5;
    return coefficient;
}

}  // namespace

FitModel fit_model(std::string_view name, const char* option) {
    return static_cast<FitModel>(choice(option, name, {"exact", "ising", "klb", "whh"}));
}

ModelCurve::ModelCurve(FitModel model, const FitParameters& f, double lowest_T, const FirstOrderRatio& ratio,
                       With with)
    : parameters_(f), path_{f.tc0} {
    if (model == FitModel::exact) {
        path_.Tc = mirage::critical_temperature(f);
        path_.kink = linear_range(f, path_.Tc);
    }
    const TemperatureRootRange range = range_of_root_t(lowest_T, path_.Tc, f.tc0);
    const double Tc_over_tc0 = path_.Tc / f.tc0, low = range.centre - range.half;
    largest_s_ = path_.s_at(low * low);
    centre_ = path_.kink == 0.0 ? range.centre : 0.5 * std::asin(largest_s_);
    half_ = path_.kink == 0.0 ? range.half : centre_;
    const UnitSystem unit = si_units(f.tc0, f.g_factor);
    std::array<double, curve_nodes> value{}, beta{}, gamma{}, alpha{}, rate{};
    for (std::size_t i = 0; i < curve_nodes; ++i) {
        const auto [s, root_t, t] = node_at(i);
        const double field = reduced_field(model, f, t * Tc_over_tc0), above = ratio(root_t, f);
        const double tesla = unit.field / s;
        value[i] = tesla * field * above;
        if (with == With::field) continue;
        const ReducedDerivatives by = reduced_derivatives(model, f, t, field);
        const FirstOrderRatio::Node change =
            ratio.nodes.empty() || above == 1.0 ? FirstOrderRatio::Node{} : ratio.node_at(root_t);
        beta[i] = tesla * (by.beta * above + field * change.beta) / unit.energy;
        gamma[i] = tesla * (by.gamma * above + field * change.gamma) / unit.energy;
        alpha[i] =
            tesla * (by.alpha_squared * above + field * change.alpha_squared) / (unit.energy * unit.energy);
        rate[i] = tesla * by.rate / unit.energy;
    }
    field_ = chebyshev(value);
    if (with == With::field) return;
    const bool exact = model == FitModel::exact;
    if (exact || model == FitModel::ising) by_beta_ = chebyshev(beta);
    if (exact) by_gamma_ = chebyshev(gamma), by_alpha_squared_ = chebyshev(alpha);
    if (model == FitModel::klb || model == FitModel::whh) by_rate_ = chebyshev(rate);
}

ModelCurve::ModelCurve(const FitParameters& f, double lowest_T, const FirstOrderRatio& ratio,
                       const std::vector<Variation>& directions)
    : ModelCurve(FitModel::exact, f, lowest_T, ratio) {
    for (const Variation& direction : directions) {
        const double change_of_Tc = critical_temperature_change(f, path_.Tc, direction);
        std::array<double, curve_nodes> change{};
        for (std::size_t i = 0; i < curve_nodes; ++i) {
            const auto [s, root_t, t] = node_at(i);
            const double above = ratio(root_t, f), second_order = at(field_, s) / above;
            change[i] = above * field_change(f, t * path_.Tc, second_order, t * change_of_Tc, direction);
            for (std::size_t j = 0; j < direction.at.size() && !ratio.nodes.empty(); ++j)
                change[i] += direction.weight[j] * ratio(root_t, direction.at[j]) * second_order;
            change[i] /= s;
        }
        changes_.push_back(chebyshev(change));
        change_of_Tc_.push_back(change_of_Tc);
    }
}

ModelCurve::Node ModelCurve::node_at(std::size_t i) const {
    const double at = centre_ + half_ * chebyshev_node(i);
    if (path_.kink == 0.0) return {std::sqrt(1.0 - at * at), at, at * at};
    const double s = std::sin(at), t = path_.temperature(s) / path_.Tc;
    return {s, std::sqrt(t), t};
}

std::array<double, 2> ModelCurve::sum(const Series& series, double at) const {
    // Clenshaw's recurrence for the sum and its derivative
    const double x = (at - centre_) / half_;
    double b1 = 0.0, b2 = 0.0, d1 = 0.0, d2 = 0.0;
    for (std::size_t k = series.size(); k-- > 1;) {
        const double b = 2.0 * x * b1 - b2 + series[k], d = 2.0 * x * d1 - d2 + 2.0 * b1;
        b2 = b1, b1 = b, d2 = d1, d1 = d;
    }
    return {x * b1 - b2 + series[0], (x * d1 - d2 + b1) / half_};
}

double ModelCurve::over_s(const Series& series, double s) const {
    return sum(series, path_.kink == 0.0 ? std::sqrt(1.0 - s * s) : std::asin(std::max(0.0, s)))[0];
}

double ModelCurve::at(const Series& series, double s) const {
    if (series.empty()) return 0.0;
    const double inside = std::clamp(s, -largest_s_, largest_s_);
    // a straight line beyond the lowest temperature
    return inside * over_s(series, inside) + (s == inside ? 0.0 : (s - inside) * slope(series, inside));
}

double ModelCurve::slope(const Series& series, double s) const {
    const double at = std::clamp(s, -largest_s_, largest_s_), cosine = std::sqrt(1.0 - at * at);
    if (path_.kink > 0.0 && at < 0.0) return sum(series, 0.0)[0];
    const auto [value, derivative] = sum(series, path_.kink == 0.0 ? cosine : std::asin(at));
    return path_.kink == 0.0 ? value - at * derivative * at / cosine : value + at * derivative / cosine;
}

FieldDerivatives ModelCurve::derivatives(double s) const {
    const FitParameters& f = parameters_;
    FieldDerivatives by;
    by.beta = at(by_beta_, s);
    by.gamma = at(by_gamma_, s);
    by.alpha_squared = at(by_alpha_squared_, s);
    by.spin_orbit_rate = at(by_rate_, s);
    // B/(Tc0/g) depends on the couplings over Tc0 alone
    const double field = at(field_, s);
    by.g_factor = -field / f.g_factor;
    by.tc0 = (field - f.beta * by.beta - f.gamma * by.gamma - 2.0 * f.alpha * f.alpha * by.alpha_squared -
              f.spin_orbit_rate * by.spin_orbit_rate) /
             f.tc0;
    return by;
}

double ModelCurve::field_at(double T) const { return T >= path_.Tc ? 0.0 : field(path_.s_at(T / path_.Tc)); }

double ModelCurve::squared_field_at(double T) const {
    const double t = T / path_.Tc;
    if (path_.kink > 0.0) return std::pow(field_at(T), 2);
    const double root = sum(field_, std::sqrt(t))[0];
    return (1.0 - t) * root * root;
}

double second_order_field(FitModel model, const FitParameters& f, double T) {
    if (T >= f.tc0) return 0.0;
    return reduced_field(model, f, std::max(T / f.tc0, domain::min_temperature)) *
           si_units(f.tc0, f.g_factor).field;
}

}  // namespace mirage
