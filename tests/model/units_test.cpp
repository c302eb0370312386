#include "mirage/model/units.hpp"

#include <gtest/gtest.h>

namespace {

using namespace mirage;

TEST(Units, PauliLimitInTesla) {
    // Delta0/sqrt 2 of field for g = 2: B_p = 1.857 T/K of Tc0 (review: 1.86)
    const UnitSystem unit = si_units(1.0, 2.0);
    EXPECT_NEAR(unit.field / 1.4142135623730951, 1.857, 1e-3);
    EXPECT_NEAR(unit.energy, 0.151999, 1e-6) << "Delta0 = 1.7639 k_B Tc0 in meV";
}

TEST(Units, NiobiumDiselenide) {
    const UnitSystem unit = si_units(3.0, 2.0);
    EXPECT_EQ(unit.temperature, 3.0);
    EXPECT_NEAR(unit.energy, 0.4560, 1e-4);
    EXPECT_NEAR(unit.free_energy(), 0.4560 * 0.4560, 1e-4);
    EXPECT_NEAR(si_units(3.0, 4.0).field, 0.5 * unit.field, 1e-12);
}

TEST(Units, ThereAndBackAgain) {
    for (const double tc0 : {1e-6, 0.3, 3.0, 7.123456789, 1e6})
        for (const double g_factor : {0.5, 2.0, 13.0}) {
            const UnitSystem unit = si_units(tc0, g_factor);
            for (const double x : {1e-3, 0.37, 1.0, 100.0})
                for (const double factor : {unit.temperature, unit.energy, unit.field, unit.free_energy()})
                    EXPECT_NEAR(x * factor / factor, x, 4e-16 * x);
            // (g/2) mu_B B = Delta0 and Delta0 = 1.7639 k_B Tc0
            EXPECT_NEAR(0.5 * g_factor * bohr_magneton * unit.field / unit.energy, 1.0, 1e-15);
            EXPECT_NEAR(unit.energy / (boltzmann * tc0), delta0_over_tc0, 1e-15);
        }
}

TEST(Units, ReducedIsTheIdentity) {
    const UnitSystem unit = reduced_units();
    EXPECT_EQ(unit.temperature * unit.energy * unit.field * unit.free_energy(), 1.0);
    EXPECT_STREQ(unit_name(UnitKind::temperature, Units::reduced), "Tc0");
    EXPECT_STREQ(unit_name(UnitKind::field, Units::si), "T");
    EXPECT_STREQ(unit_name(UnitKind::free_energy, Units::si), "meV^2");
    EXPECT_EQ(unit.factor(UnitKind::free_energy), 1.0);
    EXPECT_EQ(si_units(3.0, 2.0).factor(UnitKind::temperature), 3.0);
    EXPECT_EQ(si_units(3.0, 2.0).factor(UnitKind::number), 1.0);
    EXPECT_EQ(si_units(3.0, 2.0).factor(UnitKind::degree), 1.0);
    EXPECT_EQ(si_units(3.0, 2.0).factor(UnitKind::inverse_energy), 1.0 / si_units(3.0, 2.0).energy);
    EXPECT_STREQ(unit_name(UnitKind::inverse_energy, Units::si), "1/meV");
    EXPECT_STREQ(unit_name(UnitKind::degree, Units::reduced), "degree");
}

}  // namespace
