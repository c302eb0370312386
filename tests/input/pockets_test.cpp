#include "input/pockets.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "input/input_error.hpp"

namespace {

using namespace mirage;

TEST(Pockets, TheTextReadsBack) {
    PocketSettings pocket{
        .name = "G", .share = 0.1, .beta = 1.0 / 3.0, .form = SpinOrbitForm::valley, .gap = -0.7};
    PocketSettings back{.name = "G"};
    const PocketText text = parse_pocket(pocket_text(pocket));
    EXPECT_EQ(text.name, "G");
    EXPECT_EQ(text.entries.size(), pocket_keys().size());
    for (const auto& [key, value] : text.entries) read_pocket_entry(back, key, key, value);
    EXPECT_EQ(pocket_text(back), pocket_text(pocket));
    EXPECT_EQ(back.beta, 1.0 / 3.0);
}

TEST(Pockets, InReducedUnits) {
    const UnitSystem unit = si_units(3.0, 2.0);
    const Pocket pocket =
        reduced_pocket({.name = "G", .share = 0.4, .beta = 2.0, .alpha = 1.0, .gap = 0.7}, unit);
    EXPECT_EQ(pocket.share, 0.4);
    EXPECT_EQ(pocket.beta, 2.0 / unit.energy);
    EXPECT_EQ(pocket.alpha, 1.0 / unit.energy);
    EXPECT_EQ(pocket.gap, 0.7);
    EXPECT_EQ(pocket.form, SpinOrbitForm::cos3phi);
}

TEST(Pockets, TheValleysHaveTheRest) {
    EXPECT_EQ(valley_share({}), 1.0);
    EXPECT_EQ(valley_share({{.name = "G", .share = 0.25}, {.name = "M", .share = 0.5}}), 0.25);
    EXPECT_EQ(valley_share({{.name = "G", .share = 0.7}, {.name = "M", .share = 0.3 + 5e-10}}), 0.0);
    EXPECT_LT(valley_share({{.name = "G", .share = 0.7}, {.name = "M", .share = 0.3 + 5e-9}}), 0.0);
}

TEST(Pockets, Names) {
    for (const char* name : {"", "a.b", "a b", "a/b", "caf\xc3\xa9", "valleys", "a:b"})
        EXPECT_THROW(check_pocket_name("--pocket", name), InputError) << name;
    EXPECT_THROW(check_pocket_name("--pocket", std::string(33, 'x')), InputError);
    for (const char* name : {"G", "Gamma-1", "se_pz"}) EXPECT_NO_THROW(check_pocket_name("--pocket", name));
}

}  // namespace
