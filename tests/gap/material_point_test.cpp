// Points of materials: the two-valley model by the general way, susceptibilities, entropy.
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "gap/branch_roots.hpp"
#include "gap/material_gap.hpp"
#include "material_cases.hpp"
#include "mirage/gap/gap_equation.hpp"
#include "mirage/gap/gap_roots.hpp"
#include "mirage/gap/point.hpp"
#include "mirage/gap/thermodynamics.hpp"
#include "mirage/lines/second_order_field.hpp"
#include "setting.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;
using std::numbers::pi;

TEST(MaterialPoint, EqualsTheTwoValleyModel) {
    // MIRAGE_MATERIAL_POINTS=10000 for the long run
    Random random(91);
    const int count = setting("MIRAGE_MATERIAL_POINTS", 300);
    for (int i = 0; i < count; ++i) {
        Parameters p = random_point(random, i);
        p.B = i % 20 ? supercooling_field(p) * random.uniform(0.05, 1.2) : 0.0;
        const PointState fast = solve_point(p), general = solve_point(as_material(p));
        const auto text = [&] {
            return ::testing::Message()
                   << p.T << ' ' << p.B << ' ' << p.beta << ' ' << p.gamma << ' ' << p.alpha;
        };
        EXPECT_EQ(general.status, fast.status) << text();
        EXPECT_NEAR(general.order_parameter, fast.order_parameter, 1e-9) << text();
        EXPECT_NEAR(general.free_energy, fast.free_energy, 1e-9) << text();
        EXPECT_NEAR(general.magnetization, fast.magnetization, 1e-9) << text();
        EXPECT_NEAR(general.susceptibility_ratio, fast.susceptibility_ratio, p.B > 0.0 ? 1e-9 : 1e-7)
            << text();
        ASSERT_EQ(general.solutions.size(), fast.solutions.size()) << text();
        for (std::size_t k = 0; k < fast.solutions.size(); ++k) {
            EXPECT_NEAR(general.solutions[k].order_parameter, fast.solutions[k].order_parameter, 1e-9)
                << text();
            EXPECT_NEAR(general.solutions[k].free_energy, fast.solutions[k].free_energy, 1e-9) << text();
            EXPECT_EQ(general.solutions[k].kind, fast.solutions[k].kind) << text();
        }
    }
}

TEST(MaterialPoint, EvenInTheFieldAndReproducible) {
    Random random(92);
    for (int i = 0; i < 6; ++i) {
        Parameters p = random_material(random, i), mirrored = p;
        mirrored.B = -p.B;
        const PointState a = solve_point(p), b = solve_point(mirrored), again = solve_point(p);
        EXPECT_EQ(a.free_energy, b.free_energy);
        EXPECT_EQ(a.magnetization, -b.magnetization);
        EXPECT_EQ(a.order_parameter, again.order_parameter);
        EXPECT_EQ(a.free_energy, again.free_energy);
    }
}

TEST(MaterialPoint, NoSolutionIsLostAtRandom) {
    Random random(93);
    for (int i = 0; i < 300; ++i) {
        Parameters p = random_material(random, i);
        if (i % 10 == 0) p.B = 0.0;
        const GapProblem problem = gap_problem(p, 1e-13);
        GapRoots found = gap_roots(problem, p.B, beyond_solutions(problem));
        ASSERT_TRUE(found.solved) << i;
        // in sum an odd number of them below a normal state that is unstable, an even one below a stable one
        EXPECT_TRUE(has_triplet(p) || ((found.roots.size() % 2 == 1) == (found.zero.equation < 0.0))) << i;
        for (const GapState& root : found.roots) {
            // Newton ends where Delta^2 changes by 1e-11 of itself
            EXPECT_LT(std::fabs(root.equation),
                      2e-11 * std::fabs(root.slope) * root.Delta * root.Delta + 1e-12)
                << i;
            EXPECT_TRUE(std::isfinite(thermodynamics(problem, found.workspace, root).specific_heat)) << i;
        }
    }
}

/// F(x) = asinh(x)/(x sqrt(1 + x^2)): what spin-orbit coupling x Delta leaves of the gap's effect.
double pairing_left(double x) { return x == 0.0 ? 1.0 : std::asinh(x) / (x * std::sqrt(1.0 + x * x)); }

