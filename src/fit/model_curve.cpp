#include "fit/model_curve.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

#include <fmt/format.h>

#include "input/input_error.hpp"
#include "input/suggestion.hpp"
#include "mirage/formulas/critical_field_formulas.hpp"
#include "mirage/gap/gap_equation.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "mirage/lines/second_order_field.hpp"
#include "mirage/model/domain.hpp"
#include "mirage/model/units.hpp"

namespace mirage {
namespace {

constexpr std::size_t nodes = 28;
constexpr double lowest_t = domain::min_temperature;

double node(std::size_t i) { return std::cos(std::numbers::pi * (static_cast<double>(i) + 0.5) / nodes); }

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

struct Range {
    double centre, half;
};

/// Of sqrt t, t = T/Tc, between the lowest temperature and Tc.
Range range_of(double lowest_T, double Tc, double tc0) {
    constexpr double high = 0.98;
    const double low = std::sqrt(std::clamp(lowest_T / Tc, std::min(lowest_t * (tc0 / Tc), high), high));
    return {0.5 * (1.0 + low), 0.5 * (1.0 - low)};
}

/// Coefficients of the series through the values at the nodes.
std::vector<double> chebyshev(const std::array<double, nodes>& value) {
    // cos(pi m/(2 nodes)), of which every other one that is needed is a repetition
    static const auto cosine = [] {
        std::array<double, 4 * nodes> table{};
        for (std::size_t m = 0; m < table.size(); ++m)
            table[m] = std::cos(std::numbers::pi * static_cast<double>(m) / (2.0 * nodes));
        return table;
    }();
    std::vector<double> coefficient(nodes, 0.0);
    for (std::size_t k = 0; k < nodes; ++k)
        for (std::size_t i = 0; i < nodes; ++i)
            coefficient[k] += 2.0 / nodes * value[i] * cosine[k * (2 * i + 1) % (4 * nodes)];
    coefficient[0] *= 0.5;
    return coefficient;
}

}  // namespace

FitModel fit_model(std::string_view name, const char* option) {
    return static_cast<FitModel>(choice(option, name, {"exact", "ising", "klb", "whh"}));
}

FirstOrderRatio::Node FirstOrderRatio::node_at(double root_t) const {
    std::size_t below = 1;  // the first node not above
    while (below + 1 < nodes.size() && nodes[below].root_t > root_t) ++below;
    const Node &a = nodes[below - 1], &b = nodes[below];
    const double share = std::clamp((root_t - a.root_t) / (b.root_t - a.root_t), 0.0, 1.0);
    const auto between = [&](double Node::*member) { return std::lerp(a.*member, b.*member, share); };
    return {root_t, between(&Node::value), between(&Node::beta), between(&Node::gamma),
            between(&Node::alpha_squared)};
}

double FirstOrderRatio::operator()(double root_t, const FitParameters& f) const {
    if (nodes.empty()) return 1.0;
    const double unit = si_units(f.tc0, f.g_factor).energy, own = si_units(at.tc0, at.g_factor).energy;
    const Node node = node_at(root_t);
    const double a = f.alpha / unit, own_a = at.alpha / own;
    return std::clamp(node.value + node.beta * (f.beta / unit - at.beta / own) +
                          node.gamma * (f.gamma / unit - at.gamma / own) +
                          node.alpha_squared * (a * a - own_a * own_a),
                      1.0, 3.0);
}

bool FirstOrderRatio::all_second_order() const {
    return std::all_of(nodes.begin(), nodes.end(), [](const Node& node) { return node.value == 1.0; });
}

ModelCurve::ModelCurve(FitModel model, const FitParameters& f, double lowest_T, const FirstOrderRatio& ratio,
                       With with)
    : parameters_(f), path_{f.tc0} {
    if (model == FitModel::exact) {
        path_.Tc = mirage::critical_temperature(f);
        path_.kink = linear_range(f, path_.Tc);
    }
    const Range range = range_of(lowest_T, path_.Tc, f.tc0);
    const double Tc_over_tc0 = path_.Tc / f.tc0, low = range.centre - range.half;
    largest_s_ = path_.s_at(low * low);
    centre_ = path_.kink == 0.0 ? range.centre : 0.5 * std::asin(largest_s_);
    half_ = path_.kink == 0.0 ? range.half : centre_;
    const UnitSystem unit = si_units(f.tc0, f.g_factor);
    std::array<double, nodes> value{}, beta{}, gamma{}, alpha{}, rate{};
    for (std::size_t i = 0; i < nodes; ++i) {
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
        std::array<double, nodes> change{};
        for (std::size_t i = 0; i < nodes; ++i) {
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
    const double at = centre_ + half_ * node(i);
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
    return reduced_field(model, f, std::max(T / f.tc0, lowest_t)) * si_units(f.tc0, f.g_factor).field;
}

namespace {

/// B_c2 over the second-order field of reduced parameters.
double ratio_at(Parameters p) {
    // tricritical points of two valleys lie lower
    p.B = p.T < 0.7 || p.material ? supercooling_field(p) : 0.0;
    if (p.B == 0.0 || std::isinf(p.B)) return 1.0;
    GapWorkspace workspace;
    if (evaluate(gap_problem(p, 1e-8), workspace, 0.0, p.B).slope > 0.0) return 1.0;
    const CriticalFields fields = transition_fields(p);
    if (fields.status != LineStatus::converged)
        throw std::runtime_error(
            fmt::format("B_c2 was not found at T/Tc0 = {}, beta = {}, gamma = {}, alpha = {} Delta0", p.T,
                        p.beta, p.gamma, p.alpha));
    return std::max(1.0, fields.B_c2 / p.B);
}

}  // namespace

FirstOrderRatio first_order_ratio(const FitParameters& f, double lowest_T) {
    const double Tc = critical_temperature(f);
    const Range range = range_of(lowest_T, Tc, f.tc0);
    FirstOrderRatio ratio{f, {}};
    for (std::size_t i = 0; i < nodes; ++i) {
        const double root_t = range.centre + range.half * node(i);
        ratio.nodes.push_back({root_t, ratio_at(reduced_parameters(f, root_t * root_t * (Tc / f.tc0)))});
    }
    return ratio;
}

FirstOrderRatio first_order_ratio_with_derivatives(const FitParameters& f, double lowest_T) {
    FirstOrderRatio ratio = first_order_ratio(f, lowest_T);
    const double Tc_over_tc0 = critical_temperature(f) / f.tc0;
    for (FirstOrderRatio::Node& node : ratio.nodes) {
        if (node.value == 1.0) continue;
        const Parameters here = reduced_parameters(f, node.root_t * node.root_t * Tc_over_tc0);
        const auto forward = [&](double Parameters::*member, double FitParameters::*of_material, double h) {
            Parameters there = here;
            there.*member += h;
            if (here.material) {  // with the rates that go with gamma
                FitParameters near = f;
                near.*of_material += h * si_units(f.tc0, f.g_factor).energy;
                there = reduced_parameters(near, here.T);
            }
            return (ratio_at(there) - node.value) / h;
        };
        node.beta = forward(&Parameters::beta, &FitParameters::beta,
                            here.beta < 0.5 * domain::max_ising ? 1e-4 : -1e-4);
        node.gamma = forward(&Parameters::gamma, &FitParameters::gamma, here.gamma < 1.0 ? 1e-4 : -1e-4);
        const double alpha = std::sqrt(here.alpha * here.alpha + 1e-4);
        node.alpha_squared = forward(&Parameters::alpha, &FitParameters::alpha, alpha - here.alpha) *
                             (alpha - here.alpha) / 1e-4;
    }
    return ratio;
}

}  // namespace mirage
