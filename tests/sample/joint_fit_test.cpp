#include "sample/joint_fit.hpp"

#include <cmath>

#include <gtest/gtest.h>
#include <Eigen/Dense>

#include "joint_cases.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

/// Of some free parameters in their units, by errors and correlations of a fit.
Eigen::MatrixXd covariance(const std::vector<FittedParameter>& parameters,
                           const std::vector<std::vector<double>>& correlation,
                           const std::vector<std::string>& names) {
    std::vector<std::size_t> place;
    std::vector<double> error;
    for (const std::string& name : names) {
        std::size_t free = 0;
        for (const FittedParameter& p : parameters) {
            if (p.name == name) place.push_back(free), error.push_back(p.error);
            free += p.status != FitStatus::fixed;
        }
    }
    const auto size = static_cast<Eigen::Index>(names.size());
    Eigen::MatrixXd C(size, size);
    for (std::size_t i = 0; i < names.size(); ++i)
        for (std::size_t j = 0; j < names.size(); ++j)
            C(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) =
                correlation[place[i]][place[j]] * error[i] * error[j];
    return C;
}

/// Little noise, so that everything is linear, and both parts alike sharp.
SampleMadeWith sharp() {
    SampleMadeWith made = usual_sample();
    made.noise = 2e-4, made.spectra.noise = 0.005;
    return made;
}

TEST(JointFit, RecoversWhatASampleWasMadeWith) {
    const JointFit fit = fit_joint(joint_case(usual_sample()));
    for (const auto& [name, value] :
         {std::pair{"tc0", 3.0}, std::pair{"beta", 1.2}, std::pair{"gamma", 0.05}, std::pair{"eta", 0.03}}) {
        const FittedParameter& p = of(fit.parameters, name);
        EXPECT_EQ(p.status, FitStatus::determined) << name;
        EXPECT_LT(std::fabs(p.value - value), 4.0 * p.error) << name;
        EXPECT_NEAR((p.high - p.low) / (2.0 * 1.96), p.error, 0.05 * p.error) << name;
    }
    EXPECT_NEAR(fit.chi2 / fit.freedom, 1.0, 0.25);
    EXPECT_GT(fit.agreement.p_value, 1e-3);
    EXPECT_EQ(fit.directions, 3.0);
    EXPECT_EQ(fit.splits.size(), 3u);
}

TEST(JointFit, ErrorsAreThoseOfTheSummedFisherMatrices) {
    const JointFit fit = fit_joint(joint_case(sharp()));
    const std::vector<std::string> shared{"tc0", "beta", "gamma"};
    const Eigen::MatrixXd points =
                              covariance(fit.points_alone->parameters, fit.points_alone->correlation, shared),
                          spectra =  // marginal: eta and the backgrounds are refitted
                          covariance(fit.spectra_alone->parameters, fit.spectra_alone->correlation, shared);
    const Eigen::MatrixXd expected = (points.inverse() + spectra.inverse()).inverse(),
                          found = covariance(fit.parameters, fit.correlation, shared);
    for (Eigen::Index i = 0; i < 3; ++i) {
        const double error = std::sqrt(expected(i, i));
        EXPECT_NEAR(std::sqrt(found(i, i)), error, 0.01 * error) << shared[static_cast<std::size_t>(i)];
        for (Eigen::Index j = 0; j < i; ++j)
            EXPECT_NEAR(found(i, j), expected(i, j), 0.02 * std::sqrt(expected(i, i) * expected(j, j)));
        EXPECT_LT(error, 0.98 * std::sqrt(std::min(points(i, i), spectra(i, i)))) << "both tell something";
        const FittedParameter& p = of(fit.parameters, shared[static_cast<std::size_t>(i)]);
        EXPECT_NEAR((p.high - p.low) / (2.0 * 1.959964), error, 0.015 * error) << "of the profile";
    }
}

TEST(JointFit, OfOnePartIsItsOwnFit) {
    const JointTask whole = joint_case(usual_sample());
    JointTask points = whole, spectra = whole;
    points.spectra = {}, spectra.points = {};
    const FitResult of_points = fit(whole.points);
    const JunctionFit of_spectra = fit_junction(whole.spectra);
    const JointFit one = fit_joint(points), other = fit_joint(spectra);
    for (const FittedParameter& p : of_points.parameters) {
        EXPECT_NEAR(of(one.parameters, p.name).value, p.value, 1e-8);
        EXPECT_NEAR(of(one.parameters, p.name).high, p.high, 1e-8);
    }
    for (const FittedParameter& p : of_spectra.parameters) {
        EXPECT_NEAR(of(other.parameters, p.name).value, p.value, 1e-8);
        EXPECT_NEAR(of(other.parameters, p.name).low, p.low, 1e-8);
    }
    EXPECT_EQ(one.chi2, of_points.chi2);
    EXPECT_EQ(other.chi2, of_spectra.chi2);
}

