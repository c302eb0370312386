#include "fit/measurements_json.hpp"

#include <gtest/gtest.h>

namespace {

using namespace mirage;

TEST(MeasurementsJson, EverySampleWithItsPointsBoundsAndNotes) {
    Measurements data;
    data.samples = {
        {"a", {{.T = 1.5, .B = 20.0, .sigma_B = 0.5}, {.T = 0.1, .B = 34.0, .bound = Bound::lower}}},
        {"b", {}}};
    data.notes = {"T in K"};
    const Json json = json_of(data);
    ASSERT_EQ(json["samples"].size(), 2u);
    const Json& points = json["samples"][0]["points"];
    EXPECT_EQ(json["samples"][0]["name"], "a");
    EXPECT_EQ(points[0]["T"], 1.5);
    EXPECT_EQ(points[0]["sigma_B"], 0.5);
    EXPECT_FALSE(points[0].contains("bound"));
    EXPECT_EQ(points[1]["bound"], "lower");
    EXPECT_TRUE(json["samples"][1]["points"].empty());
    EXPECT_EQ(json["notes"][0], "T in K");
}

}  // namespace
