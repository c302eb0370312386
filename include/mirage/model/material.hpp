#pragma once
// What a real material adds to the two-valley model: further pockets, a triplet channel, every kind of
// scattering, any direction of the field. Theory page (src/propagator/README.md), section 8.

#include <vector>

namespace mirage {

/// How the Ising spin-orbit field of a pocket depends on the direction phi.
enum class SpinOrbitForm {
    valley,  ///< +beta in K, -beta in K'
    cos3phi  ///< beta cos 3 phi around Gamma, with nodes along Gamma-M
};

/// A pocket beside the two valleys of the model; g(phi) = (-alpha sin phi, alpha cos phi, g_z). One of form
/// `valley` is a pair of pockets at opposite k with half of the share each.
struct Pocket {
    double share = 0.0;  ///< of the density of states; the two valleys have what all pockets leave
    double beta = 0.0;   ///< Ising spin-orbit coupling [Delta0], >= 0
    SpinOrbitForm form = SpinOrbitForm::cos3phi;
    double alpha = 0.0;          ///< Rashba spin-orbit coupling [Delta0], >= 0
    double gap = 1.0;            ///< its gap in units of that of the valleys, any sign
    double velocity = 1.0;       ///< Fermi velocity in units of that of the valleys
    double tunnel_weight = 1.0;  ///< how much of it a tunnel junction sees, in units of the valleys
};

/// Beside Parameters::beta, gamma and alpha, which belong to the two valleys. Rates and energies in Delta0,
/// temperature in Tc0. All zero, with gamma_intra = gamma/2: the two-valley model.
///
/// A potential rate of pockets p, p' is Gamma_pp' = 2 n_p' x rate with n_p' the share of the density of
/// states (each valley has half of theirs): gamma_intra for p = p', gamma_inter between the valleys (and
/// between the halves of any pocket of that form), gamma_pocket otherwise. The other rates are averages over
/// all pockets, Gamma_pp' = n_p' x rate. All obey detailed balance, n_p Gamma_pp' = n_p' Gamma_p'p.
struct Material {
    double gamma_intra = 0.0;       ///< potential scattering within a pocket; Parameters::gamma holds the sum
                                    ///< gamma_intra + gamma_inter
    double gamma_pocket = 0.0;      ///< potential scattering between the valleys and any other pocket
    double gamma_magnetic = 0.0;    ///< isotropic spin flip: pairs break at the rate 2 gamma_magnetic
    double gamma_spin_orbit = 0.0;  ///< isotropic spin-orbit scattering: pairs relax at 4 gamma_spin_orbit/3
    double orbital = 0.0;           ///< Gamma_o = orbital B_in-plane^2 + orbital_perpendicular |B_z|: pairs
    double orbital_perpendicular = 0.0;  ///< break at the rate 2 Gamma_o
    double theta = 0.0;                  ///< angle of the field out of the plane [radian]
    double T_triplet = 0.0;  ///< critical temperature of the valley-odd triplet channel [Tc0]; 0: none
    std::vector<Pocket> pockets{};
};

}  // namespace mirage
