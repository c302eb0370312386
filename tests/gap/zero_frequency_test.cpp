#include "mirage/gap/zero_frequency.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "propagator/self_energy.hpp"
#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::Random;

TEST(ZeroFrequency, DensityOfStates) {
    const auto dos = [](const Parameters& p, double Delta) {
        const GapProblem problem = gap_problem(p, 1e-13);
        GapWorkspace workspace;
        return zero_energy_dos(problem, evaluate(problem, workspace, Delta, p.B));
    };
    EXPECT_EQ(dos({0.1, 2.0, 7.0, 0.0, 0.0}, 0.5), 0.0) << "clean, gap edge Delta beta/sqrt(beta^2 + B^2)";
    EXPECT_NEAR(dos({0.1, 0.5, 0.0, 0.0, 0.0}, 0.3), 0.5 / 0.4, 1e-14) << "Zeeman split BCS";
    const double closing = 0.8 * 2.0 / std::hypot(0.8, 7.0);
    EXPECT_EQ(dos({0.1, 2.0, 7.0, 0.0, 0.8}, 1.001 * closing), 0.0);
    EXPECT_EQ(dos({0.1, 2.0, 7.0, 0.0, 0.8}, 0.999 * closing), 1.0);
    EXPECT_LT(dos({0.1, 2.0, 7.0, 0.2, 0.0}, 0.6), 1e-9);
    const double gapless = dos({0.1, 4.0, 7.0, 1.0, 0.0}, 0.05);
    EXPECT_GT(gapless, 0.1);
    EXPECT_LT(gapless, 1.0 + 1e-9);
}

TEST(ZeroFrequency, DensityOfStatesIsTheLimitOfSmallFrequency) {
    Random random(44);
    for (int i = 0; i < 60; ++i) {
        const Parameters p{0.05, random.uniform(0.5, 6), random.uniform(1, 8), random.uniform(0.1, 3),
                           i % 2 ? random.uniform(0.1, 1) : 0.0};
        const double Delta = random.logarithmic(0.01, 0.9);
        const GapProblem problem = gap_problem(p, 1e-13);
        GapWorkspace workspace;
        const GapState state = evaluate(problem, workspace, Delta, p.B);
        Dressing<double> self{};
        FrequencyState<double> f{};
        ASSERT_TRUE(solve_frequency_robustly(self, 1e-7, {Delta, p.B, p.beta, p.gamma, p.alpha}, f));
        EXPECT_NEAR(zero_energy_dos(problem, state), f.g0, 2e-4 * std::sqrt(f.g0) + 1e-5)
            << "gamma " << p.gamma << " Delta " << Delta;
    }
}

TEST(ZeroFrequency, ClosingFallsToZeroWhereTheDensityOfStatesBegins) {
    for (const Parameters& given :
         {Parameters{0.1, 0, 7, 0.4, 0}, Parameters{0.1, 0, 7, 0.4, 0.3}, Parameters{0.2, 0, 7, 0, 0.3}}) {
        double last = 10.0;
        for (double B = 0.5; B < 4.6; B += 0.25) {
            Parameters p = given;
            p.B = B;
            const GapProblem problem = gap_problem(p, 1e-13);
            GapWorkspace workspace;
            const GapState state = evaluate(problem, workspace, 0.5, p.B);
            const double gap = gap_closing(problem, state), dos = zero_energy_dos(problem, state);
            EXPECT_LT(gap, last) << "it closes";
            EXPECT_EQ(gap<1e-11, dos> 1e-6) << B << ' ' << gap << ' ' << dos;
            last = std::max(gap, 1e-15);
        }
    }
}

TEST(ZeroFrequency, AFunctionOfTheStateAlone) {
    const Parameters p{0.05, 3.0, 7.0, 0.4, 0.3};
    const GapProblem problem = gap_problem(p, 1e-13);
    GapWorkspace workspace;
    const GapState state = evaluate(problem, workspace, 0.7, p.B);
    const double dos = zero_energy_dos(problem, state), gap = gap_closing(problem, state);
    evaluate(problem, workspace, 0.1, 0.5 * p.B);  // another state since
    EXPECT_EQ(zero_energy_dos(problem, state), dos);
    EXPECT_EQ(gap_closing(problem, state), gap);
}

TEST(ZeroFrequency, OfNothingIsNaN) {
    const GapProblem problem = gap_problem({0.05, 3.0, 7.0, 0.4, 0.3}, 1e-13);
    EXPECT_TRUE(std::isnan(zero_energy_dos(problem, {})));
    EXPECT_TRUE(std::isnan(gap_closing(problem, {})));
}

}  // namespace
