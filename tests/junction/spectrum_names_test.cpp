#include "junction/spectrum_names.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace {

using namespace mirage;
using Q = SpectrumQuantity;

TEST(SpectrumNames, BiasesWithTheirUnits) {
    for (const auto& [text, factor] : std::vector<std::pair<const char*, double>>{{"V (mV)", 1.0},
                                                                                  {"Bias Voltage (mV)", 1.0},
                                                                                  {"bias", 1.0},
                                                                                  {"V_bias/mV", 1.0},
                                                                                  {"Vbias [µV]", 1e-3},
                                                                                  {"Bias (V)", 1e3},
                                                                                  {"V (uV)", 1e-3},
                                                                                  {"Energy (meV)", 1.0},
                                                                                  {"V, mV", 1.0},
                                                                                  {"Sample bias (V)", 1e3}}) {
        const SpectrumName name = spectrum_name(text);
        EXPECT_EQ(name.quantity, Q::bias) << text;
        EXPECT_DOUBLE_EQ(name.factor, factor) << text;
    }
}

TEST(SpectrumNames, ConductancesAbsoluteAndArbitrary) {
    for (const auto& [text, siemens] :
         std::vector<std::pair<const char*, double>>{{"Conductance (uS)", 1e-6},
                                                     {"dI/dV [nS]", 1e-9},
                                                     {"dI/dV (nA/mV)", 1e-6},
                                                     {"G (2e^2/h)", 7.748091729e-5},
                                                     {"G (S)", 1.0},
                                                     {"dIdV_uS", 1e-6}}) {
        const SpectrumName name = spectrum_name(text);
        EXPECT_EQ(name.quantity, Q::conductance) << text;
        EXPECT_DOUBLE_EQ(name.siemens, siemens) << text;
    }
    for (const char* text : {"dI/dV", "dI/dV (a.u.)", "G", "Lockin X (V)", "LIX 1 (A)", "G/G_N",
                             "conductance", "Normalized conductance", "X"}) {
        const SpectrumName name = spectrum_name(text);
        EXPECT_EQ(name.quantity, Q::conductance) << text;
        EXPECT_TRUE(std::isnan(name.siemens)) << text;
    }
}

TEST(SpectrumNames, TheOthers) {
    EXPECT_EQ(spectrum_name("Temperature (K)").quantity, Q::temperature);
    EXPECT_DOUBLE_EQ(spectrum_name("T (mK)").factor, 1e-3);
    EXPECT_EQ(spectrum_name("Field (T)").quantity, Q::field);
    EXPECT_DOUBLE_EQ(spectrum_name("B (kOe)").factor, 0.1);
    EXPECT_EQ(spectrum_name("sigma_G").quantity, Q::error);
    EXPECT_EQ(spectrum_name("dI/dV err (uS)").quantity, Q::error);
    EXPECT_EQ(spectrum_name("Current (nA)").quantity, Q::current);
    for (const char* text : {"time", "Lockin Y (V)", "V (K)", "phase", "R (Ohm)", "T (V)"})
        EXPECT_EQ(spectrum_name(text).quantity, Q::other) << text;
}

TEST(SpectrumNames, ColumnsOfWideTablesTellTheirCurve) {
    for (const char* text : {"0.5T", "0.5 T", "B=0.5T", "dIdV_0.5T", "G @ 500 mT", "dI/dV 5 kOe", "0p5T"}) {
        const SpectrumName name = spectrum_name(text);
        EXPECT_EQ(name.quantity, Q::conductance) << text;
        EXPECT_NEAR(name.state.B, 0.5, 1e-12) << text;
    }
    EXPECT_DOUBLE_EQ(spectrum_name("300 mK").state.T, 0.3);
    EXPECT_DOUBLE_EQ(spectrum_name("T=1.2K").state.T, 1.2);
}

TEST(SpectrumNames, NamesOfFilesTellTemperatureAndField) {
    const ToldState told = told_state("NbSe2_dev3_dIdV_300mK_2T");
    EXPECT_DOUBLE_EQ(told.T, 0.3);
    EXPECT_DOUBLE_EQ(told.B, 2.0);
    EXPECT_DOUBLE_EQ(told_state("B=-3.5T").B, 3.5) << "by the modulus";
    for (const char* text : {"run12", "T", "sample_2Tm", "2024-03-05", "4Kids"}) {
        EXPECT_TRUE(std::isnan(told_state(text).T)) << text;
        EXPECT_TRUE(std::isnan(told_state(text).B)) << text;
    }
}

TEST(SpectrumNames, CommentsMustNameWhatTheyTell) {
    const ToldState told = named_state("T = 0.3 K; B: 2 T");
    EXPECT_DOUBLE_EQ(told.T, 0.3);
    EXPECT_DOUBLE_EQ(told.B, 2.0);
    EXPECT_DOUBLE_EQ(named_state("Temperature 300 mK").T, 0.3);
    for (const char* text : {"Tc0 = 3 K", "cooled from 300 K", "V (mV), 0T, 1T", "magnet: 9 T"}) {
        EXPECT_TRUE(std::isnan(named_state(text).T)) << text;
        EXPECT_TRUE(std::isnan(named_state(text).B)) << text;
    }
}

}  // namespace
