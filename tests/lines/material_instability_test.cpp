// Linear instability of materials: tables of an independent program, closed formulas.
#include "lines/material_instability.hpp"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "continued_fraction.hpp"
#include "material_cases.hpp"
#include "mirage/formulas/critical_field_formulas.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "mirage/lines/second_order_field.hpp"
#include "mirage/model/constants.hpp"
#include "mirage/numeric/digamma.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;
using std::numbers::pi;

TEST(MaterialInstability, TableOfTheTripletChannel) {
    for (const Row& row : read_table("triplet_field.csv")) {
        const auto v = [&row](std::size_t i) { return number(row, i); };
        const double field = supercooling_field(triplet(v(0), 0.0, v(1), v(2), v(3)));
        if (v(5) == 1.0)
            EXPECT_TRUE(std::isinf(field));
        else
            EXPECT_NEAR(field / v(4), 1.0, 1e-8);
    }
}

TEST(MaterialInstability, TableOfPocketsAndChannels) {
    for (const Row& row : read_table("materials_field.csv")) {
        const auto v = [&row](std::size_t i) { return number(row, i); };
        Material m;
        m.gamma_intra = v(3), m.gamma_pocket = v(4), m.gamma_magnetic = v(5), m.gamma_spin_orbit = v(6);
        m.orbital = v(7), m.theta = v(8) * pi / 180.0;
        if (v(9) > 0.0) m.pockets = {{v(9), v(10), SpinOrbitForm::cos3phi, 0.0, v(11)}};
        const Parameters p = forced({v(0), 0.0, v(1), v(3) + v(4), v(2)}, m);
        EXPECT_NEAR(supercooling_field(p) / v(12), 1.0, 1e-5) << v(0) << ' ' << v(1) << ' ' << v(8);
    }
}

TEST(MaterialInstability, FieldsOfTheTwoValleyModel) {
    Random random(61);
    for (int i = 0; i < 200; ++i) {
        const Parameters p = random_point(random, i);
        const std::vector<double> fast = second_order_fields(p),
                                  general = second_order_fields(as_material(p));
        ASSERT_EQ(general.size(), fast.size()) << p.T << ' ' << p.beta << ' ' << p.gamma << ' ' << p.alpha;
        for (std::size_t k = 0; k < fast.size(); ++k) EXPECT_NEAR(general[k] / fast[k], 1.0, 1e-10);
    }
    // several at one temperature
    const Parameters weak{0.02, 0.0, 0.1, 0.0, 0.3};
    const std::vector<double> fast = second_order_fields(weak),
                              general = second_order_fields(as_material(weak));
    EXPECT_EQ(general.size(), fast.size());
}

TEST(MaterialInstability, WerthamerHelfandHohenbergWithSpinOrbitScattering) {
    // [ZF] eq. 1 without the orbital term: hbar/tau_so = 2 Gamma_so by lambda_so = 4 Gamma_so/(3 pi kTc0)
    for (const double rate : {0.1, 0.5, 2.0, 6.0})
        for (const double T : {0.1, 0.5, 0.9}) {
            Material m;
            m.gamma_spin_orbit = rate;
            Parameters p = forced({T, 1.0}, m);
            p.B = supercooling_field(p);
            EXPECT_NEAR(instability_by_poles(p), 0.0, 1e-11);
            EXPECT_NEAR(whh_field(T, {2.0 * rate, 0.0}) / p.B, 1.0, 1e-9) << rate << ' ' << T;
        }
}

TEST(MaterialInstability, KlemmLutherBeasleyInItsLimit) {
    // what is left falls like ln(rate)/rate
    double before = 1.0;
    for (const double rate : {10.0, 100.0, 1000.0}) {
        Material m;
        m.gamma_spin_orbit = rate;
        const double off = std::fabs(klb_field(0.5, 2.0 * rate) / supercooling_field(forced({0.5}, m)) - 1.0);
        EXPECT_LT(off, 0.2 * before);
        before = off;
    }
    EXPECT_LT(before, 2e-3);
}

