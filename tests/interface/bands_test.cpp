#include "mirage/spectra/bands.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "call.hpp"
#include "mirage/gap/point.hpp"
#include "mirage/model/units.hpp"

namespace {

using namespace mirage;
using mirage_test::call;
using mirage_test::Outcome;

TEST(Bands, AreThoseOfTheLibrary) {
    const mirage_test::Column xi{-2.0, 0.0, 7.0};
    const Parameters p{0.1, 2.0, 7.0, 0.0, 0.3};
    const PairingModel model = stable_model(p, solve_point(p));
    const Outcome o =
        call(mirage_bands, 3,
             {{{"T", {0.1}}, {"B", {2.0}}, {"beta", {7.0}}, {"alpha", {0.3}}, {"xi", xi}, {"phi", {0.4}}}},
             {"energy_1", "energy_4", "order_parameter", "status"});
    ASSERT_EQ(o.result, MIRAGE_OK) << o.error;
    for (std::size_t i = 0; i < xi.size(); ++i) {
        EXPECT_EQ(o.value("energy_1", i), quasiparticle_energies(model, xi[i], 0.4)[0]);
        EXPECT_EQ(o.value("energy_4", i), quasiparticle_energies(model, xi[i], 0.4)[3]);
        EXPECT_EQ(o.value("order_parameter", i), model.Delta);
    }
}

/// Without field and spin-orbit coupling E = sqrt(xi^2 + Delta^2); in meV.
TEST(Bands, OfAGivenOrderParameterInSiUnits) {
    const Outcome o =
        call(mirage_bands, 1, {{{"tc0", {3.0}}, {"T", {1.0}}, {"xi", {0.3}}, {"order_parameter", {0.4}}}},
             {"energy_4"});
    EXPECT_NEAR(o.value("energy_4"), 0.5, 1e-14);
}

TEST(Bands, OfAPocketByItsName) {
    const mirage_test::Texts pocket{{"pocket", "G:share=0.4,beta=2,gap=0.7"}, {"of", "G"}};
    const Outcome valleys = call(mirage_bands, 1, {{{"T", {0.1}}}, {pocket[0]}}, {"energy_4"}),
                  other = call(mirage_bands, 1, {{{"T", {0.1}}}, pocket}, {"energy_4"});
    EXPECT_NEAR(other.value("energy_4") / std::hypot(2.0, valleys.value("energy_4") * 0.7), 1.0, 0.5);
    EXPECT_NE(other.value("energy_4"), valleys.value("energy_4"));
    EXPECT_EQ(call(mirage_bands, 1, {{}, {{"of", "M"}}}, {"energy_4"}).result, MIRAGE_BAD_INPUT);
}

}  // namespace
