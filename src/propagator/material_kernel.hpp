#pragma once
// Matsubara frequencies of a material: self-consistent Born approximation in every channel, and what each
// frequency contributes to gap equations, free energy, magnetisation, entropy. Theory page, section 8.

#include "propagator/material_model.hpp"

namespace mirage {

/// What the frequencies give. With the functional Phi (stationary in every self-energy) and total
/// derivatives, the self-energies following: F = dPhi/dDelta, Ft = dPhi/deta, G = -d(Phi - Phi_N)/d|B|
/// (Zeeman and orbital), g0 = dPhi/domega = sum n <g0>.
struct MaterialArrays {
    int count = 0;                  ///< a multiple of pack_width
    const double* omega = nullptr;  ///< > 0, ascending
    double* self = nullptr;  ///< where it scatters, material_rows(model) x count: the solution before, from
                             ///< which Newton begins, then the new one; all zero: begun anew
    double* F = nullptr;     ///< and so on: count numbers each
    double* Ft = nullptr;
    double* phi = nullptr;  ///< Phi - Phi_N, without cancellation
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
    double* error = nullptr;         ///< relative size of the last Newton step; unsolved above solved_step
    double* directions_error = nullptr;  ///< relative error of averages over directions
    double* current = nullptr;           ///< of a state with momentum, else null: -dPhi/dQ
    double* F_Q = nullptr;               ///< dF/dQ
    double* Ft_Q = nullptr;              ///< dFt/dQ
    double* current_Q = nullptr;         ///< d current/dQ
};

/// Arrays of results, in the order above.
inline constexpr int material_results = 15;
/// And those that a momentum adds.
inline constexpr int momentum_results = 4;

/// Sums of them over frequencies, weighted.
struct MaterialSums {
    double F = 0.0, Ft = 0.0, F_D = 0.0, F_eta = 0.0, Ft_eta = 0.0, F_B = 0.0, Ft_B = 0.0;
    double phi = 0.0, G = 0.0, current = 0.0, F_Q = 0.0, Ft_Q = 0.0, current_Q = 0.0;
    double error = 0.0;  ///< of F_D by averages over directions
};

/// Rows of `self`: they depend on the pockets and channels of a model, not on its order parameters or field.
int material_rows(const MaterialModel& model);

/// Newton at all frequencies; what it does not solve is begun anew with the plain fixed point, which never
/// leaves the physical domain. Returns the largest number of directions.
int solve_material(const MaterialModel& model, const MaterialArrays& arrays);

/// The same for any momentum, zero too: what responds to it is among the unknowns, and the arrays that it
/// adds are filled. solve_material comes here where there is one. Unsolved without
/// has_real_order_parameters.
int momentum_rows(const MaterialModel& model);
int solve_momentum(const MaterialModel& model, const MaterialArrays& arrays);

}  // namespace mirage
