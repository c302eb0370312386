#pragma once
// Models of B_c2(T) in kelvin and tesla, as smooth curves that a fit can walk along.

#include <array>
#include <string_view>
#include <vector>

#include "fit/material_curve.hpp"
#include "fit/parameter_values.hpp"

namespace mirage {

/// exact: thermodynamic B_c2 of the engine. ising, klb, whh: the closed-form expressions (formulas.hpp).
enum class FitModel { exact, ising, klb, whh };

/// Throws InputError for another name given with `option`.
FitModel fit_model(std::string_view name, const char* option = "--model");

/// Where the order of the transition is 1 its field lies above the second-order one: their ratio at nodes in
/// sqrt(T/Tc), and how it changes with the couplings of the two-valley model. Empty: 1 everywhere.
struct FirstOrderRatio {
    /// At one temperature; derivatives by beta, gamma and alpha^2, all in units of Delta0.
    struct Node {
        double root_t, value;
        double beta = 0.0, gamma = 0.0, alpha_squared = 0.0;
    };
    FitParameters at;         ///< where it was computed
    std::vector<Node> nodes;  ///< root_t descending

    /// At sqrt(T/Tc) of other parameters: linear in them and between the nodes, 1 to 3.
    double operator()(double root_t, const FitParameters& parameters) const;
    /// The derivatives there.
    Node node_at(double root_t) const;
    bool all_second_order() const;
};

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
/// accuracy 1e-6. Tc is Tc0 but for materials whose pairs break without a field.
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

    double critical_temperature() const { return Tc_; }  ///< [K]
    double largest_s() const { return largest_s_; }
    /// B [T] at T = Tc (1 - s^2); odd in s.
    double field(double s) const { return at(field_, s); }
    /// dB/ds
    double slope(double s) const { return slope(field_, s); }
    /// dB/dp at fixed s, relative accuracy 1e-5; of a curve with derivatives.
    FieldDerivatives derivatives(double s) const;
    /// Along one of the directions, relative accuracy 1e-5.
    PointChange change(std::size_t direction, double s) const {
        return {(1.0 - s * s) * change_of_Tc_[direction], at(changes_[direction], s)};
    }
    /// B [T] at T [K]; 0 from Tc on. T not below the lowest.
    double field_at(double T) const;
    /// B^2 [T^2] at T [K], smooth through Tc, negative a little above it.
    double squared_field_at(double T) const;

private:
    using Series = std::vector<double>;  ///< Chebyshev coefficients of a field over sqrt(1 - t)

    FitParameters parameters_;
    double Tc_;
    double largest_s_;
    double centre_ = 0.0, half_ = 0.0;  ///< of sqrt t
    Series field_;
    Series by_beta_, by_gamma_, by_alpha_squared_, by_rate_;  ///< empty where nothing depends on it
    std::vector<Series> changes_;
    std::vector<double> change_of_Tc_;

    std::array<double, 2> sum(const Series& series, double root_t) const;  ///< value and derivative
    double at(const Series& series, double s) const;
    double slope(const Series& series, double s) const;
};

/// The second-order field of a model [T] at T [K], which may be below the lowest temperature of the engine;
/// 0 from Tc on, at most the largest field of the engine.
double second_order_field(FitModel model, const FitParameters& parameters, double T);

/// The ratio of the exact model, without derivatives: all solutions at every node that may be of first order,
/// which is costly. Throws std::runtime_error where B_c2 is not found.
FirstOrderRatio first_order_ratio(const FitParameters& parameters, double lowest_T);

/// The same with the derivatives by the couplings, where any transition is of first order.
FirstOrderRatio first_order_ratio_with_derivatives(const FitParameters& parameters, double lowest_T);

}  // namespace mirage
