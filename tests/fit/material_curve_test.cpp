#include "fit/material_curve.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "fit/model_curve.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "mirage/lines/second_order_field.hpp"
#include "mirage/model/units.hpp"

namespace {

using namespace mirage;

/// One of every kind, none with a gap of another size but the last.
std::vector<FitParameters> materials() {
    std::vector<FitParameters> list(6, FitParameters{3.0, 2.0, 0.2});
    list[0].gamma_spin_orbit = 0.3;
    list[1].t_triplet = 0.2;
    list[2].orbital = 0.05, list[2].theta = 15.0;
    list[3].gamma_magnetic = 0.05, list[3].alpha = 0.2;
    list[4].thickness = 4.0, list[4].diffusion = 2.0, list[4].theta = 3.0;
    list[5].pockets = {{.name = "G", .share = 0.4, .beta = 1.0, .gap = 0.5}};
    return list;
}

double engine_field(const FitParameters& f, double T) {
    return critical_fields(reduced_parameters(f, T / f.tc0)).B_c2 * si_units(f.tc0, f.g_factor).field;
}

TEST(FitMaterialCurve, IsTheThermodynamicField) {
    for (const FitParameters& f : materials()) {
        const double lowest = 0.6;
        const ModelCurve curve(FitModel::exact, f, lowest, first_order_ratio(f, lowest));
        for (const double T : {0.6, 1.0, 1.9, 0.97 * curve.critical_temperature()})
            EXPECT_NEAR(curve.field_at(T) / engine_field(f, T), 1.0, 2e-5) << T;
    }
}

TEST(FitMaterialCurve, EndsAtItsOwnCriticalTemperature) {
    const FitParameters magnetic = materials()[3];
    const double Tc = critical_temperature(magnetic);
    EXPECT_LT(Tc, 2.9);
    const ModelCurve curve(FitModel::exact, magnetic, 0.5);
    EXPECT_EQ(curve.field_at(Tc), 0.0);
    EXPECT_EQ(curve.field_at(0.5 * (Tc + 3.0)), 0.0) << "normal between Tc and Tc0";
    EXPECT_GT(curve.field_at(0.999 * Tc), 0.0);
    EXPECT_EQ(critical_temperature(materials()[0]), 3.0);
    FitParameters none = magnetic;
    none.gamma_magnetic = 2.0;  // above Delta0/4
    EXPECT_NEAR(critical_temperature(none), 0.003, 1e-12);
    EXPECT_EQ(ModelCurve(FitModel::exact, none, 0.5).field_at(0.5), 0.0);
}

/// The change of the curve at fixed s against a difference of curves.
TEST(FitMaterialCurve, ChangesAreThoseOfNearbyCurves) {
    for (const FitParameters& f : materials()) {
        for (const auto member : {&FitParameters::tc0, &FitParameters::beta, &FitParameters::g_factor,
                                  &FitParameters::gamma_spin_orbit, &FitParameters::gamma_magnetic,
                                  &FitParameters::t_triplet, &FitParameters::theta}) {
            if (std::isnan(f.*member) || f.*member == 0.0) continue;
            const double h = 1e-4 * f.*member, lowest = 0.6;
            FitParameters up = f, down = f;
            up.*member += h, down.*member -= h;
            const ModelCurve curve(f, lowest, {}, {{{up, down}, {0.5 / h, -0.5 / h}}});
            const ModelCurve above(FitModel::exact, up, lowest), below(FitModel::exact, down, lowest);
            for (const double s : {0.1, 0.5, 0.8}) {
                const auto T = [s](const ModelCurve& c) { return c.critical_temperature() * (1.0 - s * s); };
                const PointChange change = curve.change(0, s);
                EXPECT_NEAR(change.B, (above.field(s) - below.field(s)) / (2.0 * h),
                            2e-5 * std::fabs(change.B) + 1e-5 * curve.field(s) / f.*member);
                EXPECT_NEAR(change.T, (T(above) - T(below)) / (2.0 * h), 1e-6 * (std::fabs(change.T) + 1e-3));
            }
        }
    }
}

TEST(FitMaterialCurve, ATripletChannelEndsTheCurve) {
    FitParameters f{3.0, 2.0};
    EXPECT_EQ(lowest_temperature(f), 0.003);
    f.t_triplet = 0.3;
    EXPECT_NEAR(lowest_temperature(f), 1.15 * 0.3, 1e-3);
    f.gamma = 1.0;  // scattering kills the channel
    EXPECT_EQ(lowest_temperature(f), 0.003);
}

}  // namespace
