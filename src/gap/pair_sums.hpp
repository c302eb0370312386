#pragma once
// Both gap equations of a material and the free energy: sums over Matsubara frequencies at given order
// parameters. Theory page, section 8.

#include <array>

#include "mirage/gap/gap_equation.hpp"
#include "propagator/material_kernel.hpp"

namespace mirage {

/// Whether there is a second order parameter eta.
inline bool has_triplet(const Parameters& p) { return p.material && p.material->T_triplet > 0.0; }

/// The rule holds for sums that fall like omega^-3. With pair breaking those of a material fall like
/// omega^-2: F = (1/omega - a/omega^2) Delta + ..., a = sum n_p chi_p (Gamma^w_pq chi_p - Gamma^D_pq chi_q),
/// and F_t, Phi likewise with their own.
struct TailRates {
    std::array<double, 2> of{};     ///< a of Delta and eta [Delta0]
    std::array<double, 2> field{};  ///< da/d|B|
};
TailRates tail_rates(const MaterialModel& model);

/// Sums over frequencies at (Delta, eta, B), in order {singlet, triplet}.
struct PairSums {
    std::array<double, 2> unit{1.0, 0.0};  ///< (cos angle, sin angle)
    std::array<double, 2> force{};         ///< G_s, G_t over the amplitude rho: half of the gradient of Omega
    double ss = 0.0, st = 0.0, tt = 0.0;   ///< half of the second derivatives of Omega: dG_i/dDelta_j
    std::array<double, 2> field{};         ///< dG_i/d|B| over rho
    std::array<double, 2> momentum{};      ///< dG_i/dQ over rho
    double free_energy = 0.0, magnetization = 0.0;
    double current = 0.0, current_slope = 0.0;  ///< J = dOmega/dQ and dJ/dQ
    double error = 0.0;                         ///< of force
    double g0 = quiet_nan;                      ///< <g0> at the lowest frequency
    int directions = 1;
    bool solved = false;
};

/// At rho (cos angle, sin angle); at rho = 0 force and field are zero.
PairSums pair_sums(const GapProblem& problem, GapWorkspace& workspace, double rho, double angle, double B);

/// The same along the direction n = (cos psi, sin psi) of the order parameters and across it.
struct PairSumsAlong {
    double force, across;        ///< G.n/rho, G.n_perp/rho: half of the gradient of Omega over rho
    double ss, sp, pp;           ///< n.M n, n.M n_perp, n_perp.M n_perp of half of the second derivatives M
    double field, across_field;  ///< d/d|B| of the first two
    double momentum, across_momentum;                ///< d/dQ
    double curvature() const { return pp - force; }  ///< (d2 Omega/dpsi2)/(2 rho^2)
};
PairSumsAlong along(const PairSums& sums);

/// Omega = rho^2 (n.M n) for small rho: the smallest eigenvalue of the quadratic form and its angle, the same
/// of the largest one.
struct QuadraticForm {
    double lowest = quiet_nan, highest = quiet_nan;
    double lowest_angle = 0.0, highest_angle = 0.0;
    bool solved = false;
};
QuadraticForm quadratic_form(const GapProblem& problem, GapWorkspace& workspace, double B);

/// Numbers of `workspace.arrays` for each frequency, and how many of them are starts.
struct MaterialStorage {
    std::size_t arrays = 0, rows = 0;
};
MaterialStorage material_storage(const GapProblem& problem);

/// Whether the arrays of a response to the momentum are there.
enum class Momentum { none, any };

/// Views into (rows + results) x frequencies.
MaterialArrays arrays_in(const GapProblem& problem, double* storage, std::size_t rows, Momentum momentum);

/// Views of the arrays of a workspace, which are zero if it has none.
MaterialArrays material_arrays_of(const GapProblem& problem, GapWorkspace& workspace);

/// The model of one evaluation at rho (cos angle, sin angle).
PairingModel material_model_at(const GapProblem& problem, double rho, double angle, double B);

}  // namespace mirage
