#include "sweep/expected_cost.hpp"

#include <algorithm>
#include <cmath>

#include "mirage/gap/gap_equation.hpp"
#include "mirage/spectra/tunnelling_curve.hpp"

namespace mirage {
namespace {

bool has_scattering(const Parameters& p) {
    if (p.gamma > 0.0 || !p.material) return p.gamma > 0.0;
    const Material& m = *p.material;
    return m.gamma_pocket > 0.0 || m.gamma_magnetic > 0.0 || m.gamma_spin_orbit > 0.0 || m.orbital > 0.0 ||
           m.orbital_perpendicular > 0.0;
}

/// Materials: Newton in every channel, over directions where these differ.
double expected_material_cost(const Parameters& p) {
    const Material& m = *p.material;
    const bool directions =
        p.alpha > 0.0 || std::any_of(m.pockets.begin(), m.pockets.end(), [](const Pocket& pocket) {
            return pocket.alpha > 0.0 || pocket.form == SpinOrbitForm::cos3phi;
        });
    const double pockets = 1.0 + static_cast<double>(m.pockets.size());
    return (has_scattering(p) ? (directions ? 0.4e-3 : 0.2e-3) : (directions ? 0.2e-3 : 0.06e-3)) *
           std::pow(pockets, 1.5);
}

/// The same material at another temperature and field.
Parameters moved(Parameters p, double T, double B) {
    p.T = T, p.B = B;
    return p;
}

/// Matsubara nodes grow with the logarithm of the bandwidth.
double expected_nodes(const Parameters& p) { return 8.0 + 6.0 * std::log2(1.0 + spectral_bandwidth(p)); }

/// Of a uniform state.
double expected_uniform_cost(const Parameters& p) {
    if (p.material) return expected_material_cost(p);
    const double kernel =
        p.gamma > 0.0 ? (p.alpha > 0.0 ? 3e-6 : 0.7e-6) : (p.alpha > 0.0 ? 0.8e-6 : 0.12e-6);
    return expected_nodes(p) * kernel * (p.B == 0.0 ? 0.1 : 1.0);
}

/// At one momentum: every direction of a complex frequency, the more of them the lower it is.
double expected_momentum_cost(const Parameters& p) {
    if (p.material) return 12.0 * expected_material_cost(p);
    return p.gamma > 0.0 ? 1.2e-3 : 0.25e-3;
}

/// Of the search for the best one, in evaluations without a density of states.
double expected_search_cost(const Parameters& p) {
    if (p.material) return 8.0 * expected_momentum_cost(p);
    return p.gamma > 0.0 ? 9e-3 : 2.5e-3;
}

}  // namespace

double expected_point_cost(const Parameters& p) {
    if (p.T >= 1.0) return 1e-7;
    if (p.momentum == PairMomentum::best && p.B != 0.0)
        return expected_uniform_cost(uniform(p)) + expected_search_cost(p);
    return p.Q != 0.0 ? expected_momentum_cost(p) : expected_uniform_cost(p);
}

// A line walks along its curve of solutions; a plane follows such curves over temperature.
double expected_line_cost(const Parameters& p) {
    const bool momentum = p.Q != 0.0 || p.momentum == PairMomentum::best;
    const double points = p.material || p.gamma > 0.0 || p.alpha > 0.0 || momentum ? 25.0 : 300.0;
    return points * expected_point_cost(moved(p, p.T, 1.0));
}

double expected_plane_cost(const Parameters& at) {
    const Parameters p = uniform(at);  // whose special temperatures they are
    return (has_scattering(p) ? 40.0 : 170.0) * expected_line_cost(moved(p, 0.05, 0.0));
}

SegmentCost expected_segment_cost(const Parameters& p) {
    const bool gamma = p.gamma > 0.0, alpha = p.alpha > 0.0;
    if (p.material) return {expected_material_cost(p), 50.0 * expected_material_cost(p)};
    return {gamma ? (alpha ? 160e-6 : 6e-6) : (alpha ? 30e-6 : 2e-6), alpha ? 8e-3 : gamma ? 1e-3 : 3e-4};
}

double expected_conductance_cost(const GridPoint& at, const SpectrumGrid& part) {
    if (part.conductance == Conductance::none) return 0.0;
    constexpr double per_voltage = 0.6e-6;
    const double energies = static_cast<double>(part.energies),
                 amplitudes = std::min(
                     tunnelling_curve_amplitudes(at.parameters.T, part.largest_energy / at.unit.energy),
                     40.0 * energies);
    return amplitudes / SpectrumGrid::segment_energies * expected_segment_cost(at.parameters).energies +
           per_voltage * energies;
}

double expected_cost_of_point_in(const Grid& grid, std::int64_t line) {
    return expected_point_cost(grid_point(grid, line * grid.B() + grid.B() / 2).parameters);
}

double expected_grid_cost(const Grid& grid) {
    double cost = 0.0;
    const std::int64_t lines = grid.lines(), planes = grid.planes();
    for (std::int64_t line = 0; line < lines; ++line)
        cost += static_cast<double>(grid.B()) * expected_cost_of_point_in(grid, line) +
                expected_line_cost(grid_line(grid, line).parameters);
    for (std::int64_t plane = 0; plane < planes; ++plane)
        cost += expected_plane_cost(grid_plane(grid, plane).parameters);
    return cost;
}

double expected_spectra_cost(const Grid& grid, const SpectrumGrid& part) {
    if (part.spectra() == 0) return 0.0;
    const auto per_line = static_cast<std::int64_t>(part.chosen.back().size()),
               per_plane = per_line * static_cast<std::int64_t>(part.chosen[grid.axes.size() - 2].size());
    double cost = 0.0;
    for (std::int64_t i = 0; i < part.spectra(); i += per_plane) {
        const std::int64_t plane = point_of_spectrum(part, grid, i) / (grid.B() * grid.T());
        const SegmentCost segment = expected_segment_cost(grid_plane(grid, plane).parameters);
        cost += static_cast<double>(per_plane) *
                (static_cast<double>(part.curve_segments()) * segment.energies + segment.mirage);
    }
    if (part.conductance == Conductance::stored)  // of every temperature
        for (std::int64_t i = 0; i < part.spectra(); i += per_line)
            cost += static_cast<double>(per_line) *
                    expected_conductance_cost(grid_point(grid, point_of_spectrum(part, grid, i)), part);
    return cost;
}

}  // namespace mirage
