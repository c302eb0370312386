#include <gtest/gtest.h>

#include "input/configuration.hpp"
#include "input/input_error.hpp"

namespace {

using namespace mirage;

TEST(Check, RefusesWhatIsOutsideTheDomain) {
    for (const char* word :
         {"--T=0",         "--T=-1",         "--T=1e-4",         "--T=nan",           "--beta=-1",
          "--beta=101",    "--gamma=-0.1",   "--gamma=0, 11",    "--alpha=11",        "--B=inf",
          "--B=1e6",       "--tolerance=0",  "--tolerance=1",    "--tolerance=1e-14", "--threads=-1",
          "--threads=1.5", "--threads=5000", "--units=imperial", "--units=si",        "--g-factor=0",
          "--output=",     "--tc0=abc"})
        EXPECT_THROW(read_configuration("", {word}), InputError) << word;
    for (const char* word : {"--tc0=-3", "--tc0=0", "--tc0=1e200", "--tc0=1e-300"})
        EXPECT_THROW(read_configuration("", {"--units=si", word}), InputError) << word;
    EXPECT_THROW(read_configuration("", {"--g-factor=1e200"}), InputError);
    EXPECT_THROW(read_configuration("", {"--T=0.1:1:100000", "--B=0:1:100000"}), InputError) << "1e10 points";
}

TEST(Check, TellsHowManyPointsAreTooMany) {
    try {
        read_configuration("", {"--T=0.1:1:31623", "--B=0:1:31623"});
        FAIL();
    } catch (const InputError& error) {
        EXPECT_STREQ(error.what(), "a grid of 1000014129 points: at most 1000000000");
    }
}

TEST(Check, SpectraOnAllOfALongAxis) {
    const std::string axis = "1:2:1000000",
                      whole = "[grid]\nT = " + axis + "\n[spectrum]\nenergy = 0.5\nT = " + axis + "\n";
    EXPECT_EQ(parse_deck(whole).spectrum_part.at("T").values.size(), 1000000u);
    EXPECT_THROW(parse_deck("[grid]\nT = 1:2:3\n[spectrum]\nenergy = 0.5\nT = 1.5001\n"), InputError);
    for (const char* T : {"1", "1.4999999999", "1.5000000001", "2", "2.0000000001", "0.9999999999"})
        EXPECT_NO_THROW(
            parse_deck("[grid]\nT = 1:2:3\n[spectrum]\nenergy = 0.5\nT = " + std::string(T) + "\n"))
            << T;
}

TEST(Check, LimitsHoldAtEveryValueOfAnAxisOfTheCriticalTemperature) {
    // 100 Delta0 are 30.4 meV at 2 K and 60.8 meV at 4 K; 0.001 Tc0 are 2 and 4 mK
    EXPECT_NO_THROW(read_configuration("", {"--units=si", "--tc0=4", "--beta=40", "--T=0.004"}));
    EXPECT_THROW(read_configuration("", {"--units=si", "--tc0=2, 4", "--beta=40"}), InputError);
    EXPECT_THROW(read_configuration("", {"--units=si", "--tc0=2, 4", "--T=0.003"}), InputError);
    EXPECT_NO_THROW(read_configuration("", {"--units=si", "--tc0=2", "--T=0.003"}));
    EXPECT_THROW(read_configuration("", {"--units=reduced", "--tc0=2, 4"}), InputError)
        << "an axis that changes nothing";
    EXPECT_THROW(read_configuration("", {"--beta=7, 101"}), InputError);
    EXPECT_THROW(read_configuration("", {"--beta=1:9:100000", "--T=0.1:1:100000"}), InputError)
        << "1e10 points";
}

/// "" where nothing is thrown.
std::string refusal(const std::vector<std::string>& arguments, Scope scope = Scope::every) {
    try {
        read_configuration("", arguments, scope);
    } catch (const InputError& error) {
        return error.what();
    }
    return {};
}

TEST(Check, ALimitIsGivenOnceInReducedUnitsAndInBothSystemsInSi) {
    EXPECT_EQ(refusal({"--T=0"}), "T = 0: must be at least 0.001 Tc0");
    EXPECT_EQ(refusal({"--units=si", "--tc0=3", "--T=0"}), "T = 0: must be at least 0.001 Tc0 (0.003 K)");
    EXPECT_EQ(refusal({"--beta=101"}), "beta = 101: at most 100 Delta0");
    EXPECT_EQ(refusal({"--eta=1e-7"}, Scope::spectrum), "eta = 1e-07: allowed: 1e-06 Delta0 to 10 Delta0");
}

TEST(Check, SpectraOfAPartNeedEnergies) {
    EXPECT_NE(refusal({"--T=0.1", "--spectrum-T=0.1"}, Scope::sweep).find("--energy"), std::string::npos);
    EXPECT_EQ(refusal({"--T=0.1", "--spectrum-T=0.1", "--energy=0:1:3"}, Scope::sweep), "");
    EXPECT_EQ(refusal({"--T=0.1", "--conductance=true"}, Scope::sweep),
              "spectrum.conductance = true: dI/dV is stored at the voltages of spectra: give --energy AXIS "
              "(spectrum.energy)");
    EXPECT_EQ(refusal({"--T=0.1", "--conductance=false"}, Scope::sweep), "");
    EXPECT_EQ(refusal({"--T=0.1", "--conductance=true", "--energy=0:1:3"}, Scope::sweep), "");
}

}  // namespace
