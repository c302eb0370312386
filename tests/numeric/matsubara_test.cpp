#include "mirage/numeric/matsubara.hpp"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "mirage/gap/gap_equation.hpp"

namespace {

using namespace mirage;

template <class F>
double sum(const MatsubaraRule& rule, F f) {
    double total = 0.0;
    for (std::size_t k = rule.node.size(); k-- > 0;) total += rule.weight[k] * f(rule.node[k]);
    return total;
}

TEST(Matsubara, WeightsArePositiveAndNodesAscend) {
    for (const double q : {1.0, 30.0, 1000.0, 3e4}) {
        const MatsubaraRule& rule = matsubara_rule(q, 1e-13);
        EXPECT_LE(rule.error, 1e-13);
        EXPECT_GE(rule.bandwidth, q * (1 - 1e-12));
        for (std::size_t k = 0; k < rule.node.size(); ++k) {
            EXPECT_GT(rule.weight[k], 0.0);
            EXPECT_GT(rule.node[k], k ? rule.node[k - 1] : 0.0);
        }
    }
}

TEST(Matsubara, SumsWithClosedForms) {
    // sum 1/(nu (nu + 1)^2)..., by partial fractions and zeta functions; poles at -1 need a bandwidth of
    // their size
    const MatsubaraRule& rule = matsubara_rule(4.0, 1e-14);
    const double pi2 = std::numbers::pi * std::numbers::pi;
    EXPECT_NEAR(sum(rule, [](double nu) { return 1 / (nu * nu * nu * nu); }), pi2 * pi2 / 6.0, 2e-12);
    // sum_{n >= 0} 1/(nu^2 + q^2) = pi tanh(pi q)/(2 q), differences decay fast enough
    for (const double q : {0.3, 1.0, 3.0}) {
        const double exact =
            0.5 * std::numbers::pi *
            (std::tanh(std::numbers::pi * q) / q - std::tanh(std::numbers::pi * 2 * q) / (2 * q));
        const double value = sum(matsubara_rule(2 * q, 1e-14), [q](double nu) {
            return 1 / (nu * nu + q * q) - 1 / (nu * nu + 4 * q * q);
        });
        EXPECT_NEAR(value, exact, 1e-12) << q;
    }
}

TEST(Matsubara, TheTailOfASumThatFallsLikeTheSquare) {
    const double exact = 0.5 * std::numbers::pi * std::numbers::pi;  // of 1/nu^2
    for (const double q : {1.0, 30.0, 1000.0, 3e4}) {
        const MatsubaraRule& rule = matsubara_rule(q, 1e-13);
        const double found = sum(rule, [](double nu) { return 1.0 / (nu * nu); });
        EXPECT_GT(rule.missed_tail, 0.0);
        EXPECT_NEAR(found + rule.missed_tail, exact, 1e-11) << q;
    }
}

TEST(Matsubara, AtMost128NodesAtAHundredthOfTcForBetaSeven) {
    Parameters p{0.01, 2.0, 7.0, 0.0, 0.0};
    const MatsubaraRule& rule = matsubara_rule(spectral_bandwidth(p), 1e-12);
    RecordProperty("nodes", static_cast<int>(rule.node.size()));
    EXPECT_LE(rule.error, 1e-12);
    EXPECT_LE(rule.node.size(), 128u);
}

TEST(Matsubara, WholeDomainMeetsItsError) {
    Parameters p{1e-3, 150.0, 100.0, 10.0, 10.0};
    const MatsubaraRule& rule = matsubara_rule(spectral_bandwidth(p), 1e-13);
    EXPECT_LE(rule.error, 1e-13);
    EXPECT_LE(rule.node.size(), 256u);
    // against the direct sum of the kernel of a clean superconductor, with its tail by Euler and Maclaurin
    const double q = 0.7 * rule.bandwidth;
    const auto f = [q](double nu) { return q * q / (nu * (nu * nu + q * q)); };
    const int last = 4000000;
    double direct = 0.5 * std::log1p(q * q / (static_cast<double>(last) * last));  // integral from `last`
    for (int n = last; n-- > 0;) direct += f(n + 0.5);
    EXPECT_NEAR(sum(rule, f), direct, 1e-11);
}

TEST(Matsubara, BcsOrderParameterIsIndependentOfTheRule) {
    for (const double T : {0.001, 0.1, 0.5, 0.9, 0.999}) {
        const double a = bcs_order_parameter(T, matsubara_rule(1.0 / T, 1e-13));
        const double b = bcs_order_parameter(T, matsubara_rule(30.0 / T, 1e-14));
        EXPECT_NEAR(a, b, 1e-12) << T;
    }
    EXPECT_NEAR(bcs_order_parameter(0.001, matsubara_rule(1000.0, 1e-13)), 1.0, 1e-12) << "Delta0 at T -> 0";
    EXPECT_EQ(bcs_order_parameter(1.0, matsubara_rule(1.0, 1e-13)), 0.0);
}

}  // namespace
