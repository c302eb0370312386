#pragma once
// The numbers that a model of B_c2(T) may need, in kelvin, tesla and meV.

#include <vector>

#include "input/settings.hpp"
#include "mirage/model/parameters.hpp"

namespace mirage {

/// All that a model may need; energies in meV.
struct FitParameters {
    double tc0 = 1.0;              ///< [K]
    double beta = 0.0;             ///< exact, ising
    double gamma = 0.0;            ///< exact
    double alpha = 0.0;            ///< exact
    double g_factor = 2.0;         ///< all
    double spin_orbit_rate = 1.0;  ///< hbar/tau_SO: klb, whh
    // exact, beyond the two-valley model; NaN: not given
    double gamma_intra = quiet_nan, gamma_inter = quiet_nan, gamma_pocket = quiet_nan;
    double gamma_magnetic = quiet_nan, gamma_spin_orbit = quiet_nan;
    double orbital = quiet_nan;                           ///< Gamma_o/B^2 [1/meV]
    double thickness = quiet_nan, diffusion = quiet_nan;  ///< [nm], [cm^2/s]
    double theta = quiet_nan;                             ///< [degrees]
    double t_triplet = quiet_nan;                         ///< [K]
    std::vector<PocketSettings> pockets{};
};

/// One of these numbers: a member, or a setting of one of the pockets.
class FitMember {
public:
    FitMember() = default;
    FitMember(double FitParameters::*plain) : plain_(plain) {}
    FitMember(double PocketSettings::*of_pocket, std::size_t pocket)
        : of_pocket_(of_pocket), pocket_(pocket) {}

    double& operator()(FitParameters& f) const { return plain_ ? f.*plain_ : f.pockets[pocket_].*of_pocket_; }
    double operator()(const FitParameters& f) const {
        return plain_ ? f.*plain_ : f.pockets[pocket_].*of_pocket_;
    }
    bool operator==(const FitMember&) const = default;
    /// Whether it is that setting of any pocket.
    bool is_of_pocket(double PocketSettings::*setting) const { return !plain_ && of_pocket_ == setting; }

private:
    double FitParameters::*plain_ = nullptr;
    double PocketSettings::*of_pocket_ = nullptr;
    std::size_t pocket_ = 0;
};

/// A setting beyond the two-valley model, as the table of settings describes it.
struct MaterialSetting {
    const Setting* setting;
    double FitParameters::*member;
};
const std::vector<MaterialSetting>& material_settings();

/// Whether one of them or a pocket is given.
bool beyond_two_valleys(const FitParameters& values);

/// Whether they add nothing to the two-valley model of tc0, beta, gamma and alpha.
bool is_two_valley(const FitParameters& values);

/// The point of the engine at t = T/Tc0 and B = 0, moved to the border of its domain where a trial step of
/// the fit left it.
Parameters reduced_parameters(const FitParameters& values, double t);

/// Throws SettingError where a value is outside the domain of the engine.
void check_values(const FitParameters& values);

}  // namespace mirage
