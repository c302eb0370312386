#include "input/unknown_setting.hpp"

#include <gtest/gtest.h>

#include "input/input_error.hpp"

namespace {

using namespace mirage;

std::string refusal(const std::string& section, const std::string& name) {
    DeckEntry entry;
    entry.section = section;
    entry.name = name;
    try {
        refuse_unknown(entry, "a.cfg:3: ");
    } catch (const InputError& error) {
        return error.what();
    }
}

TEST(UnknownSetting, TheNearestNameOfTheSection) {
    EXPECT_EQ(refusal("material", "bta"), "a.cfg:3: material.bta: no such setting: did you mean beta?");
    EXPECT_EQ(refusal("numerics", "tolerence"),
              "a.cfg:3: numerics.tolerence: no such setting: did you mean tolerance?");
}

TEST(UnknownSetting, ANameOfAnotherSection) {
    EXPECT_EQ(refusal("grid", "beta"), "a.cfg:3: grid.beta: no such setting: beta belongs under [material]");
    EXPECT_EQ(refusal("", "beta"), "a.cfg:3: beta: no such setting: beta belongs under [material]");
}

TEST(UnknownSetting, AnotherNameOfASetting) {
    EXPECT_EQ(refusal("grid", "temperature"), "a.cfg:3: grid.temperature: no such setting: did you mean T?");
}

TEST(UnknownSetting, ASectionThatDoesNotExist) {
    EXPECT_EQ(refusal("gird", "T"),
              "a.cfg:3: [gird]: no such section: did you mean [grid]? allowed: material, grid, spectrum, "
              "numerics, run, "
              "output, pocket.NAME");
    EXPECT_EQ(refusal("poket.G", "share"), "a.cfg:3: [poket.G]: no such section: did you mean [pocket.G]?");
    EXPECT_EQ(refusal("zzzzzzzz", "T").find("did you mean"), std::string::npos);
}

TEST(UnknownSetting, NothingIsGuessedFromFarAway) {
    EXPECT_EQ(refusal("grid", "qqqqqqqqq"), "a.cfg:3: grid.qqqqqqqqq: no such setting");
}

}  // namespace
