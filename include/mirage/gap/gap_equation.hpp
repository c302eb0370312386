#pragma once
// The gap equation and the free energy as functions of Delta and B at one (T, beta, gamma, alpha).
//
// With the averages over directions <F>, <G> and the functional Phi (eq. 5), the sums over Matsubara
// frequencies omega, for which few nodes stand, are
//   g(Delta, B) = ln(T/Tc0) + 2 pi T sum [1/omega - <F>/Delta]                              (eq. 6)
//   (Omega_S - Omega_N)/N0 = Delta^2 ln(T/Tc0) + 2 pi T sum [Delta^2/omega - 2 (Phi - Phi_N)]   (eq. 7)
//   (M_S - M_N)/N0 = -4 pi T sum <G>                                                        (eq. 8)
// Equations of the theory page, src/propagator/README.md. g = 0 in a solution, and dOmega/d(Delta^2) = g.
// Energies in Delta0.
//
// A material with a triplet channel has two order parameters, (Delta, eta) = rho (cos psi, sin psi). Here
// Delta stands for the amplitude rho then, psi makes the free energy stationary at given rho, and
//   g(rho, B) = dOmega/d(rho^2) = (G_s cos psi + G_t sin psi)/rho,
//   G_s = Delta ln(T/Tc0) + 2 pi T sum [Delta/omega - F],   G_t = eta ln(T/T_t) + 2 pi T sum [eta/omega -
//   F_t],
// so that all that holds for one order parameter holds along such a branch psi(rho).

#include <cstddef>
#include <memory>
#include <vector>

#include "mirage/model/pairing_model.hpp"
#include "mirage/model/parameters.hpp"
#include "mirage/numeric/constants.hpp"
#include "mirage/numeric/matsubara.hpp"

namespace mirage {

struct MaterialModel;

/// What does not change with Delta and B. Made by gap_problem; nothing changes it afterwards.
struct GapProblem {
    Parameters parameters;  ///< B: the largest |B| for which the sum holds; Q may be moved below that value
    const MatsubaraRule* rule = nullptr;
    double log_T = 0.0, T2pi = 0.0;  ///< ln(T/Tc0), 2 pi k_B T [Delta0]
    double log_T_triplet = 0.0;      ///< ln(T/T_t), 0 without a triplet channel
    double digits = 13.0;            ///< decimal digits of averages over directions
    double tail = 0.0;               ///< of a material: what the rule misses of 2 pi T sum 1/omega^2 beyond a
                                     ///< sum that falls faster [1/Delta0]
    std::vector<double> omega;       ///< [Delta0], ascending
    std::shared_ptr<const MaterialModel> material;  ///< pockets and rates of a material, else null; Q = 0
    std::size_t starts = 0;  ///< of a material at Q = 0: numbers of each frequency from which its iteration
                             ///< begins, none without scattering
};

/// Where the iteration for the angle psi of a material with a triplet channel begins: psi = angle + by_square
/// (rho^2 - square) + by_field (B - field).
struct AngleStart {
    double angle = quiet_nan;
    double square = 0.0, field = 0.0;
    double by_square = 0.0, by_field = 0.0;
};

/// Where the iteration for the dressing of every frequency begins: the solution of the call before, so that
/// calls at neighbouring Delta and B are cheaper. Belongs to the frequencies of one problem; an empty one
/// starts from the normal state. A call leaves it usable whatever happened.
struct GapWorkspace {
    double Delta = 0.0;          ///< of the solution
    std::vector<double> arrays;  ///< over frequencies: 6 of that solution, 8 for what the kernel returns; of
                                 ///< a material its unknowns and material_results
    AngleStart angle;  ///< the branch psi(rho) that is followed; empty: from the lowest eigenvalue of
                       ///< the quadratic form of Omega at rho = 0
};

/// The gap equation alone: all that a search needs.
struct GapSlopes {
    double Delta = 0.0;              ///< amplitude sqrt(Delta^2 + eta^2) where there is a triplet channel
    double angle = 0.0;              ///< order parameters: amplitude x (cos angle, sin angle) = (Delta, eta)
    double equation = quiet_nan;     ///< g
    double slope = quiet_nan;        ///< dg/d(Delta^2); positive in a minimum of the free energy
    double field_slope = quiet_nan;  ///< dg/d|B|
    double momentum_slope = 0.0;     ///< dg/dQ = dJ/d(Delta^2)
    double angle_curvature = 1.0;  ///< (d^2 Omega/d angle^2)/(2 rho^2): positive in a minimum over the angle
    int directions = 1;            ///< largest number of directions used at one frequency
    bool solved = false;           ///< false where a self-energy was not found: all but Delta is then NaN
};

/// The propagator at the lowest frequency of the sum, where the zero-energy functions begin.
struct LowestFrequency {
    double Delta = 0.0;                ///< at which it was evaluated
    double x = 1.0, z = 1.0, y = 0.0;  ///< dressing: unknowns of the self-energy (eq. 4)
    double g0 = quiet_nan;             ///< <g0>
};

/// Everything at one Delta and B.
struct GapState : GapSlopes {
    double B = 0.0;                    ///< |B|
    double free_energy = quiet_nan;    ///< (Omega_S - Omega_N)/N0
    double magnetization = quiet_nan;  ///< (M_S - M_N)/N0 for B > 0
    double current = 0.0;              ///< J = d(Omega/N0)/dQ at fixed Delta
    double current_slope = 0.0;        ///< dJ/dQ at fixed Delta
    double error = quiet_nan;          ///< estimate of the numerical error of g
    LowestFrequency lowest;
};

/// The temperature k_B T in units of Delta0.
double thermal_energy(const Parameters& parameters);

/// Largest energy with spectral weight in units of 2 pi T: the bandwidth of the Matsubara sum.
double spectral_bandwidth(const Parameters& parameters);

/// tolerance: of the sum, absolute. Domain: 0 < T.
GapProblem gap_problem(const Parameters& parameters, double tolerance, double digits = 13.0);

/// The model of one evaluation.
PairingModel model_at(const GapProblem& problem, double Delta, double B);

/// The state at Delta >= 0 and a field whose modulus is at most that of the problem. A function of problem,
/// Delta and B up to rounding, through the starts in the workspace.
GapState evaluate(const GapProblem& problem, GapWorkspace& workspace, double Delta, double B);

/// g and its slopes alone, several times faster without scattering in the two-valley model.
GapSlopes evaluate_slopes(const GapProblem& problem, GapWorkspace& workspace, double Delta, double B);

/// Delta and eta of a state, Delta >= 0 and eta >= 0 where Delta = 0: (Delta, eta) and (-Delta, -eta) are the
/// same state.
struct OrderParameters {
    double Delta = 0.0, eta = 0.0;
};
OrderParameters order_parameters(const GapSlopes& state);

/// The starts of `workspace`, which belongs to the problem `from`, at the frequencies of `to`. The same
/// parameters.
GapWorkspace interpolated(const GapProblem& to, const GapProblem& from, const GapWorkspace& workspace);

/// Order parameter of BCS theory at T/Tc0 [Delta0], the solution at B = 0 for every beta, gamma and alpha
/// (Anderson). accuracy: relative change of Delta^2 at which Newton ends, quadratically.
double bcs_order_parameter(double T, const MatsubaraRule& rule, double accuracy = 1e-9);

}  // namespace mirage
