#include "fit/band.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "fit_cases.hpp"
#include "mirage/formulas/critical_field_formulas.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "mirage/model/units.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

TEST(FitBand, BandHoldsTheCurveAndNarrowsNowhereToNothing) {
    Random random(11);
    const FitParameters truth{3.0, 4.1};
    const FitTask task = task_of(FitModel::ising, {3.1, 5.0},
                                 synthetic(FitModel::ising, truth, 0.2, 20, 0.01, random), {"tc0", "beta"});
    const FitResult r = fit(task);
    const auto band = fitted_curve(task, r, 0, 50);
    ASSERT_EQ(band.size(), 50u);
    EXPECT_NEAR(band.back().B, 0.0, 1e-9);
    for (const BandPoint& p : band) {
        EXPECT_LE(p.low, p.B);
        EXPECT_GE(p.high, p.B);
    }
    EXPECT_GT(band[5].high - band[5].low, 0.0);
    EXPECT_LT(band[5].high - band[5].low, 0.1 * band[5].B);
}

TEST(FitBand, ReachesFromTheLowestTemperatureToTc0) {
    Random random(17);
    const FitParameters truth{3.0, 4.1, 0.2, 0.3};
    const FitTask task =
        task_of(FitModel::exact, truth, synthetic(FitModel::exact, truth, 0.3, 12, 1e-10, random), {"beta"});
    const FitResult r = fit(task);
    const auto curve = fitted_curve(task, r, 0, 40);
    const UnitSystem unit = si_units(3.0, 2.0);
    EXPECT_NEAR(curve.front().T, 0.003, 1e-12);
    EXPECT_EQ(curve.back().T, 3.0);
    for (const BandPoint& p : curve) {
        if (p.T > 2.99) continue;
        const double B =
            critical_fields({p.T / 3.0, 0.0, 4.1 / unit.energy, 0.2 / unit.energy, 0.3 / unit.energy}).B_c2 *
            unit.field;
        EXPECT_NEAR(p.B / B, 1.0, 2e-5) << "far below the points, T = " << p.T;
    }
    EXPECT_NEAR(enhancement(task, r, 0), curve.front().B / (pauli_limit() * unit.field), 1e-9);
}

}  // namespace
