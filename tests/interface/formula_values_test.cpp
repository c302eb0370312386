// Every formula by the C interface against the table that the program prints.

#include "interface/formula_values.hpp"

#include <gtest/gtest.h>

#include "call.hpp"
#include "mirage/formulas/critical_field_formulas.hpp"

namespace {

using namespace mirage;
using mirage_test::call;
using mirage_test::Inputs;
using mirage_test::Outcome;

Outcome formula(const std::string& name, std::size_t rows, const Inputs& in,
                const std::vector<std::string>& out) {
    static std::string wanted;
    wanted = name;
    return call(
        [](int64_t n, const mirage_input* inputs, int32_t in_count, const mirage_output* outputs,
           int32_t out_count, const mirage_run* run) {
            return mirage_formula(wanted.c_str(), n, inputs, in_count, outputs, out_count, run);
        },
        rows, in, out);
}

TEST(FormulaValues, OfARowAreThoseOfTheFunction) {
    const mirage_test::Column T{0.1, 0.5, 0.9};
    const UnitSystem unit = si_units(3.0, 2.0);
    const Outcome ising = formula("ising", 3, {{{"T", T}, {"beta", {7.0}}}}, {"B_c2", "T"});
    ASSERT_EQ(ising.result, MIRAGE_OK) << ising.error;
    const Outcome klb =
        formula("klb", 1, {{{"tc0", {3.0}}, {"T", {1.5}}, {"spin_orbit_rate", {2.0}}}}, {"B_c2"});
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(ising.value("B_c2", i), ising_field(T[i], 7.0));
        EXPECT_EQ(ising.value("T", i), T[i]);
    }
    EXPECT_EQ(klb.value("B_c2"), klb_field(0.5, 2.0 / unit.energy) * unit.field);
}

TEST(FormulaValues, EveryFormulaGivesItsColumns) {
    for (const Formula& f : formulas()) {
        Inputs in;
        if (takes(f, "T")) in.numbers["T"] = {0.3};
        if (takes(f, "B")) in.numbers["B"] = {0.5};
        if (takes(f, "beta")) in.numbers["beta"] = {7.0};
        if (takes(f, "alpha")) in.numbers["alpha"] = {0.2};
        if (takes(f, "spin-orbit-rate")) in.numbers["spin_orbit_rate"] = {2.0};
        if (takes(f, "t-triplet")) in.numbers["t_triplet"] = {0.2};
        if (takes(f, "B-perpendicular"))
            in.numbers["B_perpendicular"] = {1.0}, in.numbers["B_parallel"] = {5.0};
        std::vector<std::string> names;
        for (const OutputName& name : outputs_of(f)) names.push_back(name.name);
        const Outcome o = formula(f.name, 1, in, names);
        EXPECT_EQ(o.result, MIRAGE_OK) << f.name << ": " << o.error;
    }
}

TEST(FormulaValues, ATimeIsARate) {
    const Outcome time = formula("klb", 1, {{{"tc0", {3.0}}, {"T", {1.5}}, {"tau_so", {0.5}}}}, {"B_c2"}),
                  rate = formula("klb", 1,
                                 {{{"tc0", {3.0}}, {"T", {1.5}}, {"spin_orbit_rate", {0.6582119569 / 0.5}}}},
                                 {"B_c2"});
    EXPECT_EQ(time.value("B_c2"), rate.value("B_c2"));
}

TEST(FormulaValues, WhatItDoesNotTakeIsRefused) {
    const auto refused = [](const char* name, const Inputs& in) {
        const Outcome o = formula(name, 1, in, {"B_c2"});
        EXPECT_EQ(o.result, MIRAGE_BAD_INPUT) << name;
        EXPECT_NE(o.error, "");
    };
    refused("isink", {});
    refused("ising", {{{"alpha", {0.1}}}});
    refused("ising", {{{"gamma_magnetic", {0.1}}}});
    refused("ising", {{}, {{"pocket", "G:share=0.1"}}});
    refused("klb", {{{"T", {0.5}}}});
    refused("klb", {{{"T", {0.5}}, {"tau_so", {1.0}}}});
    refused("klb", {{{"T", {0.5}}, {"spin_orbit_rate", {-1.0}}}});
    EXPECT_EQ(mirage_formula(nullptr, 1, nullptr, 0, nullptr, 0, nullptr), MIRAGE_BAD_INPUT);
}

}  // namespace
