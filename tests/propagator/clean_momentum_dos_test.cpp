// The density of states at zero energy of clean states with momentum, against the average of small
// frequencies.
#include "propagator/clean_momentum_dos.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "propagator/zero_energy_descent.hpp"
#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::Random;

PairingModel state(double Delta, double B, double beta, double alpha, double Q) {
    PairingModel m{Delta, B, beta, 0.0, alpha};
    m.Q = Q;
    return m;
}

double at_small_frequency(const MaterialModel& m) {
    RetardedEquations<Complex<double>, RetardedAcross> equations(m);
    const auto dos = [&](double omega) {
        EXPECT_TRUE(equations.solve_from_rounds({omega, 0.0}, 0));
        return mean_dos(m, equations.frequency(), RetardedAcross::w);
    };
    return 2.0 * dos(1e-9) - dos(2e-9);  // linear in omega
}

TEST(CleanMomentumDos, IsTheLimitOfSmallFrequency) {
    Random random(77);
    int gapless = 0;
    for (int k = 0; k < 120; ++k) {
        const double Q = random.uniform(0, k % 2 ? 1 : 5);
        const double alpha = k % 4 ? random.uniform(0, k % 5 ? 1.5 : 10) : 0.0;
        const double beta = k % 3 ? random.uniform(0, 8) : 0.0;
        const double B = random.uniform(0, k % 2 ? 6 : 1.5);
        const MaterialModel m = material_model(state(random.logarithmic(0.01, 1), B, beta, alpha, Q));
        ASSERT_TRUE(has_clean_momentum_dos(m));
        const double dos = clean_momentum_dos(m);
        EXPECT_NEAR(dos, at_small_frequency(m), 1e-7) << k;
        gapless += dos > 1e-6;
    }
    EXPECT_GT(gapless, 60);
    EXPECT_LT(gapless, 118);
}

TEST(CleanMomentumDos, EdgesCloseToEachOtherAndToTheAxes) {
    // steep in omega: 0.50004 at 1e-9
    EXPECT_NEAR(clean_momentum_dos(material_model(state(0.02436, 0.7721, 4.505, 0.6588, 0.1342))),
                0.500000909, 1e-8);
    const MaterialModel narrow = material_model(state(0.0306, 3.452, 0, 0.05248, 0.8435));
    EXPECT_NEAR(clean_momentum_dos(narrow), at_small_frequency(narrow), 1e-7);
}

TEST(CleanMomentumDos, DopplerShiftWithoutField) {
    // a direction has a gap where |Q sin phi| < Delta; the mean of the others is that of the normal state
    EXPECT_EQ(clean_momentum_dos(material_model(state(0.5, 0.0, 3.0, 0.4, 0.49))), 0.0);
    EXPECT_EQ(clean_momentum_dos(material_model(state(0.5, 0.0, 3.0, 0.4, 0.51))), 1.0);
    // a field without spin-orbit coupling shifts all directions: (Q sin phi +- B)/Delta
    const double Delta = 0.5, B = 0.7, Q = 0.3;
    double sum = 0.0;
    constexpr int count = 200000;
    for (int i = 0; i < count; ++i) {
        const double E = std::fabs(B + Q * std::sin(2 * std::numbers::pi * (i + 0.5) / count));
        sum += E > Delta ? E / std::sqrt(E * E - Delta * Delta) : 0.0;
    }
    EXPECT_NEAR(clean_momentum_dos(material_model(state(Delta, B, 0, 0, Q))), sum / count, 1e-3);
}

TEST(CleanMomentumDos, SaysWhereItHolds) {
    PairingModel m = state(0.5, 1.0, 3.0, 0.4, 0.3);
    m.gamma = 0.1;
    EXPECT_FALSE(has_clean_momentum_dos(material_model(m)));
    m.gamma = 0.0;
    m.Q_angle = 0.3;
    EXPECT_FALSE(has_clean_momentum_dos(material_model(m)));
    m.alpha = 0.0;
    EXPECT_TRUE(has_clean_momentum_dos(material_model(m)));
}

}  // namespace
