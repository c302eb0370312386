#include "grid/point_parameters.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "grid/grid.hpp"
#include "mirage/model/film.hpp"

namespace {

using namespace mirage;

Parameters parameters(const std::vector<std::string>& arguments) {
    return single_grid_point(read_configuration("", arguments)).parameters;
}

TEST(PointParameters, TheTwoValleyModelHasNoMaterial) {
    for (const std::vector<std::string>& arguments :
         {std::vector<std::string>{"--gamma=0.3", "--alpha=1"},
          {"--gamma-intra=0.15", "--gamma-inter=0.15", "--alpha=1"},
          {"--gamma=0.3", "--alpha=1", "--theta=0", "--t-triplet=0", "--gamma-magnetic=0",
           "--gamma-pocket=2"},
          {"--gamma=0.3", "--alpha=1", "--pocket=G:share=0"}}) {
        const Parameters p = parameters(arguments);
        EXPECT_EQ(p.material, nullptr);
        EXPECT_EQ(p.gamma, 0.3);
    }
}

TEST(PointParameters, RatesAndTheirDefaults) {
    const Parameters whole = parameters({"--gamma=0.5", "--alpha=1", "--gamma-magnetic=0.1"});
    EXPECT_EQ(whole.gamma, 0.5);
    EXPECT_EQ(whole.material->gamma_intra, 0.25);
    EXPECT_EQ(whole.material->gamma_pocket, 0.25);
    EXPECT_EQ(whole.material->gamma_magnetic, 0.1);
    const Parameters parts = parameters({"--gamma-intra=0.5", "--gamma-inter=0.25", "--alpha=1"});
    EXPECT_EQ(parts.gamma, 0.75);
    EXPECT_EQ(parts.material->gamma_intra, 0.5);
    EXPECT_EQ(parts.material->gamma_pocket, 0.25) << "gamma_inter";
    EXPECT_EQ(parameters({"--gamma=0.5", "--alpha=1", "--gamma-pocket=2", "--pocket=G:share=0.5"})
                  .material->gamma_pocket,
              2.0);
    EXPECT_EQ(parameters({"--gamma-intra=0.5", "--gamma-inter=0.25"}).gamma, 0.5)
        << "without Rashba coupling scattering within a valley drops out";
}

TEST(PointParameters, TheMomentumOfPairs) {
    const Parameters at_rest = parameters({"--beta=7"}), given = parameters({"--beta=7", "--momentum=0.3"}),
                     best = parameters({"--beta=7", "--momentum=auto", "--momentum-direction=along"});
    EXPECT_EQ(at_rest.Q, 0.0);
    EXPECT_FALSE(needs_general_theory(at_rest));
    EXPECT_FALSE(needs_general_theory(parameters({"--momentum=0"})));
    EXPECT_EQ(given.Q, 0.3);
    EXPECT_EQ(given.Q_angle, across_the_field);
    EXPECT_EQ(given.material, nullptr);
    EXPECT_EQ(best.momentum, PairMomentum::best);
    EXPECT_EQ(best.Q_angle, along_the_field);
    const Parameters material = parameters({"--tc0=3", "--T=1", "--momentum=0.2", "--gamma-magnetic=0.1"});
    ASSERT_NE(material.material, nullptr);
    EXPECT_EQ(material.Q, 0.2 / si_units(3.0, 2.0).energy);
}

TEST(PointParameters, InSiUnits) {
    const UnitSystem unit = si_units(3.0, 2.0);
    const Parameters p =
        parameters({"--tc0=3", "--T=1", "--beta=4", "--theta=90", "--t-triplet=0.3", "--gamma-spin-orbit=0.2",
                    "--diffusion=2", "--thickness=5", "--pocket=G:share=0.5,beta=1"});
    const Material& m = *p.material;
    EXPECT_EQ(m.theta, std::acos(0.0));
    EXPECT_NEAR(m.T_triplet, 0.1, 1e-16);
    EXPECT_EQ(m.gamma_spin_orbit, 0.2 / unit.energy);
    EXPECT_EQ(m.orbital, film_orbital(5.0, 2.0, unit));
    EXPECT_EQ(m.orbital_perpendicular, film_orbital_perpendicular(2.0, unit));
    ASSERT_EQ(m.pockets.size(), 1u);
    EXPECT_EQ(m.pockets[0].beta, 1.0 / unit.energy);
    const Parameters across = parameters({"--tc0=3", "--T=1", "--beta=4", "--theta=10", "--diffusion=2"});
    EXPECT_EQ(across.material->orbital, 0.0) << "diffusion alone";
    EXPECT_GT(across.material->orbital_perpendicular, 0.0);
    const Parameters number = parameters({"--tc0=3", "--T=1", "--orbital=0.5"});
    EXPECT_EQ(number.material->orbital, 0.5 * unit.energy) << "1/meV";
}

TEST(PointParameters, SharesThatLeaveNothingToTheValleysSumToOne) {
    const Parameters p = parameters({"--pocket=G:share=0.7", "--pocket=M:share=0.3000000005"});
    EXPECT_NEAR(p.material->pockets[0].share + p.material->pockets[1].share, 1.0, 1e-15);
}

}  // namespace
