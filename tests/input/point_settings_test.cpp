#include "input/point_settings.hpp"

#include <gtest/gtest.h>

namespace {

using namespace mirage;

/// What is not given leaves no trace: neither in a deck nor in the parameters of a point.
TEST(PointSettings, BeyondTheTwoValleyModelNothingHasAValueUnlessItIsGiven) {
    Configuration c;
    int beyond = 0;
    for (const Setting& s : settings_of_material()) {
        if (!is_beyond_two_valleys(s)) continue;
        ++beyond;
        EXPECT_EQ(s.role, GridRole::optional) << s.name;
        EXPECT_EQ(s.write(c), "") << s.name;
        s.read(c, s.key(), "0.25, 0.5");
        EXPECT_EQ(s.write(c), "0.25, 0.5") << s.name;
        EXPECT_EQ((c.*(s.axis)).values.size(), 2u) << s.name;
    }
    EXPECT_EQ(beyond, 12);  // ten of the material, two of the momentum of pairs
    for (const Setting& s : settings_of_grid()) EXPECT_FALSE(is_beyond_two_valleys(s)) << s.name;
}

TEST(PointSettings, GammaIsNotWrittenWhereItsPartsAre) {
    for (const Setting& s : settings_of_grid()) {
        if (s.name != "gamma") continue;
        EXPECT_EQ(s.write(read_configuration("", {"--gamma=0.25"})), "0.25");
        EXPECT_EQ(s.write(read_configuration("", {"--gamma-intra=0.25"})), "");
    }
}

}  // namespace
