#include "input/run_settings.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "input/input_error.hpp"
#include "input/point_settings.hpp"

namespace {

using namespace mirage;

TEST(RunSettings, EveryAxisHasAPartWithSpectra) {
    const std::vector<Setting> axes = settings_of_material(), spectrum = spectrum_settings(axes);
    for (const Setting& axis : axes) {
        const auto part = std::find_if(spectrum.begin(), spectrum.end(),
                                       [&](const Setting& s) { return s.option == "spectrum-" + axis.name; });
        EXPECT_EQ(part != spectrum.end(), axis.axis != nullptr) << axis.name;
        if (part == spectrum.end()) continue;
        EXPECT_EQ(part->unit, axis.unit);
        EXPECT_EQ(part->scope, Scope::sweep);
    }
}

TEST(RunSettings, ThreadsOutputAndCheckpointDecideNoNumbers) {
    for (const Setting& s : run_settings())
        EXPECT_EQ(s.decides == Decides::run, s.name != "tolerance") << s.name;
}

TEST(RunSettings, ConductanceIsTrueOrFalse) {
    const std::vector<Setting> list = spectrum_settings({});
    const auto setting =
        std::find_if(list.begin(), list.end(), [](const Setting& s) { return s.name == "conductance"; });
    ASSERT_NE(setting, list.end());
    EXPECT_EQ(setting->scope, Scope::sweep);
    Configuration c;
    EXPECT_EQ(setting->write(c), "") << "decks without it stay as they are";
    setting->read(c, "conductance", "true");
    EXPECT_EQ(c.conductance, Conductance::stored);
    EXPECT_EQ(setting->write(c), "true");
    setting->read(c, "conductance", "false");
    EXPECT_EQ(c.conductance, Conductance::none);
    for (const char* word : {"yes", "1", "True", "true,false", ""})
        EXPECT_THROW(setting->read(c, "conductance", word), InputError) << word;
}

}  // namespace
