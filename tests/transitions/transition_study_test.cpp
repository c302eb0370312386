// A thousand curves with noise, offsets, drift, hysteresis and outliers: the midpoint lies within its error.

#include <gtest/gtest.h>

#include "synthetic_curves.hpp"
#include "transitions/points.hpp"

namespace {

using namespace mirage;
using mirage_test::curve_of;
using mirage_test::Synthetic;

/// A curve as a laboratory may have it: widths of 10 to 300 mK (or 0.1 to 1 T), noise of 0.02 to 3 % of R_n.
Synthetic any_curve(std::mt19937& random) {
    std::uniform_real_distribution<double> u;
    const auto between = [&](double a, double b) { return a + (b - a) * u(random); };
    Synthetic s;
    s.shape = static_cast<int>(between(0.0, 2.999));
    s.middle = between(2.5, 4.0);
    s.width = std::exp(between(std::log(0.01), std::log(0.12)));
    s.normal = std::exp(between(std::log(0.1), std::log(1e5)));
    s.slope = s.normal * between(-0.02, 0.05);
    s.offset = s.normal * between(-0.05, 0.3) * (u(random) < 0.5 ? 1.0 : 0.0);
    s.noise = s.normal * std::exp(between(std::log(2e-4), std::log(0.03)));
    s.hysteresis = u(random) < 0.3 ? between(0.0, 2.0) * s.width : 0.0;
    s.count = static_cast<int>(std::exp(between(std::log(50.0), std::log(800.0))));
    s.jitter = between(0.0, 1.5) * (s.high - s.low) / s.count;
    s.outliers = u(random) < 0.3 ? 0.01 : 0.0;
    return s;
}

struct Score {
    int found = 0, within_stated = 0, within_one = 0, within_two = 0, within_four = 0;
};

Score study(int curves, Criterion criterion) {
    std::mt19937 random(20261126);
    Score score;
    TransitionOptions stated, noise;
    stated.criteria = noise.criteria = {criterion};
    noise.error = ErrorOf::noise;
    for (int k = 0; k < curves; ++k) {
        const Synthetic s = any_curve(random);
        const MeasuredCurve curve = curve_of(s, k % 2 == 0 ? Measurand::temperature : Measurand::field, 1.0,
                                             static_cast<unsigned>(k + 1));
        const TransitionPoints a = points_of({curve}, stated), b = points_of({curve}, noise);
        if (a.points.size() != 1 || a.points[0].bound != Bound::none) {
            ADD_FAILURE() << "curve " << k << " width " << s.width << " noise " << s.noise / s.normal << " n "
                          << s.count;
            continue;
        }
        ++score.found;
        const auto value = [&](const TransitionPoint& p) { return k % 2 == 0 ? p.T : p.B; };
        const auto sigma = [&](const TransitionPoint& p) { return k % 2 == 0 ? p.sigma_T : p.sigma_B; };
        const double off = std::abs(value(a.points[0]) - s.middle);
        score.within_stated += off <= sigma(a.points[0]);
        score.within_one += off <= sigma(b.points[0]);
        score.within_two += off <= 2.0 * sigma(b.points[0]);
        score.within_four += off <= 4.0 * sigma(b.points[0]);
    }
    return score;
}

TEST(TransitionStudy, MidpointsAreWithinTheirErrors) {
    const int curves = 1000;
    const Score score = study(curves, {});
    std::printf("%d curves: %d within the stated error; noise alone: %d within 1, %d within 2, %d within 4\n",
                score.found, score.within_stated, score.within_one, score.within_two, score.within_four);
    EXPECT_EQ(score.found, curves);
    EXPECT_GE(score.within_stated, 998);
    EXPECT_GE(score.within_one, 683);
    EXPECT_GE(score.within_two, 954);
    EXPECT_GE(score.within_four, 995);
}

}  // namespace
