#include "mirage/lines/second_order_field.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "call.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "mirage/lines/momentum_instability.hpp"

namespace {

using namespace mirage;
using mirage_test::call;
using mirage_test::Outcome;

void expect_same(double a, double b) {
    EXPECT_TRUE(a == b || (std::isnan(a) && std::isnan(b))) << a << ' ' << b;
}

TEST(Lines, FieldsAreThoseOfTheLibrary) {
    const mirage_test::Column T{0.01, 0.1, 0.5, 1.0, 1.2};
    for (const int threads : {1, 3}) {
        const Outcome o =
            call(mirage_fields, T.size(),
                 {{{"T", T}, {"beta", {7.0}}, {"alpha", {1.0}}}, {}, {threads, nullptr, nullptr}},
                 {"B_c2", "order", "B_supercooling", "B_superheating", "B_collapse", "status",
                  "superconducting_beyond"});
        ASSERT_EQ(o.result, MIRAGE_OK) << o.error;
        for (std::size_t i = 0; i < T.size(); ++i) {
            const CriticalFields f = critical_fields({T[i], 0.0, 7.0, 0.0, 1.0});
            expect_same(o.value("B_c2", i), f.B_c2);
            expect_same(o.value("B_collapse", i), f.B_collapse);
            expect_same(o.value("B_supercooling", i), f.B_supercooling);
            expect_same(o.value("B_superheating", i), f.B_superheating);
            EXPECT_EQ(o.value("order", i), f.order);
            EXPECT_EQ(o.value("status", i), 0.0);
            EXPECT_EQ(o.value("superconducting_beyond", i), 0.0);
        }
    }
}

/// The line of second order: the same numbers, the same where there is none.
TEST(Lines, SecondOrderFieldsAreTheSupercoolingFields) {
    const mirage_test::Column T{0.02, 0.3, 0.9, 1.0, 1.3};
    const mirage_test::Inputs in{{{"T", T}, {"beta", {0.3}}, {"gamma", {0.1}}}};
    const Outcome fields = call(mirage_fields, T.size(), in, {"B_supercooling"}),
                  cheap = call(mirage_second_order_fields, T.size(), in, {"B_supercooling"});
    for (std::size_t i = 0; i < T.size(); ++i)
        expect_same(cheap.value("B_supercooling", i), fields.value("B_supercooling", i));
}

TEST(Lines, SeveralSecondOrderFieldsStandLargestFirst) {
    const std::vector<double> fields = second_order_fields({0.02, 0.0, 0.3, 0.0, 0.0});
    const Outcome o =
        call(mirage_second_order_fields, 1, {{{"T", {0.02}}, {"beta", {0.3}}}}, {"B_supercooling*4"});
    for (std::size_t k = 0; k < 4; ++k)
        expect_same(o.value("B_supercooling", k),
                    k < fields.size() ? fields[fields.size() - 1 - k] : quiet_nan);
}

TEST(Lines, WithTheBestMomentumItIsThatOfTheInstability) {
    const Outcome o = call(mirage_second_order_fields, 1,
                           {{{"T", {0.05}}, {"beta", {7.0}}, {"alpha", {1.0}}}, {{"momentum", "auto"}}},
                           {"B_supercooling", "Q_momentum"});
    const MomentumField f = largest_momentum_field({0.05, 0.0, 7.0, 0.0, 1.0});
    EXPECT_EQ(o.value("B_supercooling"), f.field);
    EXPECT_EQ(o.value("Q_momentum"), f.momentum);
}

/// A triplet channel that condenses alone: no field ends it.
TEST(Lines, NoFieldIsNanAndSaysWhy) {
    const mirage_test::Inputs in{{{"T", {0.05}}, {"beta", {7.0}}, {"t_triplet", {0.2}}}};
    const Outcome o = call(mirage_fields, 1, in, {"B_c2", "superconducting_beyond"}),
                  cheap = call(mirage_second_order_fields, 1, in, {"B_supercooling"});
    EXPECT_TRUE(std::isnan(o.value("B_c2")));
    EXPECT_EQ(o.value("superconducting_beyond"), 1.0);
    EXPECT_TRUE(std::isnan(cheap.value("B_supercooling")));
}

}  // namespace
