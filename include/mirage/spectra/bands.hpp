#pragma once
// Bogoliubov quasiparticle bands near a valley, or of another pocket.

#include <array>

#include "mirage/model/pairing_model.hpp"

namespace mirage {

/// The four energies, ascending, of H = (xi + g.sigma) tau3 - B sigma_x + Delta tau1 with
/// g = (-alpha sin phi, alpha cos phi, +-beta), the same in both valleys (only g_x and g_perp^2 matter);
/// gamma of the model is not used. [T] Fig. 1b. Accuracy 1e-14 of the largest. Clean, alpha = 0: E^2 = xi^2 +
/// beta^2 + B^2 + Delta^2 +- 2 sqrt(xi^2 (beta^2 + B^2) + B^2 Delta^2). Of a material those of valley K, as
/// below.
std::array<double, 4> quasiparticle_energies(const PairingModel& model, double xi, double phi);

/// Those of pocket number `pocket` of the material, counted from 0, without any scattering:
///   H = (xi + g.sigma) tau3 - B (cos theta sigma_x + sin theta sigma_z) + chi Delta tau1 - t eta sigma_y
///   tau2
/// with g = (-alpha sin phi, alpha cos phi, g_z), g_z = beta or beta cos 3 phi, the form factors chi and t
/// (theory page, section 8). At opposite k, of a pair in the other half, the energies are opposite. NaN where
/// the pocket has no share.
std::array<double, 4> pocket_energies(const PairingModel& model, int pocket, double xi, double phi);

}  // namespace mirage
