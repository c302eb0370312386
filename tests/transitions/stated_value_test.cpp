#include "transitions/stated_value.hpp"

#include <gtest/gtest.h>

namespace {

using namespace mirage;

double field(const char* text) {
    const auto found = stated_values(text, Measurand::field);
    return found.size() == 1 ? found[0].value : -99.0;
}
double temperature(const char* text) {
    const auto found = stated_values(text, Measurand::temperature);
    return found.size() == 1 ? found[0].value : -99.0;
}

TEST(StatedValue, FieldsAndTemperaturesInNames) {
    for (const char* text : {"2T", "R at 2 T", "R_T_2T", "R(2T)", "B=2 T", "B2T", "R@2T (Ohm)", "H = 20 kOe",
                             "20000Oe", "R-T-2T", "2Tesla", "x_2000mT_up"})
        EXPECT_DOUBLE_EQ(field(text), 2.0) << text;
    EXPECT_DOUBLE_EQ(field("0p5T"), 0.5);
    EXPECT_DOUBLE_EQ(field("B = -2 T"), -2.0);
    for (const char* text : {"1.5K", "T=1.5 K", "R_1p5K", "1500 mK", "T1.5K_9T"})
        EXPECT_DOUBLE_EQ(temperature(text), 1.5) << text;
}

TEST(StatedValue, OtherNumbersAreNone) {
    for (const char* text : {"R_T", "Ch1 T", "Bridge 1 Resistivity", "NbSe2 T", "2 Tc", "run2", "T2", "5t",
                             "2TaS2", "R_xx4T2", "", "2021-05-03"})
        EXPECT_EQ(stated_values(text, Measurand::field).size(), 0u) << text;
    EXPECT_EQ(stated_values("2T_9T", Measurand::field).size(), 2u);
}

TEST(StatedValue, CommentsAssign) {
    EXPECT_EQ(assigned_values("measured at B = 2 T, T: 1.5 K", Measurand::field), std::vector<double>{2.0});
    EXPECT_EQ(assigned_values("measured at B = 2 T, T: 1.5 K", Measurand::temperature),
              std::vector<double>{1.5});
    EXPECT_EQ(assigned_values("Magnetic field: 500 Oe", Measurand::field), std::vector<double>{0.05});
    EXPECT_TRUE(assigned_values("magnet limited to 9 T", Measurand::field).empty());
    EXPECT_TRUE(assigned_values("I = 2 T", Measurand::field).empty()) << "another quantity";
}

TEST(StatedValue, StemsOfFiles) {
    EXPECT_EQ(file_stem("a/R_T_2.5T.dat"), "R_T_2.5T");
    EXPECT_EQ(file_stem("R_2.5T"), "R_2.5T");
}

}  // namespace
