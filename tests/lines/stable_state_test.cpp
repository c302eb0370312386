// The stable state of a triplet material from field to field.
#include "lines/stable_state.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "material_cases.hpp"
#include "mirage/gap/point.hpp"
#include "mirage/lines/critical_fields.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

Parameters triplet(double T, double B, double beta, double T_triplet) {
    Material m;
    m.T_triplet = T_triplet;
    return forced({T, B, beta}, m);
}

TEST(StableState, JumpsFromSingletToTripletWithoutSpinOrbitCoupling) {
    // Omega_s(B) = Omega_t, which no field touches
    const Parameters p = triplet(0.1, 0.0, 0.0, 0.5);
    const StableJump jump = stable_jump(p, high_field(p));
    ASSERT_EQ(jump.status, RootStatus::found);
    Parameters single{0.1, jump.B};
    Parameters high = p;
    high.B = 3.0;
    EXPECT_NEAR(solve_point(single).free_energy, solve_point(high).free_energy, 1e-8);
    EXPECT_NEAR(jump.below.Delta, solve_point(single).order_parameter, 1e-8);
    const CriticalFields fields = critical_fields(p);
    EXPECT_TRUE(fields.superconducting_beyond);
    EXPECT_EQ(fields.B_jump, jump.B);
    EXPECT_TRUE(std::isnan(fields.B_c2) && std::isnan(fields.B_supercooling));
    EXPECT_EQ(fields.status, LineStatus::converged);
}

TEST(StableState, NoJumpAtStrongSpinOrbitCoupling) {
    const Parameters p = triplet(0.1, 0.0, 7.0, 0.3);
    EXPECT_EQ(stable_jump(p, high_field(p)).status, RootStatus::no_sign_change);
}

TEST(StableState, EndsAtTheCriticalField) {
    Random random(68);
    for (int i = 0; i < 30; ++i) {
        const double T_t = random.logarithmic(0.01, 0.5);
        const Parameters p =
            triplet(T_t + (1.0 - T_t) * random.uniform(0.05, 0.9), 0.0, random.logarithmic(0.2, 10.0), T_t);
        const CriticalFields fields = critical_fields(p);
        ASSERT_EQ(fields.status, LineStatus::converged) << p.T << ' ' << p.beta << ' ' << T_t;
        EXPECT_TRUE(ends_at(p, fields.B_c2));
        EXPECT_FALSE(ends_at(p, 0.9 * fields.B_c2));
    }
}

TEST(StableState, LastFieldsAreThoseOfTheCurve) {
    // the two ways to the critical fields, at a first-order transition and at one of second order
    for (const double beta : {0.2, 2.0}) {
        const Parameters p = triplet(0.2, 0.0, beta, 0.02);
        const CriticalFields fields = transition_fields(p);
        ASSERT_EQ(fields.status, LineStatus::converged);
        EXPECT_EQ(fields.order, beta < 1.0 ? 1 : 2);
        const LastFields last = last_fields(p, fields.B_supercooling);
        ASSERT_EQ(last.status, RootStatus::found);
        EXPECT_NEAR(last.stable / fields.B_c2, 1.0, 1e-9);
        EXPECT_NEAR(last.any / fields.B_superheating, 1.0, 1e-9);
    }
}

TEST(StableState, FieldsOfTheTwoValleyModel) {
    Random random(69);
    for (int i = 0; i < 100; ++i) {
        const Parameters p = random_point(random, i);
        const CriticalFields fast = transition_fields(p), general = transition_fields(as_material(p));
        const auto text = [&] {
            return ::testing::Message() << p.T << ' ' << p.beta << ' ' << p.gamma << ' ' << p.alpha;
        };
        ASSERT_EQ(general.status, fast.status) << text();
        EXPECT_EQ(general.order, fast.order) << text();
        EXPECT_NEAR(general.B_c2, fast.B_c2, 1e-9 * fast.B_c2) << text();
        EXPECT_NEAR(general.B_superheating, fast.B_superheating, 1e-9 * fast.B_c2) << text();
        EXPECT_EQ(std::isnan(general.B_jump), std::isnan(fast.B_jump)) << text();
        if (!std::isnan(fast.B_jump)) {
            EXPECT_NEAR(general.B_jump, fast.B_jump, 1e-9 * fast.B_c2) << text();
        }
        EXPECT_NEAR(general.Delta_below, fast.Delta_below, 1e-7) << text();
    }
}

TEST(StableState, ConvergedAtRandom) {
    Random random(70);
    int converged = 0;
    constexpr int count = 60;
    for (int i = 0; i < count; ++i)
        converged += transition_fields(random_material(random, i)).status == LineStatus::converged;
    EXPECT_EQ(converged, count);
}

}  // namespace
