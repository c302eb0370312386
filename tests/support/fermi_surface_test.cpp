#include "fermi_surface.hpp"

#include <gtest/gtest.h>

namespace {

using namespace mirage_test;

TEST(FermiSurface, WeightsSumToOneAndTheFieldHasConstantLength) {
    const FermiSurface surface = two_valley(7.0, 0.8, 24);
    ASSERT_EQ(surface.size(), 24u);
    double weight = 0.0, g_x2 = 0.0;
    for (const Direction& k : surface) {
        weight += k.weight;
        g_x2 += k.weight * k.g_x * k.g_x;
        EXPECT_NEAR(k.g_x * k.g_x + k.g_perp * k.g_perp, 49.0 + 0.64, 1e-13);
    }
    EXPECT_NEAR(weight, 1.0, 1e-14);
    EXPECT_NEAR(g_x2, 0.32, 1e-14) << "<sin^2 phi> = 1/2";
}

TEST(FermiSurface, WithoutRashbaOneDirectionSuffices) {
    const FermiSurface surface = two_valley(3.0, 0.0, 100);
    ASSERT_EQ(surface.size(), 1u);
    EXPECT_EQ(surface[0].g_x, 0.0);
    EXPECT_EQ(surface[0].g_perp, 3.0);
    EXPECT_EQ(surface[0].weight, 1.0);
}

}  // namespace
