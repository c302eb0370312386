// States with momentum at real energies: the Matsubara axis, causality, Kramers-Kronig, sum
// rule, Doppler-shifted edges.
#include "propagator/retarded_momentum.hpp"

#include <cmath>
#include <complex>
#include <numbers>

#include <gtest/gtest.h>

#include "material_run.hpp"
#include "momentum_reference.hpp"
#include "propagator/newton.hpp"
#include "propagator/retarded_material.hpp"
#include "propagator/zero_energy_material.hpp"

using namespace mirage;
using mirage_test::MaterialRun;
using mirage_test::MovingMaterial;
using mirage_test::Random;
using std::complex;

namespace {

complex<double> mean_g0(const MaterialModel& m, const RetardedMaterial& found) {
    complex<double> g0;
    for (int p = 0; p < m.pocket_count; ++p) g0 += m.pocket[p].share * found.pocket[p].g0;
    return g0;
}

/// Two valleys with disorder, momentum across the field.
struct Valleys {
    Material material;
    PairingModel model{0.5, 1.5, 2.0, 0.2, 0.7};

    Valleys() {
        material.gamma_intra = 0.1;
        model.material = &material;
        model.Q = 0.35;
    }
    Valleys(const Valleys&) = delete;
    Valleys& operator=(const Valleys&) = delete;
};

}  // namespace

TEST(RetardedMomentum, OnTheMatsubaraAxisTheSolutionOfTheKernel) {
    Random random(241);
    int compared = 0;
    for (int turn = 0; turn < 96; ++turn) {
        const MovingMaterial given(random, turn);
        const MaterialModel m = material_model(given.model);
        if (!is_across(m)) continue;
        const std::vector<double> omega{0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 5.0, 20.0};
        MaterialRun run(omega);
        run.solve_with_momentum(m);
        ++compared;
        for (std::size_t k = 0; k < omega.size(); k += 3) {
            ASSERT_LT(run.arrays.error[k], solved_step) << turn;
            const RetardedMaterial found = solve_retarded_material(m, omega[k]);
            ASSERT_TRUE(found.solved) << turn;
            complex<double> F, G, slope;
            for (int p = 0; p < m.pocket_count; ++p) {
                F += m.pocket[p].share * m.pocket[p].chi * found.pocket[p].F;
                G += m.pocket[p].share * found.pocket[p].G;
                slope += m.pocket[p].share * found.pocket[p].g0_slope;
            }
            EXPECT_NEAR(std::abs(mean_g0(m, found) - (1.0 - run.arrays.one_minus_g0[k])), 0.0, 1e-9) << turn;
            EXPECT_NEAR(std::abs(F - run.arrays.F[k]), 0.0, 1e-9) << turn;
            // G of the kernel has that of orbital pair breaking with it
            if (m.orbital_B == 0.0) {
                EXPECT_NEAR(std::abs(G - run.arrays.G[k]), 0.0, 1e-9) << turn;
            }
            EXPECT_NEAR(std::abs(slope - run.arrays.g0_omega[k]), 0.0, 1e-8 * (1.0 + std::abs(slope)))
                << turn;
        }
    }
    EXPECT_GT(compared, 8);
}

TEST(RetardedMomentum, MatrixFixedPoint) {
    Random random(242);
    int across = 0;
    for (int turn = 0; turn < 16; ++turn) {
        const MovingMaterial given(random, turn);
        const MaterialModel m = material_model(given.model);
        if (m.B_z != 0.0) continue;
        const complex<double> omega(0.3, -random.uniform(0.0, 4.0));
        const RetardedMaterial found = solve_retarded_material(m, omega);
        ASSERT_TRUE(found.solved) << turn;
        const auto reference = mirage_test::reference_of(given.model, 120);
        const auto exact = mirage_test::material_fixed_point(omega, reference.material);
        across += is_across(m);
        // both halves of a pair together
        std::vector<PocketAmplitudes> of(static_cast<std::size_t>(m.pocket_count));
        std::vector<double> sheets(of.size());
        for (std::size_t s = 0; s < exact.size(); ++s) {
            const complex<double> i(0, 1);
            PocketAmplitudes& a = of[reference.sheets[s].pocket];
            sheets[reference.sheets[s].pocket] += 1.0;
            a.g0 += mirage_test::part_of(exact[s], 0, 3);
            a.F -= mirage_test::part_of(exact[s], 0, 2);
            a.G += i * mirage_test::part_of(exact[s], 1, 3);
            a.fx -= i * mirage_test::part_of(exact[s], 1, 2);
        }
        for (std::size_t p = 0; p < of.size(); ++p) {
            const PocketAmplitudes& a = found.pocket[p];
            EXPECT_NEAR(std::abs(of[p].g0 / sheets[p] - a.g0), 0.0, 1e-9) << turn;
            EXPECT_NEAR(std::abs(of[p].F / sheets[p] - a.F), 0.0, 1e-9) << turn;
            EXPECT_NEAR(std::abs(of[p].G / sheets[p] - a.G), 0.0, 1e-9) << turn;
            EXPECT_NEAR(std::abs(of[p].fx / sheets[p] - a.fx), 0.0, 1e-9) << turn;
        }
    }
    EXPECT_GT(across, 1);
}

