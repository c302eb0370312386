#include "fit/first_order_ratio.hpp"

#include <gtest/gtest.h>

namespace {

using namespace mirage;

TEST(FitFirstOrderRatio, RatiosAtNearbyParameters) {
    const double lowest = 0.3;
    FitParameters f{3.0, 0.2, 0.05, 0.1};
    const FirstOrderRatio ratio = first_order_ratio_with_derivatives(f, lowest);
    for (const auto member : {&FitParameters::beta, &FitParameters::gamma, &FitParameters::alpha}) {
        FitParameters near = f;
        near.*member *= 1.01;
        const FirstOrderRatio there = first_order_ratio(near, lowest);
        for (const FirstOrderRatio::Node& node : there.nodes)
            EXPECT_NEAR(ratio(node.root_t, near), node.value, node.value > 1.01 ? 5e-5 : 1e-2) << node.root_t;
    }
    EXPECT_EQ(FirstOrderRatio{}(0.5, f), 1.0);
}

/// Of a tilted field too, with the rates that go with gamma.
TEST(FitFirstOrderRatio, OfAMaterial) {
    const double lowest = 0.7;
    FitParameters f{3.0, 2.0};
    f.theta = 25.0;
    const FirstOrderRatio ratio = first_order_ratio_with_derivatives(f, lowest);
    EXPECT_FALSE(ratio.all_second_order());
    for (const auto member : {&FitParameters::beta, &FitParameters::gamma}) {
        FitParameters near = f;
        near.*member += 0.003;
        const FirstOrderRatio there = first_order_ratio(near, lowest);
        for (const FirstOrderRatio::Node& node : there.nodes)
            EXPECT_NEAR(ratio(node.root_t, near), node.value, node.value > 1.01 ? 5e-5 : 1e-2) << node.root_t;
    }
    FitParameters triplet{3.0, 2.0};
    triplet.t_triplet = 1.0;
    EXPECT_EQ(first_order_ratio(triplet, 0.7).nodes.back().value, 1.0) << "where the field has no end";
}

}  // namespace
