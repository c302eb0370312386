// Averages over directions of states with momentum, at frequencies down to those of T = 0.01: rules that end
// as soon as they tell that they are good enough, against far more directions.
#include "propagator/momentum_average.hpp"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "material_run.hpp"
#include "momentum_reference.hpp"
#include "propagator/retarded_terms.hpp"

using namespace mirage;
using mirage_test::MaterialRun;
using mirage_test::MovingMaterial;
using mirage_test::Random;

namespace {

/// What the kernel sums, without scattering.
struct Mean {
    double F = 0.0, g0 = 0.0, current = 0.0, G = 0.0;
};

Mean mean_of(const MaterialModel& m, double omega, int directions) {
    Mean mean;
    for (int p = 0; p < m.pocket_count; ++p) {
        const PocketModel& pocket = m.pocket[p];
        for (int k = 0; k < directions; ++k) {
            const double phi = 2.0 * std::numbers::pi * (k + 0.5) / directions;
            const double component = m.Q_x * std::cos(phi) + m.Q_y * std::sin(phi);
            Complex<double> x[general_all];
            for (auto& coordinate : x) coordinate = Complex<double>(0.0, 0.0);
            x[general_w] = Complex<double>(omega, m.Q * pocket.velocity * component);
            x[general_D].re = pocket.chi * m.Delta;
            x[general_h].re = m.B_x, x[general_h + 2].re = m.B_z;
            x[general_g].re = -pocket.alpha * std::sin(phi);
            x[general_g + 1].re = pocket.alpha * std::cos(phi);
            x[general_g + 2].re =
                pocket.beta * (pocket.form == SpinOrbitForm::cos3phi ? std::cos(3.0 * phi) : 1.0);
            const auto f = general_terms<general_all>(x);
            const double n = pocket.share / directions;
            mean.F += n * pocket.chi * f.gradient[general_D].re;
            mean.g0 += n * f.gradient[general_w].re;
            mean.current += n * pocket.velocity * component * f.gradient[general_w].im;
            mean.G -= n * (m.B_x_B * f.gradient[general_h].re + m.B_z_B * f.gradient[general_h + 2].re);
        }
    }
    return mean;
}

void expect_mean(const MaterialModel& m, const MaterialArrays& a, int k, double error) {
    const Mean exact = mean_of(m, a.omega[k], 8000);
    EXPECT_NEAR(a.F[k], exact.F, error);
    EXPECT_NEAR(1.0 - a.one_minus_g0[k], exact.g0, error);
    EXPECT_NEAR(a.current[k], exact.current, error);
    EXPECT_NEAR(a.G[k], exact.G, error);
}

}  // namespace

TEST(MomentumAverage, PastTheCollapseAtLowTemperatures) {
    // frequencies of T = 0.01, 0.05, 0.2 where bands of both signs of the energy overlap
    const std::vector<double> omega{0.0178, 0.0534, 0.089, 0.125, 0.16, 0.36, 1.0, 3.0};
    Random random(221);
    for (int turn = 0; turn < 9; ++turn) {
        PairingModel model{random.uniform(0.1, 0.5), random.uniform(3.0, 5.0), 7.0, 0.0, 1.0};
        const double angles[] = {across_the_field, along_the_field, 0.7};
        model.Q = random.uniform(0.2, 0.9), model.Q_angle = angles[turn % 3];
        const MaterialModel m = material_model(model);
        MaterialRun run(omega);
        run.solve_with_momentum(m);
        SCOPED_TRACE(turn);
        for (const int k : {0, 1, 5}) {
            expect_mean(m, run.arrays, k, 1e-11);
            EXPECT_LT(run.arrays.directions_error[k], 1e-12);
        }
    }
}

TEST(MomentumAverage, EveryKindOfPocket) {
    const std::vector<double> omega{0.05, 0.1, 0.15, 0.3, 0.6, 1.2, 2.4, 4.8};
    Random random(222);
    for (int turn = 0; turn < 24; ++turn) {
        MovingMaterial given(random, turn);
        Material clean;
        clean.theta = given.material.theta;
        clean.pockets = given.material.pockets;
        if (turn % 2) clean.pockets = {{0.4, random.uniform(0.5, 4.0)}};
        given.model.material = &clean;
        given.model.gamma = given.model.eta = 0.0;
        const MaterialModel m = material_model(given.model);
        MaterialRun run(omega);
        run.solve_with_momentum(m);
        SCOPED_TRACE(turn);
        for (const int k : {0, 3}) expect_mean(m, run.arrays, k, 1e-11);
    }
}
