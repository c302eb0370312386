#include "mirage/gap/supercurrent.hpp"

#include <gtest/gtest.h>

#include "call.hpp"
#include "mirage/model/units.hpp"

namespace {

using namespace mirage;
using mirage_test::call;
using mirage_test::Outcome;

TEST(Currents, AreThoseOfTheLibrary) {
    const mirage_test::Column Q{0.0, 0.3, -0.3, 2.0};
    const Outcome o =
        call(mirage_current, Q.size(), {{{"T", {0.1}}, {"B", {2.0}}, {"beta", {7.0}}, {"Q", Q}}},
             {"current", "order_parameter", "free_energy", "status"});
    ASSERT_EQ(o.result, MIRAGE_OK) << o.error;
    for (std::size_t i = 0; i < Q.size(); ++i) {
        Parameters p{0.1, 2.0, 7.0, 0.0, 0.0};
        p.Q = Q[i];
        const MovingState s = moving_state(p);
        EXPECT_EQ(o.value("current", i), s.current);
        EXPECT_EQ(o.value("order_parameter", i), s.order_parameter);
        EXPECT_EQ(o.value("free_energy", i), s.free_energy);
    }
    EXPECT_EQ(o.value("current", 2), -o.value("current", 1)) << "J(-Q) = -J(Q)";
}

TEST(Currents, TheLargestIsThatOfTheLibraryAndOfAFilmInAmperes) {
    const UnitSystem unit = si_units(3.0, 2.0);
    const DepairingCurrent found = depairing_current({0.5, 0.0, 4.1 / unit.energy, 0.0, 0.0});
    const Outcome o = call(mirage_depairing_current, 1,
                           {{{"tc0", {3.0}},
                             {"T", {1.5}},
                             {"beta", {4.1}},
                             {"fermi_velocity", {100.0}},
                             {"density_of_states", {8.0}}}},
                           {"current", "Q", "sheet_current", "status"});
    ASSERT_EQ(o.result, MIRAGE_OK) << o.error;
    EXPECT_EQ(o.value("current"), found.critical() * unit.energy);
    EXPECT_EQ(o.value("Q"), found.state.Q * unit.energy);
    EXPECT_EQ(o.value("sheet_current"), sheet_current(found.critical() * unit.energy, 100.0, 8.0));
}

TEST(Currents, WhatHasNoMeaningIsRefused) {
    const auto refused = [](const mirage_test::Inputs& in, const char* output) {
        EXPECT_EQ(call(mirage_current, 1, in, {output}).result, MIRAGE_BAD_INPUT) << output;
    };
    refused({{{"Q", {101.0}}}}, "current");
    refused({{{"momentum", {0.1}}}}, "current");
    refused({{}, {{"momentum", "auto"}}}, "current");
    refused({}, "sheet_current");
    refused({{{"fermi_velocity", {1.0}}, {"density_of_states", {8.0}}}}, "sheet_current");
    refused({{{"tc0", {3.0}}, {"fermi_velocity", {0.0}}, {"density_of_states", {8.0}}}}, "sheet_current");
}

}  // namespace
