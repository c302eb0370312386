#include "visibility/visibility_statement.hpp"

#include <gtest/gtest.h>

#include "input/configuration.hpp"

namespace {

using namespace mirage;

std::string statement(const std::vector<std::string>& arguments, const Instrument& instrument = {}) {
    return visibility_statement(visibility_map(grid_of(read_configuration("", arguments)), instrument, 1),
                                instrument);
}

void expect_part(const std::string& text, const std::string& part) {
    EXPECT_NE(text.find(part), std::string::npos) << text;
}

TEST(VisibilityStatement, WhereAndThroughHowMuchBroadening) {
    const std::string text = statement({"--tc0=3", "--beta=1.2", "--T=0.3", "--B=5, 10, 15"});
    expect_part(text,
                "At 0.3 K and 1 % noise the mirage gap is visible from 0.739 T to 21.9 T, best at 10.6 T: a "
                "dip of 72");
    expect_part(text, " mV, between shoulders at ");
    expect_part(text, "There it survives electrons at up to 2.69 K, a lock-in amplitude up to 0.798");
    EXPECT_EQ(text.find("nan"), std::string::npos) << text;
    EXPECT_EQ(text.find("highest with"), std::string::npos) << "one temperature";
}

TEST(VisibilityStatement, OfOneFieldAndWarmElectrons) {
    Instrument warm;
    warm.T_electrons = 0.2;
    const std::string text = statement({"--beta=7", "--T=0.1", "--B=2"}, warm);
    expect_part(text, "At 0.1 Tc0, electrons at 0.2 Tc0 and 1 % noise");
    expect_part(text, ", and at 2 Delta0: a dip of");
}

TEST(VisibilityStatement, WhyNothingIsSeen) {
    Instrument noisy;
    noisy.noise = 0.9;
    const std::string hidden = statement({"--beta=7", "--T=0.1", "--B=2"}, noisy);
    expect_part(
        hidden,
        "not visible: the deepest dip, 59.3 % of the normal conductance at 2 Delta0 and 7.325 Delta0/e, "
        "needs the average of 21 curves.");
    expect_part(statement({"--beta=0", "--T=0.1", "--B=0.2"}), "dI/dV has no dip of a mirage gap");
    expect_part(statement({"--beta=7", "--T=0.1", "--B=9"}), "the material is normal at these fields");
}

TEST(VisibilityStatement, TheHighestTemperature) {
    expect_part(statement({"--beta=7", "--T=0.1, 0.3, 0.9", "--B=1, 2"}),
                "the highest with a visible dip is 0.3 Tc0.");
}

}  // namespace