TEST(RetardedMomentum, KramersKronigAndSumRule) {
    const Valleys v;
    const MaterialModel m = material_model(v.model);
    constexpr double eta = 0.1, step = 0.025, last = 60.0;
    const std::vector<double> above{0.2, 0.5, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0};
    std::vector<double> omega;
    for (const double w : above) omega.push_back(w + eta);
    MaterialRun run(omega);
    run.solve_with_momentum(m);
    // N(E) - 1 by the rule that ends at `last`, beyond it like 1/E^2
    double sum = 0.0, far = 0.0;
    std::vector<double> transform(above.size());
    for (int k = 0; k * step <= last; ++k) {
        const double E = k * step;
        const RetardedMaterial found = solve_retarded_material(m, {eta, -E});
        ASSERT_TRUE(found.solved) << E;
        const double N = mean_g0(m, found).real();
        ASSERT_GT(N, 0.0) << E;
        const double weight = (k == 0 || (k + 1) * step > last ? 1.0 : 2.0) * step;
        sum += weight * (N - 1.0);
        far = (N - 1.0) * E * E;
        for (std::size_t i = 0; i < above.size(); ++i)
            transform[i] += weight * (N - 1.0) * above[i] / (above[i] * above[i] + E * E) / std::numbers::pi;
    }
    EXPECT_NEAR(sum + 2.0 * far / last, 0.0, 1e-4);
    for (std::size_t i = 0; i < above.size(); ++i) {
        const double beyond = 2.0 * far * above[i] / (3.0 * last * last * last) / std::numbers::pi;
        EXPECT_NEAR(transform[i] + beyond, -run.arrays.one_minus_g0[i], 1e-7) << above[i];
    }
}

TEST(RetardedMomentum, DopplerShiftedEdge) {
    // without field and scattering <(omega + i Q v)/sqrt((omega + i Q v)^2 + Delta^2)>: nothing below Delta -
    // Q
    PairingModel model{1.0, 0.0, 3.0, 0.0, 0.5};
    model.Q = 0.4;
    const MaterialModel m = material_model(model);
    const complex<double> i(0, 1);
    for (const double E : {0.0, 0.3, 0.55, 0.65, 1.0, 1.35, 1.45, 3.0}) {
        const complex<double> omega(0.01, -E);
        complex<double> exact;
        constexpr int count = 8000;
        for (int k = 0; k < count; ++k) {
            const complex<double> w =
                omega + i * model.Q * std::sin(2.0 * std::numbers::pi * (k + 0.5) / count);
            complex<double> root = std::sqrt(w * w + 1.0);
            if ((root * std::conj(w)).real() < 0.0) root = -root;
            exact += w / root / static_cast<double>(count);
        }
        const RetardedMaterial found = solve_retarded_material(m, omega);
        ASSERT_TRUE(found.solved) << E;
        EXPECT_NEAR(std::abs(found.pocket[0].g0 - exact), 0.0, 1e-9) << E;
    }
    const auto N = [&](double E) { return solve_retarded_material(m, {1e-7, -E}).pocket[0].g0.real(); };
    EXPECT_NEAR(N(0.599), 0.0, 1e-4);
    EXPECT_GT(N(0.601), 0.1);  // a step in two dimensions
}

TEST(RetardedMomentum, ZeroEnergyOfASuperflow) {
    // <|Q v|/sqrt((Q v)^2 - Delta^2)> over |Q v| > Delta is 1 in two dimensions, as in the normal state
    PairingModel model{0.5, 0.0, 0.0};
    for (const double Q : {0.2, 0.4, 0.6, 1.0}) {
        model.Q = Q;
        const ZeroEnergyMaterial found = zero_energy_material(material_model(model), 0.01);
        ASSERT_TRUE(found.solved);
        EXPECT_NEAR(found.dos, Q > model.Delta ? 1.0 : 0.0, 1e-6) << Q;
    }
}

TEST(RetardedMomentum, CausalDownToTinyBroadening) {
    Valleys v;
    Random random(243);
    for (int turn = 0; turn < 100; ++turn) {
        v.model.Q = random.uniform(0.05, 1.0);
        v.model.gamma = turn % 2 ? 0.2 : 0.0;
        v.material.gamma_intra = 0.5 * v.model.gamma;
        const MaterialModel m = material_model(v.model);
        const RetardedMaterial found = solve_retarded_material(m, {1e-6, -random.uniform(0.0, 4.0)});
        ASSERT_TRUE(found.solved) << turn;
        EXPECT_GT(found.pocket[0].g0.real(), -1e-12) << turn;
        EXPECT_LT(found.directions_error, 1e-8) << turn;
    }
}
