#include "input/run_settings.hpp"

#include <algorithm>

#include <gtest/gtest.h>

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

}  // namespace
