#include "lines/momentum_roots.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "lines/momentum_ridges.hpp"
#include "mirage/gap/gap_equation.hpp"
#include "mirage/lines/second_order_field.hpp"
#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::Random;

TEST(MomentumRoots, ReferenceTable) {
    for (const auto& row : mirage_test::read_table("momentum_field.csv")) {
        const auto v = [&row](std::size_t i) { return mirage_test::number(row, i); };
        Parameters p{v(0), 0, v(1), v(2), v(3)};
        p.Q = v(4), p.Q_angle = row[5] == "x" ? along_the_field : across_the_field;
        EXPECT_NEAR(supercooling_field(p) / v(6), 1.0, 1e-8) << row[0] << ' ' << row[1] << ' ' << row[6];
    }
}

TEST(MomentumRoots, FieldsAtGivenMomenta) {
    // beta = 7 Delta0: T, alpha, Gamma, Q; the fields to what is known of them
    const double rows[][5] = {{0.02, 1.0, 0.0, 0.62, 5.641},
                              {0.02, 1.0, 0.1, 0.5, 4.413},
                              {0.02, 1.0, 0.4, 0.22, 3.821},
                              {0.02, 0.3, 0.0, 0.18, 6.224},
                              {0.1, 1.0, 0.0, 0.5, 4.461}};
    for (const auto& row : rows) {
        Parameters p{row[0], 0, 7.0, row[2], row[1]};
        p.Q = row[3];
        EXPECT_NEAR(supercooling_field(p), row[4], 6e-4);
    }
}

TEST(MomentumRoots, UniformForAMomentumOfNoConsequence) {
    Random random(91);
    for (int i = 0; i < 100; ++i) {
        Parameters p{random.uniform(0.05, 0.99), 0, random.uniform(0, 10), random.uniform(0, 2),
                     random.uniform(0, 3)};
        const std::vector<double> uniform = second_order_fields(p);
        p.Q = 1e-9;
        const std::vector<double> fields = second_order_fields(p);
        ASSERT_EQ(fields.size(), uniform.size());
        for (std::size_t k = 0; k < fields.size(); ++k) EXPECT_NEAR(fields[k] / uniform[k], 1.0, 1e-11);
    }
}

TEST(MomentumRoots, AllThatADenseScanSees) {
    Random random(92);
    int windows = 0;
    for (int i = 0; i < 150; ++i) {
        Parameters p{random.logarithmic(0.01, 0.9), 0, i % 5 ? random.logarithmic(0.1, 20) : 0.0,
                     i % 2 ? random.logarithmic(1e-2, 2) : 0.0, random.uniform(0, 4)};
        p.Q = random.uniform(0.01, 1.5);
        if (p.gamma == 0.0 && i % 4 == 0) p.Q_angle = random.uniform(-3, 3);
        const std::vector<double> fields = second_order_fields(p);
        std::size_t changes = 0;
        double before = 1.0, top = 4.0 * (1.0 + p.beta + p.alpha);
        for (double B = top; B > 1e-3 * thermal_energy(p); B /= 1.01) {
            p.B = B;
            const double value = momentum_instability(p, 1e-8).value;
            changes += (value < 0.0) != (before < 0.0);
            before = value;
        }
        EXPECT_EQ(fields.size(), changes)
            << p.T << ' ' << p.beta << ' ' << p.gamma << ' ' << p.alpha << ' ' << p.Q << ' ' << p.Q_angle;
        windows += fields.size() == 2;  // superconducting between two fields
        for (const double B : fields) {
            p.B = B;
            const MomentumInstability l = momentum_instability(p);
            EXPECT_NEAR(l.value, 0.0, 1e-13 + 1e-12 * std::fabs(B * l.field_slope));
        }
        EXPECT_EQ(supercooling_field(p), fields.empty() ? 0.0 : fields.back());
    }
    EXPECT_GT(windows, 2);
}