TEST(MaterialInstability, TripletTemperatureIsTheLimitOfHighFields) {
    // clean: Tc(B = 10, 100, 1000) for beta = 7, T_t = 0.1, and the closed equation of both
    const double expected[][2] = {{10.0, 0.28672}, {100.0, 0.10162}, {1000.0, 0.10001}};
    for (const auto& [B, T] : expected) {
        EXPECT_LT(material_instability(triplet(T - 1e-5, B, 7.0, 0.0, 0.1)), 0.0);
        EXPECT_GT(material_instability(triplet(T + 1e-5, B, 7.0, 0.0, 0.1)), 0.0);
    }
    Random random(62);
    for (int i = 0; i < 50; ++i) {
        // t (t + L + S) + S L B^2/W^2 = 0 with t = ln(T/Tc0), L = ln(Tc0/T_t)
        const double beta = random.logarithmic(0.1, 20.0), T_t = random.logarithmic(0.001, 0.5),
                     T = T_t + (1.0 - T_t) * random.uniform(0.1, 0.9);
        const Parameters p = triplet(T, 0.0, beta, 0.0, T_t);
        const double B = supercooling_field(p), W = std::hypot(beta, B);
        const double S = digamma_half_difference(W / (2.0 * pi * thermal_energy(p)));
        const double t = std::log(T), L = -std::log(T_t);
        EXPECT_NEAR(t * (t + L + S) + S * L * B * B / (W * W), 0.0, 1e-9 * (1.0 + S * L)) << i;
    }
    EXPECT_NEAR(supercooling_field(triplet(0.5, 0.0, 7.0, 0.0, 0.1)), 6.1422, 1e-4);
}

TEST(MaterialInstability, DisorderDestroysTheTripletStateOfHighFields) {
    // B -> infinity: K_tt = 1/(omega + Gamma), pair breaking by Abrikosov and Gor'kov
    const double T_t = 0.1, critical = 0.8819 * T_t / delta0_over_tc0;
    EXPECT_TRUE(std::isinf(supercooling_field(triplet(0.005, 0.0, 7.0, 0.9 * critical, T_t))));
    EXPECT_LT(supercooling_field(triplet(0.005, 0.0, 7.0, 1.1 * critical, T_t)), 1e3);
    for (const double share : {0.3, 0.8}) {
        // T_t of the dirty state, a little below and above
        const double gamma = share * critical;
        const auto left = [&](double at) {
            const double a = gamma / (2.0 * pi * at / delta0_over_tc0);
            return std::log(at / T_t) + digamma(0.5 + a).real() - digamma(0.5).real();
        };
        double low = 1e-3, high = T_t;
        for (int step = 0; step < 60; ++step)
            (left(0.5 * (low + high)) < 0.0 ? low : high) = 0.5 * (low + high);
        EXPECT_TRUE(std::isinf(supercooling_field(triplet(0.999 * low, 0.0, 1.0, gamma, T_t))));
        EXPECT_FALSE(std::isinf(supercooling_field(triplet(1.001 * low, 0.0, 1.0, gamma, T_t))));
    }
}

TEST(MaterialInstability, TableOfGammaPockets) {
    // K pockets and a Gamma pocket of share 0, 0.3, 0.6, 1, each 7 Delta0, equal gaps
    const double expected[][5] = {{0.9, 1.395821, 1.091416, 0.910338, 0.761955},
                                  {0.5, 3.514792, 2.961754, 2.489982, 2.008594},
                                  {0.2, 5.249395, 4.604506, 3.984315, 3.250100},
                                  {0.1, 6.206469, 5.516392, 4.829144, 3.970964}};
    const double share[] = {0.0, 0.3, 0.6, 1.0};
    for (const auto& row : expected)
        for (int k = 0; k < 4; ++k) {
            Material m;
            m.pockets = {{share[k], 7.0}};
            EXPECT_NEAR(supercooling_field(forced({row[0], 0.0, 7.0}, m)), row[k + 1], 1e-6);
        }
    Material m;
    m.pockets = {{0.6, 7.0}};
    EXPECT_NEAR(supercooling_field(forced({0.05, 0.0, 20.0}, m)), 7.848484, 1e-6);
}

