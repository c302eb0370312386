#include "mirage/lines/critical_temperature.hpp"

#include <gtest/gtest.h>

namespace {

using namespace mirage;

TEST(CriticalTemperature, OfTheTwoValleyModelIsTheUnit) {
    EXPECT_EQ(material_critical_temperature({.T = 0.1, .B = 2.0, .beta = 7.0, .gamma = 0.4}).value, 1.0);
}

}  // namespace
