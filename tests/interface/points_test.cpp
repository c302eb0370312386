// Points by the C interface are those of the library, bit for bit.

#include <cmath>

#include <gtest/gtest.h>

#include "call.hpp"
#include "mirage/gap/point.hpp"
#include "mirage/lines/critical_temperature.hpp"
#include "mirage/model/units.hpp"

namespace {

using namespace mirage;
using mirage_test::call;
using mirage_test::Column;
using mirage_test::Inputs;
using mirage_test::Outcome;

const std::vector<std::string> wanted{"phase",
                                      "order_parameter",
                                      "free_energy",
                                      "magnetization",
                                      "entropy",
                                      "status",
                                      "zero_energy_dos",
                                      "stiffness_across",
                                      "solutions.order_parameter*5",
                                      "solutions.kind*5",
                                      "solution_count"};

void expect_same(double a, double b) {
    EXPECT_TRUE(a == b || (std::isnan(a) && std::isnan(b))) << a << ' ' << b;
}

void expect_point(const Outcome& o, std::size_t i, const PointState& s) {
    expect_same(o.value("phase", i), static_cast<double>(s.phase));
    expect_same(o.value("order_parameter", i), s.order_parameter);
    expect_same(o.value("free_energy", i), s.free_energy);
    expect_same(o.value("magnetization", i), s.magnetization);
    expect_same(o.value("entropy", i), s.entropy);
    expect_same(o.value("zero_energy_dos", i), s.zero_energy_dos);
    expect_same(o.value("stiffness_across", i), s.stiffness_across);
    expect_same(o.value("status", i), static_cast<double>(s.status));
    expect_same(o.value("solution_count", i), static_cast<double>(s.solutions.size()));
    for (std::size_t k = 0; k < 5; ++k) {
        const bool there = k < s.solutions.size();
        expect_same(o.value("solutions.order_parameter", 5 * i + k),
                    there ? s.solutions[k].order_parameter : quiet_nan);
        expect_same(o.value("solutions.kind", 5 * i + k),
                    there ? static_cast<double>(s.solutions[k].kind) : quiet_nan);
    }
}

TEST(Points, AreThoseOfTheLibraryForAnyNumberOfThreads) {
    Column T, B, beta, gamma, alpha;
    for (int i = 0; i < 60; ++i) {
        T.push_back(0.02 + 0.018 * i), B.push_back(0.1 * (i % 11)), beta.push_back(i % 3);
        gamma.push_back(0.2 * (i % 2)), alpha.push_back(i % 5 == 0 ? 0.3 : 0.0);
    }
    for (const int threads : {1, 3}) {
        const Outcome o = call(mirage_points, T.size(),
                               {{{"T", T}, {"B", B}, {"beta", beta}, {"gamma", gamma}, {"alpha", alpha}},
                                {},
                                {threads, nullptr, nullptr}},
                               wanted);
        ASSERT_EQ(o.result, MIRAGE_OK) << o.error;
        for (std::size_t i = 0; i < T.size(); ++i)
            expect_point(o, i, solve_point({T[i], B[i], beta[i], gamma[i], alpha[i]}, {}, Detail::all));
    }
}

TEST(Points, OneNumberHoldsForAllRows) {
    const Outcome o =
        call(mirage_points, 2, {{{"T", {0.1}}, {"B", {1.0, 2.0}}, {"beta", {7.0}}}}, {"order_parameter"});
    EXPECT_EQ(o.value("order_parameter", 1), solve_point({0.1, 2.0, 7.0, 0.0, 0.0}).order_parameter);
}

TEST(Points, OfAMaterialInSiUnits) {
    Material material;
    material.gamma_magnetic = 0.05;
    const UnitSystem unit = si_units(3.0, 2.0);
    const Parameters p =
        with_material({1.0 / unit.temperature, 10.0 / unit.field, 4.1 / unit.energy, 0.0, 0.0}, [&] {
            Material m = material;
            m.gamma_magnetic = 0.02 / unit.energy;
            return m;
        }());
    const Outcome o =
        call(mirage_points, 1,
             {{{"tc0", {3.0}}, {"T", {1.0}}, {"B", {10.0}}, {"beta", {4.1}}, {"gamma_magnetic", {0.02}}}},
             {"order_parameter", "critical_temperature", "free_energy"});
    ASSERT_EQ(o.result, MIRAGE_OK) << o.error;
    const PointState s = solve_point(p);
    EXPECT_EQ(o.value("order_parameter"), s.order_parameter * unit.energy);
    EXPECT_EQ(o.value("free_energy"), s.free_energy * unit.free_energy());
    EXPECT_EQ(o.value("critical_temperature"), material_critical_temperature(p).value * 3.0);
}

/// B = 0 below Tc0 is BCS: Delta(T -> 0) = Delta0, whatever beta.
TEST(Points, WithoutAFieldTheGapIsThatOfBcs) {
    const Outcome o =
        call(mirage_points, 3, {{{"T", {0.01}}, {"beta", {0.0, 1.0, 7.0}}}}, {"order_parameter"});
    for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(o.value("order_parameter", i), 1.0, 1e-10);
}

TEST(Points, WithTheBestMomentum) {
    Parameters p{0.05, 4.5, 7.0, 0.0, 1.0};
    p.momentum = PairMomentum::best;
    const Outcome o =
        call(mirage_points, 1,
             {{{"T", {0.05}}, {"B", {4.5}}, {"beta", {7.0}}, {"alpha", {1.0}}}, {{"momentum", "auto"}}},
             {"pair_momentum", "free_energy"});
    const PointState s = solve_point(p);
    EXPECT_EQ(o.value("pair_momentum"), s.pair_momentum);
    EXPECT_EQ(o.value("free_energy"), s.free_energy);
    EXPECT_GT(s.pair_momentum, 0.1);
}

TEST(Points, AStoppedCallLeavesWhatIsMissing) {
    std::int32_t stop = 1;
    const Outcome o =
        call(mirage_points, 100, {{{"T", {0.1}}}, {}, {2, &stop, nullptr}}, {"order_parameter"});
    EXPECT_EQ(o.result, MIRAGE_STOPPED);
    for (const double Delta : o.out.at("order_parameter")) EXPECT_TRUE(std::isnan(Delta));
}

}  // namespace
