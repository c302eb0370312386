#include "mirage/lines/second_order_field.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include <gtest/gtest.h>

#include "mirage/gap/gap_equation.hpp"
#include "mirage/model/domain.hpp"
#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::Random;

TEST(SecondOrderField, ReferenceTable) {
    for (const auto& row : mirage_test::read_table("bc2_second_order.csv")) {
        const auto v = [&row](std::size_t i) { return mirage_test::number(row, i); };
        const std::vector<double> fields = second_order_fields({v(0), 0, v(1), v(2), v(3)});
        const auto expected = mirage_test::split(row[4], ';');
        ASSERT_EQ(fields.size(), expected.size());
        for (std::size_t i = 0; i < fields.size(); ++i)
            EXPECT_NEAR(fields[i] / std::stod(expected[i]), 1.0, 1e-9);
    }
}

TEST(SecondOrderField, NormalStateGapEquationVanishesThere) {
    // the closed average over directions against the quadrature of the engine at Delta = 0
    Random random(61);
    for (int i = 0; i < 200; ++i) {
        Parameters p{random.logarithmic(1e-3, 0.99), 0, random.logarithmic(0.01, 100),
                     i % 3 ? random.logarithmic(0.01, 10) : 0.0, i % 2 ? random.logarithmic(0.01, 10) : 0.0};
        for (const double B : second_order_fields(p)) {
            p.B = B;
            GapWorkspace workspace;
            EXPECT_NEAR(evaluate(gap_problem(p, 1e-13), workspace, 0.0, p.B).equation, 0.0, 1e-12)
                << p.T << ' ' << p.beta << ' ' << p.gamma << ' ' << p.alpha;
        }
    }
}

TEST(SecondOrderField, KnownLimits) {
    EXPECT_NEAR(second_order_fields({1e-3, 0, 0, 0, 0}).back(), 0.5, 2e-6)
        << "Pauli supercooling field Delta0/2";
    EXPECT_NEAR(second_order_fields({0.561493, 0, 0, 0, 0}).back(), 0.608221, 1e-6)
        << "field at the Pauli tricritical point";
    EXPECT_TRUE(second_order_fields({1.0, 0, 7, 0, 0}).empty());
    // found where it grows without bound, and where it vanishes
    EXPECT_GT(second_order_fields({1e-3, 0, 100, 0, 0}).back(), 100.0);
    const double a = second_order_fields({1 - 1e-4, 0, 7, 0.4, 0.3}).back();
    const double b = second_order_fields({1 - 1e-6, 0, 7, 0.4, 0.3}).back();
    EXPECT_NEAR(a / b, 10.0, 1e-2) << "square root at Tc0";
}

TEST(SecondOrderField, DisorderDoesNotMatterWithoutSpinOrbitCoupling) {
    for (const double T : {0.01, 0.5, 0.9})
        EXPECT_NEAR(
            second_order_fields({T, 0, 0, 3.0, 0}).back() / second_order_fields({T, 0, 0, 0, 0}).back(), 1.0,
            1e-10);
}

TEST(SecondOrderField, TheLargestAloneIsTheLastOfAll) {
    Random random(77);
    for (int i = 0; i < 300; ++i) {
        const Parameters p{random.uniform(0.002, 1.05), 0, i % 3 ? random.logarithmic(0.01, 100) : 0.0,
                           i % 2 ? random.logarithmic(1e-2, 10) : 0.0,
                           i % 5 ? random.logarithmic(1e-2, 10) : 0.0};
        const std::vector<double> all = second_order_fields(p);
        EXPECT_EQ(supercooling_field(p), all.empty() ? 0.0 : all.back());
    }
}

TEST(SecondOrderField, TheLargestIsBelowHalfTheFieldFromWhichTheSearchStarts) {
    // the search starts at 3 (beta + 1); without a proof: the corners of the domain and points of it
    double largest = 0.0;
    const auto check = [&](const Parameters& p) {
        const double B = supercooling_field(p), part = B / (3.0 * (1.0 + p.beta));
        EXPECT_LT(part, 0.5) << p.T << ' ' << p.beta << ' ' << p.gamma << ' ' << p.alpha;
        EXPECT_GT(B, 0.0);
        largest = std::max(largest, part);
    };
    using namespace domain;
    for (const double T : {min_temperature, 0.01, 0.1, 0.5, 0.9, 1 - 1e-6})
        for (const double beta : {0.0, 1e-3, 0.1, 1.0, 10.0, max_ising})
            for (const double gamma : {0.0, 1e-3, 0.1, 1.0, max_scattering_rate})
                for (const double alpha : {0.0, 1e-3, 0.1, 1.0, max_rashba})
                    check({T, 0, beta, gamma, alpha});
    Random random(78);
    for (int i = 0; i < 3000; ++i)
        check({random.logarithmic(min_temperature, 0.999), 0,
               i % 7 ? random.logarithmic(1e-3, max_ising) : random.uniform(0, max_ising),
               i % 3 ? random.logarithmic(1e-4, max_scattering_rate) : 0.0,
               i % 2 ? random.logarithmic(1e-4, max_rashba) : 0.0});
    std::printf("largest field/(3 (1 + beta)): %.3f\n", largest);
}

TEST(SecondOrderField, NoNumberNoField) {
    const double nan = quiet_nan, infinity = HUGE_VAL;
    for (const Parameters& p :
         {Parameters{nan, 0, 7, 0.4, 0.3}, Parameters{0.1, 0, nan, 0.4, 0.3}, Parameters{0.1, 0, 7, nan, 0.3},
          Parameters{0.1, 0, 7, 0.4, nan}, Parameters{0.1, 0, infinity, 0, 0}, Parameters{0, 0, 7, 0, 0},
          Parameters{-1, 0, 7, 0.4, 0.3}}) {
        EXPECT_TRUE(second_order_fields(p).empty());
        EXPECT_TRUE(std::isnan(supercooling_field(p)));
    }
    EXPECT_EQ(supercooling_field({1.0, 0, 7, 0, 0}), 0.0);
}

}  // namespace
