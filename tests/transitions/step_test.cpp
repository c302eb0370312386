#include "transitions/step.hpp"

#include <gtest/gtest.h>

#include "synthetic_curves.hpp"

namespace {

using namespace mirage;
using mirage_test::curve_of;
using mirage_test::Synthetic;

std::optional<Step> step_of(const Synthetic& s) {
    const MeasuredCurve c = curve_of(s, Measurand::temperature, 0.0);
    return find_step(c.x, c.y, s.noise);
}

TEST(Step, CoversTheTransition) {
    for (const double noise : {0.0, 0.1, 3.0}) {
        Synthetic s;
        s.noise = noise;
        const auto step = step_of(s);
        ASSERT_TRUE(step.has_value()) << noise;
        const double spacing = (s.high - s.low) / (s.count - 1);
        EXPECT_LT(s.low + spacing * static_cast<double>(step->first), 2.97) << noise;
        EXPECT_GT(s.low + spacing * static_cast<double>(step->last), 3.03) << noise;
        EXPECT_LT(step->last - step->first, 60u) << noise;
    }
}

TEST(Step, NothingInNoiseOrAConstant) {
    Synthetic s;
    s.middle = -100.0;
    EXPECT_FALSE(step_of(s).has_value());
    s.noise = 1.0;
    for (const int count : {20, 100, 1000, 5000}) {
        s.count = count;
        EXPECT_FALSE(step_of(s).has_value()) << count;
    }
}

TEST(Step, TheSharpRiseAndNotTheMetallicOne) {
    Synthetic s;
    s.high = 300.0;
    s.slope = 2.0;  // 700 Ohm at 300 K
    s.count = 6000;
    s.noise = 0.05;
    const auto step = step_of(s);
    ASSERT_TRUE(step.has_value());
    EXPECT_LT(step->last, 100u);
}

}  // namespace
