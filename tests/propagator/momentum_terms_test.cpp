// One direction of a state with momentum: the coordinate g_x beside the other six, against matrices; real
// coordinates as parts of complex ones.
#include "propagator/momentum_terms.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "general_reference.hpp"
#include "table.hpp"

using namespace mirage;
using mirage_test::Random;

namespace {

using C = Complex<double>;
using Terms = DirectionTerms<C, 7>;

/// w, D, h, d, g_z, y of in_plane_terms.hpp, then g_x; g_y is real.
struct State {
    C x[7];
    double g_y;

    Terms terms() const {
        const C z[6] = {x[0], x[1], x[2], x[3], x[4], x[5]};
        return in_plane_terms_with_g_x<7>(z, x[6], g_y * g_y);
    }
};

State random_state(Random& random) {
    State s;
    const double of[7] = {random.logarithmic(0.05, 10.0), random.logarithmic(0.01, 3.0),
                          random.uniform(0.1, 5.0),       random.uniform(-0.02, 0.02),
                          random.uniform(-5.0, 5.0),      random.uniform(-0.3, 0.3),
                          random.uniform(-2.0, 2.0)};
    for (int i = 0; i < 7; ++i) s.x[i] = C(of[i], 0.0);
    s.x[0].im = random.uniform(-1.0, 1.0);    // the Doppler shift
    s.x[6].im = random.uniform(-0.02, 0.02);  // what disorder makes of it
    s.g_y = random.uniform(-2.0, 2.0);
    return s;
}

/// The same in the fourteen coordinates of any field.
constexpr std::size_t place[7] = {0, 1, 2, 5, 10, 12, 8};
mirage_test::GeneralPropagator reference(const State& s) {
    mirage_test::GeneralCoordinates x{};
    for (int i = 0; i < 7; ++i) x[place[i]] = standard(s.x[i]);
    x[9] = s.g_y;
    return mirage_test::general_propagator(x);
}

}  // namespace

TEST(MomentumTerms, AreThoseOfTheMatrix) {
    Random random(231);
    for (int turn = 0; turn < 1000; ++turn) {
        const State s = random_state(random);
        const Terms f = s.terms();
        const auto exact = reference(s);
        EXPECT_NEAR(std::abs(standard(f.r) - exact.r), 0.0, 1e-11 * std::abs(exact.r)) << turn;
        EXPECT_NEAR(std::abs(standard(f.one_minus_g0) - (1.0 - exact.gradient[0])), 0.0, 1e-10) << turn;
        for (int i = 0; i < 7; ++i)
            EXPECT_NEAR(std::abs(standard(f.gradient[i]) - exact.gradient[place[i]]), 0.0, 1e-10)
                << turn << ' ' << i;
    }
}

TEST(MomentumTerms, HessianIsTheDerivativeOfTheGradient) {
    Random random(232);
    constexpr double h = 1e-5;
    for (int turn = 0; turn < 100; ++turn) {
        const State s = random_state(random);
        const Terms f = s.terms();
        for (int j = 0; j < 7; ++j) {
            State up = s, down = s;
            up.x[j].re += h, down.x[j].re -= h;
            const Terms above = up.terms(), below = down.terms();
            for (int i = 0; i <= j; ++i) {
                const auto slope = (standard(above.gradient[i]) - standard(below.gradient[i])) / (2.0 * h);
                EXPECT_NEAR(std::abs(standard(f.hessian[pair_index(7, i, j)]) - slope), 0.0,
                            1e-5 * (1.0 + std::abs(slope)))
                    << turn << ' ' << i << ' ' << j;
            }
        }
    }
}

TEST(MomentumTerms, RealCoordinatesAreParts) {
    // Re f(z) of z = x, i x and i v x: first and second derivatives of f = z^2 at any z
    const C z(0.7, -0.4), first(2.0 * z.re, 2.0 * z.im), second(2.0, 0.0);
    const double v = 0.6;
    EXPECT_DOUBLE_EQ(part_of(first, Part::real, v), 1.4);
    EXPECT_DOUBLE_EQ(part_of(first, Part::imaginary, v), 0.8);  // Re 2 z i
    EXPECT_DOUBLE_EQ(part_of(first, Part::momentum, v), 0.48);
    EXPECT_DOUBLE_EQ(part_of(second, Part::real, Part::real, v), 2.0);
    EXPECT_DOUBLE_EQ(part_of(second, Part::real, Part::imaginary, v), 0.0);
    EXPECT_DOUBLE_EQ(part_of(second, Part::imaginary, Part::imaginary, v), -2.0);
    EXPECT_DOUBLE_EQ(part_of(second, Part::imaginary, Part::momentum, v), -1.2);
    EXPECT_DOUBLE_EQ(part_of(second, Part::momentum, Part::momentum, v), -0.72);
}
