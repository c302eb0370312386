#pragma once
// Where the spectrum of a model has its features without scattering: where to look for them.

#include <vector>

#include "mirage/formulas/mirage_gap.hpp"
#include "mirage/model/pairing_model.hpp"

namespace mirage {

/// The mirage gap of the valleys without scattering, at the magnitude of the whole spin-orbit field: exact
/// without Rashba coupling. With a triplet order parameter y = t eta, in the plane,
///   epsilon_1,2^2 = beta^2 + B^2 + Delta^2 + y^2 +- 2 |B Delta - beta y|
/// (theory page, section 9); Delta stands for the gap of the valleys.
MirageGap clean_mirage_gap(const PairingModel& model);

/// No gap of any pocket is larger.
double largest_gap(const PairingModel& model);

/// The largest rate at which a pocket is scattered into; of the two-valley model gamma.
double largest_rate(const PairingModel& model);

/// Gaps and mirage gaps of every pocket, in no order; the last one is the highest.
std::vector<double> clean_features(const PairingModel& model);

}  // namespace mirage
