#include "fit/fit.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "fit_cases.hpp"
#include "mirage/formulas/critical_field_formulas.hpp"
#include "mirage/model/units.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

TEST(Fit, FindsTheTruthWithoutNoiseFromAnyStart) {
    Random random(1);
    const FitParameters truth{3.0, 4.1, 0.3, 0.0, 2.0, 1.0};
    const auto points = synthetic(FitModel::exact, truth, 0.05, 15, 1e-10, random);
    for (const double beta : {0.5, 4.0, 40.0}) {
        const FitResult r =
            fit(task_of(FitModel::exact, {3.2, beta, 0.01, 0.0}, points, {"tc0", "beta", "gamma"}));
        EXPECT_NEAR(r.values[0].tc0, 3.0, 1e-5);
        EXPECT_NEAR(r.values[0].beta, 4.1, 1e-4);
        EXPECT_NEAR(r.values[0].gamma, 0.3, 1e-4);
    }
}

TEST(Fit, TheReviewsLesson) {
    // KLB data fitted by the Ising formula, least squares in T: the answer depends on the range (Zhang and
    // Falson 2021)
    struct Case {
        double tc0, klb, from, beta;
    };
    for (const Case& c : {Case{7.4, 18, 0.9, 3.25}, Case{7.4, 18, 0.5, 2.88}, Case{3.0, 38, 0.9, 3.87},
                          Case{3.0, 38, 0.5, 3.39}}) {
        const UnitSystem unit = si_units(c.tc0, 2.0);
        std::vector<Measurement> points;
        for (int i = 0; i < 40; ++i) {
            const double t = c.from + (0.995 - c.from) * i / 39;
            points.push_back({t * c.tc0, klb_field(t, c.klb / 1.5 / unit.energy) * unit.field, 0.01, 0.0});
        }
        const FitResult r = fit(task_of(FitModel::ising, {c.tc0, 10.0}, points, {"beta"}));
        EXPECT_NEAR(r.values[0].beta, c.beta, 0.02) << c.tc0 << ' ' << c.from;
        EXPECT_EQ(of(r, "tc0").status, FitStatus::fixed);
        const FitResult own =
            fit(task_of(FitModel::klb, {c.tc0, 0, 0, 0, 2, 3.0}, points, {"spin-orbit-rate"}));
        EXPECT_NEAR(own.values[0].spin_orbit_rate, c.klb / 1.5, 1e-3);
        EXPECT_LT(own.aic, r.aic) << "the model that made the data wins";
    }
}

TEST(Fit, OneConstraintOneParameter) {
    // WS2: T_c(35 T) = 0.95 Tc0
    for (const FitModel model : {FitModel::exact, FitModel::ising}) {
        const FitResult r = fit(task_of(model, {1.54, 5.0}, {{0.95 * 1.54, 35.0, nan, nan}}, {"beta"}));
        EXPECT_NEAR(r.values[0].beta, 20.3, 0.05);
        EXPECT_EQ(of(r, "beta").status, FitStatus::undetermined) << "no errors, no interval";
        EXPECT_TRUE(std::isnan(r.reduced_chi2));
        const FitResult stated =
            fit(task_of(model, {1.54, 5.0}, {{0.95 * 1.54, 35.0, 0.005, 0.0}}, {"beta"}));
        EXPECT_EQ(of(stated, "beta").status, FitStatus::determined);
    }
}

TEST(Fit, IntervalsHoldTheTruth) {
    // 95 % intervals of both parameters over 200 samples, 1 % noise in T and B: between 90 and 98 % each
    Random random(7);
    int samples = 200, tc0_inside = 0, beta_inside = 0;
    double chi2 = 0.0;
    for (int i = 0; i < samples; ++i) {
        const FitParameters truth{random.uniform(1, 8), random.logarithmic(1, 20)};
        const auto points = synthetic(FitModel::ising, truth, random.uniform(0.05, 0.5), 20, 0.01, random);
        const FitResult r = fit(task_of(FitModel::ising, {1.1 * truth.tc0, 5.0}, points, {"tc0", "beta"}));
        tc0_inside += of(r, "tc0").low < truth.tc0 && truth.tc0 < of(r, "tc0").high;
        beta_inside += of(r, "beta").low < truth.beta && truth.beta < of(r, "beta").high;
        chi2 += r.reduced_chi2 / samples;
    }
    EXPECT_GE(tc0_inside, 180);
    EXPECT_LE(tc0_inside, 196);
    EXPECT_GE(beta_inside, 180);
    EXPECT_LE(beta_inside, 196);
    EXPECT_NEAR(chi2, 1.0, 0.1);
}

