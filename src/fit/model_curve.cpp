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

/// The point of the engine, moved to the border of its domain where a trial step of the fit left it.
Parameters reduced(const FitParameters& f, double t) {
    const double unit = si_units(f.tc0, f.g_factor).energy;
    const auto inside = [&](double energy, double most) { return std::clamp(energy / unit, 0.0, most); };
    return {t, 0.0, inside(f.beta, domain::max_ising), inside(f.gamma, domain::max_scattering_rate),
            inside(f.alpha, domain::max_rashba)};
}

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
            return supercooling_field(reduced(f, t));
    }
}

struct Range {
    double centre, half;
};

/// Of sqrt t between the lowest temperature and Tc0.
Range range_of(double lowest_T, double tc0) {
    const double low = std::sqrt(std::clamp(lowest_T / tc0, lowest_t, 0.98));
    return {0.5 * (1.0 + low), 0.5 * (1.0 - low)};
}

}  // namespace

FitModel fit_model(std::string_view name, const char* option) {
    return static_cast<FitModel>(choice(option, name, {"exact", "ising", "klb", "whh"}));
}

ModelCurve::ModelCurve(FitModel model, const FitParameters& f, double lowest_T, const FirstOrderRatio& ratio)
    : tc0_(f.tc0) {
    const Range range = range_of(lowest_T, f.tc0);
    centre_ = range.centre, half_ = range.half;
    const double low = centre_ - half_;
    largest_s_ = std::sqrt(1.0 - low * low);
    const double tesla = si_units(f.tc0, f.g_factor).field;
    std::array<double, nodes> value{};
    for (std::size_t i = 0; i < nodes; ++i) {
        const double root_t = centre_ + half_ * node(i), t = root_t * root_t;
        value[i] = tesla * reduced_field(model, f, t) / std::sqrt(1.0 - t) * (ratio.empty() ? 1.0 : ratio[i]);
    }
    coefficient_.assign(nodes, 0.0);
    for (std::size_t k = 0; k < nodes; ++k)
        for (std::size_t i = 0; i < nodes; ++i)
            coefficient_[k] +=
                2.0 / nodes * value[i] *
                std::cos(std::numbers::pi * static_cast<double>(k) * (static_cast<double>(i) + 0.5) / nodes);
    coefficient_[0] *= 0.5;
}

std::array<double, 2> ModelCurve::series(double root_t) const {
    // Clenshaw's recurrence for the sum and its derivative
    const double x = (root_t - centre_) / half_;
    double b1 = 0.0, b2 = 0.0, d1 = 0.0, d2 = 0.0;
    for (std::size_t k = coefficient_.size(); k-- > 1;) {
        const double b = 2.0 * x * b1 - b2 + coefficient_[k], d = 2.0 * x * d1 - d2 + 2.0 * b1;
        b2 = b1, b1 = b, d2 = d1, d1 = d;
    }
    return {x * b1 - b2 + coefficient_[0], (x * d1 - d2 + b1) / half_};
}

double ModelCurve::field(double s) const {
    const double at = std::clamp(s, -largest_s_, largest_s_);
    // a straight line beyond the lowest temperature
    return at * series(std::sqrt(1.0 - at * at))[0] + (s - at) * (s == at ? 0.0 : slope(at));
}

double ModelCurve::slope(double s) const {
    const double at = std::clamp(s, -largest_s_, largest_s_), root_t = std::sqrt(1.0 - at * at);
    const auto [value, derivative] = series(root_t);
    return value - at * derivative * at / root_t;
}

double ModelCurve::field_at(double T) const { return T >= tc0_ ? 0.0 : field(std::sqrt(1.0 - T / tc0_)); }

double ModelCurve::squared_field_at(double T) const {
    const double t = T / tc0_, root = series(std::sqrt(t))[0];
    return (1.0 - t) * root * root;
}

FirstOrderRatio first_order_ratio(const FitParameters& f, double lowest_T) {
    const Range range = range_of(lowest_T, f.tc0);
    FirstOrderRatio ratio(nodes, 1.0);
    for (std::size_t i = 0; i < nodes; ++i) {
        const double root_t = range.centre + range.half * node(i);
        Parameters p = reduced(f, root_t * root_t);
        p.B = p.T < 0.7 ? supercooling_field(p) : 0.0;  // tricritical points lie lower
        if (p.B == 0.0) continue;
        GapWorkspace workspace;
        if (evaluate(gap_problem(p, 1e-8), workspace, 0.0, p.B).slope > 0.0) continue;
        const CriticalFields fields = critical_fields(p);
        if (fields.status != LineStatus::converged)
            throw std::runtime_error(
                fmt::format("B_c2 was not found at T/Tc0 = {}, beta = {}, gamma = {}, alpha = {} Delta0", p.T,
                            p.beta, p.gamma, p.alpha));
        const double first = fields.B_c2;
        if (first > p.B) ratio[i] = first / p.B;
    }
    return ratio;
}

}  // namespace mirage
