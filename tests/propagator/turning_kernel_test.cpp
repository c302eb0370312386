// States whose momentum turns the phase of pairs, at Matsubara frequencies: against matrices, differences,
// symmetries, the other coordinates.

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>

#include <gtest/gtest.h>

#include "average_table.hpp"
#include "material_run.hpp"
#include "momentum_reference.hpp"
#include "propagator/newton.hpp"
#include "turning_cases.hpp"

using namespace mirage;
using namespace mirage_test;

namespace {

const std::vector<double> omega{0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 5.0, 20.0};

std::unique_ptr<MaterialRun> solved(const PairingModel& model, const std::vector<double>& at = omega) {
    auto run = std::make_unique<MaterialRun>(at);
    run->solve_with_momentum(material_model(model));
    for (int k = 0; k < run->arrays.count; ++k) EXPECT_LT(run->arrays.error[k], solved_step) << k;
    return run;
}

/// The largest coefficient of tau1 in the averages of any pocket.
double turned(const PairingModel& model, double at) {
    double most = 0.0;
    for (const Matrix4& ghat : material_fixed_point(at, reference_of(model, 64).material))
        most = std::max(most, std::abs(part_of(ghat, 0, 1)));
    return most;
}

using Array = double* MaterialArrays::*;
constexpr Array amplitudes[] = {
    &MaterialArrays::F,   &MaterialArrays::Ft,           &MaterialArrays::phi,
    &MaterialArrays::G,   &MaterialArrays::one_minus_g0, &MaterialArrays::current,
    &MaterialArrays::F_D, &MaterialArrays::F_Q,          &MaterialArrays::current_Q};

void expect_equal(const MaterialRun& a, const MaterialRun& b, double error) {
    for (const Array of : amplitudes)
        for (int k = 0; k < pack_width; ++k) {
            const double expected = (a.arrays.*of)[k];
            EXPECT_NEAR((b.arrays.*of)[k], expected, error * (1.0 + std::fabs(expected))) << k;
        }
}

}  // namespace

TEST(TurningKernel, MatrixFixedPoint) {
    for_turning_cases([](const TurningCase& given) {
        constexpr double at = 0.7;
        const MaterialModel m = material_model(given.model);
        EXPECT_TRUE(turns_phase(m));
        EXPECT_GT(turned(given.model, at), 1e-5);
        const auto run = solved(given.model, std::vector<double>(pack_width, at));
        const auto exact = amplitudes_of(reference_of(given.model, 160), at);
        const MaterialArrays& a = run->arrays;
        EXPECT_NEAR(a.phi[0], exact.functional - normal_functional(m, at), 1e-11);
        EXPECT_NEAR(1.0 - a.one_minus_g0[0], exact.g0, 1e-11);
        EXPECT_NEAR(a.F[0], exact.F, 1e-11);
        EXPECT_NEAR(a.G[0], exact.G, 1e-11);
        EXPECT_NEAR(a.current[0], exact.current, 1e-11);
    });
}

