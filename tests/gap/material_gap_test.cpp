// The gap equation of materials along one amplitude, and its limits.
#include "gap/material_gap.hpp"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "material_cases.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;
using std::numbers::pi;

/// f(x + h) - f(x - h) over 2 h by Richardson's extrapolation.
template <class Function>
double derivative(Function f, double h) {
    const auto difference = [&](double step) { return (f(step) - f(-step)) / (2.0 * step); };
    return (4.0 * difference(0.5 * h) - difference(h)) / 3.0;
}

TEST(MaterialGap, ReducedToOneAmplitude) {
    // g = dOmega/d(rho^2) along the branch, and its own slopes
    Random random(72);
    for (int i = 1; i < 60; i += 3) {  // with a triplet channel
        const Parameters p = random_material(random, i);
        const GapProblem problem = gap_problem(p, 1e-13);
        GapWorkspace workspace;
        const double B = 0.9 * p.B, t = random.uniform(0.1, 0.8), h = 0.02 * t;
        const auto at = [&](double square, double field) {
            return evaluate(problem, workspace, std::sqrt(square), field);
        };
        const GapState v = at(t, B);
        ASSERT_TRUE(v.solved) << i;
        EXPECT_NEAR(derivative([&](double s) { return at(t + s, B).free_energy; }, h), v.equation, 1e-7);
        EXPECT_NEAR(derivative([&](double s) { return at(t + s, B).equation; }, h), v.slope,
                    1e-6 * (1.0 + std::fabs(v.slope)));
        const double step = 0.02 * B;
        EXPECT_NEAR(derivative([&](double s) { return at(t, B + s).equation; }, step), v.field_slope,
                    1e-6 * (1.0 + std::fabs(v.field_slope)));
        EXPECT_NEAR(derivative([&](double s) { return at(t, B + s).free_energy; }, step), -v.magnetization,
                    1e-7);
    }
}

TEST(MaterialGap, SlopesNextToTheNormalState) {
    // below the amplitude at which they are continued from larger ones they go on smoothly
    Random random(73);
    for (int i = 0; i < 20; ++i) {
        const Parameters p = random_material(random, i);
        const GapProblem problem = gap_problem(p, 1e-13);
        GapWorkspace workspace;
        const double edge = 0.005 * problem.omega[0];
        const GapState zero = evaluate(problem, workspace, 0.0, p.B),
                       below = evaluate(problem, workspace, 0.999 * edge, p.B),
                       above = evaluate(problem, workspace, 1.001 * edge, p.B);
        ASSERT_TRUE(zero.solved && below.solved && above.solved);
        const double scale = std::fabs(above.slope) + std::pow(problem.omega[0], -2);
        EXPECT_NEAR(below.slope, above.slope, 1e-6 * scale);
        EXPECT_NEAR(zero.slope, above.slope, 1e-3 * scale);
        EXPECT_NEAR(zero.equation + above.slope * above.Delta * above.Delta, above.equation,
                    1e-7 * (1.0 + std::fabs(above.equation)));
    }
}

TEST(MaterialGap, ScatteringWithinAValleyDropsOutWithoutRashbaCoupling) {
    Material m;
    const Parameters p{0.2, 2.0, 3.0, 0.0};
    const auto form = [&](double intra, double inter) {
        Parameters q = p;
        q.gamma = intra + inter;
        m.gamma_intra = intra;
        q = forced(q, m);
        const GapProblem problem = gap_problem(q, 1e-14);
        GapWorkspace workspace;
        return evaluate(problem, workspace, 0.5, q.B);
    };
    const GapState without = form(0.0, 0.3), with = form(2.4, 0.3);
    EXPECT_NEAR(with.equation, without.equation, 1e-12);
    EXPECT_NEAR(with.free_energy, without.free_energy, 1e-12);
    EXPECT_NEAR(with.magnetization, without.magnetization, 1e-12);
}

TEST(MaterialGap, TripletOfInPlaneDirectionCondensesAtItsOwnTemperature) {
    // without spin-orbit coupling neither the field nor the singlet touches it: K_tt = 1/omega
    for (const double B : {0.0, 0.5, 5.0}) {
        Material m;
        m.T_triplet = 0.3;
        const Parameters p = forced({0.2, B}, m);
        const GapProblem problem = gap_problem(p, 1e-14);
        GapWorkspace workspace;
        const PairSums v = pair_sums(problem, workspace, 1e-8, 0.5 * pi, B);
        EXPECT_NEAR(v.tt, std::log(0.2 / 0.3), 1e-11);
        EXPECT_NEAR(v.st, 0.0, 1e-13);
        // and then it is that of BCS theory with this temperature in place of Tc0
        const double eta = 0.3 * bcs_order_parameter(0.2 / 0.3, *problem.rule);
        workspace.angle.angle = 0.5 * pi;
        EXPECT_NEAR(evaluate(problem, workspace, eta, B).equation, 0.0, 1e-8);
    }
}

TEST(MaterialGap, DecoupledPocketsShareOneOrderParameter) {
    // g = sum n chi^2 g_p(chi Delta), Omega = sum n Omega_p(chi Delta) with ln(T/Tc0) in common
    Material m;
    m.pockets = {{0.4, 1.3, SpinOrbitForm::valley, 0.2, 0.6}};
    const Parameters both = forced({0.3, 1.0, 4.0, 0.0, 0.5}, m);
    const Parameters valleys{0.3, 1.0, 4.0, 0.0, 0.5}, pocket{0.3, 1.0, 1.3, 0.0, 0.2};
    const double norm = std::sqrt(0.6 + 0.4 * 0.36), chi[] = {1.0 / norm, 0.6 / norm}, share[] = {0.6, 0.4};
    const Parameters* parts[] = {&valleys, &pocket};
    constexpr double Delta = 0.7;
    double g = 0.0, omega = 0.0, moment = 0.0;
    for (int i = 0; i < 2; ++i) {
        const GapProblem problem = gap_problem(*parts[i], 1e-13);
        GapWorkspace workspace;
        const GapState v = evaluate(problem, workspace, chi[i] * Delta, 1.0);
        g += share[i] * chi[i] * chi[i] * v.equation;
        omega += share[i] * v.free_energy;
        moment += share[i] * v.magnetization;
    }
    const GapProblem problem = gap_problem(both, 1e-13);
    GapWorkspace workspace;
    const GapState v = evaluate(problem, workspace, Delta, 1.0);
    EXPECT_NEAR(v.equation, g, 1e-11);
    EXPECT_NEAR(v.free_energy, omega, 1e-11);
    EXPECT_NEAR(v.magnetization, moment, 1e-11);
}

}  // namespace
