#include "input/settings.hpp"

#include <cmath>

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
    EXPECT_EQ(
        names,
        "tc0 g_factor beta gamma_intra gamma_inter gamma_pocket gamma_magnetic gamma_spin_orbit orbital "
        "thickness diffusion theta t_triplet momentum momentum_direction alpha gamma T B ");
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
    const std::string rates = "gamma_intra gamma_inter gamma_pocket gamma_magnetic gamma_spin_orbit orbital ";
    EXPECT_EQ(names(Units::reduced),
              "T B beta gamma alpha " + rates + "theta t_triplet momentum momentum_direction ");
    EXPECT_EQ(names(Units::si),
              "T B beta gamma alpha " + rates +
                  "thickness diffusion theta t_triplet momentum momentum_direction tc0 g_factor ");
}

TEST(Settings, WhatIsBeyondTheTwoValleyModelIsPrintedWhereItIsGiven) {
    const auto names = [](const std::vector<std::string>& arguments) {
        std::string text;
        for (const Setting* s : printed_settings(read_configuration("", arguments)))
            text += s->variable() + " ";
        return text;
    };
    EXPECT_EQ(names({"--T=0.5"}), "T B beta gamma alpha ");
    EXPECT_EQ(names({"--theta=0"}), "T B beta gamma alpha theta ") << "given, though it is the default";
    EXPECT_EQ(names({"--tc0=3", "--diffusion=1"}), "T B beta gamma alpha diffusion tc0 g_factor ");
}

TEST(Settings, GammaIsTheSumOfItsPartsWhereTheyAreGiven) {
    const Configuration c = read_configuration("", {"--gamma-intra=0.25", "--gamma-inter=0.5"});
    EXPECT_EQ(single_point(c).gamma, 0.75);
    EXPECT_EQ(single_point(read_configuration("", {"--gamma-inter=0.5"})).gamma, 0.5);
    EXPECT_TRUE(std::isnan(single_point(read_configuration("", {"--gamma=0.5"})).gamma_inter));
}

TEST(Settings, APairMomentumIsANumberAnAxisOrAuto) {
    const Configuration none = read_configuration("", {}), zero = read_configuration("", {"--momentum=0"}),
                        best = read_configuration("", {"--momentum=Auto"});
    EXPECT_FALSE(asks_for_momentum(none));
    EXPECT_TRUE(asks_for_momentum(zero)) << "given, though it is the default";
    EXPECT_EQ(pair_momentum(zero), PairMomentum::given);
    EXPECT_EQ(pair_momentum(best), PairMomentum::best);
    EXPECT_EQ(single_point(best).pair_momentum, PairMomentum::best);
    EXPECT_TRUE(std::isnan(single_point(best).momentum));
    EXPECT_EQ(single_point(read_configuration("", {"--momentum=0.3"})).momentum, 0.3);
    for (const auto& [text, degrees] :
         {std::pair{"across", 90.0}, {"along", 0.0}, {"Across", 90.0}, {"30", 30.0}, {"-45", -45.0}})
        EXPECT_EQ(single_point(read_configuration("", {"--momentum-direction", text})).momentum_direction,
                  degrees)
            << text;
    for (const Setting& s : settings()) {
        if (s.section != "material") continue;
        if (s.name == "momentum") {
            EXPECT_EQ(value_name(s, Scope::sweep), "AXIS|auto");
        }
        if (s.name == "momentum-direction") {
            EXPECT_EQ(value_name(s, Scope::every), "NUMBER|across|along");
        }
    }
}

TEST(Settings, UnitsOfAConfigurationNeedOneCriticalTemperature) {
    Configuration c = read_configuration("", {"--units=si", "--tc0=3", "--g-factor=4"});
    EXPECT_EQ(unit_system(c).field, si_units(3.0, 4.0).field);
    EXPECT_EQ(reduced_eta(c, unit_system(c)), 0.01);
    c = read_configuration("", {"--units=si", "--tc0=3, 4"});
    EXPECT_THROW(unit_system(c), InputError);
}

}  // namespace
