#include "fit/known_parameters.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace {

using namespace mirage;

const KnownParameter& called(const std::vector<KnownParameter>& list, const std::string& name) {
    const auto found = std::find_if(list.begin(), list.end(), [&](const auto& k) { return k.name == name; });
    EXPECT_NE(found, list.end()) << name;
    return *found;
}

TEST(FitKnown, EverySettingThatDecidesACurve) {
    const std::vector<KnownParameter>& all = known_parameters();
    EXPECT_EQ(all.size(), 6u + material_settings().size());
    EXPECT_STREQ(called(all, "diffusion").unit, "cm^2/s");
    EXPECT_STREQ(called(all, "t-triplet").unit, "K");
    EXPECT_STREQ(called(all, "orbital").unit, "1/meV");
    EXPECT_EQ(called(all, "t-triplet").scale, FitScale::inverse_logarithm);
    EXPECT_TRUE(is_beyond_two_valleys(called(all, "theta")));
    EXPECT_FALSE(is_beyond_two_valleys(called(all, "gamma")));
    EXPECT_TRUE(belongs(called(all, "theta"), FitModel::exact));
    EXPECT_FALSE(belongs(called(all, "theta"), FitModel::whh));
    EXPECT_STREQ(name_of(FitModel::klb), "klb");
}

TEST(FitKnown, OfEveryPocket) {
    const std::vector<KnownParameter> all =
        known_with({{.name = "G", .share = 0.3}, {.name = "H", .share = 0.2}});
    EXPECT_EQ(all.size(), known_parameters().size() + 8u);
    FitParameters f;
    f.pockets = {{.name = "G", .share = 0.3}, {.name = "H", .share = 0.2}};
    EXPECT_EQ(called(all, "pocket.H.share").member(f), 0.2);
    EXPECT_STREQ(called(all, "pocket.G.gap").unit, "");
    EXPECT_EQ(called(all, "pocket.G.alpha").scale, FitScale::squared);
}

}  // namespace
