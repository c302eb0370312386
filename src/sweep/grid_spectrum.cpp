#include "sweep/grid_spectrum.hpp"

#include "mirage/spectra/spectral_gaps.hpp"
#include "mirage/spectra/tunnelling_curve.hpp"
#include "spectra/clean_features.hpp"
#include "spectra/spectrum_state.hpp"

namespace mirage {
namespace {

/// All of them are numbers.
template <class State, std::size_t n>
std::array<double, n> in_units(const std::array<Quantity<State>, n>& quantities, const State& state,
                               const UnitSystem& unit) {
    std::array<double, n> values{};
    for_each_stored(quantities, [&](const Quantity<State>& q, std::size_t place) {
        values[place] = q.value(state) * unit.factor(q.unit);
    });
    return values;
}

}  // namespace

std::vector<double> dos_of(const GridSpectrum& at, const Configuration& c, std::int64_t first,
                           std::int64_t end) {
    std::vector<double> energies, values;
    for (std::int64_t i = first; i < end; ++i)
        energies.push_back(c.energy.values[static_cast<std::size_t>(i)] / at.unit.energy);
    if (energies.empty()) return values;
    for (const RetardedAmplitudes& amplitudes : mirage::spectrum(at.model, reduced_eta(c, at.unit), energies))
        values.push_back(energy_quantities[0].value(amplitudes));
    return values;
}

std::vector<double> conductance_of(const GridSpectrum& at, const Configuration& c) {
    std::vector<double> voltages;
    for (const double energy : c.energy.values) voltages.push_back(energy / at.unit.energy);
    return tunnelling_curve(at.model, reduced_eta(c, at.unit), at.parameters.T, voltages);
}

MirageGapValues mirage_gap_of(const GridSpectrum& at, const Configuration& c) {
    return in_units(mirage_quantities, measure_mirage_gap(at.model, reduced_eta(c, at.unit)), at.unit);
}

EdgeValues edges_of(const GridSpectrum& at) {
    SpectralEdges edges;
    if (largest_gap(at.model) > 0.0) {
        const MirageGap clean = mirage_gap_without_disorder(at.model);
        edges = {gap_edge(at.model), clean.epsilon_1, clean.epsilon_2};
    }
    return in_units(edge_quantities, edges, at.unit);
}

}  // namespace mirage