TEST(JointFit, APartWithoutWeightChangesNothing) {
    SampleMadeWith made = usual_sample();
    JointTask task = joint_case(made);
    for (Measurement& m : task.points.samples[0].points) m.sigma_T *= 1e5, m.sigma_B *= 1e5;
    const JointFit fit = fit_joint(task);
    for (const FittedParameter& p : fit.spectra_alone->parameters) {
        EXPECT_NEAR(of(fit.parameters, p.name).value, p.value, 2e-3 * p.error) << p.name;
        EXPECT_NEAR(of(fit.parameters, p.name).error, p.error, 2e-3 * p.error) << p.name;
    }
    EXPECT_EQ(fit.directions, 0.0) << "the points tell nothing";
}

TEST(JointFit, TellsThatTheCouplingsDiffer) {
    SampleMadeWith made = usual_sample();
    made.points.beta = 1.35;
    const JointFit fit = fit_joint(joint_case(made));
    EXPECT_LT(fit.agreement.p_value, 1e-6);
    EXPECT_GT(fit.points.increase() + fit.spectra.increase(), 30.0);
    const auto most =
        std::max_element(fit.splits.begin(), fit.splits.end(),
                         [](const auto& a, const auto& b) { return a.chance.sigmas < b.chance.sigmas; });
    EXPECT_EQ(most->name, "beta");
    EXPECT_NEAR(most->points - most->spectra, 0.15, 0.04);
    EXPECT_GT(most->chance.sigmas, 5.0);
}

TEST(JointFit, WithoutStatedErrorsTheScatterOfEachPartWeighsIt) {
    SampleMadeWith made = usual_sample();
    made.count = 15;
    JointTask stated = joint_case(made), open = stated;
    for (Measurement& m : open.points.samples[0].points) m.sigma_T = m.sigma_B = quiet_nan;
    for (JunctionCurve& curve : open.spectra.curves) curve.sigma.clear();
    const JointFit known = fit_joint(stated), fit = fit_joint(open);
    EXPECT_NEAR(fit.points.chi2_alone, 12.0, 1e-9) << "chi2 is the freedom of the part";
    EXPECT_EQ(fit.points.freedom, 12.0);
    const FittedParameter &a = of(known.parameters, "beta"), &b = of(fit.parameters, "beta");
    EXPECT_NEAR(a.value, b.value, 0.3 * a.error);
    EXPECT_NEAR(a.error, b.error, 0.2 * a.error);
    // a part of another scale is not outweighed: the same curves in another noise of neighbours
    for (JunctionCurve& curve : open.spectra.curves) curve.noise *= 10.0;
    EXPECT_NEAR(of(fit_joint(open).parameters, "beta").value, b.value, 1e-3 * b.error);
}

TEST(JointFit, ABoundOfTheFieldEnters) {
    SampleMadeWith made = usual_sample();
    JointTask task = joint_case(made);
    const double field = task.points.samples[0].points[3].B, T = task.points.samples[0].points[3].T;
    task.points.samples[0].points = {{T, 0.8 * field, 0.0, 0.05, Bound::lower}};
    const JointFit holds = fit_joint(task);
    EXPECT_FALSE(holds.points_alone);
    EXPECT_EQ(holds.points.chi2, 0.0);
    for (const FittedParameter& p : holds.spectra_alone->parameters)
        EXPECT_NEAR(of(holds.parameters, p.name).value, p.value, 5e-3 * p.error) << p.name;
    task.points.samples[0].points[0].B = 1.05 * field;
    const JointFit broken = fit_joint(task);
    EXPECT_GT(broken.points.chi2, 1.0);
    const double before =
        problem_of(broken.aligned.points, broken.points_there).residuals(holds.points_there.values)[0];
    EXPECT_LT(broken.points.chi2, 0.999 * before * before) << "pulled to a higher field";
    EXPECT_LT(broken.agreement.p_value, 0.1);
}

TEST(JointFit, WhatOnePartDoesNotTellIsNotCompared) {
    JointTask task = joint_case(usual_sample());
    task.spectra.curves.resize(1), task.spectra.start.resize(1);  // without a field
    const JointFit fit = fit_joint(task);
    EXPECT_EQ(fit.directions, 1.0) << "tc0";
    for (const SplitParameter& split : fit.splits)
        EXPECT_EQ(std::isnan(split.chance.sigmas), split.name != "tc0") << split.name;
}

TEST(JointFit, BootstrapSamplesScatterByTheErrors) {
    const JointFit fit = fit_joint(joint_case(usual_sample()));
    const FittedParameter& beta = of(fit.parameters, "beta");
    double sum = 0.0, squares = 0.0;
    constexpr int samples = 40;
    for (std::uint64_t i = 0; i < samples; ++i) {
        const std::vector<double> values = joint_bootstrap_sample(fit, i);
        ASSERT_EQ(values.size(), 4u);
        sum += values[1] / samples, squares += values[1] * values[1] / samples;
    }
    EXPECT_NEAR(sum, beta.value, 0.6 * beta.error);
    EXPECT_NEAR(std::sqrt(squares - sum * sum), beta.error, 0.45 * beta.error);
    EXPECT_EQ(joint_bootstrap_sample(fit, 3), joint_bootstrap_sample(fit, 3));
}

}  // namespace
