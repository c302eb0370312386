#include "transitions/point_text.hpp"

#include <gtest/gtest.h>

namespace {

using namespace mirage;

/// A point, a bound, and their curve of R(T).
TransitionPoints two_points() {
    TransitionPoints points;
    TransitionPoint a;
    a.T = 3.0, a.B = 2.0, a.sigma_T = 0.05, a.sigma_B = 0.0, a.width_T = 0.2, a.normal = 100.0,
    a.sweep = Turn::up;
    TransitionPoint b = a;
    b.T = 0.5, b.B = 8.0, b.bound = Bound::upper, b.width_T = quiet_nan, b.sweep = Turn::none;
    points.points = {b, a};
    points.notes = {"a note"};
    return points;
}
std::vector<MeasuredCurve> one_curve() {
    std::vector<MeasuredCurve> curves(1);
    curves[0].unit = "Ohm";
    return curves;
}

TEST(PointText, CsvHasEmptyCellsAndBounds) {
    const std::string text =
        text_of(two_points(), one_curve(), "mirage transitions a", ErrorOf::combined, Format::csv);
    EXPECT_NE(
        text.find("# columns: T [K], B [T], sigma_T [K], sigma_B [T], criterion [%], width_T [K], R_n [Ohm], "
                  "sweep [1]\nT,B,sigma_T,sigma_B,criterion,width_T,R_n,sweep\n"
                  "0.5,<8,0.05,0,50,,100,mean\n3,2,0.05,0,50,0.2,100,up\n"),
        std::string::npos)
        << text;
    EXPECT_NE(text.find("width/4"), std::string::npos) << "which error it is";
}

TEST(PointText, JsonHasNumbersNullAndNotes) {
    const Json json =
        Json::parse(text_of(two_points(), one_curve(), "mirage transitions a", ErrorOf::noise, Format::json));
    EXPECT_EQ(json["rows"][0]["bound"], "<");
    EXPECT_EQ(json["rows"][0]["B"], 8.0);
    EXPECT_TRUE(json["rows"][0]["width_T"].is_null());
    EXPECT_EQ(json["rows"][1]["bound"], "");
    EXPECT_EQ(json["notes"][0], "a note");
    EXPECT_EQ(json["unit_of"]["R_n"], "Ohm");
}

TEST(PointText, SamplesAreQuotedWhereTheyMust) {
    TransitionPoints points = two_points();
    points.points[0].sample = "Bridge 1, up";
    EXPECT_NE(text_of(points, one_curve(), "c", ErrorOf::width, Format::csv).find(",\"Bridge 1, up\","),
              std::string::npos);
    EXPECT_NE(text_of(points, one_curve(), "c", ErrorOf::width, Format::table).find("Bridge 1, up"),
              std::string::npos);
}

TEST(PointText, CurvesAreNormalised) {
    TransitionPoints points;
    CurveSweep sweep;
    sweep.transition.x = {1.0, 2.0};
    sweep.transition.share = {0.0, 1.0};
    sweep.transition.turn = Turn::down;
    points.sweeps = {sweep};
    std::vector<MeasuredCurve> curves = one_curve();
    curves[0].fixed = 4.0;
    EXPECT_NE(curves_text(points, curves, "c").find("curve,T,B,share,sweep\n1,1,4,0,down\n1,2,4,1,down\n"),
              std::string::npos);
}

}  // namespace
