#include "junction/piecewise_series.hpp"

#include <gtest/gtest.h>

namespace {

using namespace mirage;
using Vector = std::vector<double>;

TEST(PiecewiseSeries, APolynomialIsExactOnOnePanel) {
    const auto f = [](const Vector& x) {
        Vector y;
        for (const double v : x) y.push_back(1.0 + v * v * v - 0.1 * std::pow(v, 9));
        return y;
    };
    const PiecewiseSeries<double> series = adaptive_series<double>({-1.0, 2.0}, 1e-9, f);
    EXPECT_EQ(series.panels.size(), 1u);
    for (double x = -1.0; x <= 2.0; x += 0.1) EXPECT_NEAR(series(x), f({x})[0], 1e-11);
}

TEST(PiecewiseSeries, PanelsAreHalvedWhereACurveIsSharp) {
    const double width = 1e-3;
    const auto f = [&](const Vector& x) {
        std::vector<std::complex<double>> y;
        for (const double v : x) y.push_back(std::sqrt(std::complex<double>(v - 1.0, width)));
        return y;
    };
    const auto series = adaptive_series<std::complex<double>>({0.0, 4.0}, 1e-8, f);
    EXPECT_LT(series.panels.size(), 60u);
    for (double x = 0.0; x <= 4.0; x += 0.00317) EXPECT_LT(std::abs(series(x) - f({x})[0]), 1e-7) << x;
    const auto again = series_on<std::complex<double>>(series.edges, f);
    EXPECT_EQ(again.panels.size(), series.panels.size());
    EXPECT_EQ(again(1.01), series(1.01)) << "the same panels give the same bits";
}

TEST(PiecewiseSeries, WhatIsNoNumberEnds) {
    const auto f = [](const Vector& x) { return Vector(x.size(), std::nan("")); };
    EXPECT_TRUE(std::isnan(adaptive_series<double>({0.0, 1.0}, 1e-9, f)(0.5)));
}

}  // namespace
