#include "fit/start.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "fit_cases.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

TEST(FitStart, Tc0FromTheHottestPoints) {
    Random random(31);
    for (const double tc0 : {0.3, 3.0, 8.0})
        EXPECT_NEAR(estimated_tc0(synthetic(FitModel::ising, {tc0, 4.0}, 0.1, 20, 1e-10, random)), tc0,
                    0.03 * tc0);
    // of a part of the curve: not the hottest point, which lies at half of Tc0
    std::vector<Measurement> cold;
    for (const Measurement& m : synthetic(FitModel::ising, {3.0, 4.0}, 0.1, 20, 1e-10, random))
        if (m.T < 1.5) cold.push_back(m);
    EXPECT_GT(estimated_tc0(cold), 2.0);
    EXPECT_NEAR(estimated_tc0({{2.0, 5.0}}), 2.04, 1e-12) << "one point";
    EXPECT_NEAR(estimated_tc0({{1.0, 5.0}, {2.0, 7.0}}), 2.04, 1e-12) << "a field that rises";
    EXPECT_GE(estimated_tc0({{1.0, 5.0}, {2.0, 3.0}, {3.0, 0.0}}), 2.97 - 1e-12);
}

TEST(FitStart, CouplingThroughTheColdestPoint) {
    for (const FitModel model : {FitModel::exact, FitModel::ising})
        for (const double beta : {0.5, 4.0, 20.0}) {
            const FitParameters truth{3.0, beta, model == FitModel::exact ? 0.1 : 0.0};
            FitParameters start = truth;
            start.beta = 0.0;
            const double B = second_order_field(model, truth, 0.4);
            EXPECT_NEAR(estimated_coupling(model, start, {{2.5, 1.0}, {0.4, B}}), beta, 1e-2 * beta);
        }
    const double B = second_order_field(FitModel::klb, {3.0, 0, 0, 0, 2.0, 12.0}, 0.4);
    EXPECT_NEAR(estimated_coupling(FitModel::klb, {3.0}, {{0.4, B}}), 12.0, 0.12);
    EXPECT_LT(estimated_coupling(FitModel::exact, {3.0}, {{0.4, 0.5}}), 0.1) << "below every curve";
}

}  // namespace
