// A pocket around Gamma with nodes of beta cos 3 phi beside the valleys.

#include <algorithm>
#include <cmath>
#include <cstdio>

#include <gtest/gtest.h>

#include "material_parameters.hpp"
#include "mirage/formulas/abrikosov_gorkov.hpp"
#include "mirage/formulas/critical_field_formulas.hpp"
#include "mirage/formulas/susceptibility.hpp"
#include "mirage/gap/point.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "mirage/lines/second_order_field.hpp"
#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::nodal;
using mirage_test::Random;

Pocket pocket(double share, double beta, double gap = 1.0) {
    Pocket p;
    p.share = share;
    p.beta = beta;
    p.gap = gap;
    return p;
}

TEST(GammaPocket, TheFieldIsTheClosedOne) {
    Random random(23);
    double worst = 0.0;
    for (int i = 0; i < 60; ++i) {
        const Pocket p =
            pocket(random.uniform(0.05, 0.95), random.logarithmic(0.3, 30), random.uniform(0.2, 1.5));
        const double T = random.logarithmic(0.02, 0.9), beta = random.logarithmic(0.3, 30);
        const double weight = p.share * p.gap * p.gap, sum = 1 - p.share + weight;
        const PocketTerm terms[] = {{(1 - p.share) / sum, beta, SpinOrbitForm::valley},
                                    {weight / sum, p.beta, SpinOrbitForm::cos3phi}};
        const double ratio = supercooling_field(nodal(T, 0, beta, p)) / pocket_field(T, terms);
        EXPECT_NEAR(ratio, 1.0, 1e-9) << T << ' ' << beta << ' ' << p.share << ' ' << p.beta;
        worst = std::max(worst, std::fabs(ratio - 1));
    }
    std::printf("engine against the closed average: %.1e\n", worst);
}

/// Engstroem et al., arXiv:2504.20775: nodes dominate the spin susceptibility and set the critical field.
/// Confirmed for the susceptibility (twenty times what the valleys lack) and for the field near Tc, which
/// goes with the square root of the coupling around Gamma and hardly with that of the valleys; at half of Tc
/// both couplings count.
TEST(GammaPocket, NodesDominateTheSusceptibilityAndSetTheField) {
    const double T = 0.05, Delta = solve_point({T, 0, 60, 0, 0}).order_parameter;
    const PointState s = solve_point(nodal(T, 0.0, 60, pocket(0.35, 30)));
    const double nodes = 0.35 * (1 - nodal_susceptibility(T, Delta, 30)),
                 valleys = 0.65 * (1 - valley_susceptibility(T, Delta, 60));
    EXPECT_NEAR(1 - s.susceptibility_ratio, nodes + valleys, 1e-9);
    std::printf(
        "beta_K = 60, beta_G = 30, share 0.35: missing susceptibility of nodes %.5f, of valleys %.5f\n",
        nodes, valleys);
    EXPECT_GT(nodes, 10 * valleys);

    const auto field = [](double at, double beta_K, double beta_G) {
        return supercooling_field(nodal(at, 0, beta_K, pocket(0.35, beta_G)));
    };
    std::printf("T, B_c2 without the pocket, with it; d ln B/d ln beta_G, d ln B/d ln beta_K\n");
    for (const double at : {0.95, 0.5}) {
        const double B = field(at, 60, 30), by_G = std::log(field(at, 60, 33) / B) / std::log(1.1),
                     by_K = std::log(field(at, 66, 30) / B) / std::log(1.1);
        std::printf("%g %.4f %.4f %.3f %.3f\n", at, ising_field(at, 60), B, by_G, by_K);
        EXPECT_LT(B, 0.6 * ising_field(at, 60));
        EXPECT_GT(by_G, (at > 0.9 ? 5.0 : 1.5) * by_K);
    }
}

/// Only the variance of the gap is broken by scattering between pockets, Gamma_pp' = g n_p': at T below T_c
/// of the closed formula the material is superconducting, above it is not.
TEST(GammaPocket, ScatteringBetweenPocketsBreaksTheVarianceOfTheGap) {
    for (const double gap : {0.5, 0.0, -0.5}) {
        const double share = 0.4, norm = std::sqrt(1 - share + share * gap * gap),
                     mean = (1 - share + share * gap) / norm;
        // rates 2 n_p' x rate
        const double T = interpocket_temperature(mean, 2.0 * 0.15);
        const auto superconducting = [&](double at) {
            return solve_point(nodal(at, 0.0, 5, pocket(share, 3, gap), {0.15, 0, 0, 0})).order_parameter >
                   0.0;
        };
        std::printf("gap %g: T_c = %.6f\n", gap, T);
        EXPECT_TRUE(superconducting(T * 0.9999)) << gap;
        EXPECT_FALSE(superconducting(T * 1.0001)) << gap;
    }
    EXPECT_EQ(interpocket_temperature(1.0, 0.3), 1.0);
    EXPECT_GT(solve_point(nodal(0.9999, 0.0, 5, pocket(0.4, 3, 1.0), {0.15, 0, 0, 0})).order_parameter, 0.0)
        << "Anderson";
}

/// Nodes lower the field, most near Tc, and leave the upturn: B_c2 still rises like a logarithm at T -> 0. It
/// is scattering that ends it, in a material with nodes at a lower field than in one without.
TEST(GammaPocket, NodesLowerTheFieldAndScatteringEndsTheUpturn) {
    const auto field = [](double T, double share, double rate) {
        return supercooling_field(nodal(T, 0, 20, pocket(share, 7), {rate, 0, 0, 0}));
    };
    std::printf("beta_K = 20, beta_G = 7: share, rate, B_c2 at T = 0.7, 0.1, 0.01, 0.005\n");
    for (const double rate : {0.0, 0.05})
        for (const double share : {0.01, 0.4, 0.8}) {
            const double low = field(0.005, share, rate), above = field(0.01, share, rate);
            std::printf("%g %g: %.4f %.4f %.4f %.4f\n", share, rate, field(0.7, share, rate),
                        field(0.1, share, rate), above, low);
            if (rate == 0.0) {
                EXPECT_GT(low / above, 1.05);
            } else {
                EXPECT_LT(low / above, 1.01);
            }
        }
    EXPECT_LT(field(0.7, 0.4, 0) / field(0.7, 0.01, 0), field(0.01, 0.4, 0) / field(0.01, 0.01, 0));
}

/// With scattering the states at a node beyond B = Delta are exponentially few at first: the line is found
/// all the same.
TEST(GammaPocket, LinesWithScatteringConverge) {
    for (const double share : {0.2, 0.9})
        for (const double rate : {0.02, 0.3}) {
            const CriticalFields fields =
                critical_fields(nodal(0.5, 0, 7, pocket(share, 3), {rate, 0, 0, 0}));
            EXPECT_EQ(fields.status, LineStatus::converged) << share << ' ' << rate;
            EXPECT_GT(fields.B_collapse, 0.0);
            EXPECT_LE(fields.B_collapse, fields.B_c2);
        }
}

}  // namespace