TEST(TurningKernel, DerivativesAreThoseOfTheFunctional) {
    constexpr double h = 1e-4;
    for_turning_cases([](const TurningCase& given) {
        const auto here = solved(given.model);
        const auto expect_slope = [&](double PairingModel::*number, double sign, Array found, Array of) {
            std::unique_ptr<MaterialRun> at[4];
            PairingModel model = given.model;
            for (int i = 0; i < 4; ++i) {
                constexpr double steps[] = {-2.0, -1.0, 1.0, 2.0};
                model.*number = given.model.*number + steps[i] * h;
                at[i] = solved(model);
            }
            for (int k = 0; k < pack_width; ++k) {
                const auto value = [&](int i) { return (at[i]->arrays.*of)[k]; };
                const double slope = (value(0) - 8.0 * value(1) + 8.0 * value(2) - value(3)) / (12.0 * h);
                EXPECT_NEAR(sign * (here->arrays.*found)[k], slope, 1e-8 * (1.0 + std::fabs(slope))) << k;
            }
        };
        using A = MaterialArrays;
        expect_slope(&PairingModel::Q, -1.0, &A::current, &A::phi);
        expect_slope(&PairingModel::Q, 1.0, &A::current_Q, &A::current);
        expect_slope(&PairingModel::Q, 1.0, &A::F_Q, &A::F);
        expect_slope(&PairingModel::Delta, 1.0, &A::F, &A::phi);
        expect_slope(&PairingModel::Delta, 1.0, &A::F_D, &A::F);
        expect_slope(&PairingModel::Delta, -1.0, &A::F_Q, &A::current);
        expect_slope(&PairingModel::Delta, -1.0, &A::F_omega, &A::one_minus_g0);
        expect_slope(&PairingModel::B, -1.0, &A::G, &A::phi);
        expect_slope(&PairingModel::B, 1.0, &A::F_B, &A::F);
    });
}

TEST(TurningKernel, EvenInTheMomentum) {
    for_turning_cases([](const TurningCase& given) {
        PairingModel back = given.model;
        back.Q_angle += std::numbers::pi;
        expect_equal(*solved(given.model), *solved(back), 1e-11);
    });
}

TEST(TurningKernel, GoesOverIntoTheOtherCoordinates) {
    // even in the angle and in the tilt: from symmetry they differ by their squares
    constexpr double little = 1e-6;
    for (const double symmetric : {along_the_field, across_the_field}) {
        const TurningValleys fixed(symmetric), turning(symmetric + little);
        EXPECT_FALSE(turns_phase(material_model(fixed.model)));
        EXPECT_TRUE(turns_phase(material_model(turning.model)));
        expect_equal(*solved(fixed.model), *solved(turning.model), 1e-10);
    }
    for (const double symmetric : {along_the_field, across_the_field}) {
        TurningPockets fixed(symmetric), turning(symmetric);
        fixed.material.theta = 0.0, turning.material.theta = little;
        EXPECT_FALSE(turns_phase(material_model(fixed.model)));
        EXPECT_TRUE(turns_phase(material_model(turning.model)));
        expect_equal(*solved(fixed.model), *solved(turning.model), 1e-10);
    }
    TurningValleys equal(0.7), nearly(0.7);
    equal.material.gamma_intra = 0.5 * equal.model.gamma;
    nearly.material.gamma_intra = equal.material.gamma_intra + 1e-13;
    EXPECT_FALSE(turns_phase(material_model(equal.model)));
    EXPECT_TRUE(turns_phase(material_model(nearly.model)));
    expect_equal(*solved(equal.model), *solved(nearly.model), 1e-10);
}

TEST(TurningKernel, WithoutMomentumTheUniformState) {
    for_turning_cases([](const TurningCase& given) {
        PairingModel model = given.model;
        model.Q = 0.0;
        const auto moving = solved(model);
        MaterialRun uniform(omega);
        uniform.solve(material_model(model));
        for (const Array of : {&MaterialArrays::F, &MaterialArrays::phi, &MaterialArrays::G,
                               &MaterialArrays::F_D, &MaterialArrays::F_B, &MaterialArrays::g0_omega})
            for (int k = 0; k < pack_width; ++k)
                EXPECT_NEAR((moving->arrays.*of)[k], (uniform.arrays.*of)[k],
                            1e-10 * (1.0 + std::fabs((uniform.arrays.*of)[k])));
        for (int k = 0; k < pack_width; ++k) EXPECT_NEAR(moving->arrays.current[k], 0.0, 1e-12);
    });
}

