#include "fit/parameter_values.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "grid/point_parameters.hpp"
#include "input/input_error.hpp"
#include "mirage/model/units.hpp"

namespace {

using namespace mirage;

FitParameters with_pocket() {
    FitParameters f{3.0, 4.1, 0.2};
    f.pockets = {{.name = "G", .share = 0.4, .beta = 1.0, .gap = 0.7}};
    return f;
}

TEST(FitValues, MembersReachWhatTheyName) {
    FitParameters f = with_pocket();
    FitMember (&FitParameters::gamma_magnetic)(f) = 0.1;
    FitMember(&PocketSettings::gap, 0)(f) = 0.5;
    EXPECT_EQ(f.gamma_magnetic, 0.1);
    EXPECT_EQ(f.pockets[0].gap, 0.5);
    EXPECT_TRUE(FitMember(&PocketSettings::gap, 0).is_of_pocket(&PocketSettings::gap));
    EXPECT_FALSE(FitMember(&PocketSettings::gap, 0) == FitMember(&PocketSettings::gap, 1));
    EXPECT_TRUE(FitMember(&FitParameters::beta) == &FitParameters::beta);
}

TEST(FitValues, EverySettingBeyondTheTwoValleysIsThere) {
    std::size_t beyond = 0;
    for (const Setting& setting : settings())
        beyond += setting.section == "material" && is_beyond_two_valleys(setting) &&
                  !setting.name.starts_with("momentum");  // of the state, not of the material
    EXPECT_EQ(material_settings().size(), beyond);
}

TEST(FitValues, TwoValleysStayWithoutAMaterial) {
    EXPECT_FALSE(beyond_two_valleys(FitParameters{3.0, 4.1}));
    EXPECT_EQ(reduced_parameters(FitParameters{3.0, 4.1, 0.2}, 0.3).material, nullptr);
    FitParameters f{3.0, 4.1, 0.2};
    f.gamma_spin_orbit = 0.0;
    EXPECT_TRUE(beyond_two_valleys(f)) << "given";
    EXPECT_EQ(reduced_parameters(f, 0.3).material, nullptr) << "but nothing of it";
}

TEST(FitValues, AreThoseOfAPoint) {
    FitParameters f = with_pocket();
    f.gamma_spin_orbit = 0.1, f.thickness = 3.0, f.diffusion = 2.0, f.theta = 20.0, f.t_triplet = 0.3;
    PointSettings s;
    s.tc0 = 3.0, s.beta = 4.1, s.gamma = 0.2, s.T = 0.9;
    s.gamma_spin_orbit = 0.1, s.thickness = 3.0, s.diffusion = 2.0, s.theta = 20.0, s.t_triplet = 0.3;
    const Parameters a = reduced_parameters(f, 0.3), b = point_parameters(s, f.pockets, si_units(3.0, 2.0));
    ASSERT_TRUE(a.material && b.material);
    EXPECT_EQ(a.beta, b.beta);
    EXPECT_EQ(a.gamma, b.gamma);
    EXPECT_EQ(a.material->gamma_spin_orbit, b.material->gamma_spin_orbit);
    EXPECT_EQ(a.material->orbital, b.material->orbital);
    EXPECT_EQ(a.material->theta, b.material->theta);
    EXPECT_EQ(a.material->T_triplet, b.material->T_triplet);
    EXPECT_EQ(a.material->pockets[0].gap, 0.7);
}

TEST(FitValues, TrialStepsStayInTheDomain) {
    FitParameters f = with_pocket();
    f.pockets.push_back({.name = "H", .share = 0.9});
    f.gamma_magnetic = 1e3, f.t_triplet = 5.0;
    const Parameters p = reduced_parameters(f, 0.3);
    EXPECT_NEAR(p.material->pockets[0].share + p.material->pockets[1].share, 1.0, 1e-12);
    EXPECT_LE(p.material->gamma_magnetic, 10.0 * (1.0 + 1e-12));
    EXPECT_LT(p.material->T_triplet, 1.0);
}

TEST(FitValues, OutsideTheDomainIsRefused) {
    FitParameters f = with_pocket();
    EXPECT_NO_THROW(check_values(f));
    f.theta = 400.0;
    EXPECT_THROW(check_values(f), InputError);
    f.theta = 20.0, f.t_triplet = 3.5;
    EXPECT_THROW(check_values(f), InputError);
    f.t_triplet = 0.3, f.pockets[0].share = 1.2;
    EXPECT_THROW(check_values(f), InputError);
    const double unit = si_units(3.0, 2.0).energy;
    for (const auto& [member, most] : {std::pair(&FitParameters::beta, 100.0 * unit),
                                       {&FitParameters::gamma, 10.0 * unit},
                                       {&FitParameters::alpha, 10.0 * unit},
                                       {&FitParameters::g_factor, 1e6},
                                       {&FitParameters::tc0, 1e6}}) {
        FitParameters two_valleys{3.0, 4.0, 0.1, 0.2};
        if (member != &FitParameters::tc0 && member != &FitParameters::g_factor) two_valleys.*member = most;
        EXPECT_NO_THROW(check_values(two_valleys));
        two_valleys.*member = 1.001 * most;
        EXPECT_THROW(check_values(two_valleys), InputError) << most;
    }
}

}  // namespace
