#include "mirage/model/film.hpp"

#include <gtest/gtest.h>

namespace {

using namespace mirage;

/// 2 Gamma_o/k_B [K] of a field in the plane [T].
double pair_breaking(double thickness, double diffusion, double B, const UnitSystem& unit) {
    const double b = B / unit.field;
    return 2.0 * film_orbital(thickness, diffusion, unit) * b * b * unit.energy / boltzmann;
}

TEST(Film, AMonolayerInAHighField) {
    for (const UnitSystem& unit : {si_units(3.0, 2.0), si_units(7.0, 1.0)})
        EXPECT_NEAR(pair_breaking(0.6, 1.0, 30.0, unit), 0.095, 5e-4) << "whatever the units";
    EXPECT_NEAR(pair_breaking(1.2, 2.0, 15.0, si_units(3.0, 2.0)), 2.0 * 0.0952, 5e-4) << "D d^2 B^2";
}

/// Pair breaking D e B and Abrikosov-Gorkov (critical rate Delta0/2) give the dirty limit B_c2(0) = 0.693 Tc
/// |dB_c2/dT| with the slope -4 k_B/(pi e D): B_c2(0) = Delta0/(2 e D).
TEST(Film, TheFieldAcrossAFilm) {
    const UnitSystem unit = si_units(3.0, 2.0);
    const double D = 1.0, e_D = 0.1;  // [meV/T]
    const double critical = 0.5 / (2.0 * film_orbital_perpendicular(D, unit)) * unit.field,
                 slope = 4.0 * boltzmann / (3.141592653589793 * e_D);
    EXPECT_NEAR(critical, 0.5 * unit.energy / e_D, 1e-12);
    EXPECT_NEAR(critical / (3.0 * slope), 0.693, 1e-3);
}

}  // namespace
