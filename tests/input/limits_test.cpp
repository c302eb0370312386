#include "input/limits.hpp"

#include <gtest/gtest.h>

#include "input/input_error.hpp"

namespace {

using namespace mirage;

TEST(Limits, AreSaidInBothSystemsOfUnitsWhereSiIsAskedFor) {
    EXPECT_EQ(limit(10.0, UnitKind::energy, reduced_units()), "10 Delta0");
    EXPECT_EQ(limit(1.0, UnitKind::temperature, si_units(3.0, 2.0)), "1 Tc0 (3 K)");
    EXPECT_EQ(limit(1.0, UnitKind::number, si_units(3.0, 2.0)), "1");
}

TEST(Limits, EnergiesFromZeroToTheMost) {
    const UnitSystem unit = si_units(3.0, 2.0);
    EXPECT_NO_THROW(check_energies("a.b", {"", {0.0, 10.0 * unit.energy}}, unit, 10.0));
    EXPECT_THROW(check_energies("a.b", {"", {10.001 * unit.energy}}, unit, 10.0), SettingError);
    EXPECT_THROW(check_energies("a.b", {"", {-1e-9, 1.0}}, unit, 10.0), SettingError);
    EXPECT_NO_THROW(check_energies("a.b", {"", {}}, unit, 10.0)) << "not given";
}

}  // namespace
