#include "tables/signal_name.hpp"

#include <gtest/gtest.h>

namespace {

using namespace mirage;

TEST(SignalName, Resistances) {
    for (const char* text : {"R",
                             "Rxx",
                             "R_xx",
                             "R (Ohm)",
                             "R(Ohm)",
                             "R_xx/Ω",
                             "R[kOhm]",
                             "Resistance (Ohm)",
                             "Rs",
                             "rho",
                             "ρ_xx (µΩ cm)",
                             "R/Rn",
                             "R/R_N",
                             "dV/dI (Ohm)",
                             "V/I (Ohm)",
                             "Resistance",
                             "R_sheet (kΩ/sq)",
                             "Sheet resistance (Ohm)",
                             "R_4pt (Ohm)",
                             "R, Ohm",
                             "R_Ohm",
                             "RES"}) {
        const auto name = signal_name(text, "");
        ASSERT_TRUE(name.has_value()) << text;
        EXPECT_EQ(name->label, "") << text;
        EXPECT_FALSE(name->voltage) << text;
    }
    EXPECT_EQ(signal_name("Bridge 1 Resistivity (Ohm-m)", "")->label, "Bridge 1");
    EXPECT_EQ(signal_name("Resistance Ch1 (Ohms)", "")->label, "Ch1");
    EXPECT_EQ(signal_name("Keithley (Ohm)", "")->label, "Keithley") << "by its unit alone";
    EXPECT_EQ(signal_name("R", "mOhm")->unit.per, 1e3) << "by the row of units";
}

TEST(SignalName, Voltages) {
    for (const char* text : {"V", "V_xx (uV)", "Voltage (V)", "Lock-in X (V)", "LIA_X", "Lock-in 1 X (V)",
                             "SR830 X (V)", "V (mV)", "U (mV)"}) {
        const auto name = signal_name(text, "");
        ASSERT_TRUE(name.has_value()) << text;
        EXPECT_TRUE(name->voltage) << text;
    }
}

TEST(SignalName, OthersAreNone) {
    for (const char* text : {"",
                             "T (K)",
                             "Time Stamp (sec)",
                             "R_xy (Ohm)",
                             "Hall resistance (Ohm)",
                             "V_g (V)",
                             "Gate voltage (V)",
                             "Y (V)",
                             "Lock-in Y (V)",
                             "Phase (deg)",
                             "Bridge 1 Std. Dev. (Ohm-m)",
                             "Bridge 1 Excitation (uA)",
                             "I (A)",
                             "Status",
                             "Contact resistance (Ohm)",
                             "Ratio",
                             "Range",
                             "X",
                             "Pressure (mbar)",
                             "R theta"})
        EXPECT_FALSE(signal_name(text, "").has_value()) << text;
}

TEST(SignalName, UnitsAndDirections) {
    EXPECT_EQ(signal_unit("mOhm")->per, 1e3);
    EXPECT_EQ(signal_unit("MOhm")->per, 1e-6);
    EXPECT_EQ(signal_unit("kΩ")->per, 1e-3);
    EXPECT_EQ(signal_unit("µΩ·cm")->name, "Ohm m");
    EXPECT_EQ(signal_unit("µΩ·cm")->per, 1e8);
    EXPECT_EQ(signal_unit("uV")->per, 1e6);
    EXPECT_EQ(signal_unit("Rn")->name, "1");
    EXPECT_FALSE(signal_unit("K").has_value());
    EXPECT_FALSE(signal_unit("T").has_value());
    EXPECT_EQ(signal_name("R up (Ohm)", "")->turn, Turn::up);
    EXPECT_EQ(signal_name("R_cooling", "")->turn, Turn::down);
    EXPECT_EQ(turn_of("sweep"), Turn::none);
}

}  // namespace
