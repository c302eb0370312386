#include "junction/junction_goodness.hpp"

#include <random>

#include <gtest/gtest.h>

#include "junction_cases.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

/// A fit with given residuals, which is what goodness looks at.
struct JunctionGoodnessTest : testing::Test {
    JunctionTask task = made_task(ising_junction());
    JunctionFit fit;

    JunctionGoodnessTest() {
        std::mt19937_64 random(4);
        std::normal_distribution<double> normal;
        for (const JunctionCurve& curve : task.curves) {
            FittedCurve fitted;
            fitted.background = {5.0};
            for (const double G : curve.G) {
                fitted.residuals.push_back(normal(random));
                fitted.fitted.push_back(G - 0.05 * fitted.residuals.back());
            }
            fit.curves.push_back(fitted);
        }
        task.parameters = {free_parameter("beta", &FitParameters::beta, 0.0, 9.0)};
        fit.parameters = {{"beta", 1.0, 0.1, 0.8, 1.2, FitStatus::determined, 0.0, 9.0, false}};
        update();
    }
    void update() {
        fit.chi2 = 0.0, fit.points = 0;
        for (const FittedCurve& curve : fit.curves)
            for (const double r : curve.residuals) fit.chi2 += r * r, ++fit.points;
        fit.freedom = static_cast<double>(fit.points);
        fit.reduced_chi2 = fit.chi2 / fit.freedom;
    }
};

TEST_F(JunctionGoodnessTest, IndependentResidualsOfTheNoiseAreDescribed) {
    for (const bool stated : {false, true}) {
        fit.errors_stated = stated;
        const JunctionGoodness g = junction_goodness(task, fit);
        EXPECT_TRUE(g.describes) << g.statement;
        EXPECT_TRUE(g.missed.empty());
        EXPECT_EQ(g.status[0], FitStatus::determined);
    }
}

TEST_F(JunctionGoodnessTest, APartThatIsMissedIsNamed) {
    for (std::size_t i = 70; i < 85; ++i) fit.curves[1].residuals[i] += 4.0, fit.curves[1].fitted[i] -= 0.2;
    update();
    const JunctionGoodness g = junction_goodness(task, fit);
    EXPECT_FALSE(g.describes);
    EXPECT_EQ(g.status[0], FitStatus::undetermined) << "nothing is said of parameters then";
    ASSERT_FALSE(g.missed.empty());
    EXPECT_EQ(g.missed[0].curve, 1u);
    EXPECT_NEAR(g.missed[0].low, task.curves[1].V[70], 0.1);
    EXPECT_NEAR(g.missed[0].high, task.curves[1].V[84], 0.1);
    EXPECT_NEAR(g.missed[0].deviation, 0.2 / 5.0, 0.01);
}

TEST_F(JunctionGoodnessTest, NeighboursThatErrAlikeAreSeenWithinTheNoise) {
    for (FittedCurve& curve : fit.curves)
        for (std::size_t i = 0; i < curve.residuals.size(); ++i)
            curve.residuals[i] = 0.6 * curve.residuals[i] + (i % 40 < 20 ? 0.7 : -0.7);
    update();
    const JunctionGoodness g = junction_goodness(task, fit);
    EXPECT_GT(g.p_value, 0.001);
    EXPECT_LT(g.trend, 1e-4);
    EXPECT_FALSE(g.describes);
}

TEST_F(JunctionGoodnessTest, ACouplingKnownWithinAFactorOfTenIsKnownFromBelowAlone) {
    fit.parameters[0].high = 8.0;
    EXPECT_EQ(junction_goodness(task, fit).status[0], FitStatus::lower_bound);
}

TEST_F(JunctionGoodnessTest, LargerScatterThanStatedIsRefused) {
    fit.errors_stated = true;
    for (FittedCurve& curve : fit.curves)
        for (double& r : curve.residuals) r *= 1.4;
    update();
    EXPECT_FALSE(junction_goodness(task, fit).describes);
}

}  // namespace