TEST(MomentumRoots, NormalStateGapEquationVanishesThere) {
    // the averages at Delta = 0 against the general propagator of states with momentum
    Random random(93);
    for (int i = 0; i < 40; ++i) {
        Parameters p{random.logarithmic(0.05, 0.9), 0, random.logarithmic(0.1, 10),
                     i % 2 ? random.logarithmic(1e-2, 2) : 0.0, i % 5 ? random.uniform(0, 3) : 0.0};
        p.Q = random.uniform(0.01, 0.6);
        if (p.gamma == 0.0 && i % 4 == 0) p.Q_angle = random.uniform(-3, 3);
        for (const double B : second_order_fields(p)) {
            p.B = B;
            GapWorkspace workspace;
            const GapState state = evaluate(gap_problem(p, 1e-13), workspace, 0.0, B);
            EXPECT_NEAR(state.equation, 0.0, 1e-10)
                << p.T << ' ' << p.beta << ' ' << p.gamma << ' ' << p.alpha << ' ' << p.Q;
        }
    }
}

TEST(MomentumRoots, ExtremaThatCrossZeroBetweenTheFields) {
    // l = (ln B)^2 - depth^2 and its negative: two roots between neighbours, or none
    for (const double sign : {1.0, -1.0})
        for (const double depth : {0.05, 1e-3}) {
            const EvaluateInstability l = [=](double B, double, double) {
                const double x = std::log(B / 1.07);
                return MomentumInstability{sign * (x * x - depth * depth), sign * 2.0 * x / B, 0, 0, 0, 0};
            };
            const std::vector<double> fields = fields_at_momentum(l, 0.5, {3.0, 1.3, 0.9, 0.2}, 9);
            ASSERT_EQ(fields.size(), 2u);
            EXPECT_NEAR(fields[0], 1.07 * std::exp(-depth), 1e-12);
            EXPECT_NEAR(fields[1], 1.07 * std::exp(depth), 1e-12);
            EXPECT_EQ(fields_at_momentum(l, 0.5, {3.0, 1.3, 0.9, 0.2}, 1), std::vector<double>{fields[1]});
        }
    const EvaluateInstability above = [](double B, double, double) {
        const double x = std::log(B);
        return MomentumInstability{x * x + 1e-9, 2.0 * x / B, 0, 0, 0, 0};
    };
    EXPECT_TRUE(fields_at_momentum(above, 0.5, {3.0, 1.3, 0.9, 0.2}, 9).empty());
}

TEST(MomentumRoots, NoFieldAndNoNumber) {
    Parameters p{0.5, 0, 0, 0, 0};
    p.Q = 3.0;  // breaks pairs without a field
    EXPECT_TRUE(second_order_fields(p).empty());
    EXPECT_EQ(supercooling_field(p), 0.0);
    p.T = 1.2;
    EXPECT_EQ(supercooling_field(p), 0.0);
    p.T = 0.5, p.Q = quiet_nan;
    EXPECT_TRUE(std::isnan(supercooling_field(p)));
}

TEST(MomentumRoots, OfTheGeneralPropagatorWhereNoKernelCloses) {
    Parameters p{0.5, 0, 7, 0.4, 1};
    p.Q = 0.1, p.Q_angle = along_the_field;
    const double along = supercooling_field(p);
    p.Q_angle = across_the_field;
    const double across = supercooling_field(p);
    p.Q = 0.0;
    // Rashba coupling favours pairs with momentum across the field
    EXPECT_LT(along, across);
    EXPECT_NEAR(along, supercooling_field(p), 0.1);
    EXPECT_LT(along, supercooling_field(p));
}

TEST(MomentumRoots, GradientIsThatOfTheFields) {
    Parameters p{0.3, 0, 3.0, 0.2, 0.8};
    p.Q = 0.3;
    p.B = supercooling_field(p);
    const FieldGradient gradient = second_order_gradient(p);
    const auto moved = [&p](double Parameters::*member, double value) {
        Parameters q = p;
        q.*member = value;
        return supercooling_field(q);
    };
    const double h = 1e-3;
    const double by_beta =
        (moved(&Parameters::beta, std::sqrt(9.0 + h)) - moved(&Parameters::beta, std::sqrt(9.0 - h)));
    const double by_gamma = (moved(&Parameters::gamma, 0.2 + h) - moved(&Parameters::gamma, 0.2 - h));
    const double by_alpha =
        (moved(&Parameters::alpha, std::sqrt(0.64 + h)) - moved(&Parameters::alpha, std::sqrt(0.64 - h)));
    EXPECT_NEAR(gradient.beta2 / (by_beta / (2 * h)), 1.0, 1e-5);
    EXPECT_NEAR(gradient.gamma / (by_gamma / (2 * h)), 1.0, 1e-5);
    EXPECT_NEAR(gradient.alpha2 / (by_alpha / (2 * h)), 1.0, 1e-5);
}

}  // namespace
