#include "fit/evaluation.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "fit_cases.hpp"

namespace {

using namespace mirage_test;

TEST(FitEvaluation, DerivativesAreThoseOfTheDistances) {
    // two samples of every model with every parameter, against central differences
    Random random(4);
    for (const FitModel model : {FitModel::exact, FitModel::ising, FitModel::klb, FitModel::whh}) {
        FitTask task{model, {}, {}};
        for (const double tc0 : {3.0, 2.2})
            task.samples.push_back({"",
                                    {1.01 * tc0, 3.3, 0.2, 0.3, 1.9, 21.0},
                                    synthetic(model, {tc0, 3.0, 0.2, 0.3, 2.0, 20.0}, 0.2, 9, 0.01, random)});
        task.samples[0].points[1].sigma_T = 0.0;
        task.samples[0].points[2].sigma_B = 0.0;
        task.samples[1].points[3].bound = Bound::lower;
        task.samples[1].points[4].bound = Bound::upper;
        task.parameters = {{"tc0@a", &FitParameters::tc0, true, 2.0, 4.0, FitScale::linear, 0},
                           {"tc0@b", &FitParameters::tc0, true, 1.0, 4.0, FitScale::linear, 1},
                           {"beta", &FitParameters::beta, true, 0.0, 60.0},
                           {"gamma", &FitParameters::gamma, true, 0.0, 4.0},
                           {"alpha", &FitParameters::alpha, true, 0.0, 4.0, FitScale::squared},
                           {"g-factor", &FitParameters::g_factor, true, 1.0, 3.0},
                           {"spin-orbit-rate", &FitParameters::spin_orbit_rate, true, 0.0, 200.0}};
        const FitProblem problem = fit_problem(task);
        const SampleParameters values = problem.start();
        const std::vector<double> x = problem.fractions(values);
        const Evaluation here = evaluate(problem, values);
        EXPECT_EQ(here.residuals, problem.residuals(values));
        for (std::size_t i = 0; i < x.size(); ++i) {
            std::vector<double> up = x, down = x;
            const double h = 1e-4 * x[i];
            up[i] += h, down[i] -= h;
            const std::vector<double> above = problem.residuals(problem.at(values, up)),
                                      below = problem.residuals(problem.at(values, down));
            for (std::size_t row = 0; row < above.size(); ++row)
                EXPECT_NEAR(here.jacobian[row * x.size() + i], (above[row] - below[row]) / (2.0 * h),
                            2e-3 * (1.0 + std::fabs((above[row] - below[row]) / (2.0 * h))))
                    << static_cast<int>(model) << ' ' << row << ' ' << i;
        }
    }
}

/// Of a sample beyond the two-valley model and one without, against central differences, at bounds too.
TEST(FitEvaluation, OfMaterials) {
    Random random(5);
    FitParameters truth{3.0, 2.0, 0.1};
    truth.gamma_spin_orbit = 0.2, truth.gamma_magnetic = 0.03, truth.t_triplet = 0.2, truth.theta = 8.0;
    truth.pockets = {{.name = "G", .share = 0.3, .beta = 1.0}};
    FitTask task{FitModel::exact, {}, {}};
    task.samples.push_back({"a", truth, synthetic(FitModel::exact, truth, 0.3, 7, 0.02, random)});
    const FitParameters plain{2.5, 2.0};
    task.samples.push_back({"b", plain, synthetic(FitModel::exact, plain, 0.3, 5, 0.02, random)});
    using F = FitParameters;
    task.parameters = {{"tc0", &F::tc0, true, 2.0, 6.0},
                       {"beta", &F::beta, true, 0.0, 20.0},
                       {"so@a", &F::gamma_spin_orbit, true, 0.0, 4.0, FitScale::linear, 0},
                       {"magnetic@a", &F::gamma_magnetic, true, 0.0, 0.4, FitScale::linear, 0},
                       {"triplet@a", &F::t_triplet, true, 0.0, 0.3, FitScale::inverse_logarithm, 0},
                       {"theta@a", &F::theta, true, 0.0, 90.0, FitScale::squared, 0},
                       {"share@a", {&PocketSettings::share, 0}, true, 0.0, 1.0, FitScale::linear, 0}};
    const FitProblem problem = fit_problem(task);
    const SampleParameters values = problem.start();
    const std::vector<double> x = problem.fractions(values);
    const Evaluation here = evaluate(problem, values);
    EXPECT_EQ(here.residuals, problem.residuals(values));
    for (std::size_t i = 0; i < x.size(); ++i) {
        std::vector<double> up = x, down = x;
        const double h = 1e-4 * x[i];
        up[i] += h, down[i] -= h;
        const std::vector<double> above = problem.residuals(problem.at(values, up)),
                                  below = problem.residuals(problem.at(values, down));
        for (std::size_t row = 0; row < above.size(); ++row) {
            const double slope = (above[row] - below[row]) / (2.0 * h);
            EXPECT_NEAR(here.jacobian[row * x.size() + i], slope, 2e-3 * (1.0 + std::fabs(slope)))
                << row << ' ' << i;
        }
    }
    std::vector<double> absent = x, near = x;
    absent[2] = absent[4] = absent[6] = 0.0;
    const SampleParameters bounds = problem.at(values, absent);
    const Evaluation there = evaluate(problem, bounds);
    for (const std::size_t i : {2u, 4u, 6u}) {
        near = absent;
        near[i] += 1e-6;
        const std::vector<double> beside = problem.residuals(problem.at(values, near));
        for (std::size_t row = 0; row < beside.size(); ++row) {
            const double slope = (beside[row] - there.residuals[row]) / 1e-6;
            EXPECT_NEAR(there.jacobian[row * x.size() + i], slope, 5e-3 * (1.0 + std::fabs(slope)))
                << row << ' ' << i;
        }
    }
}

}  // namespace
