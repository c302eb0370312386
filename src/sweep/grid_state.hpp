#pragma once
// What is computed at a point and for a plane of the grid.

#include "grid/grid.hpp"
#include "mirage/gap/point.hpp"
#include "results/quantities.hpp"

namespace mirage {

/// All that the file holds of a point: the stiffness, which costs more than the rest, where a pair momentum
/// is asked for.
Detail detail_of(const Configuration& configuration);

/// Tricritical and critical points whatever the temperatures of the grid; the upturn down to `lowest` [Tc0],
/// the lowest of them; of uniform states. Lifshitz points where the momentum is free.
PlaneState plane_state(const Parameters& at, double lowest);

/// The lowest temperature of the grid [Tc0].
double lowest_temperature(const Grid& grid, const UnitSystem& unit);

}  // namespace mirage
