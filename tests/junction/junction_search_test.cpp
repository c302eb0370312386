#include "junction/junction_search.hpp"

#include <gtest/gtest.h>

#include "junction_cases.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

JunctionOptimum found(const JunctionTask& task) {
    const JunctionProblem problem = junction_problem(task);
    return junction_search(problem, JunctionEvaluator(problem.task));
}

TEST(JunctionSearch, FindsTheIsingCouplingFromNothing) {
    JunctionTask task = made_task(ising_junction());
    task.background = Background::linear;
    add_usual_parameters(task);
    for (CurveValues& values : task.start) values.material.beta = 0.0, values.delta = 0.0, values.eta = 0.0;
    const JunctionOptimum best = found(task);
    EXPECT_NEAR(best.values[0].material.beta, 1.2, 0.02);
    EXPECT_NEAR(best.values[2].delta, 0.35, 0.01);
}

TEST(JunctionSearch, AWiderModelNeverFitsWorse) {
    MadeWith made = ising_junction();
    made.values.material.gamma = 0.1, made.values.v_ac = 0.06;
    JunctionTask task = made_task(made);
    task.background = Background::linear;
    add_usual_parameters(task);
    for (CurveValues& values : task.start) values.material.gamma = 0.0, values.v_ac = 0.0;
    const double narrow = found(task).chi2;
    task.parameters.push_back(free_parameter("gamma", &FitParameters::gamma, 0.0, 2.0));
    const double wider = found(task).chi2;
    task.parameters.push_back(free_parameter("v-ac", &CurveValues::v_ac, 0.0, 0.5, FitScale::squared));
    const double widest = found(task).chi2;
    EXPECT_LT(wider, narrow * (1.0 + 1e-7));
    EXPECT_LT(widest, wider * (1.0 + 1e-7));
    EXPECT_LT(wider, 0.8 * narrow) << "there is scattering";
}

}  // namespace
