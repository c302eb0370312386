#include "fit/material_curve.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include "lines/material_instability.hpp"
#include "mirage/lines/critical_temperature.hpp"
#include "mirage/lines/second_order_field.hpp"
#include "mirage/model/domain.hpp"
#include "mirage/model/units.hpp"

namespace mirage {
namespace {

/// The smallest eigenvalue at T [K] and B [T]; of what adds nothing to the two-valley model too.
double instability(const FitParameters& f, double T, double B) {
    Parameters p = reduced_parameters(f, T / f.tc0);
    p.B = B / si_units(f.tc0, f.g_factor).field;
    if (!p.material) {
        Material nothing;
        nothing.gamma_intra = 0.5 * p.gamma;
        p.material = std::make_shared<const Material>(nothing);
    }
    return material_instability(p);
}

constexpr double step = 1e-4;  ///< relative

double by_temperature(const FitParameters& f, double T, double B) {
    const double h = step * T;
    return (instability(f, T + h, B) - instability(f, T - h, B)) / (2.0 * h);
}

double by_field(const FitParameters& f, double T, double B) {
    const double h = step * B;
    return (instability(f, T, B + h) - instability(f, T, B - h)) / (2.0 * h);
}

double along(const Variation& v, double T, double B) {
    double sum = 0.0;
    for (std::size_t j = 0; j < v.at.size(); ++j) sum += v.weight[j] * instability(v.at[j], T, B);
    return sum;
}

/// Whether there is no field above which the normal state is stable.
bool has_no_end(const FitParameters& f, double T) {
    return std::isinf(supercooling_field(reduced_parameters(f, T / f.tc0)));
}

}  // namespace

double critical_temperature(const FitParameters& f) {
    if (!beyond_two_valleys(f)) return f.tc0;
    const double Tc = material_critical_temperature(reduced_parameters(f, 0.5)).value;
    return std::isnan(Tc) ? Tc : f.tc0 * std::max(Tc, domain::min_temperature);
}

double critical_temperature_change(const FitParameters& f, double Tc, const Variation& v) {
    if (Tc <= domain::min_temperature * f.tc0) return 0.0;
    return -along(v, Tc, 0.0) / by_temperature(f, Tc, 0.0);
}

double field_change(const FitParameters& f, double T, double B, double change_of_T, const Variation& v) {
    const double most = 0.999 * domain::max_field * si_units(f.tc0, f.g_factor).field;
    if (!(B > 0.0) || B > most) return std::isnan(B) ? B : 0.0;
    double change = along(v, T, B);
    if (change_of_T != 0.0) change += by_temperature(f, T, B) * change_of_T;
    return -change / by_field(f, T, B);
}

double lowest_temperature(const FitParameters& f) {
    constexpr double above = 1.15;  // where the field, which grows without bound, still is a smooth curve
    const double end = domain::min_temperature * f.tc0;
    if (!(f.t_triplet > 0.0) || !has_no_end(f, end)) return end;
    double low = std::log(end), high = std::log(critical_temperature(f));
    for (int halving = 0; halving < 24; ++halving) {
        const double middle = 0.5 * (low + high);
        (has_no_end(f, std::exp(middle)) ? low : high) = middle;
    }
    return above * std::exp(high);
}

}  // namespace mirage