TEST(MaterialInstability, PerpendicularFieldIsPauliLimitedWhateverBeta) {
    Material m;
    m.theta = 0.5 * pi;
    for (const double beta : {0.0, 1.0, 7.0}) {
        EXPECT_NEAR(supercooling_field(forced({0.9, 0.0, beta}, m)) / pauli_field(0.9), 1.0, 1e-10);
        const CriticalFields low = critical_fields(forced({0.01, 0.0, beta}, m));
        EXPECT_EQ(low.order, 1);
        EXPECT_NEAR(low.B_c2, pauli_limit(), 1e-3);
    }
}

TEST(MaterialInstability, OnlyTheComponentInThePlaneIsProtected) {
    // clean, strong coupling: B_z breaks pairs as without spin-orbit coupling, B_x hardly
    double before = 1e9;
    for (const double degrees : {0.0, 30.0, 60.0, 90.0, 120.0, 150.0, 180.0}) {
        Material m;
        m.theta = degrees * pi / 180.0;
        const double field = supercooling_field(forced({0.8, 0.0, 20.0}, m));
        if (degrees <= 90.0) {
            EXPECT_LT(field, before);
            before = field;
        }
        Material mirrored;
        mirrored.theta = pi - m.theta;
        EXPECT_NEAR(supercooling_field(forced({0.8, 0.0, 20.0}, mirrored)) / field, 1.0, 1e-10);
    }
}

TEST(MaterialInstability, Tinkham) {
    // strong spin-orbit scattering: linear and quadratic pair breaking add up to one critical rate
    Material m;
    m.gamma_spin_orbit = 10.0, m.orbital = 10.0, m.orbital_perpendicular = 10.0;
    const auto field = [&](double theta) {
        m.theta = theta;
        return supercooling_field(forced({0.5}, m));
    };
    const double parallel = field(0.0), perpendicular = field(0.5 * pi);
    for (const double degrees : {5.0, 20.0, 45.0, 70.0}) {
        const double theta = degrees * pi / 180.0, B = field(theta);
        EXPECT_NEAR(B * std::sin(theta) / perpendicular + std::pow(B * std::cos(theta) / parallel, 2), 1.0,
                    2e-4);
    }
}

TEST(MaterialInstability, NoFieldFromTheCriticalTemperatureOn) {
    Material m;
    m.gamma_magnetic = 0.1;
    const Parameters p = forced({0.9, 0.0, 3.0}, m);
    EXPECT_EQ(supercooling_field(p), 0.0);
    EXPECT_TRUE(second_order_fields(p).empty());
}

TEST(MaterialInstability, Gradient) {
    Random random(63);
    for (int i = 0; i < 20; ++i) {
        Parameters p = random_material(random, 2 * i);
        p.T = 0.3;
        p.gamma += 0.1;
        p.B = supercooling_field(p);
        if (!(p.B > 0.0) || std::isinf(p.B)) continue;
        const FieldGradient gradient = second_order_gradient(p);
        const double h = 1e-3;
        Parameters up = p, down = p;
        up.gamma += h, down.gamma -= h;
        EXPECT_NEAR(gradient.gamma, (supercooling_field(up) - supercooling_field(down)) / (2.0 * h),
                    1e-4 * (1.0 + std::fabs(gradient.gamma)));
        up = down = p;
        up.beta = std::sqrt(p.beta * p.beta + h), down.beta = std::sqrt(p.beta * p.beta - h);
        if (p.beta * p.beta < 10.0 * h) continue;
        EXPECT_NEAR(gradient.beta2, (supercooling_field(up) - supercooling_field(down)) / (2.0 * h),
                    1e-4 * (1.0 + std::fabs(gradient.beta2)));
    }
}

}  // namespace
