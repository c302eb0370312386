#include "tables/name_words.hpp"

#include <gtest/gtest.h>

namespace {

using namespace mirage;

TEST(NameWords, SignsAndMarkup) {
    EXPECT_EQ(words_of("$\\mu_0 H_{c2}$"), (Words{"mu", "0", "H", "c2"}));
    EXPECT_EQ(words_of("µ₀H_c₂"), (Words{"mu0H", "c2"}));
    EXPECT_EQ(words_of("σ(T)"), (Words{"sigma", "T"}));
    EXPECT_EQ(words_of("H||ab"), (Words{"H", "par", "ab"}));
    EXPECT_EQ(words_of("H⊥c ±"), (Words{"H", "perp", "c", "pm"}));
    EXPECT_TRUE(words_of(" -/ ").empty());
}

TEST(NameWords, Quantities) {
    for (const char* key : {"t", "tc", "temperature", "criticaltemperature"})
        EXPECT_EQ(quantity_named(key), Measurand::temperature) << key;
    for (const char* key : {"b", "h", "bc2", "mu0hc2", "field", "uppercriticalfield"})
        EXPECT_EQ(quantity_named(key), Measurand::field) << key;
    EXPECT_EQ(quantity_named("hc1"), Measurand::other);
    EXPECT_EQ(quantity_named("device"), Measurand::sample);
    EXPECT_FALSE(quantity_named("current").has_value());
    EXPECT_FALSE(quantity_named("").has_value());
}

TEST(NameWords, Formulas) {
    for (const char* text :
         {"T^2", "T²", "1/T", "log10(T)", "B*10", "Tc-T", "T - Tc", "B x10", "dH/dT", "B^4"})
        EXPECT_TRUE(is_formula(text)) << text;
    for (const char* text : {"T", "B_c2^{ab}", "in-plane field", "H||ab"})
        EXPECT_FALSE(is_formula(text)) << text;
}

TEST(NameWords, Criteria) {
    for (const char* label : {"50", "90%", "onset", "up", "Rn50", "raw"})
        EXPECT_TRUE(is_criterion(label)) << label;
    for (const char* label : {"1L", "NbSe2", "thick", ""}) EXPECT_FALSE(is_criterion(label)) << label;
    EXPECT_TRUE(is_criterion_alone("50 %"));
    EXPECT_FALSE(is_criterion_alone("10 mK"));
    EXPECT_FALSE(is_criterion_alone("10"));
}

}  // namespace
