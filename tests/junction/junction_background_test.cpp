#include "junction/junction_background.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "junction_cases.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

struct JunctionBackground : testing::Test {
    JunctionTask task = made_task(ising_junction());
    std::vector<double> shape, errors;

    JunctionBackground() {
        task.background = Background::parabola;
        for (const double V : task.curves[0].V)
            shape.push_back(0.5 + 0.3 * std::cos(V)), errors.push_back(0.1);
    }
    std::vector<double>& G() { return task.curves[0].G; }
};

TEST_F(JunctionBackground, IsFoundExactly) {
    for (std::size_t i = 0; i < shape.size(); ++i) {
        const double V = task.curves[0].V[i];
        G()[i] = (4.0 + 0.2 * V - 0.05 * V * V) * shape[i];
    }
    const CurveFit fit = fit_background(task, 0, errors, 0.0, task.curves[0].V, shape);
    EXPECT_NEAR(fit.background[0], 4.0, 1e-10);
    EXPECT_NEAR(background_at(fit, 2.0), 4.0 + 0.4 - 0.2, 1e-10);
    for (const double r : fit.residuals) EXPECT_NEAR(r, 0.0, 1e-9);
}

TEST_F(JunctionBackground, BehindASeriesResistance) {
    const double R = 3e4;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        const double junction = (6.0 + 0.2 * task.curves[0].V[i]) * shape[i];
        G()[i] = junction / (1.0 + R * 1e-6 * junction);
    }
    const CurveFit fit = fit_background(task, 0, errors, R, task.curves[0].V, shape);
    EXPECT_NEAR(fit.background[0], 6.0, 1e-9);
    EXPECT_NEAR(fit.background[1] / fit.scale, 0.2, 1e-9);
}

TEST_F(JunctionBackground, OfNoisyCurvesItIsTheLeastOfChiSquared) {
    const double R = 3e4;
    const CurveFit fit = fit_background(task, 0, errors, R, task.curves[0].V, shape);
    // the gradient of chi-squared vanishes: fitted curves with a changed term
    for (std::size_t term = 0; term < 3; ++term) {
        double slope = 0.0, size = 0.0;
        for (std::size_t i = 0; i < shape.size(); ++i) {
            const double junction = background_at(fit, task.curves[0].V[i]) * shape[i];
            const double by = shape[i] *
                              std::pow(task.curves[0].V[i] / fit.scale, static_cast<double>(term)) /
                              std::pow(1.0 + R * 1e-6 * junction, 2);
            slope += fit.residuals[i] * by, size += std::fabs(fit.residuals[i] * by);
        }
        EXPECT_LT(std::fabs(slope), 1e-4 * size) << term;
    }
}

TEST_F(JunctionBackground, ErrorsAreStatedOrThoseOfNeighbours) {
    JunctionCurve& curve = task.curves[0];
    EXPECT_DOUBLE_EQ(errors_of(curve)[3], 0.05);
    curve.noise = 0.0;
    EXPECT_GT(errors_of(curve)[3], 1e-4) << "not without any";
    curve.sigma.assign(curve.G.size(), 0.3);
    EXPECT_DOUBLE_EQ(errors_of(curve)[3], 0.3);
}

}  // namespace
