#pragma once
// Matsubara frequencies of a material: self-consistent Born approximation in every channel, and what each
// frequency contributes to gap equations, free energy, magnetisation, entropy. Theory page, section 8.

#include <array>

#include "propagator/material_model.hpp"

namespace mirage {

/// What one frequency gives. With the functional Phi (stationary in every self-energy) and total derivatives,
/// the self-energies following: F = dPhi/dDelta, Ft = dPhi/deta, G = -d(Phi - Phi_N)/d|B| (Zeeman and orbital),
/// g0 = dPhi/domega = sum n <g0>.
struct MaterialArrays {
    int count = 0;
    const double* omega = nullptr;  ///< ascending, > 0
    double* self = nullptr;  ///< material_unknowns(model) x count: where Newton begins, then the solution
    double* F = nullptr;     ///< and so on: count numbers each
    double* Ft = nullptr;
    double* phi = nullptr;           ///< Phi - Phi_N, without cancellation
    double* G = nullptr;
    double* one_minus_g0 = nullptr;  ///< 1 - <g0>, without cancellation
    double* F_D = nullptr;           ///< dF/dDelta
    double* F_eta = nullptr;         ///< dF/deta = dFt/dDelta
    double* Ft_eta = nullptr;        ///< dFt/deta
    double* F_B = nullptr;           ///< dF/d|B|
    double* Ft_B = nullptr;          ///< dFt/d|B|
    double* F_omega = nullptr;       ///< dF/domega = dg0/dDelta
    double* Ft_omega = nullptr;      ///< dFt/domega = dg0/deta
    double* g0_omega = nullptr;      ///< dg0/domega
    double* error = nullptr;             ///< relative size of the last Newton step; not solved above 1e-7
    double* directions_error = nullptr;  ///< relative error of averages over directions
};

inline constexpr int material_results = 15;  ///< arrays of results, in the order above

/// Unknowns of one frequency.
int material_unknowns(const MaterialModel& model);

/// Starts of all frequencies: the normal state and the linear response to Delta and eta.
void start_material(const MaterialModel& model, const MaterialArrays& arrays);

/// Newton from the starts in `self`; a frequency that it does not solve is begun anew, then by the plain fixed
/// point, which never leaves the physical domain, and Newton again. Returns the largest number of directions.
int solve_material(const MaterialModel& model, const MaterialArrays& arrays);

}  // namespace mirage
