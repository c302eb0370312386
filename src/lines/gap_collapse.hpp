#pragma once
// Where the spectral gap closes along a state.

#include <functional>

#include "numeric/roots.hpp"

namespace mirage {

/// First field in [low, high] at which the state is gapless, if it is at `high`: where gap(B), the
/// gap_closing of a state, falls to zero. Relative accuracy 1e-11, or what the extrapolation of gap leaves
/// once it is 1e-6 or does not change the field by more than 1e-9. NaN of gap next to the closing does no
/// harm.
Root first_closing(const std::function<double(double)>& gap, double low, double high);

}  // namespace mirage
