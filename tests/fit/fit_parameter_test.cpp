#include "fit/fit_parameter.hpp"

#include <gtest/gtest.h>

namespace {

using namespace mirage;

TEST(FitParameter, Kinds) {
    const FitParameter tc0{"tc0@a", &FitParameters::tc0}, beta{"beta", &FitParameters::beta},
        orbital{"orbital", &FitParameters::orbital}, theta{"theta", &FitParameters::theta},
        share{"pocket.G.share", {&PocketSettings::share, 0}}, gap{"pocket.G.gap", {&PocketSettings::gap, 0}};
    EXPECT_EQ(bare_name(tc0), "tc0");
    EXPECT_EQ(bare_name(share), "pocket.G.share");
    EXPECT_FALSE(is_coupling(tc0));
    EXPECT_FALSE(is_coupling(theta));
    EXPECT_TRUE(is_coupling(share));
    EXPECT_TRUE(is_energy(beta));
    for (const FitParameter& other : {tc0, orbital, theta, share, gap})
        EXPECT_FALSE(is_energy(other)) << other.name;
    EXPECT_TRUE(is_leading(beta));
    EXPECT_FALSE(is_leading(orbital));
    for (const FitParameter& absent : {orbital, theta, share})
        EXPECT_TRUE(is_optional(absent)) << absent.name;
    for (const FitParameter& always : {tc0, beta, gap}) EXPECT_FALSE(is_optional(always)) << always.name;
}

TEST(FitParameter, RangesAreInvertible) {
    for (const FitScale scale : {FitScale::linear, FitScale::squared, FitScale::inverse_logarithm})
        for (const double low : {0.0, 0.5}) {
            const FitRange range{scale, low, 4.0};
            EXPECT_NEAR(range.value(0.0), low, 1e-14);
            EXPECT_NEAR(range.value(1.0), 4.0, 1e-14);
            for (const double x : {0.1, 0.5, 0.9}) EXPECT_NEAR(range.fraction(range.value(x)), x, 1e-12);
            EXPECT_NEAR(range.deviation(0.5, 1e-5), 0.5 * (range.value(0.50001) - range.value(0.49999)),
                        1e-12);
            EXPECT_EQ(range.fraction(9.0), 1.0);
        }
}

}  // namespace
