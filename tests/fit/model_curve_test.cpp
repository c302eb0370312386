#include "fit/model_curve.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "input/input_error.hpp"
#include "mirage/formulas/critical_field_formulas.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "mirage/model/units.hpp"

namespace {

using namespace mirage;

/// Largest relative error of the curve against `field` (in Delta0 at t = T/Tc0).
template <class F>
double worst(const ModelCurve& curve, const FitParameters& f, double lowest_t, F field) {
    double error = 0.0;
    for (double t = lowest_t; t < 0.999; t += 0.0127)
        error = std::max(
            error,
            std::fabs(curve.field_at(t * f.tc0) / (field(t) * si_units(f.tc0, f.g_factor).field) - 1.0));
    return error;
}

TEST(FitModelCurve, CurvesAreTheFormulas) {
    const FitParameters f{3.0, 4.1, 0.0, 0.0, 1.9, 20.0};
    const double unit = si_units(f.tc0, f.g_factor).energy;
    for (const double lowest : {0.01, 0.3, 0.9}) {
        EXPECT_LT(worst({FitModel::ising, f, lowest * f.tc0}, f, lowest,
                        [&](double t) { return ising_field(t, f.beta / unit); }),
                  1e-6);
        EXPECT_LT(worst({FitModel::klb, f, lowest * f.tc0}, f, lowest,
                        [&](double t) { return klb_field(t, f.spin_orbit_rate / unit); }),
                  1e-6);
        EXPECT_LT(worst({FitModel::whh, f, lowest * f.tc0}, f, lowest,
                        [&](double t) {
                            return whh_field(t, {f.spin_orbit_rate / unit, 0.0});
                        }),
                  1e-6);
    }
}

TEST(FitModelCurve, ExactIsTheThermodynamicField) {
    const FitParameters f{3.0, 4.1, 0.2, 0.3, 2.0, 0.0};
    const double unit = si_units(f.tc0, f.g_factor).energy;
    const auto engine = [&](double t) {
        return critical_fields({t, 0.0, f.beta / unit, f.gamma / unit, f.alpha / unit}).B_c2;
    };
    EXPECT_LT(worst({FitModel::exact, f, 0.03 * f.tc0}, f, 0.03, engine), 1e-6);
}

TEST(FitModelCurve, FirstOrderTransitionsThroughTheirRatio) {
    const FitParameters f{2.04, 0.0, 0.0, 0.0, 2.0, 0.0};  // Pauli limit
    const double lowest = 0.05;
    const FirstOrderRatio ratio = first_order_ratio(f, lowest * f.tc0);
    EXPECT_FALSE(ratio.all_second_order());
    EXPECT_GT(ratio.nodes.back().value, 1.2);
    const ModelCurve curve(FitModel::exact, f, lowest * f.tc0, ratio);
    EXPECT_LT(worst(curve, f, lowest, [](double t) { return critical_fields({t}).B_c2; }), 2e-3)
        << "a kink at 0.56 Tc0";
}

TEST(FitModelCurve, SlopeIsTheDerivativeAlongTheCurve) {
    const ModelCurve curve(FitModel::ising, {3.0, 4.1}, 0.1);
    for (const double s : {-0.1, 0.0, 0.2, 0.7, 0.95}) {
        const double h = 1e-5;
        EXPECT_NEAR(curve.slope(s), (curve.field(s + h) - curve.field(s - h)) / (2 * h),
                    1e-5 * std::fabs(curve.slope(s)));
        EXPECT_NEAR(curve.field(-s), -curve.field(s), 1e-12) << "odd";
    }
    EXPECT_EQ(curve.field_at(3.0), 0.0);
    EXPECT_EQ(curve.field_at(4.0), 0.0);
    EXPECT_NEAR(curve.squared_field_at(1.7), std::pow(curve.field_at(1.7), 2), 1e-9);
    EXPECT_NEAR(curve.squared_field_at(3.01) / curve.squared_field_at(2.99), -1.0, 0.02)
        << "straight through Tc0";
}

TEST(FitModelCurve, Names) {
    EXPECT_EQ(fit_model("whh"), FitModel::whh);
    EXPECT_THROW(fit_model("linear"), InputError);
}

}  // namespace
