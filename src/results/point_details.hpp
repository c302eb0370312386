#pragma once
// The table of results, third part: what a point has beside its stable state, and currents.

#include "mirage/gap/supercurrent.hpp"
#include "results/quantities.hpp"

namespace mirage {

/// Of every solution of the gap equation.
inline constexpr auto solution_quantities = std::to_array<Quantity<Solution>>({
    {.name = "order_parameter",
     .long_name = "order parameter Delta of a solution of the gap equation",
     .unit = UnitKind::energy,
     .value = [](const Solution& s) { return s.order_parameter; }},
    {.name = "triplet_order_parameter",
     .long_name = "order parameter eta of the valley-odd triplet channel in a solution",
     .unit = UnitKind::energy,
     .value = [](const Solution& s) { return s.triplet_order_parameter; }},
    {.name = "free_energy",
     .long_name = "free energy of a solution relative to the normal state, (Omega_S - Omega_N)/N0",
     .unit = UnitKind::free_energy,
     .value = [](const Solution& s) { return s.free_energy; }},
    {.name = "kind",
     .long_name = "kind of a solution",
     .storage = Storage::flag,
     .meanings = "stable metastable unstable",
     .value = [](const Solution& s) { return static_cast<double>(s.kind); }},
});

/// How a point was computed.
inline constexpr auto numerics_quantities = std::to_array<Quantity<PointState>>({
    {.name = "residual",
     .long_name = "modulus of the gap equation at the order parameter",
     .value = [](const PointState& s) { return s.numerics.residual; }},
    {.name = "matsubara_nodes",
     .long_name = "nodes that stand for the Matsubara sum",
     .storage = Storage::flag,
     .value = [](const PointState& s) { return static_cast<double>(s.numerics.matsubara_nodes); }},
    {.name = "directions",
     .long_name = "largest number of directions at one frequency",
     .storage = Storage::flag,
     .value = [](const PointState& s) { return static_cast<double>(s.numerics.directions); }},
});

/// Of pairs that move.
inline constexpr auto current_quantities = std::to_array<Quantity<MovingState>>({
    {.name = "order_parameter",
     .long_name = "order parameter Delta of the stable state at this momentum",
     .unit = UnitKind::energy,
     .value = [](const MovingState& s) { return s.order_parameter; }},
    {.name = "free_energy",
     .long_name = "free energy relative to the normal state, (Omega_S - Omega_N)/N0",
     .unit = UnitKind::free_energy,
     .value = [](const MovingState& s) { return s.free_energy; }},
    {.name = "current",
     .long_name = "supercurrent J = d(Omega/N0)/dQ",
     .unit = UnitKind::energy,
     .value = [](const MovingState& s) { return s.current; }},
});

}  // namespace mirage
