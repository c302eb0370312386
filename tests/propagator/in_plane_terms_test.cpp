#include "propagator/in_plane_terms.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "general_reference.hpp"
#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::Random;

struct State {
    double x[6];
    double g_x, g_y;

    InPlaneDirection<> direction() const { return {g_x * g_x, g_y * g_y}; }
    DirectionTerms<double, 6> terms() const { return in_plane_terms<6>(x, direction()); }
};

State random_state(Random& random, int turn) {
    State s{{random.logarithmic(1e-2, 1e2), random.logarithmic(1e-2, 10.0), random.logarithmic(1e-2, 30.0),
             random.uniform(-1, 1), random.uniform(-5, 5), turn % 3 ? random.uniform(-1, 1) : 0.0},
            random.uniform(-3, 3),
            random.uniform(-3, 3)};
    if (turn % 4 == 0) s.g_x = s.g_y = 0.0;
    return s;
}

/// r and its gradient from the eigenvectors of the 4 x 4 matrix.
struct Reference {
    double r, gradient[6];
};
/// The same in the fourteen coordinates of any field.
constexpr std::size_t place[6] = {0, 1, 2, 5, 10, 12};
Reference reference(const State& s) {
    mirage_test::GeneralCoordinates x{};
    for (int k = 0; k < 6; ++k) x[place[k]] = s.x[k];
    x[8] = s.g_x, x[9] = s.g_y;
    const mirage_test::GeneralPropagator exact = mirage_test::general_propagator(x);
    Reference found{exact.r.real(), {}};
    for (int k = 0; k < 6; ++k) found.gradient[k] = exact.gradient[place[k]].real();
    return found;
}

}  // namespace

TEST(InPlaneTerms, AreThoseOfTheMatrix) {
    Random random(5);
    for (int turn = 0; turn < 2000; ++turn) {
        const State s = random_state(random, turn);
        const Reference exact = reference(s);
        const auto f = s.terms();
        EXPECT_NEAR(f.r / exact.r, 1.0, 1e-12);
        EXPECT_NEAR(f.one_minus_g0, 1.0 - exact.gradient[0], 2e-13);
        for (int i = 0; i < 6; ++i) EXPECT_NEAR(f.gradient[i], exact.gradient[i], 1e-12) << turn << " " << i;
    }
}

TEST(InPlaneTerms, HessianIsTheDerivativeOfTheGradient) {
    Random random(6);
    for (int turn = 0; turn < 300; ++turn) {
        const State s = random_state(random, turn);
        const auto f = s.terms();
        for (int i = 0; i < 6; ++i) {
            const double h = 1e-5 * (std::fabs(s.x[i]) + 0.1);
            State up = s, down = s;
            up.x[i] += h, down.x[i] -= h;
            const auto above = up.terms(), below = down.terms();
            for (int j = 0; j < 6; ++j) {
                const double difference = (above.gradient[j] - below.gradient[j]) / (2.0 * h);
                EXPECT_NEAR(f.hessian[pair_index(6, i, j)], difference, 3e-6 * (1.0 + std::fabs(difference)));
            }
        }
    }
}

TEST(InPlaneTerms, SmallQuantitiesKeepTheirDigits) {
    // at high frequency v -> D^2 + y^2 - ..., F -> D/w, and both are known to a relative 1e-15 or so
    const State s{{1e5, 0.7, 2.0, 0.0, 7.0, 0.0}, 0.3, 0.1};
    const auto f = s.terms();
    EXPECT_NEAR(f.v / (0.7 * 0.7) - 1.0, -4.0 / 1e10, 1e-14);
    EXPECT_NEAR(f.gradient[in_plane_D] * 1e5 / 0.7 - 1.0, -(4.0 + 0.5 * 0.49) / 1e10, 1e-14);
    EXPECT_NEAR(f.one_minus_g0 / (0.5 * 0.49e-10) - 1.0, 0.0, 1e-8);
}

TEST(InPlaneTerms, SmallPairAmplitudesAreLinear) {
    Random random(7);
    for (int turn = 0; turn < 100; ++turn) {
        State s = random_state(random, turn), tiny = s;
        s.x[in_plane_D] *= 1e-8, s.x[in_plane_d] *= 1e-8, s.x[in_plane_y] *= 1e-8;
        tiny = s;
        for (const int i : {in_plane_D, in_plane_d, in_plane_y}) tiny.x[i] *= 1e-6;
        const auto f = s.terms(), linear = tiny.terms();
        for (const int i : {in_plane_D, in_plane_d, in_plane_y}) {
            const double scale =
                std::max(std::fabs(f.gradient[in_plane_D]), std::fabs(f.gradient[in_plane_d]));
            EXPECT_NEAR(1e6 * linear.gradient[i], f.gradient[i], 1e-6 * scale);
        }
    }
}
