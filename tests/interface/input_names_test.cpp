#include "interface/input_names.hpp"

#include <gtest/gtest.h>

#include "input/input_error.hpp"

namespace {

using namespace mirage;

const OwnInputs own{{{"xi"}}, {"of"}};

std::string refusal(const char* name) {
    try {
        find_input(name, own);
        return "";
    } catch (const InputError& error) {
        return error.what();
    }
}

TEST(InputNames, EverySettingHasTwoSpellings) {
    for (const Setting* setting : input_settings()) {
        EXPECT_EQ(&find_input(setting->name, own), setting);
        EXPECT_EQ(&find_input(setting->variable(), own), setting);
    }
    EXPECT_TRUE(same_name("gamma_magnetic", "gamma-magnetic"));
    EXPECT_FALSE(same_name("gamma_magnetic", "gamma_magneti"));
}

TEST(InputNames, AnUnknownOneIsRefusedWithTheOneThatWasMeant) {
    EXPECT_EQ(refusal("betta"), "unknown input 'betta': did you mean beta?");
    EXPECT_EQ(refusal("rashba"), "unknown input 'rashba': did you mean alpha?");
    EXPECT_EQ(refusal("gamma_magnetik"), "unknown input 'gamma_magnetik': did you mean gamma_magnetic?");
    EXPECT_EQ(refusal(""), "unknown input ''");
}

TEST(InputNames, WhatIsOfRunsAndFilesIsNone) {
    for (const char* name : {"threads", "checkpoint", "output", "file", "energy"})
        EXPECT_NE(refusal(name), "");
}

}  // namespace
