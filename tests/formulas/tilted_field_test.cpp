#include "mirage/formulas/tilted_field.hpp"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "mirage/formulas/critical_field_formulas.hpp"

namespace {

using namespace mirage;

TEST(TiltedField, TinkhamsEquationIsFulfilled) {
    for (const double theta : {0.0, 0.01, 0.3, -1.0, 1.5}) {
        const double B = tinkham_field(theta, 0.2, 3.0);
        EXPECT_NEAR(std::fabs(B * std::sin(theta)) / 0.2 + std::pow(B * std::cos(theta) / 3.0, 2), 1.0,
                    1e-13);
    }
    EXPECT_NEAR(tinkham_field(0.0, 0.2, 3.0), 3.0, 1e-14);
    EXPECT_NEAR(tinkham_field(0.5 * std::numbers::pi, 0.2, 3.0), 0.2, 1e-14);
    // a cusp in the plane: slope -B_parallel^2/(2 B_perpendicular)
    EXPECT_NEAR((3.0 - tinkham_field(1e-6, 0.2, 3.0)) / 1e-6, 9.0 / 0.4, 1e-3);
}

/// 2 Gamma_o of a tilted film is a sum of both parts: Tinkham's equation at every temperature.
TEST(TiltedField, OrbitalPairBreakingIsExactlyTinkhams) {
    const double perpendicular = 0.8, parallel = 0.03;
    for (const double T : {0.05, 0.5, 0.95})
        for (const double theta : {0.02, 0.2, 1.0}) {
            const double B = tinkham_field(theta, perpendicular_orbital_field(T, perpendicular),
                                           parallel_orbital_field(T, parallel));
            const double rate =
                perpendicular * B * std::sin(theta) + parallel * std::pow(B * std::cos(theta), 2);
            EXPECT_NEAR(2.0 * rate / critical_pair_breaking(T), 1.0, 1e-12);
        }
    EXPECT_TRUE(std::isinf(parallel_orbital_field(0.5, 0.0)));
    EXPECT_EQ(perpendicular_orbital_field(1.0, 0.5), 0.0);
}

}  // namespace
