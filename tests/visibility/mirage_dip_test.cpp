#include "visibility/mirage_dip.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "direct_conductance.hpp"
#include "mirage/gap/gap_equation.hpp"
#include "mirage/spectra/tunnelling.hpp"

namespace {

using namespace mirage;

constexpr PairingModel ising{0.84, 2.0, 7.0, 0.0, 0.0};
constexpr Broadening weak{0.02, 0.0, 0.005};

TEST(MirageDip, NoneWithoutCouplingFieldOrPairs) {
    EXPECT_GT(mirage_dip(ising, weak).depth, 0.5);
    for (const PairingModel& m :
         {PairingModel{0.84, 2.0, 0.0, 0.0, 0.0}, PairingModel{0.84, 0.0, 7.0, 0.0, 0.0},
          PairingModel{0.0, 2.0, 7.0, 0.0, 0.0}}) {
        EXPECT_FALSE(dip_window(m, weak).exists());
        EXPECT_EQ(mirage_dip(m, weak).depth, 0.0);
        EXPECT_TRUE(std::isnan(mirage_dip(m, weak).dip));
    }
}

TEST(MirageDip, VanishesWithTheField) {
    // the gap is 2 Delta B/W wide; the broadening of its peaks smears it out
    double before = 1.0;
    for (const double B : {0.6, 0.4, 0.2, 0.05}) {
        const double depth = mirage_dip({0.99, B, 7.0, 0.0, 0.0}, {0.1, 0.0, 0.005}).depth;
        EXPECT_LT(depth, before) << B;
        before = depth;
    }
    EXPECT_LT(before, 1e-4);
    EXPECT_LT(mirage_dip({0.99, 0.01, 7.0, 0.0, 0.0}, {0.1, 0.0, 0.005}).depth, 0.1 * before);
}

TEST(MirageDip, NoneWhereTheCurveOnlyFalls) {
    // beyond the coherence peak of BCS, wherever it is looked for
    const PairingModel bcs{1.0, 0.0, 0.0, 0.0, 0.0};
    for (const double kT : {0.01, 0.1, 0.4}) {
        const DipWindow window{1.5, 3.0, 1.0, 1.2 + 3.0 * kT, 4.5, 2.0};
        const Broadening b{kT, 0.0, 0.01};
        EXPECT_EQ(mirage_dip(conductance_for(bcs, window, b), window, b).depth, 0.0) << kT;
    }
}

TEST(MirageDip, NoneWhereItIsPartOfTheMainGap) {
    // beta^2 + B^2 = B Delta
    const double B = 0.4, Delta = 0.9, beta = std::sqrt(B * Delta - B * B);
    EXPECT_FALSE(dip_window({Delta, B, 0.999 * beta, 0.0, 0.0}, weak).exists());
    EXPECT_EQ(mirage_dip({Delta, B, 0.999 * beta, 0.0, 0.0}, weak).depth, 0.0);
    EXPECT_TRUE(dip_window({Delta, B, 1.001 * beta, 0.0, 0.0}, weak).exists());
}

double conductance(const PairingModel& m, const Broadening& b, double V) {
    return tunnelling_conductance(m, b.eta, b.kT / thermal_energy({1.0}), {V})[0];
}

TEST(MirageDip, HalfOfTheStatesAreLeft) {
    // of the four states at E two are at the crossing of the bands; the rest has the tail of the main gap,
    // (1/2) (1 + Delta^2/(2 (2W)^2) + ...), so that the excess falls like 1/W^2
    const Broadening b{0.005, 0.0, 1e-7};
    double before = 1.0;
    for (const double beta : {7.0, 14.0, 28.0}) {
        const PairingModel m{0.9, beta / 3.5, beta, 0.0, 0.0};
        const double excess = conductance(m, b, mirage_dip(m, b).dip) - 0.5;
        EXPECT_GT(excess, 0.0);
        EXPECT_LT(excess, 0.3 * before) << beta;
        before = excess;
    }
    EXPECT_LT(before, 3e-4);
}

TEST(MirageDip, DeepensWithoutBroadening) {
    // peaks like 1/sqrt(broadening) on both sides
    double before = 0.0;
    for (const double kT : {0.3, 0.1, 0.03, 0.01, 0.003}) {
        const MirageDip dip = mirage_dip(ising, {kT, 0.0, 0.1 * kT});
        EXPECT_GT(dip.depth, before) << kT;
        EXPECT_GT(dip.low, 0.9 * dip_window(ising, weak).epsilon_2 - 4.0 * kT);
        before = dip.depth;
    }
    EXPECT_GT(before, 1.0);
}

/// Depths along a growing broadening.
template <class Grow>
void expect_falling(const PairingModel& m, Grow grow) {
    double before = 10.0;
    for (double x = 0.01; x < 1.0; x *= 1.25) {
        const double depth = mirage_dip(m, grow(x)).depth;
        EXPECT_TRUE(depth < before || depth == 0.0) << x << ' ' << m.beta << ' ' << m.gamma;
        before = depth;
    }
}

TEST(MirageDip, FallsWithEveryBroadening) {
    for (const PairingModel& m :
         {ising, PairingModel{0.82, 2.0, 7.0, 0.2, 0.0}, PairingModel{0.8, 1.0, 3.0, 0.1, 0.3},
          PairingModel{0.9, 0.5, 1.5, 0.0, 0.0}}) {
        expect_falling(m, [](double x) { return Broadening{x, 0.0, 0.01}; });
        expect_falling(m, [](double x) { return Broadening{0.05, x, 0.01}; });
        expect_falling(m, [](double x) { return Broadening{0.05, 0.0, x}; });
    }
}

TEST(MirageDip, FallsWithDisorder) {
    double before = 1.0;
    for (const double gamma : {0.0, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6}) {
        const double depth = mirage_dip({0.8, 2.0, 7.0, gamma, 0.0}, weak).depth;
        EXPECT_LT(depth, before) << gamma;
        before = depth;
    }
}

TEST(MirageDip, IsThatOfTheDirectConvolution) {
    for (const PairingModel& m :
         {ising, PairingModel{0.82, 2.0, 7.0, 0.2, 0.0}, PairingModel{0.8, 1.0, 3.0, 0.1, 0.3}})
        for (const Broadening& b : {Broadening{0.1, 0.0, 0.03}, Broadening{0.06, 0.2, 0.03}}) {
            const MirageDip dip = mirage_dip(m, b);
            const mirage_test::DirectConductance g(m, b.eta, b.kT, dip.high + 1.0);
            const auto h = [&](double V) { return g.lock_in(b.lock_in, V); };
            const double depth = std::min(h(dip.low), h(dip.high)) - h(dip.dip);
            EXPECT_NEAR(dip.depth, depth, 2e-6) << m.gamma << ' ' << b.lock_in;
            EXPECT_NEAR(exact_depth(m, b, dip), depth, 2e-8) << m.gamma << ' ' << b.lock_in;
            for (const double V : {dip.dip - 0.02, dip.dip + 0.02}) EXPECT_GT(h(V), h(dip.dip));
            const double lower = h(dip.low) < h(dip.high) ? dip.low : dip.high;
            for (const double V : {lower - 0.02, lower + 0.02}) EXPECT_LT(h(V), h(lower));
        }
}

TEST(MirageDip, OfAMaterialWithTheSameNumbersIsTheSame) {
    Material material;
    material.gamma_intra = 0.1;  // gamma/2
    material.theta = 1e-9;       // takes the general equations
    const Parameters p = with_material({0.1, 2.0, 7.0, 0.2, 0.0}, material);
    const PairingModel general = pairing_model(p, 0.82);
    const MirageDip two_valleys = mirage_dip({0.82, 2.0, 7.0, 0.2, 0.0}, weak),
                    same = mirage_dip(general, weak);
    EXPECT_NEAR(same.depth, two_valleys.depth, 1e-6);
    EXPECT_NEAR(same.dip, two_valleys.dip, 1e-6);
}

}  // namespace
