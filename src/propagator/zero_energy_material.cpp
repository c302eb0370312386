#include "propagator/zero_energy_material.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <type_traits>

#include "numeric/extended.hpp"
#include "numeric/roots.hpp"
#include "propagator/clean_momentum_dos.hpp"
#include "propagator/zero_energy_descent.hpp"

namespace mirage {
namespace {

double rate_into(const MaterialModel& m, int p) {
    double sum = m.magnetic + m.spin_orbit + m.orbital;
    for (int q = 0; q < m.pocket_count; ++q) sum += m.even[p][q];
    return sum;
}

double clean_closing_of_all(const MaterialModel& m) {
    double least = std::numeric_limits<double>::infinity();
    for (int p = 0; p < m.pocket_count; ++p)
        if (m.pocket[p].share > 0.0 && rate_into(m, p) == 0.0)
            least = std::min(least, clean_closing(m, m.pocket[p]));
    return least;
}

template <class Field>
ZeroEnergyMaterial clean_limit(const MaterialModel& m) {
    ZeroEnergyMaterial result;
    RetardedEquations<double, Field> equations(m);
    result.solved = equations.solve_from_rounds(lowest_omega, 0);
    result.dos = mean_dos(m, equations.frequency(), Field::w);
    result.closing = clean_closing_of_all(m);
    return result;
}

template <class Equations, class Field>
ZeroEnergyMaterial scattered_limit(const MaterialModel& m, double start) {
    ZeroEnergyMaterial result;
    MaterialDescent<Equations, Field> descent(m, start);
    result.solved = descent.descend();
    result.dos = descent.dos();
    result.closing = clean_closing_of_all(m);
    for (int p = 0; p < m.pocket_count; ++p)
        if (m.pocket[p].share > 0.0 && rate_into(m, p) > 0.0)
            result.closing = std::min(result.closing, descent.closing(p));
    return result;
}

bool has_clean_pocket(const MaterialModel& m) {
    for (int p = 0; p < m.pocket_count; ++p)
        if (m.pocket[p].share > 0.0 && rate_into(m, p) == 0.0) return true;
    return false;
}

template <class Field>
ZeroEnergyMaterial limit(const MaterialModel& m, double start) {
    if (!scatters(m)) return clean_limit<Field>(m);
    ZeroEnergyMaterial result;
    if (!has_clean_pocket(m)) result = scattered_limit<MatsubaraEquations<Field>, Field>(m, start);
    if (!result.solved) result = scattered_limit<EdgeEquations<double, Field>, Field>(m, start);
    if constexpr (!std::is_same_v<Extended, double>)
        if (!result.solved) result = scattered_limit<EdgeEquations<Extended, Field>, Field>(m, start);
    return result;
}

/// No function tells how far a state with momentum is from closing its gap.
ZeroEnergyMaterial with_momentum(double dos) {
    return {!std::isnan(dos), dos, std::numeric_limits<double>::quiet_NaN()};
}

/// Edges of the Doppler-shifted directions are passed at some angle, where the average is a smooth function
/// of omega, though a steep one next to closings: from two small ones.
template <class Field>
ZeroEnergyMaterial limit_with_momentum(const MaterialModel& m) {
    constexpr double small = 1e-9;
    RetardedEquations<Complex<double>, Field> equations(m);
    if (!solve_robustly(equations, m, Complex<double>(2.0 * small, 0.0))) return {};
    const double above = mean_dos(m, equations.frequency(), Field::w);
    if (!equations.solve_from_here(Complex<double>(small, 0.0))) return {};
    return with_momentum(std::max(0.0, 2.0 * mean_dos(m, equations.frequency(), Field::w) - above));
}

ZeroEnergyMaterial limit_across(const MaterialModel& m) {
    const ZeroEnergyMaterial clean =
        has_clean_momentum_dos(m) ? with_momentum(clean_momentum_dos(m)) : ZeroEnergyMaterial{};
    return clean.solved ? clean : limit_with_momentum<RetardedAcross>(m);
}

ZeroEnergyMaterial limit_of_halves(const MaterialModel& m) {
    const SplitPockets split = split_pockets(m);
    if (!split.possible || !has_real_order_parameters(m)) return {};
    return turns_phase(m) ? limit_with_momentum<RetardedTurning>(split.model)
                          : limit_with_momentum<RetardedMomentum>(split.model);
}

/// The function of clean_closing at one direction.
double closing_at(const MaterialModel& m, const PocketModel& pocket, double phi) {
    const bool nodes = pocket.form == SpinOrbitForm::cos3phi;
    const Vector3<double> g{{-pocket.alpha * std::sin(phi), pocket.alpha * std::cos(phi),
                             pocket.beta * (nodes ? std::cos(3.0 * phi) : 1.0)}};
    const Vector3<double> h{{m.B_x, 0.0, m.B_z}}, y{{0.0, -pocket.triplet * m.eta, 0.0}};
    const double D = pocket.chi * m.Delta, h_g = dot(h, g), y_g = dot(y, g);
    Vector3<double> paired = cross(h, y);
    for (int i = 0; i < 3; ++i) paired.at[i] = D * g.at[i] - paired.at[i];
    const double pairing = std::sqrt(y_g * y_g + dot(paired, paired));
    const double K = (std::fabs(h_g) - pairing) * (std::fabs(h_g) + pairing);
    const double s = D * D + dot(y, y) - dot(g, g) - dot(h, h);
    return std::max(pairing - std::fabs(h_g), s - 2.0 * std::sqrt(std::max(0.0, K)));
}

}  // namespace

double clean_closing(const MaterialModel& m, const PocketModel& pocket) {
    // with every direction of symmetry among the samples; golden sections around the least one
    constexpr int samples = 240;
    constexpr double step = 2.0 * std::numbers::pi / samples, golden = 0.6180339887498949;
    const auto f = [&](double phi) { return closing_at(m, pocket, phi); };
    int best = 0;
    double least = f(0.0);
    if (pocket.alpha == 0.0 && pocket.form == SpinOrbitForm::valley) return least;  // one direction
    for (int i = 1; i < samples; ++i) {
        const double value = f(step * i);
        if (value < least) least = value, best = i;
    }
    double low = step * (best - 1), high = step * (best + 1);
    for (int step_number = 0; step_number < 72; ++step_number) {
        const double a = high - golden * (high - low), b = low + golden * (high - low);
        const double at_a = f(a), at_b = f(b);
        (at_a < at_b ? high : low) = at_a < at_b ? b : a;
        least = std::min({least, at_a, at_b});
    }
    return least;
}

ZeroEnergyMaterial zero_energy_material(const MaterialModel& m, double start) {
    if (m.Q != 0.0) return is_across(m) ? limit_across(m) : limit_of_halves(m);
    if (is_in_plane(m)) return limit<InPlaneField>(m, start);
    return turns_uniform_phase(m) ? limit<AnyTurningField>(m, start) : limit<AnyField>(m, start);
}

}  // namespace mirage
