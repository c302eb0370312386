#pragma once
// One parameter of a fit, of one sample or of several.

#include <optional>
#include <string>

#include "fit/parameter_values.hpp"

namespace mirage {

/// How the optimiser moves a parameter, so that B_c2 depends smoothly on it down to zero: alpha, the angle
/// and the thickness by their squares, the temperature T_t of the triplet channel by 1/(1 + ln(high/T_t)).
enum class FitScale { linear, squared, inverse_logarithm };

/// What lies between two bounds, as fractions x from 0 to 1 that the optimiser moves.
struct FitRange {
    FitScale scale = FitScale::linear;
    double low = 0.0, high = 0.0;

    double value(double x) const;
    double fraction(double value) const;  ///< within 0 and 1
    /// Standard deviation of a value whose fraction x has the deviation sigma; at a bound the change on its
    /// other side.
    double deviation(double x, double sigma) const;
};

/// tc0, beta, gamma, alpha, g-factor, spin-orbit-rate, a setting beyond the two-valley model or one of a
/// pocket: of one sample, or of all of them alike.
struct FitParameter {
    std::string name;
    FitMember member;
    bool free = false;
    double low = 0.0, high = 0.0;  ///< bounds of a free one
    FitScale scale = FitScale::linear;
    std::optional<std::size_t> sample{};  ///< nothing: shared by all
    const char* unit = "";

    bool is_of(std::size_t number) const { return !sample || *sample == number; }
    FitRange range() const { return {scale, low, high}; }
};

/// The name without the sample, as `--free` has it.
std::string bare_name(const FitParameter& parameter);

/// Couplings may have any size; tc0, the g-factor and the angle of the field are known roughly.
bool is_coupling(const FitParameter& parameter);

/// Whether it is measured in meV.
bool is_energy(const FitParameter& parameter);

/// The Ising coupling, or what stands for it: raises the field of its model.
bool is_leading(const FitParameter& parameter);

/// At zero there is none of it, and the model is a narrower one: Gamma, alpha, every further scattering rate,
/// pair breaking by the orbital motion, the angle, the triplet channel, the share of a pocket.
bool is_optional(const FitParameter& parameter);

}  // namespace mirage
