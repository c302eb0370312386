#include "mirage/gap/best_momentum.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

#include "gap/branch_roots.hpp"
#include "gap/free_energy_landscape.hpp"
#include "propagator/material_model.hpp"

namespace mirage {
namespace {

constexpr double momentum_step = 0.1;

/// The largest shift of the energy of a pocket's band by the field that is odd in k, over its directions:
/// (|g + B| - |g - B|)/2.
double largest_band_shift(const PocketModel& pocket, const MaterialModel& m) {
    constexpr int samples = 48;
    double largest = 0.0;
    for (int i = 0; i < samples; ++i) {
        const double phi = 2.0 * std::numbers::pi * i / samples;
        const double g_x = -pocket.alpha * std::sin(phi), g_y = pocket.alpha * std::cos(phi);
        const double g_z = pocket.beta * (pocket.form == SpinOrbitForm::cos3phi ? std::cos(3.0 * phi) : 1.0);
        const double with = std::hypot(g_x + m.B_x, g_y, g_z + m.B_z),
                     against = std::hypot(g_x - m.B_x, g_y, g_z - m.B_z);
        largest = std::max(largest, 0.5 * std::fabs(with - against));
    }
    return largest;
}

/// Momenta up to `far`: in even steps, twice as long from `near` on, a small one, of a state next to where it
/// starts from zero, and around a shift of the bands that the steps do not resolve (none where the bands do
/// not split).
std::vector<double> momenta_up_to(double far, double near, double shift) {
    std::vector<double> momenta{0.04};
    const auto add_steps = [&](double from, double to, double step) {
        const int count = static_cast<int>(std::ceil((to - from) / step));
        for (int k = 1; k <= count; ++k) momenta.push_back(from + (to - from) * k / count);
    };
    add_steps(0.0, std::min(near, far), momentum_step);
    if (near < far) add_steps(near, far, 2.0 * momentum_step);
    if (shift > 0.1 * momentum_step && shift < 2.0 * momentum_step)
        for (const double part : {0.25, 0.4, 0.6, 0.8, 1.0, 1.5}) momenta.push_back(part * shift);
    std::sort(momenta.begin(), momenta.end());
    constexpr double same = 0.2;
    const auto close = [](double a, double b) { return b - a < same * std::min(b, momentum_step); };
    momenta.erase(std::unique(momenta.begin(), momenta.end(), close), momenta.end());
    return momenta;
}

/// The stable uniform state, as a column.
MomentumColumn column_at_rest(const PointState& state) {
    MomentumColumn column;
    column.lowest = state.free_energy;
    column.amplitude2 = state.order_parameter * state.order_parameter +
                        state.triplet_order_parameter * state.triplet_order_parameter;
    column.angle = std::atan2(state.triplet_order_parameter, state.order_parameter);
    return column;
}

/// The place of a minimum between two columns, as a part of their distance, of the cubic that has their free
/// energies and currents; none where it has none.
std::optional<double> minimum_between(const MomentumColumn& a, const MomentumColumn& b) {
    const double h = b.Q - a.Q, rise = (b.lowest - a.lowest) / h;
    // the slope a.current + 2 c x + 3 d x^2 rises through zero
    const double c = 3.0 * rise - 2.0 * a.current - b.current, d = a.current + b.current - 2.0 * rise;
    const double square = c * c - 3.0 * d * a.current;
    if (square < 0.0) return std::nullopt;
    const double x = c >= 0.0 ? -a.current / (c + std::sqrt(square)) : (std::sqrt(square) - c) / (3.0 * d);
    return x > 0.0 && x < 1.0 ? std::optional(x) : std::nullopt;
}

/// A column lower than its neighbours, and minima between two of the same kind.
void add_starts(std::vector<MomentumPlace>& starts, const std::vector<MomentumColumn>& columns,
                std::size_t k) {
    const MomentumColumn& here = columns[k];
    if (here.amplitude2 == 0.0) return;
    const MomentumColumn* left = k > 0 ? &columns[k - 1] : nullptr;
    const MomentumColumn* right = k + 1 < columns.size() ? &columns[k + 1] : nullptr;
    const bool lowest = !(left && left->lowest < here.lowest) && !(right && right->lowest < here.lowest);
    const auto between =
        right && right->amplitude2 > 0.0 ? minimum_between(here, *right) : std::optional<double>();
    if (between)
        starts.push_back({std::lerp(here.amplitude2, right->amplitude2, *between),
                          std::lerp(here.Q, right->Q, *between), (*between < 0.5 ? here : *right).angle});
    if (lowest && here.Q > 0.0) starts.push_back({here.amplitude2, here.Q, here.angle});
}

/// Small momenta of a uniform state that is unstable towards them.
void add_starts_from_rest(std::vector<MomentumPlace>& starts, FreeEnergyLandscape& landscape,
                          const MomentumColumn& at_rest, double next_Q) {
    constexpr double small = 1e-4;
    if (at_rest.amplitude2 == 0.0) return;
    landscape.begin_branch(at_rest.amplitude2, at_rest.angle);
    const GapState state = landscape.at(std::sqrt(at_rest.amplitude2), small);
    if (!state.solved || !(state.current < 0.0)) return;
    for (const double Q : {0.01 * next_Q, 0.1 * next_Q, 0.5 * next_Q})
        starts.push_back({at_rest.amplitude2, Q, at_rest.angle});
}

bool same(const MomentumMinimum& a, const MomentumMinimum& b) {
    return std::fabs(a.Q - b.Q) < 1e-5 && std::fabs(a.state.Delta - b.state.Delta) < 1e-5;
}

/// The largest value over the pockets of an energy, as a momentum.
template <class Energy>
double largest_over_pockets(const Parameters& p, Energy energy) {
    const MaterialModel m = material_model(pairing_model(p, 1.0));
    double largest = 0.0;
    for (int i = 0; i < m.pocket_count; ++i) {
        const PocketModel& pocket = m.pocket[i];
        if (pocket.share > 0.0) largest = std::max(largest, energy(pocket, m) / pocket.velocity);
    }
    return largest;
}

double largest_gap(const PocketModel& pocket) { return std::max(1.0, std::fabs(pocket.chi)); }

double band_shift(const Parameters& p) { return largest_over_pockets(p, largest_band_shift); }

/// Beyond which no direction is paired by bands that the field shifts.
double shifted_momentum(const Parameters& p) {
    return largest_over_pockets(p, [](const PocketModel& pocket, const MaterialModel& m) {
        return largest_band_shift(pocket, m) + largest_gap(pocket);
    });
}

}  // namespace

double largest_momentum(const Parameters& p) {
    return largest_over_pockets(p, [](const PocketModel& pocket, const MaterialModel& m) {
        return std::hypot(m.B_x, m.B_z) + largest_gap(pocket);
    });
}

MomentumMinimum momentum_minimum_near(const Parameters& parameters, double Delta, double Q, double tolerance,
                                      double angle) {
    Parameters p = parameters;
    p.Q = largest_momentum(p);
    FreeEnergyLandscape full(p, 1e-3 * tolerance, 13.0);
    MomentumMinimum minimum;
    MomentumPlace place{Delta * Delta, Q, angle};
    if (!descend(full, place, p.Q, 1e-7, minimum.state)) return {};
    minimum.Q = place.Q;
    return minimum;
}

MomentumMinima momentum_minima(const Parameters& parameters, const PointState& at_rest, double tolerance) {
    MomentumMinima found;
    Parameters p = parameters;
    p.Q = largest_momentum(p);
    const double largest_Q = p.Q;
    FreeEnergyLandscape rough(p, 1e-6, 6.5), full(p, 1e-3 * tolerance, 13.0);
    const double largest = beyond_solutions(rough_problem(uniform(p)));
    const double near = shifted_momentum(p);
    const std::vector<double> momenta = momenta_up_to(largest_Q, near, band_shift(p));
    std::vector<MomentumColumn> columns = scan_momenta(rough, momenta, near, largest);
    found.solved =
        std::all_of(columns.begin(), columns.end(), [](const MomentumColumn& c) { return c.solved; });
    columns.insert(columns.begin(), column_at_rest(at_rest));
    std::vector<MomentumPlace> starts;
    add_starts_from_rest(starts, rough, columns[0], momenta[0]);
    for (std::size_t k = 0; k < columns.size(); ++k) add_starts(starts, columns, k);
    for (MomentumPlace& place : starts) {
        MomentumMinimum minimum;
        GapState ignored;
        if (!descend(rough, place, largest_Q, 1e-4, ignored)) continue;
        if (!descend(full, place, largest_Q, 1e-7, minimum.state)) continue;
        minimum.Q = place.Q;
        const auto known = [&](const MomentumMinimum& other) { return same(other, minimum); };
        if (std::none_of(found.minima.begin(), found.minima.end(), known)) found.minima.push_back(minimum);
    }
    std::sort(found.minima.begin(), found.minima.end(),
              [](const MomentumMinimum& a, const MomentumMinimum& b) {
                  return a.state.free_energy < b.state.free_energy;
              });
    return found;
}

}  // namespace mirage
