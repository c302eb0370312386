#include "input/settings.hpp"

#include <gtest/gtest.h>

#include "input/input_error.hpp"

namespace {

using namespace mirage;

TEST(Settings, EachIsDeclaredOnceAndReadsWhatItWrites) {
    Configuration c;
    for (const Setting& s : settings()) {
        EXPECT_NE(s.help, "") << s.key();
        EXPECT_EQ(s.role != GridRole::none, s.axis != nullptr && s.value != nullptr) << s.key();
        for (const Setting& other : settings())
            if (&s != &other) {
                EXPECT_NE(s.option, other.option);
                EXPECT_NE(s.key(), other.key());
            }
        const std::string text = s.write(c);
        if (text.empty()) continue;
        s.read(c, s.key(), text);
        EXPECT_EQ(s.write(c), text) << s.key();
    }
}

TEST(Settings, AxesInTheOrderOfTheFile) {
    std::string names;
    for (const Setting* s : axis_settings()) names += s->variable() + " ";
    EXPECT_EQ(names, "tc0 g_factor beta alpha gamma T B ");
    for (const Setting* s : axis_settings()) {
        EXPECT_NE(s->long_name, "") << s->name;
        EXPECT_NE(s->label, "") << s->name;
    }
}

TEST(Settings, AxesInTheOrderOfAPrintedPoint) {
    const auto names = [](Units units) {
        std::string text;
        for (const Setting* s : printed_settings(units)) text += s->variable() + " ";
        return text;
    };
    EXPECT_EQ(names(Units::reduced), "T B beta gamma alpha ");
    EXPECT_EQ(names(Units::si), "T B beta gamma alpha tc0 g_factor ");
}

TEST(Settings, UnitsOfAConfigurationNeedOneCriticalTemperature) {
    Configuration c = read_configuration("", {"--units=si", "--tc0=3", "--g-factor=4"});
    EXPECT_EQ(unit_system(c).field, si_units(3.0, 4.0).field);
    EXPECT_EQ(reduced_eta(c, unit_system(c)), 0.01);
    c = read_configuration("", {"--units=si", "--tc0=3, 4"});
    EXPECT_THROW(unit_system(c), InputError);
}

}  // namespace
