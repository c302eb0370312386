#include "transitions/points.hpp"

#include <gtest/gtest.h>

#include "noted.hpp"
#include "synthetic_curves.hpp"

namespace {

using namespace mirage;
using mirage_test::curve_of;
using mirage_test::Synthetic;

Synthetic at(double middle, double hysteresis = 0.0) {
    Synthetic s;
    s.middle = middle;
    s.noise = 0.1;
    s.hysteresis = hysteresis;
    return s;
}
bool noted(const TransitionPoints& points, const char* part) {
    return mirage_test::noted(points.notes, part);
}

TEST(Points, HysteresisIsInTheErrorOrDividesThePoints) {
    const MeasuredCurve curve = curve_of(at(3.0, 0.05), Measurand::temperature, 2.0);
    TransitionOptions options;
    options.error = ErrorOf::noise;
    const TransitionPoints mean = points_of({curve}, options);
    ASSERT_EQ(mean.points.size(), 1u);
    EXPECT_NEAR(mean.points[0].T, 3.0, 0.002);
    EXPECT_NEAR(mean.points[0].sigma_T, 0.05, 0.002);
    EXPECT_EQ(mean.points[0].sigma_B, 0.0);
    EXPECT_TRUE(noted(mean, "sweeps differ by 0."));
    options.sweeps = Sweeps::both;
    const TransitionPoints both = points_of({curve}, options);
    ASSERT_EQ(both.points.size(), 2u);
    EXPECT_EQ(both.points[0].sample, "down");
    EXPECT_NEAR(both.points[0].T, 2.95, 0.002);
    EXPECT_NEAR(both.points[1].T, 3.05, 0.002);
    EXPECT_LT(both.points[1].sigma_T, 0.005);
    options.sweeps = Sweeps::up;
    EXPECT_NEAR(points_of({curve}, options).points.at(0).T, 3.05, 0.002);
}

TEST(Points, ErrorsOfThreeKinds) {
    const MeasuredCurve curve = curve_of(at(3.0), Measurand::field, 1.0);
    TransitionOptions options;
    const double width = points_of({curve}, options).points.at(0).width_B;
    EXPECT_NEAR(points_of({curve}, options).points[0].sigma_B, 0.25 * width, 0.01 * width);
    options.error = ErrorOf::width;
    EXPECT_DOUBLE_EQ(points_of({curve}, options).points[0].sigma_B, 0.5 * width);
    options.error = ErrorOf::noise;
    EXPECT_LT(points_of({curve}, options).points[0].sigma_B, 0.05 * width);
}

TEST(Points, CurvesWithoutATransitionAreBounds) {
    const MeasuredCurve good = curve_of(at(3.0), Measurand::temperature, 2.0),
                        normal = curve_of(at(-50.0), Measurand::temperature, 8.0),
                        sc = curve_of(at(50.0), Measurand::field, 1.0),
                        zero = curve_of(at(50.0), Measurand::temperature, 0.0);
    const TransitionPoints points = points_of({good, normal, sc, zero}, {});
    ASSERT_EQ(points.points.size(), 3u) << "at zero field there is no bound of the field";
    EXPECT_TRUE(noted(points, "no bound of the field"));
    EXPECT_EQ(points.points[0].bound, Bound::upper);
    EXPECT_EQ(points.points[0].T, 0.5);
    EXPECT_EQ(points.points[0].B, 8.0);
    EXPECT_EQ(points.points[1].bound, Bound::lower);
    EXPECT_EQ(points.points[1].T, 1.0);
    EXPECT_EQ(points.points[1].B, 6.0);
    EXPECT_EQ(points.points[1].sigma_T, points.points[2].sigma_T) << "that of the one transition";
    EXPECT_TRUE(points_of({normal}, {}).points.empty()) << "alone it tells nothing";
    TransitionOptions told;
    told.normal = 100.0;
    EXPECT_EQ(points_of({normal}, told).points.size(), 1u);
}

TEST(Points, AMetalIsNoSuperconductor) {
    Synthetic metal;  // residual resistance, a rise, saturation
    metal.middle = 100.0, metal.width = 25.0, metal.low = 2.0, metal.high = 400.0, metal.offset = 20.0,
    metal.noise = 0.1;
    const TransitionPoints points = points_of({curve_of(metal, Measurand::temperature, 0.0)}, {});
    EXPECT_TRUE(points.points.empty());
    EXPECT_EQ(points.notes.size(), 1u);
}

TEST(Points, SamplesAreNamedByWhatDividesThem) {
    MeasuredCurve a = curve_of(at(3.0), Measurand::temperature, 2.0),
                  b = curve_of(at(2.5), Measurand::temperature, 2.0);
    a.label = "Bridge 1";
    b.label = "Bridge 2";
    TransitionOptions options;
    options.criteria = criteria_of("10,onset");
    const TransitionPoints points = points_of({a, b}, options);
    ASSERT_EQ(points.points.size(), 4u);
    EXPECT_EQ(points.points[0].sample, "Bridge 1 10%");
    EXPECT_EQ(points.points[3].sample, "Bridge 2 onset");
}

TEST(Points, UpInOneColumnAndDownInAnotherAreOneCurve) {
    MeasuredCurve a = curve_of(at(3.02), Measurand::temperature, 2.0),
                  b = curve_of(at(2.98), Measurand::temperature, 2.0);
    a.turn = Turn::up;
    b.turn = Turn::down;
    const TransitionPoints points = points_of({a, b}, {});
    ASSERT_EQ(points.points.size(), 1u);
    EXPECT_NEAR(points.points[0].T, 3.0, 0.003);
    EXPECT_EQ(points_of({a, a}, {}).points.size(), 2u) << "both up: two curves";
}

}  // namespace