double susceptibility(const Parameters& p) { return solve_point(p).susceptibility_ratio; }

TEST(MaterialPoint, SusceptibilityOfPocketsAtZeroTemperature) {
    constexpr double T = 0.02;
    for (const double beta : {1.0, 2.0, 7.0}) {
        EXPECT_NEAR(susceptibility(as_material({T, 0.0, beta})), 1.0 - pairing_left(beta), 1e-9);
        // nodes of beta cos 3 phi
        Material m;
        m.pockets = {{1.0, beta}};
        double mean = 0.0;
        constexpr int count = 200;
        for (int i = 0; i < count; ++i)
            mean += pairing_left(beta * std::cos(0.5 * pi * (i + 0.5) / count)) / count;
        EXPECT_NEAR(susceptibility(forced({T, 0.0}, m)), 1.0 - mean, 1e-7);
    }
    EXPECT_NEAR(susceptibility(as_material({T, 0.0, 1.0})), 0.37677476, 1e-8);
    // Rashba coupling: half of the directions have it along the field
    EXPECT_NEAR(susceptibility(as_material({T, 0.0, 0.0, 0.0, 5.0})), 1.0 - 0.5 - 0.5 * pairing_left(5.0),
                1e-8);
}

TEST(MaterialPoint, SusceptibilityWithScattering) {
    constexpr double T = 0.02;
    EXPECT_NEAR(susceptibility(as_material({T, 0.0, 7.0, 0.4})), 0.93658063, 2e-8);
    EXPECT_NEAR(susceptibility(as_material({T, 0.0, 3.0, 1.0})), 0.72390583, 2e-8);
    // spin-orbit scattering, x = 4 Gamma_so/(3 Delta): Abrikosov and Gor'kov
    const double expected[][2] = {{0.5, 0.27680650}, {2.0, 0.59477483}, {7.0, 0.82991095}};
    for (const auto& [x, ratio] : expected) {
        Material m;
        m.gamma_spin_orbit = 0.75 * x;
        EXPECT_NEAR(susceptibility(forced({T, 0.0}, m)), ratio, 1e-7);
    }
}

TEST(MaterialPoint, EntropyAndSpecificHeatAreDerivatives) {
    Random random(94);
    int checked = 0;
    for (int i = 0; i < 15; ++i) {
        Parameters p = random_material(random, i);
        p.T = random.uniform(0.1, 0.4);
        p.B = 0.3 * random.uniform(0.0, 1.0);
        if (i % 10 == 0) p.B = 0.0;
        const auto at = [&](double T) {
            Parameters q = p;
            q.T = T;
            return solve_point(q, {1e-12}, Detail::thermodynamics);
        };
        const PointState here = at(p.T);
        ASSERT_EQ(here.status, Status::converged);
        if (here.phase == Phase::normal) continue;
        ++checked;
        const double h = 0.02 * p.T, unit = p.T / thermal_energy(p);
        const auto slope = [&](auto member) {
            const auto difference = [&](double s) {
                return (at(p.T + s).*member - at(p.T - s).*member) / (2.0 * s);
            };
            return unit * (4.0 * difference(0.5 * h) - difference(h)) / 3.0;
        };
        EXPECT_NEAR(-slope(&PointState::free_energy), here.entropy, 2e-6) << i;
        EXPECT_NEAR(thermal_energy(p) * slope(&PointState::entropy), here.specific_heat, 2e-5) << i;
    }
    EXPECT_GT(checked, 10);
}

TEST(MaterialPoint, MagneticImpuritiesCloseTheGap) {
    // Abrikosov and Gor'kov: at T = 0 gapless from 2 Gamma_m = exp(-pi/4) Delta0 on
    Material m;
    m.gamma_magnetic = 0.5 * std::exp(-pi / 4.0) * 0.97;
    EXPECT_EQ(solve_point(forced({0.01, 0.0}, m)).phase, Phase::gapped);
    m.gamma_magnetic *= 1.03 / 0.97;
    EXPECT_EQ(solve_point(forced({0.01, 0.0}, m)).phase, Phase::gapless);
}

}  // namespace
