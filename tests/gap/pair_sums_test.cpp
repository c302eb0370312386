// Sums of materials: derivatives of one free energy, closed kernels.
#include "gap/pair_sums.hpp"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "continued_fraction.hpp"
#include "material_cases.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;
using std::numbers::pi;

/// Order parameters and field of one evaluation.
struct Place {
    double Delta, eta, B;
};

class Sums {
public:
    explicit Sums(const Parameters& p) : problem_(gap_problem(p, 1e-13)) {}
    PairSums at(const Place& x) {
        return pair_sums(problem_, workspace_, std::hypot(x.Delta, x.eta), std::atan2(x.eta, x.Delta), x.B);
    }
    const GapProblem& problem() const { return problem_; }

private:
    GapProblem problem_;
    GapWorkspace workspace_;
};

/// f(x + h) - f(x - h) over 2 h by Richardson's extrapolation.
template <class Function>
double derivative(Function f, double h) {
    const auto difference = [&](double step) { return (f(step) - f(-step)) / (2.0 * step); };
    return (4.0 * difference(0.5 * h) - difference(h)) / 3.0;
}

TEST(PairSums, SumsAreDerivativesOfTheFreeEnergy) {
    Random random(71);
    for (int i = 0; i < 60; ++i) {
        Parameters p = random_material(random, i);
        p.B += 1.0;
        Sums sums(p);
        const bool triplet = has_triplet(p);
        const Place x{random.uniform(0.2, 0.9), triplet ? random.uniform(0.1, 0.5) : 0.0,
                      p.B - random.uniform(0.1, 0.9)};
        const PairSums here = sums.at(x);
        ASSERT_TRUE(here.solved) << i;
        const double rho = std::hypot(x.Delta, x.eta);
        constexpr double h = 0.002, accuracy = 1e-7;
        const auto omega = [&](double Delta, double eta, double B) {
            return sums.at({x.Delta + Delta, x.eta + eta, x.B + B}).free_energy;
        };
        const auto force = [&](std::size_t k, double Delta, double eta, double B) {
            const Place y{x.Delta + Delta, x.eta + eta, x.B + B};
            return sums.at(y).force[k] * std::hypot(y.Delta, y.eta);
        };
        EXPECT_NEAR(derivative([&](double s) { return omega(s, 0, 0); }, h), 2.0 * rho * here.force[0],
                    accuracy);
        EXPECT_NEAR(derivative([&](double s) { return omega(0, 0, s); }, h), -here.magnetization, accuracy);
        EXPECT_NEAR(derivative([&](double s) { return force(0, s, 0, 0); }, h), here.ss, accuracy);
        EXPECT_NEAR(derivative([&](double s) { return force(0, 0, 0, s); }, h), rho * here.field[0],
                    accuracy);
        if (!triplet) continue;
        EXPECT_NEAR(derivative([&](double s) { return omega(0, s, 0); }, h), 2.0 * rho * here.force[1],
                    accuracy);
        EXPECT_NEAR(derivative([&](double s) { return force(0, 0, s, 0); }, h), here.st, accuracy);
        EXPECT_NEAR(derivative([&](double s) { return force(1, s, 0, 0); }, h), here.st, accuracy);
        EXPECT_NEAR(derivative([&](double s) { return force(1, 0, s, 0); }, h), here.tt, accuracy);
        EXPECT_NEAR(derivative([&](double s) { return force(1, 0, 0, s); }, h), rho * here.field[1],
                    accuracy);
    }
}

