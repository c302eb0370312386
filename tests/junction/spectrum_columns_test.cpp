#include "junction/spectrum_columns.hpp"

#include <gtest/gtest.h>

#include "input/input_error.hpp"
#include "tables/encoding.hpp"

namespace {

using namespace mirage;

SpectrumChoice choice(const std::string& text, const std::string& request = "") {
    return choose_spectrum_columns(table_of("f", decoded_lines("f", text)), request);
}

TEST(SpectrumColumns, ByTheirNames) {
    const SpectrumChoice c = choice(
        "B (T),Tsample (K),Vbias (mV),dI/dV (nS),I (pA)\n"
        "2,1.5,-3,40,-120\n");
    ASSERT_EQ(c.pairs.size(), 1u);
    EXPECT_EQ(c.pairs[0].bias.at, 2u);
    EXPECT_EQ(c.pairs[0].conductance.at, 3u);
    EXPECT_EQ(c.temperature->at, 1u);
    EXPECT_EQ(c.field->at, 0u);
    EXPECT_EQ(c.note,
              "f: V = 'Vbias (mV)' [mV], G = 'dI/dV (nS)' [nS], T = 'Tsample (K)' [K], "
              "B = 'B (T)' [T]; not used: 'I (pA)'");
}

TEST(SpectrumColumns, UnitsInARowOfTheirOwn) {
    const SpectrumChoice c = choice("V\tdI/dV\nuV\tnS\n-1\t2\n0\t2\n");
    EXPECT_DOUBLE_EQ(c.pairs[0].bias.name.factor, 1e-3);
    EXPECT_DOUBLE_EQ(c.pairs[0].conductance.name.siemens, 1e-9);
}

TEST(SpectrumColumns, NamesInAComment) {
    EXPECT_EQ(choice("# T = 0.3 K\n# V (mV)  dI/dV (uS)\n-1 2\n0 2\n").pairs[0].conductance.at, 1u);
}

TEST(SpectrumColumns, AColumnForEachCurveOrAPairOfThem) {
    const SpectrumChoice wide = choice("V (mV),0T,0.5T\n-1,2,3\n");
    ASSERT_EQ(wide.pairs.size(), 2u);
    EXPECT_EQ(wide.pairs[1].bias.at, 0u);
    EXPECT_DOUBLE_EQ(wide.pairs[1].conductance.name.state.B, 0.5);
    const SpectrumChoice pairs = choice("V (mV),G 0T,V (mV),G 1T\n-1,2,-1,3\n");
    ASSERT_EQ(pairs.pairs.size(), 2u);
    EXPECT_EQ(pairs.pairs[1].bias.at, 2u);
}

TEST(SpectrumColumns, TheAbsoluteConductanceOfTwo) {
    EXPECT_EQ(choice("V (mV),Lockin X (V),dI/dV (uS)\n1,2,3\n").pairs[0].conductance.at, 2u);
}

TEST(SpectrumColumns, WithoutNamesTwoColumns) {
    EXPECT_EQ(choice("-1 2\n0 2\n").note, "f: V = column 1 (taken as mV), G = column 2");
}

TEST(SpectrumColumns, ByHand) {
    const SpectrumChoice c = choice("a,b,c,d\n1,2,3,4\n", "V[uV]=2,G[nS]=d,T[mK]=1,sigma_G=c");
    EXPECT_EQ(c.pairs[0].bias.at, 1u);
    EXPECT_DOUBLE_EQ(c.pairs[0].bias.name.factor, 1e-3);
    EXPECT_EQ(c.pairs[0].conductance.at, 3u);
    EXPECT_DOUBLE_EQ(c.temperature->name.factor, 1e-3);
    EXPECT_EQ(c.error->at, 2u);
}

TEST(SpectrumColumns, WhatIsNotCertainIsRefused) {
    for (const char* text :
         {"1,2,3\n", "a,b\n1,2\n", "V (mV),V (mV),dI/dV\n1,2,3\n", "V (mV),dI/dV,G\n1,2,3\n",
          "T (K),B (T)\n1,2\n", "V (mV),dI/dV,T (K),Temperature (K)\n1,2,3,4\n"})
        EXPECT_THROW(choice(text), InputError) << text;
    for (const char* request : {"V=1", "V=1,G=9", "V=1,H=2", "V[K]=1,G=2", "V,G"})
        EXPECT_THROW(choice("V (mV),dI/dV\n1,2\n", request), InputError) << request;
}

}  // namespace
