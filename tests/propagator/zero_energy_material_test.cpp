#include "propagator/zero_energy_material.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "mirage/gap/zero_frequency.hpp"
#include "propagator/retarded_material.hpp"
#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::Random;

PairingModel with(PairingModel m, const Material& material) {
    m.material = &material;
    return m;
}

ZeroEnergyMaterial zero_energy(const PairingModel& m) { return zero_energy_material(material_model(m), 0.1); }

TEST(ZeroEnergyMaterial, TwoValleyModel) {
    Random random(51);
    int gapless = 0;
    for (int k = 0; k < 80; ++k) {
        const Parameters p{0.05, random.uniform(0.5, 6), random.uniform(1, 8),
                           k % 4 ? random.uniform(0.1, 3) : 0.0, k % 2 ? random.uniform(0.1, 1) : 0.0};
        const double Delta = random.logarithmic(0.01, 0.9);
        const GapProblem problem = gap_problem(p, 1e-13);
        GapWorkspace workspace;
        const GapState state = evaluate(problem, workspace, Delta, p.B);
        Material material;
        material.gamma_intra = 0.5 * p.gamma;
        const ZeroEnergyMaterial found = zero_energy(with({Delta, p.B, p.beta, p.gamma, p.alpha}, material));
        ASSERT_TRUE(found.solved) << k;
        const double dos = zero_energy_dos(problem, state), closing = gap_closing(problem, state);
        gapless += dos > 1e-6;
        EXPECT_NEAR(found.dos, dos, 1e-7) << k;
        if (p.gamma > 0.0)
            EXPECT_NEAR(found.closing, closing, 1e-7) << k;
        else if (p.alpha > 0.0)
            EXPECT_NEAR(found.closing, closing, 1e-13) << k;
        else
            EXPECT_NEAR(found.closing, Delta * p.beta, 1e-13) << k;
    }
    EXPECT_GT(gapless, 20);
    EXPECT_LT(gapless, 70);
}

TEST(ZeroEnergyMaterial, IsTheLimitOfSmallFrequency) {
    Random random(52);
    int gapless = 0;
    for (int k = 0; k < 40; ++k) {
        Material material;
        material.gamma_intra = random.uniform(0, 0.5), material.gamma_pocket = random.uniform(0, 0.5);
        material.gamma_magnetic = k % 2 ? 0.0 : random.uniform(0, 0.2),
        material.gamma_spin_orbit = random.uniform(0, 0.5);
        material.theta = k % 4 ? 0.0 : random.uniform(0.1, 1.5);
        material.T_triplet = 0.1;
        Pocket pocket;
        pocket.share = 0.4, pocket.beta = random.uniform(0.5, 5), pocket.gap = random.uniform(0.3, 1);
        pocket.alpha = k % 3 ? random.uniform(0, 0.5) : 0.0;
        material.pockets = {pocket};
        PairingModel m = with({random.uniform(0.2, 1), random.uniform(0.1, 2), random.uniform(1, 7),
                               material.gamma_intra + random.uniform(0, 0.5), random.uniform(0, 1)},
                              material);
        m.eta = random.uniform(-0.1, 0.1);
        const ZeroEnergyMaterial found = zero_energy(m);
        ASSERT_TRUE(found.solved) << k;
        const RetardedMaterial near = solve_retarded_material(material_model(m), 1e-8);
        ASSERT_TRUE(near.solved) << k;
        const double dos = 0.6 * near.pocket[0].g0.real() + 0.4 * near.pocket[1].g0.real();
        EXPECT_NEAR(found.dos, dos, 1e-4 * std::sqrt(dos) + 1e-6) << k;
        EXPECT_EQ(found.dos > 1e-6, found.closing < 1e-11) << k << ' ' << found.dos << ' ' << found.closing;
        gapless += found.dos > 1e-6;
    }
    EXPECT_GT(gapless, 5);
    EXPECT_LT(gapless, 35);
}

TEST(ZeroEnergyMaterial, CleanNodesKeepTheGapUpToTheFieldOfTheirOwnGap) {
    Material material;
    Pocket nodes;
    nodes.share = 0.5, nodes.beta = 5.0;
    material.pockets = {nodes};
    for (const double B : {0.3, 0.79, 0.8 - 1e-9}) {
        const ZeroEnergyMaterial found = zero_energy(with({0.8, B, 7.0, 0.0, 0.0}, material));
        // near the node Delta |g| grows and Delta^2 - B^2 - g^2 falls
        const double square = 0.8 * 0.8 - B * B, g = 0.5 * (std::sqrt(0.64 + 4.0 * square) - 0.8);
        EXPECT_NEAR(found.closing, 0.8 * g, 1e-14);
        EXPECT_NEAR(found.dos, 0.0, 1e-7);
    }
    // beyond, states down to zero energy, whose density vanishes there
    const ZeroEnergyMaterial beyond = zero_energy(with({0.8, 1.2, 7.0, 0.0, 0.0}, material));
    EXPECT_NEAR(beyond.closing, 0.0, 1e-14);
    EXPECT_NEAR(beyond.dos, 0.0, 1e-7);
}

