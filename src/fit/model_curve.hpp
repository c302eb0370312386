#pragma once
// Models of B_c2(T) in kelvin and tesla, as smooth curves that a fit can walk along.

#include <array>
#include <string_view>
#include <vector>

#include "fit/curve_path.hpp"
#include "fit/first_order_ratio.hpp"
#include "fit/material_curve.hpp"
#include "fit/parameter_values.hpp"

namespace mirage {

/// exact: thermodynamic B_c2 of the engine. ising, klb, whh: the closed-form expressions (formulas.hpp).
enum class FitModel { exact, ising, klb, whh };

/// Throws InputError for another name given with `option`.
FitModel fit_model(std::string_view name, const char* option = "--model");

/// dB/dp [T per unit of the parameter] at one point of a curve.
struct FieldDerivatives {
    double tc0 = 0.0, beta = 0.0, gamma = 0.0;
    double alpha_squared = 0.0;  ///< by alpha^2
    double g_factor = 0.0, spin_orbit_rate = 0.0;
};

/// Of one point of a curve at fixed s, along a direction: its temperature [K] and its field [T].
struct PointChange {
    double T = 0.0, B = 0.0;
};

/// B_c2(T) from lowest_T to Tc as a Chebyshev series of B/sqrt(1 - t) in sqrt t, t = T/Tc: the curve
/// s -> (T, B) = (Tc (1 - s^2), field(s)) is smooth through Tc too, where B rises vertically. Relative
/// accuracy 1e-6. Tc is Tc0 but for materials whose pairs break without a field. Where B rises in a straight
/// line before it bends (CurvePath), a series of B/s in arcsin s.
class ModelCurve {
public:
    /// What is computed: the curve, or its derivatives by the parameters too.
    enum class With { field, derivatives };

    /// `ratio`: of nearby parameters; empty: none.
    ModelCurve(FitModel model, const FitParameters& parameters, double lowest_T,
               const FirstOrderRatio& ratio = {}, With with = With::field);
    /// With its changes along some directions; of the exact model.
    ModelCurve(const FitParameters& parameters, double lowest_T, const FirstOrderRatio& ratio,
               const std::vector<Variation>& directions);

    double critical_temperature() const { return path_.Tc; }  ///< [K]
    const CurvePath& path() const { return path_; }
    double largest_s() const { return largest_s_; }
    /// B [T] at the temperature of the path; odd in s, a straight line through Tc where it is one below.
    double field(double s) const { return at(field_, s); }
    /// dB/ds
    double slope(double s) const { return slope(field_, s); }
    /// dB/dp at fixed s, relative accuracy 1e-5; of a curve with derivatives.
    FieldDerivatives derivatives(double s) const;
    /// Along one of the directions, relative accuracy 1e-5.
    PointChange change(std::size_t direction, double s) const {
        return {path_.temperature(s) / path_.Tc * change_of_Tc_[direction], at(changes_[direction], s)};
    }
    /// B [T] at T [K]; 0 from Tc on. T not below the lowest.
    double field_at(double T) const;
    /// B^2 [T^2] at T [K], smooth through Tc, negative a little above it.
    double squared_field_at(double T) const;

private:
    using Series = std::vector<double>;  ///< Chebyshev coefficients of a field over s
    /// One node of the series.
    struct Node {
        double s, root_t, t;
    };

    FitParameters parameters_;
    CurvePath path_;
    double largest_s_;
    double centre_ = 0.0, half_ = 0.0;  ///< of sqrt t, or of arcsin s
    Series field_;
    Series by_beta_, by_gamma_, by_alpha_squared_, by_rate_;  ///< empty where nothing depends on it
    std::vector<Series> changes_;
    std::vector<double> change_of_Tc_;

    Node node_at(std::size_t i) const;
    std::array<double, 2> sum(const Series& series, double x) const;  ///< value and derivative
    double over_s(const Series& series, double s) const;
    double at(const Series& series, double s) const;
    double slope(const Series& series, double s) const;
};

/// The second-order field of a model [T] at T [K], which may be below the lowest temperature of the engine;
/// 0 from Tc on, at most the largest field of the engine.
double second_order_field(FitModel model, const FitParameters& parameters, double T);

}  // namespace mirage
