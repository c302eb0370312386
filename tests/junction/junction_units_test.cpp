#include "junction/junction_units.hpp"

#include <gtest/gtest.h>

namespace {

using namespace mirage;

TEST(JunctionUnits, OneReducedUnitInSi) {
    const UnitSystem si = si_units(reference_tc0, 2.0);
    EXPECT_EQ(in_si(Units::reduced, "K"), reference_tc0);
    EXPECT_EQ(in_si(Units::reduced, "meV"), si.energy);
    EXPECT_EQ(in_si(Units::reduced, "mV"), si.energy);
    EXPECT_EQ(in_si(Units::reduced, "T"), si.field);
    EXPECT_EQ(in_si(Units::reduced, "1/meV"), 1.0 / si.energy);
    for (const char* same : {"", "degrees", "Ohm"}) EXPECT_EQ(in_si(Units::reduced, same), 1.0) << same;
    EXPECT_EQ(in_si(Units::si, "T"), 1.0);
}

TEST(JunctionUnits, Names) {
    EXPECT_STREQ(shown_unit(Units::si, "mV"), "mV");
    EXPECT_STREQ(shown_unit(Units::reduced, "mV"), "Delta0/e");
    EXPECT_STREQ(shown_unit(Units::reduced, "K"), "Tc0");
    EXPECT_STREQ(shown_unit(Units::reduced, "1/meV"), "1/Delta0");
    EXPECT_STREQ(shown_unit(Units::reduced, "Ohm"), "Ohm");
    EXPECT_TRUE(is_reduced_unit("Tc0"));
    EXPECT_FALSE(is_reduced_unit("mV"));
}

}  // namespace
