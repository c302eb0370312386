#pragma once
// Models of B_c2(T) in kelvin and tesla, as smooth curves that a fit can walk along.

#include <array>
#include <string_view>
#include <vector>

namespace mirage {

/// exact: thermodynamic B_c2 of the engine. ising, klb, whh: the closed-form expressions (formulas.hpp).
enum class FitModel { exact, ising, klb, whh };

/// Throws InputError for another name given with `option`.
FitModel fit_model(std::string_view name, const char* option = "--model");

/// All that a model may need; energies in meV.
struct FitParameters {
    double tc0 = 1.0;              ///< [K]
    double beta = 0.0;             ///< exact, ising
    double gamma = 0.0;            ///< exact
    double alpha = 0.0;            ///< exact
    double g_factor = 2.0;         ///< all
    double spin_orbit_rate = 1.0;  ///< hbar/tau_SO: klb, whh
};

/// Where the order of the transition is 1 its field lies above the second-order one: the ratio at every node
/// of a curve.
using FirstOrderRatio = std::vector<double>;

/// B_c2(T) from lowest_T to Tc0 as a Chebyshev series of B/sqrt(1 - t) in sqrt t, t = T/Tc0: the curve
/// s -> (T, B) = (Tc0 (1 - s^2), field(s)) is smooth through Tc0 too, where B rises vertically. Relative
/// accuracy 1e-6.
class ModelCurve {
public:
    /// `ratio`: that of first_order_ratio at nearby parameters; empty: none.
    ModelCurve(FitModel model, const FitParameters& parameters, double lowest_T,
               const FirstOrderRatio& ratio = {});

    double tc0() const { return tc0_; }
    double largest_s() const { return largest_s_; }
    /// B [T] at T = Tc0 (1 - s^2); odd in s.
    double field(double s) const;
    /// dB/ds
    double slope(double s) const;
    /// B [T] at T [K]; 0 from Tc0 on. T not below the lowest.
    double field_at(double T) const;
    /// B^2 [T^2] at T [K], smooth through Tc0, negative a little above it.
    double squared_field_at(double T) const;

private:
    double tc0_, largest_s_;
    double centre_ = 0.0, half_ = 0.0;  ///< of sqrt t
    std::vector<double> coefficient_;

    std::array<double, 2> series(double root_t) const;  ///< value and derivative
};

/// The ratio at the nodes of ModelCurve(exact, ...): 1 where the transition is of second order. Costly: all
/// solutions at every node that may be of first order.
FirstOrderRatio first_order_ratio(const FitParameters& parameters, double lowest_T);

}  // namespace mirage
