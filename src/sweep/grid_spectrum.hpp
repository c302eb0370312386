#pragma once
// The spectrum of one point of the grid.

#include <array>
#include <cstdint>
#include <vector>

#include "grid/grid.hpp"
#include "mirage/spectra/material_spectrum.hpp"
#include "results/records.hpp"

namespace mirage {

/// The state of the point that a spectrum belongs to. The material of the model lives in the parameters.
struct GridSpectrum {
    Parameters parameters;
    PairingModel model;
    UnitSystem unit;
};

/// The density of states at the energies [first, end) of the configuration.
std::vector<double> dos_of(const GridSpectrum& at, const Configuration& configuration, std::int64_t first,
                           std::int64_t end);

/// dI/dV at all energies of the configuration, read as voltages energy/e, by tunnelling_curve().
std::vector<double> conductance_of(const GridSpectrum& at, const Configuration& configuration);

/// The quantities of the mirage gap, in the user's units.
using MirageGapValues = std::array<double, stored(mirage_quantities, Storage::number)>;
MirageGapValues mirage_gap_of(const GridSpectrum& at, const Configuration& configuration);

/// Those of edge_quantities likewise.
using EdgeValues = std::array<double, stored(edge_quantities, Storage::number)>;
EdgeValues edges_of(const GridSpectrum& at);

}  // namespace mirage
