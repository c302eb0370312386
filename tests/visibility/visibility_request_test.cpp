#include "visibility/visibility_request.hpp"

#include <gtest/gtest.h>

#include "input/input_error.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "mirage/model/units.hpp"

namespace {

using namespace mirage;

std::string refusal(const std::vector<std::string>& arguments) {
    try {
        visibility_request(arguments);
    } catch (const InputError& error) {
        return error.what();
    }
    return "";
}

TEST(VisibilityRequest, AGridOfItsOwn) {
    const VisibilityRequest r = visibility_request({"--beta=7"});
    EXPECT_EQ(r.configuration.T.values.size(), 10u);
    EXPECT_EQ(r.configuration.T.values.front(), 0.05);
    EXPECT_EQ(r.configuration.T.values.back(), 0.95);
    ASSERT_EQ(r.configuration.B.values.size(), 40u);
    const double B_c2 = critical_fields({0.05, 0.0, 7.0, 0.0, 0.0}).B_c2;
    EXPECT_NEAR(r.configuration.B.values.back(), B_c2, 1e-5 * B_c2);
    EXPECT_GT(r.configuration.B.values.front(), 0.0);
    EXPECT_EQ(r.format, Format::csv);
    EXPECT_EQ(r.instrument.noise, 0.01);
    EXPECT_EQ(r.instrument.threshold, 3.0);
    EXPECT_EQ(r.instrument.eta, 0.01);
    EXPECT_EQ(r.instrument.lock_in, 0.0);
}

TEST(VisibilityRequest, FieldsUpToThatOfTheLowestTemperature) {
    const VisibilityRequest r = visibility_request({"--beta=7", "--T=0.5, 0.8"});
    EXPECT_NEAR(r.configuration.B.values.back(), critical_fields({0.5, 0.0, 7.0, 0.0, 0.0}).B_c2, 1e-4);
}

TEST(VisibilityRequest, AnInstrumentInUnitsOfItsMaterial) {
    const VisibilityRequest r = visibility_request(
        {"--tc0=3", "--beta=1.2", "--T=0.3", "--B=5", "--noise=0.002", "--threshold=4", "--lock-in=0.05",
         "--t-effective=0.6", "--eta=0.02", "--format=json", "--tolerance=1e-9"});
    const double meV = si_units(3.0, 2.0).energy;
    EXPECT_EQ(r.instrument.noise, 0.002);
    EXPECT_NEAR(r.instrument.least_depth(), 0.008, 1e-15);
    EXPECT_NEAR(r.instrument.lock_in, 0.05 / meV, 1e-14);
    EXPECT_NEAR(r.instrument.eta, 0.02 / meV, 1e-14);
    EXPECT_NEAR(r.instrument.T_electrons, 0.2, 1e-14);
    EXPECT_EQ(r.instrument.tolerance, 1e-9);
    EXPECT_EQ(r.format, Format::json);
    EXPECT_EQ(r.configuration.B.values, std::vector<double>{5.0});
}

TEST(VisibilityRequest, Refusals) {
    EXPECT_EQ(refusal({"--beta=7", "--noise=0"}), "--noise = '0': must be above 0, at most 1");
    EXPECT_EQ(refusal({"--beta=7", "--threshold=-1"}), "--threshold = '-1': must be above 0");
    EXPECT_EQ(refusal({"--beta=7", "--lock-in=-1"}), "--lock-in = '-1': must not be negative");
    EXPECT_EQ(refusal({"--beta=7", "--eta=11"}), "--eta = 11: at most 10 Delta0");
    EXPECT_EQ(refusal({"--beta=7", "--lock-in=101"}), "--lock-in = 101: at most 100 Delta0");
    EXPECT_EQ(refusal({"--beta=7", "--t-effective=101"}), "--t-effective = 101: at most 100 Tc0");
    EXPECT_NE(refusal({"--beta=1, 7"}).find("beta"), std::string::npos);
    EXPECT_NE(refusal({"--beta=7", "--T=1.5"}).find("no B_c2 at T = 1.5: give --B AXIS"), std::string::npos);
    EXPECT_EQ(refusal({"--beta=7", "--T=1.5", "--B=1"}), "");
}

}  // namespace
