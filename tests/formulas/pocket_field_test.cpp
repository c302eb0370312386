#include "mirage/formulas/pocket_field.hpp"

#include <cmath>
#include <cstdio>
#include <numbers>

#include <gtest/gtest.h>

#include "mirage/formulas/critical_field_formulas.hpp"
#include "mirage/model/constants.hpp"
#include "mirage/numeric/constants.hpp"
#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::Random;
using std::numbers::pi;

/// Two valleys with beta_K and a pocket around Gamma with nodes, its share n, equal gaps.
std::vector<PocketTerm> two_pockets(double beta_K, double beta_G, double n) {
    return {{1.0 - n, beta_K, SpinOrbitForm::valley}, {n, beta_G, SpinOrbitForm::cos3phi}};
}

/// The kernel of one direction: of a clean valley with that coupling.
TEST(PocketField, TheKernelIsTheAverageOverDirections) {
    Random random(7);
    for (int i = 0; i < 50; ++i) {
        const double omega = random.logarithmic(0.05, 10), B = random.logarithmic(0.05, 10),
                     beta = random.logarithmic(0.05, 5);
        double mean = 0.0;
        const int n = 2000;
        for (int k = 0; k < n; ++k) {
            const double g = beta * std::cos(3.0 * 2.0 * pi * (k + 0.5) / n), w2 = omega * omega;
            mean += (w2 + g * g) / (omega * (w2 + g * g + B * B)) / n;
        }
        const PocketTerm nodal{1.0, beta, SpinOrbitForm::cos3phi};
        EXPECT_NEAR(pocket_kernel(omega, B, {&nodal, 1}) / mean, 1.0, 1e-12);
    }
}

TEST(PocketField, OfValleysAloneIsTheIsingField) {
    for (const double T : {0.01, 0.3, 0.9}) {
        const PocketTerm valleys{1.0, 7.0, SpinOrbitForm::valley};
        EXPECT_NEAR(pocket_field(T, {&valleys, 1}) / ising_field(T, 7.0), 1.0, 1e-11);
        const PocketTerm plain{1.0, 0.0, SpinOrbitForm::cos3phi};
        EXPECT_NEAR(pocket_field(T, {&plain, 1}) / pauli_field(T), 1.0, 1e-11);
    }
}

TEST(PocketField, NumbersOfAnIndependentProgram) {
    struct Case {
        double T, beta_K, n, field;
    };
    for (const auto& [T, beta_K, n, field] :
         {Case{0.9, 7, 0, 1.395821},    Case{0.9, 7, 0.3, 1.091416},  Case{0.9, 7, 0.6, 0.910338},
          Case{0.9, 7, 1, 0.761955},    Case{0.5, 7, 0, 3.514792},    Case{0.5, 7, 0.3, 2.961754},
          Case{0.5, 7, 0.6, 2.489982},  Case{0.5, 7, 1, 2.008594},    Case{0.2, 7, 0, 5.249395},
          Case{0.2, 7, 0.3, 4.604506},  Case{0.2, 7, 0.6, 3.984315},  Case{0.2, 7, 1, 3.250100},
          Case{0.1, 7, 0, 6.206469},    Case{0.1, 7, 0.3, 5.516392},  Case{0.1, 7, 0.6, 4.829144},
          Case{0.1, 7, 1, 3.970964},    Case{0.9, 20, 0.6, 0.993785}, Case{0.5, 20, 0.6, 2.941813},
          Case{0.2, 20, 0.6, 5.131131}, Case{0.1, 20, 0.6, 6.547301}, Case{0.05, 20, 0.6, 7.848484}})
        EXPECT_NEAR(pocket_field(T, two_pockets(beta_K, 7.0, n)), field, 1e-6)
            << T << ' ' << beta_K << ' ' << n;
}

/// 1 - t = n pi B^2/(4 beta_G Tc) + (1 - n)(B^2/beta_K^2) ln(2 beta_K/Delta0).
TEST(PocketField, NearTheCriticalTemperature) {
    const double t = 1e-4;
    for (const double beta : {50.0, 500.0}) {
        const PocketTerm nodal{1.0, beta, SpinOrbitForm::cos3phi};
        EXPECT_NEAR(pocket_field(1 - t, {&nodal, 1}) / nodal_pocket_field(1 - t, beta), 1.0, 2.0 / beta);
    }
    const double kT = 1.0 / delta0_over_tc0, n = 0.3, B = pocket_field(1 - t, two_pockets(60, 500, n));
    const double both = n * pi * B * B / (4 * 500 * kT) + (1 - n) * B * B / 3600.0 * std::log(120.0);
    EXPECT_NEAR(both / t, 1.0, 5e-3);
}

TEST(PocketField, ASquareRootOfTheCouplingNotTheCoupling) {
    const auto field = [](double beta, SpinOrbitForm form) {
        const PocketTerm one{1.0, beta, form};
        return pocket_field(0.999, {&one, 1});
    };
    EXPECT_NEAR(field(80, SpinOrbitForm::cos3phi) / field(20, SpinOrbitForm::cos3phi), 2.0, 0.1);
    EXPECT_GT(field(80, SpinOrbitForm::valley) / field(20, SpinOrbitForm::valley), 3.0);
}

/// hbar/tau_SO = 3 beta/2 has the slope of the nodes at Tc0, and no upturn.
TEST(PocketField, AFitByKlemmLutherAndBeasleyReadsItAsScattering) {
    const double t = 1e-4, beta = 500;
    const PocketTerm nodal{1.0, beta, SpinOrbitForm::cos3phi};
    EXPECT_NEAR(klb_field(1 - t, klb_rate_of_nodal_pocket(beta)) / pocket_field(1 - t, {&nodal, 1}), 1.0,
                5e-3);
    std::printf("T, nodes of beta = 7 cos 3 phi, KLB with hbar/tau = 3 beta/2\n");
    for (const double T : {0.1, 0.5, 0.9}) {
        const PocketTerm seven{1.0, 7.0, SpinOrbitForm::cos3phi};
        std::printf("%g %.4f %.4f\n", T, pocket_field(T, {&seven, 1}),
                    klb_field(T, klb_rate_of_nodal_pocket(7.0)));
    }
}

/// T << B << beta: ln(1/T) = (B/beta)[ln(4 B/Delta0) + ln(1/T)], pair breaking linear in B.
TEST(PocketField, FarBelowTheCouplingPairBreakingIsLinearInTheField) {
    const double beta = 1e4, B = 30, T = std::exp(-B / beta * std::log(4 * B) / (1 - B / beta));
    const PocketTerm nodal{1.0, beta, SpinOrbitForm::cos3phi};
    EXPECT_NEAR(pocket_instability(T, B, {&nodal, 1}) / -std::log(T), 0.0, 0.02);
}

TEST(PocketField, NoNumberNoField) {
    const PocketTerm none{1.0, quiet_nan, SpinOrbitForm::cos3phi};
    EXPECT_TRUE(std::isnan(pocket_field(0.5, {&none, 1})));
    EXPECT_EQ(pocket_field(1.0, {&none, 1}), 0.0);
}

}  // namespace
