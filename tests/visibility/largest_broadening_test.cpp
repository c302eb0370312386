#include "visibility/largest_broadening.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace {

using namespace mirage;

constexpr Broadening usual{0.06, 0.05, 0.01};

double depth_of(const PairingModel& m, const Broadening& b) { return exact_depth(m, b, mirage_dip(m, b)); }

struct Largest {
    double kT, lock_in, eta;
};

Largest largest_of(const PairingModel& m, const Broadening& b, double least) {
    const double depth = depth_of(m, b);
    return {largest_temperature(m, b, depth, least), largest_lock_in(m, b, depth, least),
            largest_eta(m, b, depth, least)};
}

const PairingModel models[] = {{0.84, 2.0, 7.0, 0.0, 0.0},
                               {0.82, 2.0, 7.0, 0.2, 0.0},
                               {0.8, 1.0, 3.0, 0.1, 0.3},
                               {0.3, 4.5, 7.0, 0.1, 0.0}};

TEST(LargestBroadening, TheDepthThereIsTheLeast) {
    for (const PairingModel& m : models)
        for (const double least : {0.1, 0.02, 1e-3}) {
            const Largest x = largest_of(m, usual, least);
            EXPECT_NEAR(depth_of(m, {x.kT, usual.lock_in, usual.eta}), least, 1e-6 * least) << m.beta;
            EXPECT_NEAR(depth_of(m, {usual.kT, usual.lock_in, x.eta}), least, 1e-6 * least) << m.beta;
        }
}

/// Or the modulation reaches the main gap, or moves the minimum away, while it is still deeper.
TEST(LargestBroadening, IsTheLastAmplitudeWithThatDepth) {
    int exact = 0;
    for (const PairingModel& m : models)
        for (const double least : {0.1, 0.02, 1e-3}) {
            const double x = largest_of(m, usual, least).lock_in,
                         there = depth_of(m, {usual.kT, x, usual.eta}),
                         beyond = depth_of(m, {usual.kT, 1.005 * x, usual.eta});
            EXPECT_GE(there, (1.0 - 1e-6) * least) << m.beta << ' ' << least;
            EXPECT_LT(beyond, least) << m.beta << ' ' << least;
            exact += std::fabs(there - least) < 1e-6 * least;
        }
    EXPECT_GE(exact, 6);
}

TEST(LargestBroadening, IsBelowTheGivenOneWhereTheDipIsTooShallow) {
    const PairingModel m{0.84, 2.0, 7.0, 0.0, 0.0};
    const double least = 1.2 * depth_of(m, usual);
    const Largest x = largest_of(m, usual, least);
    EXPECT_LT(x.kT, usual.kT);
    EXPECT_NEAR(depth_of(m, {x.kT, usual.lock_in, usual.eta}), least, 1e-6 * least);
    EXPECT_TRUE(std::isnan(x.lock_in)) << "even without modulation";
    EXPECT_TRUE(std::isnan(x.eta));
    EXPECT_TRUE(std::isnan(largest_of(m, usual, 5.0).kT));
}

TEST(LargestBroadening, DoesNotDependOnTheBroadeningOfItsKindThatIsGiven) {
    const PairingModel m{0.82, 2.0, 7.0, 0.2, 0.0};
    const double least = 0.05;
    const double from_below = largest_of(m, {0.02, 0.05, 0.01}, least).kT,
                 from_above = largest_of(m, {0.9, 0.05, 0.01}, least).kT;
    EXPECT_NEAR(from_below, from_above, 1e-6 * from_below);
}

TEST(LargestBroadening, FallsWithWhatIsAskedForAndWithOtherBroadening) {
    const PairingModel m{0.82, 2.0, 7.0, 0.2, 0.0};
    EXPECT_GT(largest_of(m, usual, 0.02).kT, largest_of(m, usual, 0.05).kT);
    EXPECT_GT(largest_of(m, usual, 0.05).eta, largest_of(m, {0.12, 0.05, 0.01}, 0.05).eta);
    EXPECT_GT(largest_of(m, usual, 0.05).lock_in, largest_of(m, {0.06, 0.05, 0.05}, 0.05).lock_in);
}

TEST(LargestBroadening, NoneWithoutAMirageGap) {
    const Largest x = largest_of({0.84, 2.0, 0.0, 0.0, 0.0}, usual, 0.03);
    EXPECT_TRUE(std::isnan(x.kT) && std::isnan(x.lock_in) && std::isnan(x.eta));
}

TEST(LargestBroadening, EndsWhereTheModulationReachesTheMainGap) {
    // amplitudes as large as its distance from the main gap
    const PairingModel m{0.9348, 0.5, 1.0, 0.0, 0.0};
    const Broadening b{0.028, 0.0, 0.001};
    const double least = 0.03, last = largest_of(m, b, least).lock_in;
    ASSERT_GT(last, 0.5);
    EXPECT_GT(depth_of(m, {b.kT, last, b.eta}), (1.0 - 3e-3) * least);
    EXPECT_LT(depth_of(m, {b.kT, 1.005 * last, b.eta}), least);
}

}  // namespace
