#include "propagator/clean_terms.hpp"

#include <cmath>
#include <complex>

#include <gtest/gtest.h>

#include "propagator/self_energy.hpp"
#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::Random;

PairingModel random_model(Random& random, int i) {
    PairingModel m{random.logarithmic(1e-2, 1), random.logarithmic(0.05, 20), random.logarithmic(0.1, 100),
                   0.0, i % 2 ? random.logarithmic(1e-2, 5) : 0.0};
    if (i % 3 == 0) m.beta = 0.0, m.B = m.Delta * random.logarithmic(1.1, 20);  // singular at B = Delta
    return m;
}

TEST(CleanTerms, ThoseOfTheWholeState) {
    Random random(61);
    for (int i = 0; i < 3000; ++i) {
        const PairingModel m = random_model(random, i);
        const double omega = random.logarithmic(1e-2, 100);
        int directions = 1;
        const CleanTerms<double> terms = clean_terms(omega, m, directions);
        Dressing<double> self{};
        const FrequencyState<double> state = solve_frequency(self, omega, m, 12);
        EXPECT_NEAR(terms.F_over_Delta / state.F_over_Delta, 1.0, 1e-11);
        const double scale = state.F_over_Delta / (omega * omega);
        EXPECT_NEAR(terms.F_over_Delta_slope, state.F_over_Delta_slope, 1e-10 * scale);
        EXPECT_NEAR(terms.F_over_Delta_B, state.F_over_Delta_B, 1e-10 * (1.0 + m.B) * scale);
    }
}

TEST(CleanTerms, TwoBranchesWithoutSpinOrbitCoupling) {
    // beta = 0: F/Delta = Re 1/sqrt((omega + i B)^2 + Delta^2)
    Random random(62);
    for (int i = 0; i < 1000; ++i) {
        const PairingModel m{random.logarithmic(1e-2, 1), random.logarithmic(0.05, 5)};
        const double omega = random.logarithmic(0.05, 20);
        int directions = 1;
        const std::complex<double> z(omega, m.B), root = std::sqrt(z * z + m.Delta * m.Delta);
        const CleanTerms<double> terms = clean_terms(omega, m, directions);
        EXPECT_NEAR(terms.F_over_Delta, (1.0 / root).real(), 1e-12 / omega);
        EXPECT_NEAR(terms.F_over_Delta_slope, (-0.5 / (root * root * root)).real(),
                    1e-11 / std::pow(omega, 3));
        EXPECT_NEAR(terms.F_over_Delta_B, (-z * std::complex<double>(0, 1) / (root * root * root)).real(),
                    1e-11 / std::pow(omega, 2));
    }
}

}  // namespace
