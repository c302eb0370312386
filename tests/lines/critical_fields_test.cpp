#include "mirage/lines/critical_fields.hpp"

#include <cmath>
#include <cstdio>
#include <numbers>
#include <string>

#include <gtest/gtest.h>

#include "mirage/gap/point.hpp"
#include "mirage/model/constants.hpp"
#include "mirage/model/domain.hpp"
#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::Random;
using std::numbers::pi;

TEST(CriticalFields, PauliLimit) {
    const CriticalFields low = critical_fields({1e-3, 0, 0, 0, 0});
    EXPECT_EQ(low.order, 1);
    // Omega_S = Omega_N with the normal-state entropy: B^2 = 1/2 - (pi T)^2/3
    const double t = 1e-3 / delta0_over_tc0;
    EXPECT_NEAR(low.B_c2, std::sqrt(0.5 - pi * pi * t * t / 3), 1e-10);
    EXPECT_NEAR(low.B_supercooling, 0.5, 2e-6);
    EXPECT_EQ(critical_fields({0.565, 0, 0, 0, 0}).order, 2);
    EXPECT_EQ(critical_fields({0.558, 0, 0, 0, 0}).order, 1);
}

TEST(CriticalFields, RashbaAloneDoublesTheSusceptibilityLimit) {
    // beta = 0, alpha -> infinity: sqrt 2 times the Pauli limit
    const double a = critical_fields({0.005, 0, 0, 0, 5}).B_c2,
                 b = critical_fields({0.005, 0, 0, 0, 10}).B_c2;
    EXPECT_LT(a, b);
    EXPECT_NEAR(b, 1.0, 0.02);
}

TEST(CriticalFields, WeakFirstOrderTransition) {
    // alpha = Delta0, beta = 7 Delta0, T = 0.01 Tc0: a thousandth above the second-order field
    const CriticalFields fields = critical_fields({0.01, 0, 7, 0, 1});
    EXPECT_EQ(fields.order, 1);
    EXPECT_GT(fields.B_c2, 1.0005 * fields.B_supercooling);
    EXPECT_LT(fields.B_superheating, 1.002 * fields.B_supercooling);
    EXPECT_GT(fields.Delta_below, 0.5);
}

TEST(CriticalFields, JumpInsideTheSuperconductingState) {
    const CriticalFields fields = critical_fields({0.02, 0, 0.3, 0, 0});
    EXPECT_EQ(fields.order, 2);
    EXPECT_GT(fields.B_jump, 0.74);
    EXPECT_LT(fields.B_jump, 0.78);
    EXPECT_GT(fields.Delta_below, fields.Delta_above + 0.5);
    // smooth at low temperature for beta = 0.4, with a narrow jump around T = 0.1 Tc0
    EXPECT_TRUE(std::isnan(critical_fields({0.01, 0, 0.4, 0, 0}).B_jump));
    const CriticalFields narrow = critical_fields({0.1, 0, 0.4, 0, 0});
    EXPECT_NEAR(narrow.B_jump, 0.77051, 1e-5);
    EXPECT_EQ(solve_point({0.1, narrow.B_jump, 0.4, 0, 0}).solutions.size(), 3u);
}

TEST(CriticalFields, RashbaCollapse) {
    for (const double T : {0.01, 0.1, 0.5, 0.9}) {
        const CriticalFields fields = critical_fields({T, 0, 7, 0, 1});
        ASSERT_LT(fields.B_collapse, fields.B_c2);
        const double Delta = solve_point({T, fields.B_collapse, 7, 0, 1}).order_parameter;
        EXPECT_NEAR(1.0 * fields.B_collapse, Delta * std::hypot(7, 1), 1e-8)
            << "alpha B = Delta sqrt(beta^2 + alpha^2)";
    }
    const auto window = [](double T) {
        const CriticalFields fields = critical_fields({T, 0, 7, 0, 1});
        return (fields.B_c2 - fields.B_collapse) / fields.B_c2;
    };
    EXPECT_LT(window(0.01), 0.005) << "closes as T -> 0";
    EXPECT_GT(window(0.3), 5 * window(0.01)) << "opens towards Tc0";
    EXPECT_TRUE(std::isnan(critical_fields({0.1, 0, 7, 0, 0}).B_collapse))
        << "clean without Rashba coupling: gapped up to B_c2";
}

TEST(CriticalFields, SquareRootAtTc) {
    for (const Parameters& p :
         {Parameters{0, 0, 7, 0, 0}, Parameters{0, 0, 7, 0.4, 0.3}, Parameters{0, 0, 0, 0, 0}}) {
        Parameters near = p, nearer = p;
        near.T = 1 - 1e-4, nearer.T = 1 - 1e-6;
        EXPECT_NEAR(critical_fields(near).B_c2 / critical_fields(nearer).B_c2, 10.0, 0.01);
    }
}

TEST(CriticalFields, ZeroAtTcAndNoneAbove) {
    const auto fields_at = [](double T) { return critical_fields({T, 0, 7, 0.4, 0.3}); };
    for (const double T : {1.0, std::nextafter(1.0, 0.0), std::nextafter(1.0, 2.0)}) {
        const CriticalFields f = fields_at(T);
        for (const double field : {f.B_c2, f.B_supercooling, f.B_superheating}) EXPECT_EQ(field, 0.0) << T;
        EXPECT_EQ(f.order, 2);
        EXPECT_TRUE(std::isnan(f.B_jump) && std::isnan(f.B_collapse));
        EXPECT_EQ(f.status, LineStatus::converged);
        EXPECT_EQ(transition_fields({T, 0, 7, 0.4, 0.3}).B_c2, 0.0);
    }
    EXPECT_GT(fields_at(1.0 - 1e-12).B_c2, 0.0);
    EXPECT_LT(fields_at(1.0 - 1e-12).B_c2, 1e-5);
    for (const double T : {1.0 + 1e-12, 1.1}) {
        EXPECT_TRUE(std::isnan(fields_at(T).B_c2) && std::isnan(fields_at(T).B_supercooling)) << T;
        EXPECT_EQ(fields_at(T).order, 0);
        EXPECT_EQ(fields_at(T).status, LineStatus::converged) << "none is an answer";
    }
}

