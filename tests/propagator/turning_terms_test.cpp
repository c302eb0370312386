// One direction with all fifteen matrices: against matrices, the table, differences, the turn about tau3.
#include "propagator/turning_terms.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "general_reference.hpp"
#include "propagator/retarded_terms.hpp"
#include "table.hpp"

using namespace mirage;
using mirage_test::Random;

namespace {

using C = Complex<double>;
using Terms = DirectionTerms<C, turning_all>;

struct State {
    C x[turning_all];
    Terms terms() const { return general_terms(x); }
};

/// What a self-energy leaves of a state with momentum: nothing outweighs w.
State random_state(Random& random) {
    State s;
    const double w = random.logarithmic(0.1, 10.0), small = 0.1 * w;
    for (C& x : s.x) x = C(random.uniform(-1, 1), small * random.uniform(-1, 1));
    s.x[general_w] = C(w, random.uniform(-1, 1));
    const double pairs = random.logarithmic(1e-3, 1.0) * small;
    for (int i = 0; i < 3; ++i) s.x[general_d + i].re *= pairs;
    for (int i = general_y; i < turning_all; ++i) s.x[i].re *= pairs;
    return s;
}

struct Exact {
    std::complex<double> r, gradient[turning_all];
};

Exact reference(const State& s) {
    mirage_test::GeneralCoordinates x;
    std::transform(s.x, s.x + general_all, x.begin(), [](const C& z) { return standard(z); });
    const auto p = mirage_test::general_propagator(x, standard(s.x[general_q]));
    Exact exact{p.r, {}};
    std::copy(p.gradient.begin(), p.gradient.end(), exact.gradient);
    exact.gradient[general_q] = p.phase;
    return exact;
}

void expect_near(const Terms& f, const Exact& exact, double error) {
    double scale = 0.0;
    for (const auto& value : exact.gradient) scale = std::max(scale, std::abs(value));
    EXPECT_NEAR(std::abs(standard(f.r) - exact.r), 0.0, error * std::abs(exact.r));
    for (int i = 0; i < turning_all; ++i)
        EXPECT_NEAR(std::abs(standard(f.gradient[i]) - exact.gradient[i]), 0.0, error * scale) << i;
    EXPECT_NEAR(std::abs(standard(f.one_minus_g0) - (1.0 - exact.gradient[general_w])), 0.0, error * scale);
}

}  // namespace

TEST(TurningTerms, AreThoseOfTheMatrix) {
    Random random(251);
    for (int turn = 0; turn < 1000; ++turn) {
        SCOPED_TRACE(turn);
        const State s = random_state(random);
        expect_near(s.terms(), reference(s), 1e-10);
    }
}

TEST(TurningTerms, AgreeWithTheTable) {
    int rows = 0;
    for (const auto& row : mirage_test::read_table("general_propagator.csv")) {
        const auto v = [&row](std::size_t i) {
            return C(mirage_test::number(row, 2 * i), mirage_test::number(row, 2 * i + 1));
        };
        if (standard(v(0)) == 0.0) continue;
        ++rows;
        // columns: n, c, m, r and the derivatives; n = (i q, -D, w), c = i g, m_1 = y, m_2 = i d, m_3 = -i h
        const C i(0.0, 1.0);
        State s;
        Exact exact{standard(v(15)), {}};
        const auto set = [&](int to, std::size_t from, const C& factor) {
            s.x[to] = v(from) / factor;
            exact.gradient[to] = standard(factor * v(16 + from));
        };
        set(general_q, 0, i), set(general_D, 1, C(-1.0, 0.0)), set(general_w, 2, C(1.0, 0.0));
        for (int k = 0; k < 3; ++k) {
            const auto at = static_cast<std::size_t>(k);
            set(general_g + k, 3 + at, i), set(general_y + k, 6 + at, C(1.0, 0.0));
            set(general_d + k, 9 + at, i), set(general_h + k, 12 + at, -i);
        }
        SCOPED_TRACE(rows);
        expect_near(s.terms(), exact, 1e-9);
    }
    EXPECT_GE(rows, 10);
}

TEST(TurningTerms, HessianIsTheDerivativeOfTheGradient) {
    Random random(252);
    constexpr double h = 1e-5;
    for (int turn = 0; turn < 200; ++turn) {
        const State s = random_state(random);
        const Terms f = s.terms();
        double scale = 0.0;
        for (const C& value : f.hessian) scale = std::max(scale, std::abs(standard(value)));
        for (int j = 0; j < turning_all; ++j) {
            State up = s, down = s;
            up.x[j].re += h, down.x[j].re -= h;
            const Terms above = up.terms(), below = down.terms();
            for (int i = 0; i <= j; ++i) {
                const auto slope = (standard(above.gradient[i]) - standard(below.gradient[i])) / (2.0 * h);
                EXPECT_NEAR(std::abs(standard(f.hessian[pair_index(turning_all, i, j)]) - slope), 0.0,
                            1e-5 * (1.0 + scale))
                    << turn << ' ' << i << ' ' << j;
            }
        }
    }
}

TEST(TurningTerms, WithoutThePhaseTheOtherFourteen) {
    Random random(253);
    for (int turn = 0; turn < 100; ++turn) {
        State s = random_state(random);
        s.x[general_q] = C(0.0, 0.0);
        const Terms f = s.terms();
        C x[general_all];
        std::copy(s.x, s.x + general_all, x);
        const DirectionTerms<C, general_all> without = general_terms(x);
        for (int i = 0; i < general_all; ++i) {
            EXPECT_NEAR(std::abs(standard(f.gradient[i] - without.gradient[i])), 0.0, 1e-14);
            for (int j = i; j < general_all; ++j) {
                const auto exact = standard(without.hessian[pair_index(general_all, i, j)]);
                EXPECT_NEAR(std::abs(standard(f.hessian[pair_index(turning_all, i, j)]) - exact), 0.0,
                            1e-13 * (1.0 + std::abs(exact)));
            }
        }
    }
}

TEST(TurningTerms, ATurnAboutTau3ChangesNothing) {
    // (D, i q) and (d, i y) by the same angle
    Random random(254);
    for (int turn = 0; turn < 200; ++turn) {
        const State s = random_state(random);
        const Terms f = s.terms();
        C sum = s.x[general_D] * f.gradient[general_q] + s.x[general_q] * f.gradient[general_D];
        for (int k = 0; k < 3; ++k)
            sum += s.x[general_y + k] * f.gradient[general_d + k] +
                   s.x[general_d + k] * f.gradient[general_y + k];
        EXPECT_NEAR(std::abs(standard(sum)), 0.0, 1e-12 * (1.0 + std::abs(standard(f.r)))) << turn;
    }
}
