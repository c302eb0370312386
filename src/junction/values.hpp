#pragma once
// The numbers that a model of one dI/dV curve needs, in meV, mV, kelvin, tesla and ohm.

#include "fit/parameter_values.hpp"

namespace mirage {

struct CurveValues {
    FitParameters material{};        ///< with a gap of its own tc0 is only the unit of energies
    double delta = 0.0;              ///< order parameter, where it is not that of the engine
    double eta = 0.0;                ///< Dynes broadening
    double t_effective = quiet_nan;  ///< of the electrons in the junction; NaN: that of the sample
    double v_ac = 0.0;               ///< lock-in amplitude, peak
    double r_series = 0.0;           ///< in series with the junction
    double v_offset = 0.0;           ///< of the voltage
};

/// One of these numbers: of the material, or of the junction.
class JunctionMember {
public:
    JunctionMember() = default;
    JunctionMember(FitMember of_material) : of_material_(of_material) {}
    JunctionMember(double FitParameters::*of_material) : of_material_(of_material) {}
    JunctionMember(double CurveValues::*own) : own_(own) {}

    double& operator()(CurveValues& v) const { return own_ ? v.*own_ : of_material_(v.material); }
    double operator()(const CurveValues& v) const { return own_ ? v.*own_ : of_material_(v.material); }
    bool operator==(const JunctionMember&) const = default;
    bool is_of_pocket(double PocketSettings::*setting) const {
        return !own_ && of_material_.is_of_pocket(setting);
    }
    /// Whether the density of states depends on it, or only what the instrument makes of it.
    bool is_of_instrument() const {
        return own_ == &CurveValues::v_ac || own_ == &CurveValues::r_series || own_ == &CurveValues::v_offset;
    }

private:
    FitMember of_material_{};
    double CurveValues::*own_ = nullptr;
};

}  // namespace mirage
