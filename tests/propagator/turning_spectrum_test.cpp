// States whose momentum turns the phase of pairs, at real energies: matrices, the Matsubara axis, causality,
// the states that it joins.

#include <cmath>
#include <complex>

#include <gtest/gtest.h>

#include "material_run.hpp"
#include "momentum_reference.hpp"
#include "propagator/newton.hpp"
#include "propagator/retarded_material.hpp"
#include "propagator/zero_energy_material.hpp"
#include "turning_cases.hpp"

using namespace mirage;
using namespace mirage_test;
using std::complex;

namespace {

complex<double> mean(const MaterialModel& m, const RetardedMaterial& found,
                     complex<double> PocketAmplitudes::*of) {
    complex<double> sum;
    for (int p = 0; p < m.pocket_count; ++p) sum += m.pocket[p].share * (found.pocket[p].*of);
    return sum;
}

void expect_near(complex<double> found, complex<double> exact, double error) {
    EXPECT_NEAR(std::abs(found - exact), 0.0, error * (1.0 + std::abs(exact)));
}

void expect_matrix_fixed_point(const PairingModel& model, complex<double> omega) {
    const complex<double> i(0, 1);
    const MaterialModel m = material_model(model);
    const RetardedMaterial found = solve_retarded_material(m, omega);
    ASSERT_TRUE(found.solved);
    const auto reference = reference_of(model, 120);
    const auto exact = material_fixed_point(omega, reference.material);
    complex<double> g0, F, fx;
    for (std::size_t s = 0; s < exact.size(); ++s) {
        const double share = reference.material.pockets[s].share;
        g0 += share * part_of(exact[s], 0, 3);
        F -= share * part_of(exact[s], 0, 2);
        for (int k = 1; k <= 3; ++k)
            fx -= share * reference.along_field(k - 1) * (i * part_of(exact[s], k, 2));
    }
    expect_near(mean(m, found, &PocketAmplitudes::g0), g0, 1e-9);
    expect_near(mean(m, found, &PocketAmplitudes::F), F, 1e-9);
    expect_near(mean(m, found, &PocketAmplitudes::fx), fx, 1e-9);
}

/// Two amplitudes and the slope of one.
void expect_equal(const MaterialModel& a, const MaterialModel& b, complex<double> omega, double error) {
    const RetardedMaterial first = solve_retarded_material(a, omega),
                           second = solve_retarded_material(b, omega);
    ASSERT_TRUE(first.solved && second.solved);
    for (const auto of : {&PocketAmplitudes::g0, &PocketAmplitudes::F, &PocketAmplitudes::g0_slope})
        expect_near(mean(b, second, of), mean(a, first, of), error);
}

}  // namespace

TEST(TurningSpectrum, MatrixFixedPoint) {
    Random random(261);
    for_turning_cases([&random](const TurningCase& given) {
        expect_matrix_fixed_point(given.model, {0.3, -random.uniform(0.0, 3.0)});
    });
}

TEST(TurningSpectrum, UniformPhasesOfThreeAxesInATiltedField) {
    TurningThree given(across_the_field);
    given.model.Q = 0.0;
    EXPECT_TRUE(turns_uniform_phase(material_model(given.model)));
    for (const double E : {0.0, 0.5, 1.2, 2.0}) expect_matrix_fixed_point(given.model, {0.3, -E});
}

TEST(TurningSpectrum, OnTheMatsubaraAxisTheSolutionOfTheKernel) {
    const std::vector<double> omega{0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 5.0, 20.0};
    for_turning_cases([&omega](const TurningCase& given) {
        const MaterialModel m = material_model(given.model);
        MaterialRun run(omega);
        run.solve_with_momentum(m);
        for (std::size_t k = 0; k < omega.size(); k += 3) {
            ASSERT_LT(run.arrays.error[k], solved_step);
            const RetardedMaterial found = solve_retarded_material(m, omega[k]);
            ASSERT_TRUE(found.solved);
            expect_near(mean(m, found, &PocketAmplitudes::g0), 1.0 - run.arrays.one_minus_g0[k], 1e-9);
            expect_near(mean(m, found, &PocketAmplitudes::g0_slope), run.arrays.g0_omega[k], 1e-8);
        }
    });
}

TEST(TurningSpectrum, CausalDownToTinyBroadening) {
    Random random(262);
    for (int turn = 0; turn < 24; ++turn) {
        TurningValleys given(random.uniform(0.1, 1.4));
        given.model.Q = random.uniform(0.05, 1.0);
        const MaterialModel m = material_model(given.model);
        const RetardedMaterial found = solve_retarded_material(m, {1e-6, -random.uniform(0.0, 3.0)});
        ASSERT_TRUE(found.solved) << turn;
        EXPECT_GT(found.pocket[0].g0.real(), -1e-12) << turn;
        EXPECT_LT(found.directions_error, 1e-8) << turn;
    }
}

TEST(TurningSpectrum, GoesOverIntoTheOtherCoordinates) {
    constexpr double little = 1e-7;
    const complex<double> omega(0.05, -0.6);
    for (const double symmetric : {along_the_field, across_the_field}) {
        const TurningValleys fixed(symmetric), turning(symmetric + little);
        expect_equal(material_model(fixed.model), material_model(turning.model), omega, 1e-10);
        TurningPockets flat(symmetric), tilted(symmetric);
        flat.material.theta = 0.0, tilted.material.theta = little;
        expect_equal(material_model(flat.model), material_model(tilted.model), omega, 1e-10);
    }
}

TEST(TurningSpectrum, ZeroEnergyIsTheLimit) {
    int gapless = 0;
    for (const double B : {0.3, 1.5, 3.0}) {
        TurningValleys given(0.7);
        given.model.B = B;
        const MaterialModel m = material_model(given.model);
        const ZeroEnergyMaterial limit = zero_energy_material(m, 0.01);
        ASSERT_TRUE(limit.solved) << B;
        const RetardedMaterial near = solve_retarded_material(m, {1e-6, 0.0});
        ASSERT_TRUE(near.solved) << B;
        EXPECT_NEAR(limit.dos, near.pocket[0].g0.real(), 1e-4) << B;
        gapless += limit.dos > 0.01;
    }
    EXPECT_GT(gapless, 0);
    EXPECT_LT(gapless, 3);
}

TEST(TurningSpectrum, ZeroEnergyOfAUniformState) {
    TurningPockets given(0.0);
    given.model.Q = 0.0;
    int gapless = 0;
    for (const double B : {0.3, 1.0, 2.5}) {
        given.model.B = B;
        const MaterialModel m = material_model(given.model);
        const ZeroEnergyMaterial limit = zero_energy_material(m, 0.01);
        ASSERT_TRUE(limit.solved) << B;
        const RetardedMaterial near = solve_retarded_material(m, {1e-7, 0.0});
        ASSERT_TRUE(near.solved) << B;
        EXPECT_NEAR(limit.dos, mean(m, near, &PocketAmplitudes::g0).real(), 1e-5) << B;
        gapless += limit.dos > 0.01;
    }
    EXPECT_GT(gapless, 0);
    EXPECT_LT(gapless, 3);
}

TEST(TurningSpectrum, AComplexTripletOrderParameterIsNotSolved) {
    TurningPockets given(0.7);
    given.material.T_triplet = 0.3;
    given.model.eta = 0.1;
    const MaterialModel m = material_model(given.model);
    EXPECT_FALSE(solve_retarded_material(m, {0.1, -0.3}).solved);
    EXPECT_FALSE(zero_energy_material(m, 0.01).solved);
}
