#include "sweep/grid_spectrum.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "mirage/gap/point.hpp"

namespace {

using namespace mirage;

TEST(GridSpectrum, AtZeroFieldWithoutDisorderThatOfBardeenCooperSchrieffer) {
    const Configuration c =
        read_configuration("", {"--T=0.1", "--B=0", "--energy=0:3:7", "--eta=0.01"}, Scope::sweep);
    const auto [p, unit] = grid_point(grid_of(c), 0);
    const PointState state = solve_point(p, {1e-10}, Detail::state);
    const GridSpectrum at{p, stable_model(p, state), unit};
    const std::vector<double> dos = dos_of(at, c, 2, 7);
    ASSERT_EQ(dos.size(), 5u);
    for (std::size_t i = 0; i < dos.size(); ++i) {
        const std::complex<double> E(c.energy.values[i + 2], 0.01);
        const double bcs = std::real(E / std::sqrt(E * E - std::pow(state.order_parameter, 2)));
        EXPECT_NEAR(dos[i], std::fabs(bcs), 1e-8) << E;
    }
    EXPECT_TRUE(dos_of(at, c, 3, 3).empty());
    EXPECT_TRUE(std::isnan(mirage_gap_of(at, c)[0])) << "no mirage gap without field";
}

}  // namespace
