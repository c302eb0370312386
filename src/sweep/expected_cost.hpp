#pragma once
// Expected times of work, to a factor of about two: what is scheduled first, and how the grid is cut. What
// items really take corrects them while a sweep runs (parallel/cost_model.hpp).

#include "grid/spectrum_grid.hpp"

namespace mirage {

/// Time of one point, one line and one plane [s]: Matsubara nodes times the time of one, measured on one core
/// with AVX2.
double expected_point_cost(const Parameters& parameters);
double expected_line_cost(const Parameters& parameters);
double expected_plane_cost(const Parameters& parameters);

/// Time of all dI/dV of one spectrum [s]; 0 where it is not stored.
double expected_conductance_cost(const GridPoint& at, const SpectrumGrid& part);

/// Time of one segment of a spectrum [s]: of its energies, of its mirage gap.
struct SegmentCost {
    double energies = 0.0, mirage = 0.0;
};
SegmentCost expected_segment_cost(const Parameters& parameters);

/// Time of the points of one line, for each of them [s]: the middle one stands for all.
double expected_cost_of_point_in(const Grid& grid, std::int64_t line);

/// Time of the whole grid, without spectra, and of all spectra [s].
double expected_grid_cost(const Grid& grid);
double expected_spectra_cost(const Grid& grid, const SpectrumGrid& part);

}  // namespace mirage
