// The coordinates of states with momentum: both kinds where both apply, the uniform kernel without momentum,
// directions that do not matter.
#include "propagator/momentum_field.hpp"

#include <cmath>
#include <memory>

#include <gtest/gtest.h>

#include "material_run.hpp"
#include "momentum_reference.hpp"

using namespace mirage;
using mirage_test::MaterialRun;
using mirage_test::MovingMaterial;
using mirage_test::Random;

namespace {

const std::vector<double> omega{0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 5.0, 20.0};

std::unique_ptr<MaterialRun> solved(const MaterialModel& m) {
    auto run = std::make_unique<MaterialRun>(omega);
    run->solve_with_momentum(m);
    return run;
}

/// Of every state, and what the momentum adds.
using Array = double* MaterialArrays::*;
constexpr Array amplitudes[] = {&MaterialArrays::F, &MaterialArrays::Ft, &MaterialArrays::phi,
                                &MaterialArrays::G, &MaterialArrays::one_minus_g0};
constexpr Array slopes[] = {&MaterialArrays::F_D,      &MaterialArrays::F_eta,   &MaterialArrays::Ft_eta,
                            &MaterialArrays::F_B,      &MaterialArrays::Ft_B,    &MaterialArrays::F_omega,
                            &MaterialArrays::Ft_omega, &MaterialArrays::g0_omega};
constexpr Array with_momentum[] = {&MaterialArrays::current, &MaterialArrays::F_Q, &MaterialArrays::Ft_Q,
                                   &MaterialArrays::current_Q};

void expect_equal(const MaterialRun& a, const MaterialRun& b, Array of, double error) {
    for (int k = 0; k < pack_width; ++k) {
        const double expected = (a.arrays.*of)[k];
        EXPECT_NEAR((b.arrays.*of)[k], expected, error * (1.0 + std::fabs(expected))) << k;
    }
}
void expect_equal_states(const MaterialRun& a, const MaterialRun& b) {
    for (const Array of : amplitudes) expect_equal(a, b, of, 2e-11);
    for (const Array of : slopes) expect_equal(a, b, of, 1e-9);
}

}  // namespace

TEST(MomentumCoordinates, IsThatAcrossWhereBothApply) {
    Random random(211);
    int compared = 0;
    for (int turn = 0; turn < 120; ++turn) {
        const MovingMaterial given(random, turn);
        MaterialModel m = material_model(given.model);
        if (!is_across(m)) continue;
        const auto across = solved(m);
        m.B_z = 1e-300;
        ASSERT_FALSE(is_across(m));
        const auto any = solved(m);
        ++compared;
        SCOPED_TRACE(turn);
        expect_equal_states(*across, *any);
        for (const Array of : with_momentum) expect_equal(*across, *any, of, 1e-9);
    }
    EXPECT_GT(compared, 10);
}

TEST(MomentumCoordinates, WithoutMomentumTheUniformKernel) {
    Random random(212);
    for (int turn = 0; turn < 48; ++turn) {
        MovingMaterial given(random, turn);
        SCOPED_TRACE(turn);
        given.model.Q = 0.0;
        const MaterialModel m = material_model(given.model);
        const auto moving = solved(m);
        MaterialRun uniform(omega);
        uniform.solve(m);
        expect_equal_states(uniform, *moving);
        for (const Array of : {&MaterialArrays::current, &MaterialArrays::F_Q, &MaterialArrays::Ft_Q})
            for (int k = 0; k < pack_width; ++k) EXPECT_NEAR((moving->arrays.*of)[k], 0.0, 1e-12);
    }
}

TEST(MomentumCoordinates, WithoutRashbaCouplingEveryDirectionIsTheSame) {
    Random random(213);
    for (int turn = 0; turn < 24; ++turn) {
        MovingMaterial given(random, turn);
        given.model.alpha = 0.0;
        given.material.pockets.clear();
        SCOPED_TRACE(turn);
        const auto first = solved(material_model(given.model));
        given.model.Q_angle = random.uniform(-3.0, 3.0);
        const auto second = solved(material_model(given.model));
        expect_equal_states(*first, *second);
        for (const Array of : with_momentum) expect_equal(*first, *second, of, 1e-9);
    }
}

TEST(MomentumCoordinates, EvenInTheMomentum) {
    // no diode effect: tilted fields, textures and disorder of every kind
    Random random(214);
    for (int turn = 0; turn < 24; ++turn) {
        MovingMaterial given(random, turn);
        SCOPED_TRACE(turn);
        const auto forward = solved(material_model(given.model));
        given.model.Q_angle += std::acos(-1.0);
        const auto back = solved(material_model(given.model));
        expect_equal_states(*forward, *back);
        for (const Array of : with_momentum) expect_equal(*forward, *back, of, 1e-9);
    }
}

TEST(MomentumCoordinates, EvenForAnyTextureInMatrices) {
    // pockets with random spin-orbit fields, odd in k, and any field: K(-Q) = K(Q)*
    for (int turn = 0; turn < 4; ++turn) {
        const auto amplitudes_at = [&](double sign, unsigned seed) {
            Random texture(seed);
            mirage_test::ReferenceMaterial m;
            m.B = {texture.uniform(-1, 1), texture.uniform(-1, 1), texture.uniform(-1, 1)};
            m.pockets = {{0.5, 0.6, 0.0}, {0.5, 0.6, 0.0}};
            m.potential = {{0.1, 0.2}, {0.2, 0.1}};
            m.magnetic = 0.05, m.spin_orbit = 0.1;
            for (int k = 0; k < 24; ++k) {
                const Eigen::Vector3d g(texture.uniform(-1, 1), texture.uniform(-1, 1),
                                        texture.uniform(-1, 1));
                const double shift = sign * texture.uniform(-1, 1);
                m.pockets[0].g.push_back(g), m.pockets[0].shift.push_back(shift);
                m.pockets[1].g.push_back(-g), m.pockets[1].shift.push_back(-shift);
            }
            const auto ghat = mirage_test::material_fixed_point(0.5, m);
            const mirage_test::Matrix4 mean = 0.5 * (ghat[0] + ghat[1]);
            return std::pair{mirage_test::part_of(mean, 0, 3), mirage_test::part_of(mean, 0, 2)};
        };
        const unsigned seed = 300 + static_cast<unsigned>(turn);
        const auto forward = amplitudes_at(1.0, seed), back = amplitudes_at(-1.0, seed);
        EXPECT_NEAR(std::abs(forward.first - std::conj(back.first)), 0.0, 1e-12);
        EXPECT_NEAR(std::abs(forward.second - std::conj(back.second)), 0.0, 1e-12);
    }
}
