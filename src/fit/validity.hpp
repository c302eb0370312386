#pragma once
// Where a fitted model is used outside what it was derived for, and what no model of this program does.

#include <string>
#include <vector>

#include "fit/goodness.hpp"

namespace mirage {

/// What a formula was derived for and the fit breaks, one line each; empty where it holds. klb: (g/2) mu_B B
/// of every point below 0.3 hbar/tau_SO. ising: transitions of second order, as the engine finds them for the
/// fitted coupling.
std::vector<std::string> broken_assumptions(const FitTask& task, const FitResult& result);

/// Points that have a critical field more than 3 errors above the fitted Tc0, a line for each sample.
std::vector<std::string> points_above_tc0(const FitTask& task, const FitResult& result);

/// What the points do and none of the models can, one line each: fields below those without spin-orbit
/// coupling, a critical temperature that rises with the field, a field that falls to zero in a straight line.
std::vector<std::string> beyond_every_model(const FitTask& task, const FitResult& result,
                                            const Goodness& goodness);

}  // namespace mirage
