#include <cmath>

#include <gtest/gtest.h>

#include "call.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "mirage/lines/critical_temperature.hpp"
#include "mirage/lines/momentum_instability.hpp"
#include "mirage/lines/special_temperatures.hpp"
#include "mirage/model/domain.hpp"

namespace {

using namespace mirage;
using mirage_test::call;
using mirage_test::Outcome;

TEST(Temperatures, OfFieldsAreThoseOfTheLibrary) {
    const std::vector<double> B{0.5, 2.0, 9.0};
    const auto found = critical_temperatures({0.0, 0.0, 7.0, 0.1, 0.0}, B);
    const Outcome o = call(mirage_critical_temperatures, 3, {{{"B", B}, {"beta", {7.0}}, {"gamma", {0.1}}}},
                           {"T_c*2", "order*2", "status"});
    ASSERT_EQ(o.result, MIRAGE_OK) << o.error;
    for (std::size_t i = 0; i < B.size(); ++i)
        for (std::size_t k = 0; k < 2; ++k) {
            const bool there = k < found[i].values.size();
            EXPECT_EQ(std::isnan(o.value("T_c", 2 * i + k)), !there);
            if (there) {
                EXPECT_EQ(o.value("T_c", 2 * i + k), found[i].values[k].T);
                EXPECT_EQ(o.value("order", 2 * i + k), found[i].values[k].order);
            }
        }
    EXPECT_TRUE(std::isnan(o.value("T_c", 4))) << "above every critical field";
}

TEST(Temperatures, EachMaterialHasItsOwn) {
    const Outcome o = call(mirage_critical_temperatures, 2, {{{"B", {2.0}}, {"beta", {3.0, 7.0}}}}, {"T_c"});
    for (const std::size_t i : {0u, 1u})
        EXPECT_EQ(o.value("T_c", i),
                  critical_temperatures({0.0, 0.0, i == 0 ? 3.0 : 7.0, 0.0, 0.0}, {2.0})[0].values[0].T);
}

/// B_c2(T_c(B)) = B.
TEST(Temperatures, AreTheOtherWayRoundOfFields) {
    const Outcome T = call(mirage_critical_temperatures, 1, {{{"B", {2.0}}, {"beta", {7.0}}}}, {"T_c"});
    EXPECT_NEAR(critical_fields({T.value("T_c"), 0.0, 7.0, 0.0, 0.0}).B_c2, 2.0, 1e-8);
}

TEST(Temperatures, SpecialOnesAreThoseOfTheLibrary) {
    const Parameters p{0.01, 0.0, 7.0, 0.0, 1.0};
    const Outcome o =
        call(mirage_special_temperatures, 1, {{{"T", {0.01}}, {"beta", {7.0}}, {"alpha", {1.0}}}},
             {"T_tricritical*3", "T_upturn", "critical_temperature", "status"});
    ASSERT_EQ(o.result, MIRAGE_OK) << o.error;
    const SpecialTemperatures tricritical = tricritical_temperatures(p, domain::min_temperature);
    ASSERT_FALSE(tricritical.values.empty());
    EXPECT_EQ(o.value("T_tricritical"), tricritical.values[0]);
    EXPECT_EQ(o.value("critical_temperature"), 1.0);
    const double upturn = upturn_temperature(p, 0.01).value;
    EXPECT_TRUE(o.value("T_upturn") == upturn || (std::isnan(upturn) && std::isnan(o.value("T_upturn"))));
    EXPECT_EQ(o.value("status"), 0.0);
}

TEST(Temperatures, LifshitzPointsAreThereWhereTheMomentumIsFree) {
    const mirage_test::Columns numbers{{"T", {0.5}}, {"beta", {0.0}}};
    const Outcome free =
        call(mirage_special_temperatures, 1, {numbers, {{"momentum", "auto"}}}, {"T_lifshitz*2"});
    const MomentumOnsets found = momentum_onsets({0.0, 0.0, 0.0, 0.0, 0.0}, domain::min_temperature);
    ASSERT_FALSE(found.values.empty());
    EXPECT_EQ(free.value("T_lifshitz"), found.values[0].T);
    EXPECT_TRUE(
        std::isnan(call(mirage_special_temperatures, 1, {numbers}, {"T_lifshitz"}).value("T_lifshitz")));
}

}  // namespace
