#include "command/spectrum_text.hpp"

#include <cmath>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "csv.hpp"
#include "mirage/spectra/retarded_spectrum.hpp"

namespace {

using namespace mirage;

/// Two energies; what the text needs of a normal state, or of a clean superconductor with a field.
PointSpectrum spectrum_with(double Delta, double beta, double B) {
    PointSpectrum s;
    s.model.Delta = Delta;
    s.model.beta = beta;
    s.model.B = B;
    s.eta = 0.01;
    s.energy = {-0.5, 1.5};
    s.amplitudes = spectrum(s.model, s.eta, s.energy);
    s.heading.columns = {{"energy"}, {"dos"},   {"f0_re"},  {"f0_im"},
                         {"fx_re"},  {"fx_im"}, {"ify_re"}, {"ify_im"}};
    return s;
}

std::string reason(const PointSpectrum& s) { return Json::parse(text_of(s, Format::json))["mirage"]["none"]; }

TEST(SpectrumText, SaysWhyThereIsNoMirageGap) {
    EXPECT_EQ(reason(spectrum_with(0.0, 7.0, 2.0)), "the state is normal");
    EXPECT_EQ(reason(spectrum_with(1.0, 0.0, 0.5)), "no Ising coupling");
    EXPECT_EQ(reason(spectrum_with(1.0, 7.0, 0.0)), "no field");
    const std::string table = text_of(spectrum_with(1.0, 7.0, 0.0), Format::table);
    EXPECT_NE(table.find("\nno mirage gap: no field\n"), std::string::npos) << table;
}

TEST(SpectrumText, AMirageGapHasItsPlaceInTableAndJson) {
    const PointSpectrum s = spectrum_with(1.0, 7.0, 2.0);
    const auto json = Json::parse(text_of(s, Format::json));
    EXPECT_FALSE(json["mirage"].contains("none"));
    const double position = json["mirage"]["position"];
    EXPECT_NEAR(position, std::hypot(7.0, 2.0), 0.1);
    const std::string table = text_of(s, Format::table);
    EXPECT_NE(table.find(fmt::format("  position{:>50.8g}  Delta0\n", position)), std::string::npos) << table;
    EXPECT_EQ(table.find("no mirage gap"), std::string::npos);
}

TEST(SpectrumText, RowsAreThoseOfTheAmplitudesInTheUnitsAskedFor) {
    PointSpectrum s = spectrum_with(1.0, 7.0, 2.0);
    s.unit.energy = 2.0;
    const mirage_test::Csv csv = mirage_test::parse_csv(text_of(s, Format::csv));
    ASSERT_EQ(csv.rows.size(), 2u);
    EXPECT_EQ(csv.number(0, "energy"), -1.0);
    EXPECT_NEAR(csv.number(1, "dos"), s.amplitudes[1].dos(), 1e-14);
    s.configuration.energy.values = {-1.25, 3.5};  // as typed
    EXPECT_EQ(mirage_test::parse_csv(text_of(s, Format::csv)).number(0, "energy"), -1.25);
    EXPECT_EQ(Json::parse(text_of(s, Format::json))["rows"][1][0], 3.5);
}

}  // namespace
