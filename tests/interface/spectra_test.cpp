#include <cmath>

#include <gtest/gtest.h>

#include "call.hpp"
#include "mirage/spectra/material_spectrum.hpp"
#include "mirage/spectra/tunnelling.hpp"
#include "spectra/spectrum_state.hpp"

namespace {

using namespace mirage;
using mirage_test::call;
using mirage_test::Column;
using mirage_test::Outcome;

Column energies(std::size_t count) {
    Column list;
    for (std::size_t i = 0; i < count; ++i)
        list.push_back(-9.0 + 18.0 * static_cast<double>(i) / static_cast<double>(count - 1));
    return list;
}

TEST(Spectra, AreThoseOfTheLibraryForAnyNumberOfThreads) {
    const Column energy = energies(20);
    const Parameters p{0.1, 2.0, 7.0, 0.2, 0.3};
    const SpectrumState state = spectrum_state(p, quiet_nan, 1e-10);
    const auto found = spectrum(state.model, 0.01, energy);
    const auto conductance = tunnelling_conductance(state.model, 0.01, 0.1, energy);
    for (const int threads : {1, 3}) {
        const Outcome o =
            call(mirage_spectrum, energy.size(),
                 {{{"T", {0.1}},
                   {"B", {2.0}},
                   {"beta", {7.0}},
                   {"gamma", {0.2}},
                   {"alpha", {0.3}},
                   {"energy", energy}},
                  {},
                  {threads, nullptr, nullptr}},
                 {"dos", "fx_re", "f0_im", "ify_re", "dos_along_field", "conductance", "status", "gap_edge",
                  "order_parameter", "mirage.position", "mirage.epsilon_1", "zero_energy_dos"});
        ASSERT_EQ(o.result, MIRAGE_OK) << o.error;
        for (std::size_t i = 0; i < energy.size(); ++i) {
            EXPECT_EQ(o.value("dos", i), found[i].dos());
            EXPECT_EQ(o.value("fx_re", i), found[i].fx.real());
            EXPECT_EQ(o.value("f0_im", i), found[i].F.real());
            EXPECT_EQ(o.value("ify_re", i), -found[i].fy.imag());
            EXPECT_EQ(o.value("dos_along_field", i), found[i].dos_along_field());
            EXPECT_EQ(o.value("conductance", i), conductance[i]);
            EXPECT_EQ(o.value("status", i), 0.0);
            EXPECT_EQ(o.value("order_parameter", i), state.model.Delta);
        }
        EXPECT_EQ(o.value("gap_edge", 3), gap_edge(state.model));
        EXPECT_EQ(o.value("mirage.position"), measure_mirage_gap(state.model, 0.01).position);
        EXPECT_EQ(o.value("mirage.epsilon_1"), mirage_gap(state.model.Delta, 2.0, 7.0).epsilon_1);
        EXPECT_EQ(o.value("zero_energy_dos"), state.zero_energy_dos);
    }
}

/// Rows of two fields: each has its own state.
TEST(Spectra, RowsOfOtherSettingsHaveTheirOwnState) {
    const Outcome o =
        call(mirage_spectrum, 4,
             {{{"T", {0.1}}, {"B", {1.0, 1.0, 2.0, 2.0}}, {"beta", {7.0}}, {"energy", {0.0, 1.5, 0.0, 1.5}}}},
             {"dos", "order_parameter"});
    for (const std::size_t i : {0u, 2u}) {
        const SpectrumState s = spectrum_state({0.1, i == 0 ? 1.0 : 2.0, 7.0, 0.0, 0.0}, quiet_nan, 1e-10);
        EXPECT_EQ(o.value("order_parameter", i), s.model.Delta);
        EXPECT_EQ(o.value("dos", i + 1), spectrum(s.model, 0.01, {0.0, 1.5})[1].dos());
    }
}

TEST(Spectra, PocketsHaveTheirOwnDensityOfStates) {
    const mirage_test::Texts pocket{{"pocket", "G:share=0.4,beta=2,gap=0.7"}};
    const Outcome o = call(mirage_spectrum, 1, {{{"T", {0.1}}, {"energy", {0.8}}}, pocket},
                           {"dos", "dos_valleys", "dos_G"});
    ASSERT_EQ(o.result, MIRAGE_OK) << o.error;
    EXPECT_NEAR(0.6 * o.value("dos_valleys") + 0.4 * o.value("dos_G"), o.value("dos"), 1e-9);
    EXPECT_EQ(call(mirage_spectrum, 1, {{{"T", {0.1}}}, pocket}, {"dos_M"}).result, MIRAGE_BAD_INPUT);
    EXPECT_EQ(call(mirage_spectrum, 1, {}, {"dos_G"}).result, MIRAGE_BAD_INPUT);
}

/// A symmetric set that begins and ends beyond the mirage gap.
TEST(Spectra, EnergiesResolveTheCurve) {
    const mirage_test::Inputs in{{{"T", {0.1}}, {"B", {2.0}}, {"beta", {7.0}}, {"gamma", {0.2}}}};
    const Outcome o = call(mirage_energies, 2000, in, {"energy"});
    ASSERT_EQ(o.result, MIRAGE_OK) << o.error;
    const auto found =
        adaptive_energies(spectrum_state({0.1, 2.0, 7.0, 0.2, 0.0}, quiet_nan, 1e-10).model, 0.01, 1e-3);
    for (std::size_t i = 0; i < found.size(); ++i) EXPECT_EQ(o.value("energy", i), found[i]);
    EXPECT_TRUE(std::isnan(o.value("energy", found.size())));
    EXPECT_EQ(call(mirage_energies, 10, in, {"energy"}).result, MIRAGE_BAD_INPUT) << "no room";
}

TEST(Spectra, WhatCannotBeIsRefused) {
    const auto refused = [](const mirage_test::Inputs& in) {
        EXPECT_EQ(call(mirage_spectrum, 1, in, {"dos"}).result, MIRAGE_BAD_INPUT);
    };
    refused({{{"energy", {2e4}}}});
    refused({{{"eta", {1e-8}}}});
    refused({{{"order_parameter", {-0.1}}}});
    refused({{{"order_parameter", {0.3}}}, {{"momentum", "auto"}}});
}

/// A normal state has no gap, and a density of states of 1.
TEST(Spectra, OfTheNormalStateAreFlat) {
    const Outcome o =
        call(mirage_spectrum, 3, {{{"T", {1.5}}, {"energy", {-1.0, 0.0, 1.0}}}}, {"dos", "gap_edge"});
    for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(o.value("dos", i), 1.0, 1e-12);
    EXPECT_EQ(o.value("gap_edge"), 0.0);
}

}  // namespace
