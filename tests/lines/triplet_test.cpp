// The valley-odd triplet channel: the engine against closed formulas, and statements of the literature.

#include <algorithm>
#include <cmath>
#include <cstdio>

#include <gtest/gtest.h>

#include "material_parameters.hpp"
#include "mirage/formulas/critical_field_formulas.hpp"
#include "mirage/formulas/mirage_gap.hpp"
#include "mirage/formulas/triplet_field.hpp"
#include "mirage/gap/point.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "mirage/lines/second_order_field.hpp"
#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::closed;
using mirage_test::Random;
using mirage_test::Rates;
using mirage_test::valleys;

TEST(Triplet, TheInstabilityIsTheClosedOneWithEveryChannel) {
    Random random(22);
    double worst = 0.0;
    for (int i = 0; i < 100; ++i) {
        const Rates rates{i % 3 ? random.logarithmic(1e-3, 0.5) : 0.0, i % 4 ? 0.0 : 0.01,
                          i % 5 ? 0.0 : random.logarithmic(0.01, 1), i % 7 ? 0.0 : 1e-3};
        const double T_t = random.logarithmic(0.01, 0.8), beta = random.logarithmic(0.3, 20),
                     T = random.logarithmic(0.03, 0.9);
        const double engine = supercooling_field(valleys(T, 0, beta, rates, T_t)),
                     formula = triplet_field(T, beta, T_t, closed(rates));
        if (std::isinf(formula) || formula > 1e3) continue;
        const double error = formula == 0.0 ? engine : engine / formula - 1.0;
        EXPECT_NEAR(error, 0.0, 1e-9) << T << ' ' << beta << ' ' << T_t;
        worst = std::max(worst, std::fabs(error));
    }
    std::printf("engine against closed determinant: %.1e\n", worst);
}

TEST(Triplet, BelowItsOwnTemperatureNoFieldIsStrongEnough) {
    EXPECT_TRUE(std::isinf(supercooling_field(valleys(0.1, 0, 20, {0.05, 0, 0, 0}, 0.3))));
    const PointState high = solve_point(valleys(0.1, 200.0, 20, {0.02, 0, 0, 0}, 0.3));
    EXPECT_GT(high.triplet_order_parameter, 0.1);
    EXPECT_LT(high.free_energy, 0.0);
    // and a rate of 0.8819 k T_t/2 between the valleys ends that
    EXPECT_EQ(solve_point(valleys(0.01, 2000.0, 20, {0.0255, 0, 0, 0}, 0.1)).order_parameter, 0.0);
}

/// arXiv:2307.03456. At low field the channel narrows the mirage gap, by L/(l + L) at T -> 0; below T_t the
/// gap is still there in fields far above the critical field of the singlet.
TEST(Triplet, NarrowsTheMirageGapAtLowFieldAndKeepsItAtHighField) {
    constexpr double beta = 7;
    const auto width = [](const PointState& s, double B) {
        return mirage_gap_with_triplet(s.order_parameter, s.triplet_order_parameter, B, beta).width;
    };
    std::printf("beta = 7, T = 0.05, B = 0.5: T_t, width over that without the channel, L/(l + L)\n");
    for (const double T_t : {0.01, 0.1, 0.3, 0.5}) {
        const double B = 0.5, ratio = width(solve_point(valleys(0.05, B, beta, {}, T_t)), B) /
                                      width(solve_point({0.05, B, beta, 0, 0}), B);
        const double l = std::log(2 * beta), L = -std::log(T_t);
        std::printf("%g %.4f %.4f\n", T_t, ratio, L / (l + L));
        EXPECT_NEAR(ratio / (L / (l + L)), 1.0, 0.02);
    }
    std::printf("T = 0.05, T_t = 0.3: B, Delta, eta, width; singlet alone ends at %.3f\n",
                ising_field(0.05, beta));
    for (const double B : {3.0, 7.5, 15.0, 60.0}) {
        const PointState s = solve_point(valleys(0.05, B, beta, {}, 0.3));
        std::printf("%g %.5f %.5f %.5f\n", B, s.order_parameter, s.triplet_order_parameter, width(s, B));
        EXPECT_GT(width(s, B), 0.01 / B);
    }
}

/// T_c(B -> infinity) = T_t in the engine; equal channels know no field.
TEST(Triplet, EqualChannelsAreNotBrokenByTheField) {
    for (const double B : {0.5, 5.0}) {
        const PointState s = solve_point(valleys(0.5, B, 7, {}, 0.9999999));
        const PointState none = solve_point({0.5, 0, 7, 0, 0});
        EXPECT_NEAR(std::hypot(s.order_parameter, s.triplet_order_parameter), none.order_parameter, 1e-5);
        EXPECT_NEAR(s.triplet_order_parameter / s.order_parameter, B / 7, 1e-5) << "along (beta, B)";
    }
}

/// A fit that ignores the channel: the Ising coupling through B_c2(0.9) is not that through B_c2(0.3).
TEST(Triplet, NoIsingCouplingFitsTheLine) {
    const auto coupling = [](double T, double B) {
        double low = 1, high = 40;
        for (int i = 0; i < 60; ++i)
            (ising_field(T, 0.5 * (low + high)) < B ? low : high) = 0.5 * (low + high);
        return low;
    };
    double previous = 7.0;
    std::printf("T, coupling of the Ising formula through B_c2 of beta = 7, T_t = 0.1\n");
    for (const double T : {0.95, 0.7, 0.4, 0.2}) {
        const double found = coupling(T, critical_fields(valleys(T, 0, 7, {}, 0.1)).B_c2);
        std::printf("%g %.3f\n", T, found);
        EXPECT_GT(found, previous);
        previous = found;
    }
}

}  // namespace
