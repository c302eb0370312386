#include "fit/first_order_ratio.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <fmt/format.h>

#include "fit/curve_path.hpp"
#include "fit/material_curve.hpp"
#include "mirage/gap/gap_equation.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "mirage/lines/second_order_field.hpp"
#include "mirage/model/domain.hpp"
#include "mirage/model/units.hpp"

namespace mirage {
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

FirstOrderRatio first_order_ratio(const FitParameters& f, double lowest_T) {
    const double Tc = critical_temperature(f);
    const TemperatureRootRange range = range_of_root_t(lowest_T, Tc, f.tc0);
    FirstOrderRatio ratio{f, {}};
    for (std::size_t i = 0; i < curve_nodes; ++i) {
        const double root_t = range.centre + range.half * chebyshev_node(i);
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
