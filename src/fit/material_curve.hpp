#pragma once
// B_c2(T) of a material beyond the two-valley model, and how it moves with any parameter: by implicit
// differentiation of the linear instability of the normal state.

#include <vector>

#include "fit/parameter_values.hpp"

namespace mirage {

/// A derivative along one direction as a sum of weighted values at nearby parameters.
struct Variation {
    std::vector<FitParameters> at;
    std::vector<double> weight;
};

/// The critical temperature at B = 0 [K]: tc0, or less where magnetic or orbital scattering or scattering
/// between pockets breaks pairs; not below the lowest temperature of the engine.
double critical_temperature(const FitParameters& values);

/// How that temperature moves [K].
double critical_temperature_change(const FitParameters& values, double Tc, const Variation& variation);

/// How the second-order field B [T] at T [K] moves where T itself moves by `change_of_T`; 0 where there is
/// none, or no finite one.
double field_change(const FitParameters& values, double T, double B, double change_of_T,
                    const Variation& variation);

/// The lowest temperature [K] with a finite field, from that of the engine on: a little above the one at
/// which a triplet channel condenses in every field.
double lowest_temperature(const FitParameters& values);

}  // namespace mirage
