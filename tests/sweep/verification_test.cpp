#include "sweep/verification.hpp"

#include <set>

#include <gtest/gtest.h>

namespace {

using namespace mirage;
using Numbers = std::vector<std::int64_t>;

TEST(Verification, AllNumbersWhereThereAreNotMore) {
    EXPECT_EQ(random_numbers(3, 5, 1), (Numbers{0, 1, 2}));
    EXPECT_EQ(random_numbers(3, 3, 9), (Numbers{0, 1, 2}));
    EXPECT_EQ(random_numbers(0, 3, 9), Numbers{});
}

TEST(Verification, RandomNumbersAreDifferentOnesDecidedByTheSeed) {
    const Numbers some = random_numbers(1'000'000'000, 1000, 4);
    EXPECT_EQ(some, random_numbers(1'000'000'000, 1000, 4));
    EXPECT_NE(some, random_numbers(1'000'000'000, 1000, 5));
    EXPECT_EQ(std::set(some.begin(), some.end()).size(), 1000u);
    EXPECT_TRUE(std::is_sorted(some.begin(), some.end()));
    EXPECT_GE(some.front(), 0);
    EXPECT_LT(some.back(), 1'000'000'000);
}

TEST(Verification, EveryNumberIsChosenAlikeOften) {
    std::vector<int> times(10);
    for (std::uint64_t seed = 0; seed < 10'000; ++seed)
        for (const std::int64_t i : random_numbers(10, 3, seed)) ++times[static_cast<std::size_t>(i)];
    for (const int count : times) EXPECT_NEAR(count, 3000, 6 * 46) << "six standard deviations";
}

}  // namespace
