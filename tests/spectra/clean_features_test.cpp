#include "spectra/clean_features.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "general_reference.hpp"
#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::Random;

PairingModel with(PairingModel m, const Material& material) {
    m.material = &material;
    return m;
}

TEST(CleanFeatures, OfTheTwoValleyModel) {
    const PairingModel m{0.8, 2.0, 7.0, 0.4, 0.0};
    const MirageGap gap = clean_mirage_gap(m), exact = mirage_gap(0.8, 2.0, 7.0);
    EXPECT_EQ(gap.epsilon_1, exact.epsilon_1);
    EXPECT_EQ(gap.width, exact.width);
    EXPECT_EQ(largest_gap(m), 0.8);
    EXPECT_EQ(largest_rate(m), 0.4);
    EXPECT_EQ(clean_features(m).back(), exact.epsilon_1);
}

TEST(CleanFeatures, MirageGapWithATripletOrderParameterIsWhereThePropagatorHasNoStates) {
    // inside, X of one direction has no imaginary pair of eigenvalues of the upper band: r is real there
    Random random(1);
    for (int k = 0; k < 50; ++k) {
        Material material;
        material.T_triplet = 0.2;
        PairingModel m{random.uniform(0.2, 1), random.uniform(0.5, 5), random.uniform(3, 9), 0, 0};
        m.eta = random.uniform(-0.5, 0.5);
        const MirageGap gap = clean_mirage_gap(with(m, material));
        const auto dos = [&](double energy) {
            mirage_test::GeneralCoordinates x{};
            x[0] = mirage_test::Complex(1e-9, -energy), x[1] = m.Delta, x[2] = m.B, x[10] = m.beta;
            x[12] = -m.eta;
            return mirage_test::general_propagator(x).gradient[0].real();
        };
        if (gap.width < 1e-2) continue;
        const double step = 1e-3 * gap.width;
        EXPECT_GT(std::fabs(dos(gap.epsilon_2 - step) - dos(gap.epsilon_2 + step)), 1.0) << k;
        EXPECT_GT(std::fabs(dos(gap.epsilon_1 - step) - dos(gap.epsilon_1 + step)), 1.0) << k;
        EXPECT_NEAR(gap.width, gap.epsilon_1 - gap.epsilon_2, 1e-13);
    }
}

TEST(CleanFeatures, OfEveryPocket) {
    Material material;
    Pocket pocket;
    pocket.share = 0.5, pocket.gap = 2.0, pocket.beta = 10.0;
    material.pockets = {pocket};
    const PairingModel m = with({0.8, 2.0, 7.0, 0.0, 0.0}, material);
    const double chi = 1.0 / std::sqrt(0.5 + 0.5 * 4.0);
    EXPECT_NEAR(largest_gap(m), 2.0 * chi * 0.8, 1e-15);
    const std::vector<double> features = clean_features(m);
    EXPECT_EQ(features.back(), *std::max_element(features.begin(), features.end()));
    EXPECT_NEAR(features.back(), std::hypot(10.0, 2.0 + 2.0 * chi * 0.8), 1e-14);
}

}  // namespace
