#include "grid/spectrum_grid.hpp"

#include <set>

#include <gtest/gtest.h>

namespace {

using namespace mirage;

Configuration configuration_of(const std::vector<std::string>& arguments) {
    return read_configuration("", arguments, Scope::sweep);
}

TEST(SpectrumGrid, SpectraOnAPartOfTheGrid) {
    const Configuration c =
        configuration_of({"--T=0.1,0.5", "--B=0:6:7", "--gamma=0,0.4", "--alpha=0,0.3", "--beta=7",
                          "--energy=0, 1", "--spectrum.T=0.5", "--spectrum-B=2, 4", "--spectrum.alpha=0.3"});
    const Grid grid = grid_of(c);
    const SpectrumGrid part = spectrum_grid(c, grid);
    ASSERT_EQ(part.spectra(), 4);
    std::set<std::vector<double>> seen;
    for (std::int64_t i = 0; i < part.spectra(); ++i) {
        const Parameters p = grid_point(grid, point_of_spectrum(part, grid, i)).parameters;
        EXPECT_EQ(p.T, 0.5);
        EXPECT_EQ(p.alpha, 0.3);
        EXPECT_EQ(p.B, i % 2 ? 4.0 : 2.0) << "B fastest";
        EXPECT_EQ(p.gamma, i / 2 ? 0.4 : 0.0);
        seen.insert({p.B, p.gamma});
    }
    EXPECT_EQ(seen.size(), 4u);
}

TEST(SpectrumGrid, NoneWithoutEnergies) {
    const Configuration c = configuration_of({"--T=0.1"});
    EXPECT_EQ(spectrum_grid(c, grid_of(c)).spectra(), 0);
}

TEST(SpectrumGrid, AnyAxisMayBeCut) {
    const Configuration c = configuration_of(
        {"--beta=1:9:5", "--T=0.1,0.5", "--B=0, 1", "--energy=0:1:17", "--spectrum-beta=3, 9"});
    const Grid grid = grid_of(c);
    const SpectrumGrid part = spectrum_grid(c, grid);
    EXPECT_EQ(part.spectra(), 8);
    EXPECT_EQ(part.segments(), 4) << "17 energies by eight, and the mirage gap";
    for (std::int64_t i = 0; i < 8; ++i)
        EXPECT_EQ(grid_point(grid, point_of_spectrum(part, grid, i)).parameters.beta, i < 4 ? 3.0 : 9.0);
}

TEST(SpectrumGrid, ConductanceHasSegmentsOfItsOwn) {
    const Configuration c =
        configuration_of({"--T=0.1,0.5", "--energy=-3:2:17", "--conductance=true", "--spectrum-T=0.1"});
    const SpectrumGrid part = spectrum_grid(c, grid_of(c));
    EXPECT_EQ(part.curves(), 2);
    EXPECT_EQ(part.curve_segments(), 3);
    EXPECT_EQ(part.segments(), 7) << "twice 17 energies by eight, and the mirage gap";
    EXPECT_EQ(part.largest_energy, 3.0);
}

}  // namespace
