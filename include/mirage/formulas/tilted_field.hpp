#pragma once
// Critical fields of a thin film whose orbital motion breaks pairs, against the angle out of the plane.
//
// Fields in Delta0 ((g/2) mu_B B), temperatures in Tc0, angles in radian.

namespace mirage {

/// Tinkham, Phys. Rev. 129, 2413 (1963): |B sin theta/B_perpendicular| + (B cos theta/B_parallel)^2 = 1.
/// Exact at every T where a perpendicular component breaks pairs in proportion to it, a parallel one in
/// proportion to its square: orbital motion in a dirty film, strong spin-orbit scattering. The logarithm of
/// Ising coupling and Rashba coupling depart from it.
double tinkham_field(double theta, double B_perpendicular, double B_parallel);

/// Second-order fields with orbital pair breaking alone, Gamma_o = strength B (perpendicular) or strength B^2
/// (parallel): where 2 Gamma_o is critical_pair_breaking(T). Infinite for strength 0.
double perpendicular_orbital_field(double T, double strength);
double parallel_orbital_field(double T, double strength);

}  // namespace mirage