TEST(PairSums, NoWorkAlongAClosedPath) {
    // a triangle in (Delta, eta, B): dOmega = 2 G_s dDelta + 2 G_t deta - M dB
    constexpr double x[] = {0.1834346424956498, 0.5255324099163290, 0.7966664774136267, 0.9602898564975363};
    constexpr double w[] = {0.3626837833783620, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763};
    Material m;
    m.gamma_intra = 0.3, m.gamma_pocket = 0.1, m.gamma_magnetic = 0.03, m.gamma_spin_orbit = 0.2;
    m.orbital = 0.01, m.T_triplet = 0.3;
    m.pockets = {{0.35, 1.5, SpinOrbitForm::cos3phi, 0.2, 0.8}};
    Sums sums(forced({0.2, 3.0, 4.0, 0.4, 0.3}, m));
    const Place corners[] = {{0.3, 0.1, 0.5}, {0.8, 0.2, 2.5}, {0.4, 0.7, 1.2}, {0.3, 0.1, 0.5}};
    double around = 0.0;
    for (int side = 0; side < 3; ++side) {
        const Place &a = corners[side], &b = corners[side + 1];
        const Place step{b.Delta - a.Delta, b.eta - a.eta, b.B - a.B};
        double work = 0.0;
        constexpr int panels = 4;
        for (int i = 0; i < 4 * panels * 2; ++i) {
            const int k = i / 2 % 4;
            const double at = (i / 8 + 0.5 * (1.0 + (i % 2 ? x[k] : -x[k]))) / panels;
            const Place y{a.Delta + at * step.Delta, a.eta + at * step.eta, a.B + at * step.B};
            const PairSums v = sums.at(y);
            const double rho = std::hypot(y.Delta, y.eta);
            work +=
                0.5 * w[k] / panels *
                (2.0 * rho * (v.force[0] * step.Delta + v.force[1] * step.eta) - v.magnetization * step.B);
        }
        EXPECT_NEAR(work, sums.at(b).free_energy - sums.at(a).free_energy, 1e-11);
        around += work;
    }
    EXPECT_NEAR(around, 0.0, 1e-11);
}

TEST(PairSums, EveryChannelIsAContinuedFraction) {
    Random random(74);
    for (int i = 0; i < 200; ++i) {
        const auto rate = [&](int period) { return i % period ? random.logarithmic(0.01, 5.0) : 0.0; };
        Material m;
        m.gamma_magnetic = 0.1 * rate(2), m.gamma_spin_orbit = rate(3), m.orbital = 0.1 * rate(5);
        Parameters p{random.logarithmic(0.01, 0.99), random.logarithmic(0.1, 5.0),
                     random.logarithmic(0.1, 20.0), rate(7)};
        m.gamma_intra = 0.5 * p.gamma;
        p = forced(p, m);
        const GapProblem problem = gap_problem(p, 1e-14);
        GapWorkspace workspace;
        const double expected = instability_by_poles(p);
        EXPECT_NEAR(quadratic_form(problem, workspace, p.B).lowest, expected,
                    1e-11 * (1.0 + std::fabs(expected)))
            << i;
    }
}

TEST(PairSums, OneCombinationOfBothIsNotBroken) {
    // clean, T_t = Tc0: (beta Delta + B eta)/W at any field
    Material m;
    m.T_triplet = 1.0 - 1e-15;
    const Parameters p = forced({0.4, 3.0, 2.0}, m);
    const GapProblem problem = gap_problem(p, 1e-14);
    GapWorkspace workspace;
    const QuadraticForm form = quadratic_form(problem, workspace, p.B);
    EXPECT_NEAR(form.lowest, std::log(0.4), 1e-11);
    EXPECT_NEAR(std::fabs(std::tan(form.lowest_angle)), p.B / p.beta, 1e-9);
}

TEST(PairSums, GammaPocketInClosedForm) {
    // clean: K = [1 - B^2/sqrt((w^2 + B^2)(w^2 + B^2 + beta^2))]/w, by the same nodes
    Random random(75);
    for (int i = 0; i < 50; ++i) {
        const double beta = random.logarithmic(0.05, 30.0), B = random.logarithmic(0.05, 10.0);
        Material m;
        m.pockets = {{1.0, beta}};
        const Parameters p = forced({random.logarithmic(0.02, 0.9), B}, m);
        const GapProblem problem = gap_problem(p, 1e-14);
        GapWorkspace workspace;
        double expected = problem.log_T;
        for (std::size_t k = 0; k < problem.omega.size(); ++k) {
            const double w2 = problem.omega[k] * problem.omega[k] + B * B;
            expected += problem.rule->weight[k] * problem.rule->inverse_node[k] * B * B /
                        std::sqrt(w2 * (w2 + beta * beta));
        }
        EXPECT_NEAR(quadratic_form(problem, workspace, B).lowest, expected, 1e-11)
            << p.T << ' ' << beta << ' ' << B;
    }
}

}  // namespace
