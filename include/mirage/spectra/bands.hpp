#pragma once
// Bogoliubov quasiparticle bands near a valley.

#include <array>

#include "mirage/model/pairing_model.hpp"

namespace mirage {

/// The four energies, ascending, of H = (xi + g.sigma) tau3 - B sigma_x + Delta tau1 with
/// g = (-alpha sin phi, alpha cos phi, +-beta), the same in both valleys (only g_x and g_perp^2 matter);
/// gamma of the model is not used. [T] Fig. 1b. Accuracy 1e-14 of the largest. Clean, alpha = 0: E^2 = xi^2 +
/// beta^2 + B^2 + Delta^2 +- 2 sqrt(xi^2 (beta^2 + B^2) + B^2 Delta^2).
std::array<double, 4> quasiparticle_energies(const PairingModel& model, double xi, double phi);

}  // namespace mirage
