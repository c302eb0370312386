#include "propagator/kernel.hpp"
#include "propagator/self_energy.hpp"

#include <cmath>
#include <cstdlib>
#include <vector>

#include <gtest/gtest.h>

#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::Random;

struct Block {
    std::vector<double> omega, self, out;
    FrequencyArrays arrays;

    explicit Block(std::vector<double> frequencies)
        : omega(std::move(frequencies)), self(6 * omega.size()), out(8 * omega.size()) {
        const std::size_t n = omega.size();
        double* o = out.data();
        arrays = {static_cast<int>(n), omega.data(), self.data(), o,         o + n,    o + 2 * n,
                  o + 3 * n,           o + 4 * n,    o + 5 * n,   o + 6 * n, o + 7 * n};
    }
};

class EveryKernel : public testing::TestWithParam<const char*> {};

TEST_P(EveryKernel, AgreesWithOneFrequencyAtATime) {
    const Kernel* k = kernel(GetParam());
    if (!k) GTEST_SKIP() << GetParam() << " is not available here";
    Random random(31);
    for (int i = 0; i < 400; ++i) {
        const PairingModel m{random.uniform(0.01, 1), random.logarithmic(0.05, 20),
                             random.logarithmic(0.1, 50), i % 3 ? random.logarithmic(1e-2, 5) : 0.0,
                             i % 2 ? random.logarithmic(1e-2, 5) : 0.0};
        std::vector<double> omega(16);
        for (double& w : omega) w = random.logarithmic(1e-2, 100);
        Block block(omega);
        k->start(m, block.arrays);
        k->solve(m, block.arrays);
        for (std::size_t j = 0; j < omega.size(); ++j) {
            Dressing<double> self = normal_dressing(omega[j], m);
            const FrequencyState<double> f = solve_frequency(self, omega[j], m, 12);
            if (!(f.error < 1e-7) || !(block.arrays.error[j] < 1e-7)) continue;
            EXPECT_NEAR(block.arrays.F_over_Delta[j] / f.F_over_Delta, 1.0, 2e-12);
            EXPECT_NEAR(block.arrays.F_over_Delta_B[j], f.F_over_Delta_B,
                        1e-9 * (1.0 + std::fabs(f.F_over_Delta_B)));
            EXPECT_NEAR(block.arrays.phi[j], f.phi, 1e-12);
            EXPECT_NEAR(block.arrays.G[j], f.G, 1e-12);
            EXPECT_NEAR(block.arrays.g0[j], f.g0, 1e-12);
        }
    }
}

TEST_P(EveryKernel, CleanSumsAreThoseOfAllFrequencies) {
    const Kernel* k = kernel(GetParam());
    if (!k) GTEST_SKIP() << GetParam() << " is not available here";
    Random random(32);
    for (int i = 0; i < 400; ++i) {
        PairingModel m{random.logarithmic(1e-3, 1), random.logarithmic(0.05, 20), random.logarithmic(0.1, 50),
                       0.0, i % 2 ? random.logarithmic(1e-2, 5) : 0.0};
        if (i % 3 == 0) m.beta = 0.0, m.B = m.Delta * random.logarithmic(1.1, 20);  // singular at B = Delta
        std::vector<double> omega(16), weight(16);
        for (double& w : omega) w = random.logarithmic(1e-2, 100);
        for (double& w : weight) w = random.uniform(0.5, 2);
        const CleanSums sums = k->sum_clean(m, 16, omega.data(), weight.data());
        Block block(omega);
        k->start(m, block.arrays);
        k->solve(m, block.arrays);
        CleanSums expected;
        double slopes = 0.0, field_slopes = 0.0;  // sizes of what is added
        for (std::size_t j = 0; j < omega.size(); ++j) {
            expected.F_over_Delta += weight[j] * block.arrays.F_over_Delta[j];
            expected.F_over_Delta_slope += weight[j] * block.arrays.F_over_Delta_slope[j];
            expected.F_over_Delta_B += weight[j] * block.arrays.F_over_Delta_B[j];
            slopes += weight[j] * std::fabs(block.arrays.F_over_Delta_slope[j]);
            field_slopes += weight[j] * std::fabs(block.arrays.F_over_Delta_B[j]);
        }
        EXPECT_NEAR(sums.F_over_Delta, expected.F_over_Delta, 1e-12 * expected.F_over_Delta);
        EXPECT_NEAR(sums.F_over_Delta_slope, expected.F_over_Delta_slope, 1e-10 * slopes);
        EXPECT_NEAR(sums.F_over_Delta_B, expected.F_over_Delta_B, 1e-10 * field_slopes);
    }
}

TEST_P(EveryKernel, GivesTheSameBitsEveryTime) {
    const Kernel* k = kernel(GetParam());
    if (!k) GTEST_SKIP() << GetParam() << " is not available here";
    const PairingModel m{0.6, 2.0, 7.0, 0.4, 0.3};
    const std::vector<double> omega{0.1, 0.3, 0.5, 0.7, 0.9, 1.1, 1.3, 1.5};
    Block a(omega), b(omega);
    for (Block* block : {&a, &b}) {
        k->start(m, block->arrays);
        k->solve(m, block->arrays);
    }
    EXPECT_EQ(a.out, b.out);
    EXPECT_EQ(a.self, b.self);
}

INSTANTIATE_TEST_SUITE_P(Kernel, EveryKernel, testing::Values("plain", "avx2", "avx512"));

TEST(Kernel, TheChosenOneExists) {
    EXPECT_NE(kernel().solve, nullptr);
    EXPECT_EQ(kernel("unknown"), nullptr);
}

}  // namespace
