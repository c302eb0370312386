#include "sweep/grid_spectrum.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "mirage/gap/point.hpp"
#include "mirage/spectra/tunnelling.hpp"

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

TEST(GridSpectrum, ConductanceIsThatOfTheVoltagesOfTheUser) {
    const Configuration c = read_configuration("",
                                               {"--tc0=3", "--T=0.6", "--B=8", "--beta=1.5", "--gamma=0.05",
                                                "--energy=-2:2:81", "--eta=0.01", "--conductance=true"},
                                               Scope::sweep);
    const auto [p, unit] = grid_point(grid_of(c), 0);
    const GridSpectrum at{p, stable_model(p, solve_point(p, {1e-10}, Detail::state)), unit};
    const std::vector<double> g = conductance_of(at, c);
    ASSERT_EQ(g.size(), 81u);
    for (std::size_t i = 0; i < g.size(); ++i)
        EXPECT_NEAR(
            g[i],
            tunnelling_conductance(at.model, 0.01 / unit.energy, 0.2, {c.energy.values[i] / unit.energy})[0],
            1e-10)
            << c.energy.values[i];
}

/// Tang, Bruder and Belzig 2021, beneath eq. 5: epsilon_1,2 = sqrt(beta^2 + (B +- Delta)^2).
TEST(GridSpectrum, EdgesOfTheGaps) {
    const Configuration c = read_configuration(
        "", {"--tc0=3", "--T=0.6, 4", "--B=8", "--beta=1.5", "--energy=0:2:3", "--conductance=true"},
        Scope::sweep);
    const auto edges_at = [&](std::int64_t number) {
        const auto [p, unit] = grid_point(grid_of(c), number);
        const PointState state = solve_point(p, {1e-10}, Detail::state);
        const double Delta = state.order_parameter * unit.energy, B = p.B * unit.energy;
        return std::pair(edges_of({p, stable_model(p, state), unit}), std::pair(Delta, B));
    };
    const auto [edges, state] = edges_at(0);
    const auto [Delta, B] = state;
    EXPECT_NEAR(edges[0], Delta * 1.5 / std::hypot(1.5, B), 1e-9);
    EXPECT_NEAR(edges[1], std::hypot(1.5, B + Delta), 1e-9);
    EXPECT_NEAR(edges[2], std::hypot(1.5, B - Delta), 1e-9);
    const EdgeValues normal = edges_at(1).first;
    EXPECT_EQ(normal[0], 0.0);
    EXPECT_TRUE(std::isnan(normal[1]) && std::isnan(normal[2])) << "no gap in the normal state";
}

}  // namespace
