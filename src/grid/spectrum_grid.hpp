#pragma once
// The part of the grid that has spectra.

#include <cstdint>
#include <vector>

#include "grid/grid.hpp"

namespace mirage {

/// Chosen indices on every axis of the grid. Spectra are numbered like points, B fastest. A spectrum is
/// computed in segments: `segment_energies` energies each, one for the mirage gap, then those of dI/dV.
struct SpectrumGrid {
    std::vector<std::vector<std::int64_t>> chosen;  ///< by axis of the grid
    std::int64_t energies = 0;
    double largest_energy = 0.0;  ///< modulus, in the user's units
    Conductance conductance = Conductance::none;

    std::int64_t spectra() const;
    /// Of one curve over the energies; the number of the segment of the mirage gap.
    std::int64_t curve_segments() const { return (energies + segment_energies - 1) / segment_energies; }
    std::int64_t segments() const { return curves() * curve_segments() + 1; }
    std::int64_t curves() const { return conductance == Conductance::stored ? 2 : 1; }

    static constexpr std::int64_t segment_energies = 8;
};

SpectrumGrid spectrum_grid(const Configuration& configuration, const Grid& grid);

/// The number of the grid's point that spectrum number `index` belongs to.
std::int64_t point_of_spectrum(const SpectrumGrid& part, const Grid& grid, std::int64_t index);

}  // namespace mirage