TEST(Fit, ExactIntervalsHoldTheTruth) {
    // like above with the engine and three parameters over the domain; 30 samples, so 90 intervals: 95 % of
    // them are 85.5 +-
    // 2
    Random random(8);
    int inside = 0, undetermined = 0;
    for (int i = 0; i < 30; ++i) {
        FitParameters truth{random.uniform(1, 8)};
        const double unit = si_units(truth.tc0, 2.0).energy;
        truth.beta = unit * random.logarithmic(1, 30);
        truth.gamma = unit * random.logarithmic(0.03, 2);
        const auto points = synthetic(FitModel::exact, truth, random.uniform(0.03, 0.4), 25, 0.01, random);
        FitTask task = task_of(FitModel::exact, {1.03 * truth.tc0, 5.0 * unit, 0.1 * unit}, points,
                               {"tc0", "beta", "gamma"});
        task.parameters[1].high = 100.0 * unit, task.parameters[2].high = 10.0 * unit;
        const FitResult r = fit(task);
        const double value[] = {truth.tc0, truth.beta, truth.gamma};
        for (std::size_t k = 0; k < 3; ++k) {
            inside += r.parameters[k].low <= value[k] && value[k] <= r.parameters[k].high;
            undetermined += r.parameters[k].status != FitStatus::determined;
        }
    }
    EXPECT_GE(inside, 79);
    EXPECT_GT(undetermined, 0) << "a weak disorder has an upper bound alone";
    EXPECT_LT(undetermined, 25);
}

TEST(Fit, SaysWhatTheDataCannotTell) {
    Random random(9);
    const FitParameters truth{3.0, 4.1, 0.0, 0.0};
    // clean data near Tc0 alone: the scattering rate has an upper bound at most
    const auto points = synthetic(FitModel::exact, truth, 0.6, 12, 0.01, random);
    const FitResult r = fit(task_of(FitModel::exact, {3.0, 4.0, 0.1}, points, {"beta", "gamma"}));
    EXPECT_TRUE(of(r, "gamma").status == FitStatus::upper_bound ||
                of(r, "gamma").status == FitStatus::undetermined);
    EXPECT_GT(std::fabs(r.correlation[0][1]), 0.8) << "beta and gamma trade off";
}

TEST(Fit, PointsThatCannotBeWeighedAreNotFitted) {
    Random random(5);
    std::vector<Measurement> points = synthetic(FitModel::ising, {3.0, 4.0}, 0.5, 8, 0.01, random);
    points[2].sigma_T = points[2].sigma_B = 0.0;
    EXPECT_THROW(fit(task_of(FitModel::ising, {3.0, 3.0}, points, {"tc0", "beta"})), std::runtime_error);
}

TEST(Fit, StartsWhereThePairBreakingLeavesSuperconductivity) {
    Random random(6);
    FitParameters truth{4.0, 3.0};
    truth.gamma_magnetic = 0.11;  // Tc is 1.8 K; a material with Tc0 = 2.4 K would not superconduct
    std::vector<Measurement> points;
    for (const Measurement& m : synthetic(FitModel::exact, truth, 0.1, 15, 1e-10, random))
        if (m.B > 0.0) points.push_back(m);
    FitParameters start = truth;
    start.tc0 = 2.0, start.beta = 1.0;
    FitTask task = task_of(FitModel::exact, start, points, {"tc0", "beta"});
    task.parameters[0].high = 10.0;
    const FitResult result = fit(task);
    EXPECT_NEAR(of(result, "tc0").value, 4.0, 1e-4);
    EXPECT_NEAR(of(result, "beta").value, 3.0, 1e-3);
    task.parameters[0].high = 2.2;
    EXPECT_THROW(fit(task), std::runtime_error);
}

TEST(Fit, BootstrapScattersLikeTheErrors) {
    Random random(15);
    const FitParameters truth{3.0, 4.1};
    const FitTask task = task_of(FitModel::ising, {3.1, 5.0},
                                 synthetic(FitModel::ising, truth, 0.1, 30, 0.01, random), {"tc0", "beta"});
    const FitResult r = fit(task);
    double mean = 0.0, square = 0.0;
    constexpr int samples = 300;
    for (int i = 0; i < samples; ++i) {
        const double beta = bootstrap_sample(task, r, static_cast<std::uint64_t>(i))[1];
        mean += beta / samples, square += beta * beta / samples;
    }
    EXPECT_NEAR(mean, r.values[0].beta, of(r, "beta").error);
    EXPECT_NEAR(std::sqrt(square - mean * mean) / of(r, "beta").error, 1.0, 0.4);
    EXPECT_EQ(bootstrap_sample(task, r, 5), bootstrap_sample(task, r, 5)) << "wherever it is computed";
}

}  // namespace
