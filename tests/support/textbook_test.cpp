// The baseline of the benchmarks (benchmark/textbook.hpp): it must solve the same equations, and not waste
// time.

#include "benchmark/textbook.hpp"

#include <gtest/gtest.h>

#include "matrix_reference.hpp"
#include "mirage/gap/point.hpp"
#include "table.hpp"

namespace {

using namespace mirage;

TEST(Textbook, AveragesThoseOfTheMatrixReference) {
    mirage_test::Random random(91);
    for (int i = 0; i < 50; ++i) {
        const Parameters p{0.1, 0, random.uniform(0, 10), 0, random.uniform(0, 2)};
        const textbook::Amplitudes a{random.logarithmic(0.05, 10), random.uniform(0, 2), random.uniform(0, 5),
                                     random.uniform(-0.5, 0.5)};
        const textbook::Amplitudes found = textbook::average(a, p, 3);
        const mirage_test::Propagator expected =
            mirage_test::average({a.g0, a.F, a.G, a.fx}, mirage_test::two_valley(p.beta, p.alpha, 3));
        EXPECT_NEAR(found.g0, expected.g0, 1e-13);
        EXPECT_NEAR(found.F, expected.F, 1e-13);
        EXPECT_NEAR(found.G, expected.G, 1e-13);
        EXPECT_NEAR(found.fx, expected.fx, 1e-13);
    }
}

TEST(Textbook, BothSignsAgree) {
    mirage_test::Random random(92);
    for (int i = 0; i < 50; ++i) {
        const textbook::Matrix X =
            textbook::pair_matrix({random.logarithmic(0.05, 10), 0.9, random.uniform(0, 5), 0.1},
                                  {0.1, 0, 7, 0, 0.3}, random.uniform(0, 1.5));
        EXPECT_LT((textbook::sign_by_newton(X) - textbook::sign_by_eigenvectors(X)).norm(), 1e-11);
    }
}

TEST(Textbook, FindsTheOrderParameterOfTheEngineWithNoEffortToSpare) {
    for (const Parameters& p :
         {Parameters{0.3, 2, 7, 0, 0}, Parameters{0.3, 2, 7, 0.4, 0}, Parameters{0.3, 1, 3, 0.4, 0.8}})
        for (const bool accelerated : {false, true}) {
            const double tolerance = 1e-6, exact = solve_point(p).order_parameter;
            const auto error = [&](const textbook::Settings& settings) {
                int steps = 0;
                return std::fabs(textbook::order_parameter(p, settings, steps) - exact);
            };
            const textbook::Settings s = textbook::cheapest_settings(p, tolerance, accelerated, exact);
            EXPECT_LT(error(s), tolerance);
            textbook::Settings fewer = s;
            fewer.frequencies = s.frequencies / 2;
            EXPECT_GT(error(fewer), tolerance);
            if (p.alpha == 0.0) continue;
            fewer = s;
            fewer.directions = s.directions - 1;
            EXPECT_GT(error(fewer), tolerance / 8);
        }
}

}  // namespace
