#include "junction/junction_evaluation.hpp"

#include <gtest/gtest.h>
#include <omp.h>

#include "junction_cases.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

JunctionTask task() {
    MadeWith made = ising_junction();
    made.values.v_ac = 0.05, made.values.material.gamma = 0.05, made.values.r_series = 2e3;
    JunctionTask t = made_task(made);
    t.background = Background::linear;
    add_usual_parameters(t);
    t.parameters.push_back(free_parameter("gamma", &FitParameters::gamma, 0.0, 2.0));
    t.parameters.push_back(free_parameter("v-ac", &CurveValues::v_ac, 0.0, 0.5, FitScale::squared));
    t.parameters.push_back(free_parameter("r-series", &CurveValues::r_series, 0.0, 1e5));
    t.parameters.push_back(free_parameter("v-offset", &CurveValues::v_offset, -0.2, 0.2));
    return t;
}

TEST(JunctionEvaluation, DerivativesAreThoseOfTheResiduals) {
    const JunctionProblem problem = junction_problem(task());
    const JunctionEvaluator evaluator(problem.task);
    const std::vector<double> x = problem.fractions(problem.task.start);
    Evaluation here = evaluator.residuals(problem.task.start);
    evaluator.differentiate(problem, problem.task.start, x, here);
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double h = 2e-3 * std::max(x[i], 0.01);
        std::vector<double> up = x, down = x;
        up[i] += h, down[i] -= h;
        const Evaluation above = evaluator.residuals(problem.at(problem.task.start, up)),
                         below = evaluator.residuals(problem.at(problem.task.start, down));
        double difference = 0.0, size = 0.0;
        for (std::size_t row = 0; row < here.residuals.size(); ++row) {
            const double central = (above.residuals[row] - below.residuals[row]) / (2.0 * h);
            difference += std::pow(central - here.jacobian[row * x.size() + i], 2), size += central * central;
        }
        EXPECT_LT(difference, 1e-4 * size) << problem.task.parameters[problem.free[i]].name;
    }
}

TEST(JunctionEvaluation, BitsDoNotDependOnThreads) {
    const JunctionProblem problem = junction_problem(task());
    const JunctionEvaluator evaluator(problem.task);
    const std::vector<double> x = problem.fractions(problem.task.start);
    Evaluation of[2];
    const int usual = omp_get_max_threads();
    for (const int i : {0, 1}) {
        omp_set_num_threads(1 + 2 * i);
        of[i] = evaluator.residuals(problem.task.start);
        evaluator.differentiate(problem, problem.task.start, x, of[i]);
    }
    omp_set_num_threads(usual);
    EXPECT_EQ(of[0].residuals, of[1].residuals);
    EXPECT_EQ(of[0].jacobian, of[1].jacobian);
}

TEST(JunctionEvaluation, AMinimumIsFoundFromBesideIt) {
    MadeWith made = ising_junction();
    made.noise = 0.0;
    JunctionTask t = made_task(made);
    t.background = Background::linear;
    add_usual_parameters(t);
    const JunctionProblem problem = junction_problem(t);
    const JunctionEvaluator evaluator(problem.task);
    std::vector<double> x = problem.fractions(t.start);
    const std::vector<double> truth = x;
    for (double& at : x) at *= 1.02;
    const Minimum found = junction_minimum(problem, evaluator, t.start, x, 1e-10);
    for (std::size_t i = 0; i < x.size(); ++i) EXPECT_NEAR(found.x[i], truth[i], 1e-5 * truth[i]);
}

}  // namespace