TEST(CriticalFields, DisorderEndsTheUpturn) {
    const auto enhancement = [](double gamma) {
        return critical_fields({0.01, 0, 7, gamma, 0}).B_c2 / critical_fields({0.2, 0, 7, gamma, 0}).B_c2;
    };
    EXPECT_GT(enhancement(0.0), enhancement(0.2));
    EXPECT_GT(enhancement(0.2), enhancement(1.0));
}

TEST(CriticalFields, NoLineIsLostOrCrossed) {
    Random random(71);
    for (int i = 0; i < 500; ++i) {
        const Parameters p{random.logarithmic(2e-3, 0.999), 0, i % 5 ? random.logarithmic(0.05, 100) : 0.0,
                           i % 3 ? random.logarithmic(0.01, 10) : 0.0,
                           i % 2 ? random.logarithmic(0.01, 10) : 0.0};
        const CriticalFields f = critical_fields(p);
        constexpr double up = 1 + 1e-7;
        ASSERT_NE(f.order, 0);
        const std::string where = std::to_string(p.T) + " " + std::to_string(p.beta) + " " +
                                  std::to_string(p.gamma) + " " + std::to_string(p.alpha);
        EXPECT_LE(f.B_supercooling, f.B_c2 * up) << where;
        EXPECT_LE(f.B_c2, f.B_superheating * up) << where;
        EXPECT_FALSE(f.B_collapse > f.B_c2 * up) << where;
        EXPECT_FALSE(f.B_jump > f.B_c2 * up) << where;
        const auto at = [&p](double B) {
            Parameters q = p;
            q.B = B;
            return solve_point(q);
        };
        EXPECT_NE(at(0.9995 * f.B_c2).phase, Phase::normal) << where;
        EXPECT_EQ(at(1.0005 * f.B_c2).phase, Phase::normal) << where;
        EXPECT_FALSE(at(0.9999 * f.B_superheating).solutions.empty()) << where;
        EXPECT_TRUE(at(1.0001 * f.B_superheating).solutions.empty()) << where;
        if (!std::isnan(f.B_collapse)) {
            EXPECT_EQ(at(0.9999 * f.B_collapse).phase, Phase::gapped) << where;
            if (1.0001 * f.B_collapse < f.B_c2) {
                EXPECT_EQ(at(1.0001 * f.B_collapse).phase, Phase::gapless) << where;
            }
        }
    }
}

TEST(CriticalFields, OrdinaryLinesAllConverge) {
    Random random(72);
    int failed = 0;
    for (int i = 0; i < 2000; ++i) {
        const Parameters p{random.logarithmic(domain::min_temperature, 0.9999), 0,
                           i % 5 ? random.logarithmic(0.01, domain::max_ising) : 0.0,
                           i % 3 ? random.logarithmic(1e-3, domain::max_scattering_rate) : 0.0,
                           i % 2 ? random.logarithmic(1e-3, domain::max_rashba) : 0.0};
        const CriticalFields f = critical_fields(p);
        failed += f.status != LineStatus::converged;
        EXPECT_EQ(f.status, LineStatus::converged)
            << p.T << ' ' << p.beta << ' ' << p.gamma << ' ' << p.alpha;
        EXPECT_GT(f.B_c2, 0.0);
    }
    std::printf("%d of 2000 lines not converged\n", failed);
}

TEST(CriticalFields, NoNumberNoField) {
    const double nan = quiet_nan;
    for (const Parameters& p :
         {Parameters{nan, 0, 7, 0.4, 0.3}, Parameters{0.1, 0, nan, 0.4, 0.3}, Parameters{0.1, 0, nan, 0, 0},
          Parameters{0.1, 0, 7, nan, 0.3}, Parameters{0.1, 0, 7, 0.4, nan}, Parameters{0, 0, 7, 0.4, 0.3}}) {
        const CriticalFields f = critical_fields(p);
        EXPECT_EQ(f.status, LineStatus::not_converged);
        EXPECT_EQ(f.order, 0);
        for (const double field : {f.B_c2, f.B_supercooling, f.B_superheating, f.B_jump, f.B_collapse})
            EXPECT_TRUE(std::isnan(field));
    }
}

TEST(CriticalFields, TransitionFieldsAreTheSameBits) {
    for (const Parameters& p : {Parameters{0.1, 0, 7, 0.4, 0.3}, Parameters{0.1, 0, 0.4, 0, 0},
                                Parameters{0.2, 0, 0, 0, 0}, Parameters{0.01, 0, 7, 0, 1}}) {
        const CriticalFields all = critical_fields(p), some = transition_fields(p);
        EXPECT_EQ(all.B_c2, some.B_c2);
        EXPECT_EQ(all.order, some.order);
        EXPECT_EQ(all.Delta_below, some.Delta_below);
        EXPECT_TRUE(std::isnan(some.B_collapse));
    }
}

}  // namespace
