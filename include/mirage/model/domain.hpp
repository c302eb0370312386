#pragma once
// The domain in which the engine is tested: limits of parameters, in reduced units (energies in Delta0, T in
// Tc0). Finite parameters outside it do no harm, but accuracy is then not promised.

namespace mirage::domain {

inline constexpr double min_temperature = 1e-3;
inline constexpr double max_field = 1e4;
inline constexpr double max_ising = 100.0;                  ///< beta
inline constexpr double max_scattering_rate = 10.0;         ///< Gamma
inline constexpr double max_rashba = 10.0;                  ///< alpha p_F
inline constexpr double max_momentum = 100.0;               ///< Q = v_F q/2
inline constexpr double max_momentum_direction = 360.0;     ///< |angle| of q from the field [degrees]
inline constexpr int max_pockets = 8;                       ///< beside the two valleys
inline constexpr double max_orbital = 10.0;                 ///< Gamma_o/B^2 [1/Delta0]
inline constexpr double max_orbital_perpendicular = 100.0;  ///< Gamma_o/|B_z|
inline constexpr double max_pocket_gap = 10.0;        ///< |gap| of a pocket in units of that of the valleys
inline constexpr double max_pocket_velocity = 100.0;  ///< of a pocket in units of that of the valleys
inline constexpr double max_tunnel_weight = 1e6;      ///< of a pocket in units of that of the valleys
inline constexpr double max_theta = 360.0;            ///< |theta|, angle of the field [degrees]
inline constexpr double max_order_parameter = 10.0;   ///< given by hand, for spectra
inline constexpr double max_energy = 1e4;             ///< of spectra, and voltages
inline constexpr double min_broadening = 1e-6;        ///< Dynes eta of spectra
inline constexpr double max_broadening = 10.0;
inline constexpr double min_tolerance = 1e-12;  ///< of the order parameter
inline constexpr double max_tolerance = 1e-3;

}  // namespace mirage::domain
