#include "junction/junction_fit.hpp"

#include <gtest/gtest.h>

#include "junction_cases.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

JunctionTask task_of(const MadeWith& made, unsigned seed = 1) {
    JunctionTask task = made_task(made, seed);
    task.background = Background::linear;
    add_usual_parameters(task);
    return task;
}

const FittedParameter& named(const JunctionFit& fit, const std::string& name) {
    for (const FittedParameter& p : fit.parameters)
        if (p.name == name) return p;
    throw std::runtime_error(name);
}

TEST(JunctionFit, RecoversWhatCurvesWereMadeWith) {
    const JunctionFit fit = fit_junction(task_of(ising_junction()));
    const FittedParameter &beta = named(fit, "beta"), &eta = named(fit, "eta");
    EXPECT_EQ(beta.status, FitStatus::determined);
    EXPECT_LT(std::fabs(beta.value - 1.2), 4.0 * beta.error);
    EXPECT_LT(std::fabs(eta.value - 0.03), 4.0 * eta.error);
    EXPECT_LT(beta.error, 0.01);
    EXPECT_NEAR((beta.high - beta.low) / (2.0 * 1.966), beta.error, 0.1 * beta.error) << "nearly quadratic";
    EXPECT_NEAR(fit.reduced_chi2, 1.0, 0.3);
    EXPECT_NEAR(fit.curves[0].background[0], 5.0, 4.0 * fit.curves[0].background_error[0]);
    EXPECT_NEAR(fit.curves[0].background[1], 0.02, 4.0 * fit.curves[0].background_error[1]);
    EXPECT_EQ(fit.correlation.size(), 5u);
    EXPECT_NEAR(fit.curves[1].delta, 0.42, 0.01);
}

TEST(JunctionFit, ErrorsAreTheScatterOfManyFits) {
    double sum = 0.0, background = 0.0, error = 0.0, background_error = 0.0;
    constexpr int fits = 40;
    MadeWith made = ising_junction();
    made.B = {8.0}, made.delta = {0.35};
    for (unsigned seed = 1; seed <= fits; ++seed) {
        const JunctionFit fit = fit_junction(task_of(made, seed));
        const FittedParameter& beta = named(fit, "beta");
        sum += std::pow(beta.value - 1.2, 2), error += beta.error / fits;
        background += std::pow(fit.curves[0].background[0] - 5.0, 2);
        background_error += fit.curves[0].background_error[0] / fits;
    }
    EXPECT_NEAR(std::sqrt(sum / fits), error, 0.35 * error);
    EXPECT_NEAR(std::sqrt(background / fits), background_error, 0.35 * background_error);
}

TEST(JunctionFit, AMirageGapOutsideTheWindowLeavesTheCouplingOpen) {
    MadeWith made = ising_junction();
    made.values.material.beta = 6.0;
    const FittedParameter beta = named(fit_junction(task_of(made)), "beta");
    EXPECT_NE(beta.status, FitStatus::determined) << beta.low << " " << beta.high;
    EXPECT_LT(beta.low, 6.0);
    EXPECT_GT(beta.high, 6.0);
}

TEST(JunctionFit, TheGapEquationTiesTheCurves) {
    JunctionTask task = made_task(with_gap_equation(ising_junction()));
    task.gap = GapOf::engine, task.background = Background::linear;
    for (const auto& [name, member, high] : {std::tuple{"tc0", JunctionMember(&FitParameters::tc0), 20.0},
                                             std::tuple{"beta", JunctionMember(&FitParameters::beta), 50.0},
                                             std::tuple{"eta", JunctionMember(&CurveValues::eta), 1.25}})
        task.parameters.push_back(free_parameter(name, member, 0.0, high));
    task.parameters[0].low = 0.5;
    const JunctionFit fit = fit_junction(task);
    EXPECT_NEAR(named(fit, "tc0").value, 3.0, 4.0 * named(fit, "tc0").error);
    EXPECT_NEAR(named(fit, "beta").value, 1.2, 4.0 * named(fit, "beta").error);
}

TEST(JunctionFit, StatedErrorsSetTheScale) {
    JunctionTask task = task_of(ising_junction());
    const double scatter = named(fit_junction(task), "eta").error;
    for (JunctionCurve& curve : task.curves) curve.sigma.assign(curve.G.size(), 0.1);  // twice the noise
    const JunctionFit fit = fit_junction(task);
    EXPECT_TRUE(fit.errors_stated);
    EXPECT_NEAR(named(fit, "eta").error, 2.0 * scatter, 0.2 * scatter);
    EXPECT_NEAR(fit.reduced_chi2, 0.25, 0.05);
}

}  // namespace
