#include "spectra/spectrum_state.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "mirage/spectra/material_spectrum.hpp"

namespace {

using namespace mirage;

constexpr double tolerance = 1e-10;

TEST(SpectrumState, IsThatOfThePoint) {
    const Parameters p{0.1, 2.0, 7.0, 0.2, 0.3};
    const PointState point = solve_point(p, {tolerance});
    const SpectrumState state = spectrum_state(p, quiet_nan, tolerance);
    EXPECT_EQ(state.status, Status::converged);
    EXPECT_EQ(state.model.Delta, point.order_parameter);
    EXPECT_NEAR(state.zero_energy_dos, point.zero_energy_dos, 1e-12);
    EXPECT_EQ(model_state(p, quiet_nan, tolerance).model.Delta, point.order_parameter);
}

TEST(SpectrumState, AGivenOrderParameterIsTaken) {
    const Parameters p{0.1, 2.0, 7.0, 0.0, 0.0};
    const SpectrumState state = spectrum_state(p, 0.4, tolerance);
    EXPECT_EQ(state.model.Delta, 0.4);
    EXPECT_EQ(state.zero_energy_dos, 0.0) << "a clean gap";
    EXPECT_EQ(spectrum_state(p, 0.0, tolerance).zero_energy_dos, 1.0);
}

TEST(SpectrumState, OfAMaterialTheDensityOfStatesIsThatOfTheGeneralTheory) {
    Material material;
    material.gamma_intra = 0.1;
    material.gamma_magnetic = 0.4;
    const Parameters p = with_material({0.1, 0.5, 2.0, 0.2, 0.0}, material);
    const SpectrumState state = spectrum_state(p, 0.3, tolerance);
    EXPECT_NEAR(state.zero_energy_dos, spectrum(state.model, 1e-9, {0.0})[0].dos(), 1e-9);
}

TEST(SpectrumState, AFailedPointHasNone) {
    EXPECT_EQ(spectrum_state({0.1, quiet_nan, 7.0, 0.0, 0.0}, quiet_nan, tolerance).status, Status::failed);
}

/// [T]: epsilon_1,2 = sqrt(beta^2 + (B +- Delta)^2), on the curve too.
TEST(SpectrumState, TheMirageGapIsThatOfTheFormulaWithoutDisorder) {
    const Parameters p{0.1, 2.0, 7.0, 0.0, 0.0};
    const SpectrumState state = spectrum_state(p, quiet_nan, tolerance);
    const MirageGap gap = mirage_gap_without_disorder(state.model);
    const MeasuredMirageGap measured = mirage_gap_of_curve(state.model, 1e-3);
    EXPECT_DOUBLE_EQ(gap.epsilon_1, std::hypot(7.0, 2.0 + state.model.Delta));
    EXPECT_NEAR(measured.upper, gap.epsilon_1, 1e-5);
    EXPECT_NEAR(measured.lower, gap.epsilon_2, 1e-5);
}

TEST(SpectrumState, ThereIsNoMirageGapWithoutAFieldOrWithAMomentum) {
    const Parameters p{0.1, 0.0, 7.0, 0.0, 0.0};
    SpectrumState state = spectrum_state(p, quiet_nan, tolerance);
    EXPECT_TRUE(std::isnan(mirage_gap_of_curve(state.model, 1e-3).position));
    state.model.Q = 0.1;
    EXPECT_TRUE(std::isnan(mirage_gap_without_disorder(state.model).epsilon_1));
}

}  // namespace