TEST(TurningKernel, UniformPhasesOfThreeAxesInATiltedField) {
    constexpr double at = 0.3;
    for (const double theta : {0.3, 1.0}) {
        TurningThree given(across_the_field);
        given.material.theta = theta;
        given.model.Q = 0.0;
        EXPECT_TRUE(turns_uniform_phase(material_model(given.model)));
        EXPECT_GT(turned(given.model, at), 1e-5);
        MaterialRun run(std::vector<double>(pack_width, at));
        run.solve(material_model(given.model));
        ASSERT_LT(run.arrays.error[0], solved_step);
        const auto exact = amplitudes_of(reference_of(given.model, 160), at);
        EXPECT_NEAR(1.0 - run.arrays.one_minus_g0[0], exact.g0, 1e-11);
        EXPECT_NEAR(run.arrays.F[0], exact.F, 1e-11);
        EXPECT_NEAR(run.arrays.G[0], exact.G, 1e-11);
    }
}

TEST(TurningKernel, FromTheSolutionBefore) {
    for_turning_cases([](const TurningCase& given) {
        PairingModel before = given.model;
        before.Delta *= 1.02, before.B *= 0.99;
        const auto moved = solved(before);
        moved->solve_again(material_model(given.model));
        expect_equal(*solved(given.model), *moved, 1e-10);
    });
}

TEST(TurningKernel, EveryInstructionSetAgrees) {
    for_turning_cases([](const TurningCase& given) {
        const MaterialModel m = material_model(given.model);
        const auto best = solved(given.model);
        for (const char* name : instruction_sets) {
            const Kernel* set = kernel(name);
            if (!set) continue;
            const auto other = solved(given.model);
            std::fill_n(other->arrays.self, momentum_rows(m) * pack_width, 0.0);  // begun anew
            set->solve_momentum(m, other->arrays);
            expect_equal(*best, *other, 1e-11);
        }
    });
}

TEST(TurningKernel, OnlyWhatRespondsIsUnknown) {
    // three numbers, then four for every unknown: of the valleys both parts of 15 and the momentum
    EXPECT_EQ(momentum_rows(material_model(TurningValleys(0.7).model)), 3 + 4 * 31);
    // without a difference of the rates one of the two parts, which is equal in both valleys
    TurningPockets equal(0.7);
    equal.material.gamma_intra = 0.5 * equal.model.gamma;
    EXPECT_EQ(momentum_rows(material_model(equal.model)), 3 + 4 * (16 + 16));
    TurningValleys clean(0.7);
    clean.model.gamma = clean.material.gamma_intra = 0.0;
    EXPECT_FALSE(turns_phase(material_model(clean.model)));
}

TEST(TurningKernel, TheTripletOfTwoValleysInThePlaneStaysReal) {
    // G of the phase of eta, sigma_y tau2 odd in the valley, vanishes with the mean of tau1
    TurningValleys given(0.7);
    given.material.T_triplet = 0.3;
    given.model.eta = 0.2;
    const auto source = [&] {
        const auto reference = reference_of(given.model, 64);
        Complex sum = 0.0;
        const auto ghat = material_fixed_point(0.5, reference.material);
        for (std::size_t s = 0; s < ghat.size(); ++s)
            sum += reference.material.pockets[s].share * reference.sheets[s].t * part_of(ghat[s], 2, 2);
        return std::abs(sum);
    };
    EXPECT_GT(turned(given.model, 0.5), 1e-5);
    EXPECT_LT(source(), 1e-12);
    EXPECT_TRUE(has_real_order_parameters(material_model(given.model)));
    const auto run = solved(given.model, std::vector<double>(pack_width, 0.5));
    const auto exact = amplitudes_of(reference_of(given.model, 160), 0.5);
    EXPECT_NEAR(run->arrays.F[0], exact.F, 1e-11);
    EXPECT_NEAR(run->arrays.Ft[0], exact.Ft, 1e-11);
    EXPECT_NEAR(run->arrays.current[0], exact.current, 1e-11);
    // not so in a tilted field
    given.material.theta = 0.5;
    EXPECT_GT(source(), 1e-6);
    EXPECT_FALSE(has_real_order_parameters(material_model(given.model)));
}
