#include "tables/name_parts.hpp"

#include <gtest/gtest.h>

namespace {

using namespace mirage;

Direction direction(const char* text) {
    Words words = words_of(text);
    return take_direction(words);
}

TEST(NameParts, Directions) {
    for (const char* text :
         {"Hc2_par", "B parallel", "Hc2 ab", "H||ab", "H || a", "in-plane field", "H perp c", "B||"})
        EXPECT_EQ(direction(text), Direction::in_plane) << text;
    for (const char* text :
         {"Hc2_perp", "Hc2 c", "H||c", "H perp ab", "out-of-plane field", "B out of plane", "B⊥"})
        EXPECT_EQ(direction(text), Direction::out_of_plane) << text;
    for (const char* text : {"B_c", "H_c", "Hc2", "T_c"}) EXPECT_EQ(direction(text), Direction::none) << text;
    Direction attached = Direction::none;
    EXPECT_EQ(without_direction("hc2ab", attached), "hc2");
    EXPECT_EQ(attached, Direction::in_plane);
    EXPECT_EQ(without_direction("bc2perp", attached), "bc2");
    EXPECT_EQ(attached, Direction::out_of_plane);
    EXPECT_EQ(without_direction("tc", attached), "tc");
}

std::string without_error(const char* text) {
    Words words = words_of(text);
    return take_error(words) ? joined(words, 0, words.size()) : "none";
}

TEST(NameParts, Errors) {
    for (const char* text : {"sigma_T", "dT", "T_err", "T err", "Terr", "sT", "err_T", "delta_T", "error T",
                             "uT", "T_unc", "d_T", "T standard deviation", "σ T", "ΔT"})
        EXPECT_EQ(without_error(text), "t") << text;
    EXPECT_EQ(without_error("dHc2"), "hc2");
    EXPECT_EQ(without_error("T_cerr"), "tc");
    for (const char* text : {"err", "error bar", "±", "uncertainty"})
        EXPECT_EQ(without_error(text), "") << text;
    for (const char* text : {"T", "Bc2", "Dose", "S_parameter", "time", "depth"})
        EXPECT_EQ(without_error(text), "none") << text;
    EXPECT_TRUE(is_error_letter("u"));
    EXPECT_FALSE(is_error_letter("t"));
}

}  // namespace
