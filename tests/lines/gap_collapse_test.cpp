// Where the spectral gap closes: functions with a known zero, materials against the two-valley model.
#include "lines/gap_collapse.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "material_cases.hpp"
#include "mirage/lines/critical_fields.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

TEST(GapCollapse, FirstZero) {
    // linear, and with the square root of a gap that closes with a vertical tangent
    EXPECT_NEAR(first_closing([](double B) { return 2.5 - B; }, 0.0, 7.0).at, 2.5, 1e-10);
    const auto steep = [](double B) { return B < 2.0 ? std::sqrt(4.0 - B * B) : 0.0; };
    EXPECT_NEAR(first_closing(steep, 0.0, 3.0).at, 2.0, 1e-9);
    EXPECT_EQ(first_closing([](double B) { return 8.0 - B; }, 0.0, 7.0).status, RootStatus::no_sign_change);
    EXPECT_EQ(first_closing([](double) { return quiet_nan; }, 0.0, 7.0).status, RootStatus::not_a_number);
}

TEST(GapCollapse, OfTheTwoValleyModel) {
    Random random(77);
    int closed = 0;
    for (int i = 0; i < 40; ++i) {
        Parameters p = random_point(random, i);
        p.T = std::max(p.T, 0.05);
        const CriticalFields fast = critical_fields(p), general = critical_fields(as_material(p));
        const auto text = [&] {
            return ::testing::Message() << p.T << ' ' << p.beta << ' ' << p.gamma << ' ' << p.alpha;
        };
        ASSERT_EQ(general.status, LineStatus::converged) << text();
        EXPECT_EQ(std::isnan(general.B_collapse), std::isnan(fast.B_collapse)) << text();
        if (std::isnan(fast.B_collapse)) continue;
        ++closed;
        EXPECT_NEAR(general.B_collapse / fast.B_collapse, 1.0, 1e-6) << text();
    }
    EXPECT_GT(closed, 5);
}

}  // namespace