TEST(ZeroEnergyMaterial, ScatteredNodesCloseTheGapWhereOmegaOverWBeginsToFallForEver) {
    Material material;
    material.gamma_intra = 0.05, material.gamma_pocket = 0.05;
    Pocket nodes;
    nodes.share = 0.4, nodes.beta = 3.0, nodes.gap = 0.7;
    material.pockets = {nodes};
    const auto model = [&](double B) { return with({0.7, B, 7.0, 0.1, 0.0}, material); };
    double low = 0.3, high = 1.0;  // a field with and one without a gap
    while (high - low > 1e-9) {
        const double middle = 0.5 * (low + high);
        (zero_energy(model(middle)).closing > 0.0 ? low : high) = middle;
    }
    // falling per decade of omega from 1e-8 on
    const auto fall = [&](double B) {
        const auto ratio = [&](double omega) {
            return solve_retarded_material(material_model(model(B)), omega).pocket[1].g0.real() / omega;
        };
        return ratio(1e-9) / ratio(1e-8) - 1.0;
    };
    EXPECT_LT(fall(low - 0.02), 1e-4);
    EXPECT_GT(fall(high + 0.02), 0.05);
    const ZeroEnergyMaterial beyond = zero_energy(model(2.0));
    ASSERT_TRUE(beyond.solved);
    EXPECT_LT(beyond.closing, 0.0);
    EXPECT_LT(beyond.dos, 1e-7) << "as good as nothing: the logarithm of a Born approximation";
}

TEST(ZeroEnergyMaterial, AbrikosovAndGorkov) {
    // gapless at 2 Gamma_m = Delta; there N(0) = sqrt(1 - (Delta/2 Gamma_m)^2)
    for (const double rate : {0.3, 0.45, 0.55, 0.8}) {
        Material material;
        material.gamma_magnetic = rate;
        const ZeroEnergyMaterial found = zero_energy(with({1.0, 0.0, 0.0, 0.0, 0.0}, material));
        ASSERT_TRUE(found.solved);
        const double exact = 2.0 * rate > 1.0 ? std::sqrt(1.0 - 1.0 / (4.0 * rate * rate)) : 0.0;
        EXPECT_NEAR(found.dos, exact, 1e-9) << rate;
        EXPECT_EQ(found.closing > 1e-11, 2.0 * rate < 1.0);
    }
}

TEST(ZeroEnergyMaterial, ZeemanSplittingAloneNextToItsClosing) {
    // potential scattering does not show: <g0> = Re (omega + i B)/sqrt((omega + i B)^2 + Delta^2)
    constexpr double Delta = 0.8, gamma = 0.3;
    Material material;
    material.gamma_intra = 0.1;
    for (const double theta : {0.0, 0.7})
        for (const double distance : {1e-2, 1e-3, 1e-4}) {
            material.theta = theta;
            const double B = Delta - distance, slope = Delta * Delta / std::pow(distance * (Delta + B), 1.5);
            const ZeroEnergyMaterial below = zero_energy(with({Delta, B, 0.0, gamma, 0.0}, material));
            ASSERT_TRUE(below.solved) << theta << ' ' << distance;
            EXPECT_NEAR(below.closing * (1.0 + gamma * slope), 1.0, 1e-3) << theta << ' ' << distance;
            EXPECT_NEAR(below.dos, 0.0, 1e-7);
            const double C = Delta + distance, exact = C / std::sqrt(distance * (Delta + C));
            const ZeroEnergyMaterial above = zero_energy(with({Delta, C, 0.0, gamma, 0.0}, material));
            ASSERT_TRUE(above.solved) << theta << ' ' << distance;
            EXPECT_NEAR(above.dos / exact, 1.0, 1e-7) << theta << ' ' << distance;
        }
}

TEST(ZeroEnergyMaterial, TripletOrderParameterMovesTheClosing) {
    // without Rashba coupling and scattering the gap of K is (beta Delta + B t eta)/W
    Material material;
    material.T_triplet = 0.1;
    PairingModel m = with({0.3, 4.0, 2.0, 0.0, 0.0}, material);
    m.eta = -0.1;
    EXPECT_NEAR(zero_energy(m).closing, 2.0 * 0.3 - 4.0 * 0.1, 1e-13);
    m.eta = -0.15;
    EXPECT_NEAR(zero_energy(m).closing, 0.0, 1e-13);
}

}  // namespace
