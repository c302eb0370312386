#include "propagator/material_kernel.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "average_table.hpp"
#include "material_run.hpp"

using namespace mirage;
using mirage_test::AverageRow;
using mirage_test::MaterialRun;
using mirage_test::Random;
using mirage_test::RandomMaterial;

TEST(MaterialKernel, AgreesWithTheTable) {
    int compared = 0, tilted = 0;
    for (const AverageRow& row : mirage_test::average_rows()) {
        const bool triplet_axis = row["B_y"] != 0.0 && row["eta"] != 0.0;  // its d vector lies along y
        if (row.has_momentum() || triplet_axis) continue;
        const MaterialModel m = mirage_test::model_of(row);
        MaterialRun run(std::vector<double>(pack_width, row["omega"]));
        run.solve(m);
        const MaterialArrays& a = run.arrays;
        EXPECT_NEAR(a.phi[0] + mirage_test::normal_functional(m, row["omega"]), row["Phi"], 1e-8);
        EXPECT_NEAR(1.0 - a.one_minus_g0[0], row["g0"], 1e-8);
        EXPECT_NEAR(a.F[0], row["F"], 1e-8);
        EXPECT_NEAR(a.Ft[0] * row["B_x"] / m.B_x, row["F_triplet"], 1e-8);
        EXPECT_NEAR(-a.G[0] * row["B_x"] / m.B_x, row["G_x"], 1e-8);
        ++compared;
        tilted += m.B_z != 0.0;
    }
    EXPECT_GT(compared, 10);
    EXPECT_GT(tilted, 0);
}

TEST(MaterialKernel, DerivativesAreThoseOfTheFunctional) {
    Random random(11);
    constexpr double h = 1e-5;
    std::vector<double> omega;
    for (int k = 0; k < pack_width; ++k) omega.push_back(0.05 * std::pow(3.0, k));
    const auto solved = [&](const PairingModel& model, double stretch = 1.0) {
        std::vector<double> at = omega;
        for (double& w : at) w *= stretch;
        auto run = std::make_unique<MaterialRun>(at);
        run->solve(material_model(model));
        return run;
    };
    const auto near = [](double found, double up, double down, double step) {
        const double difference = (up - down) / step;
        EXPECT_NEAR(found, difference, 3e-6 * std::fabs(difference) + 3e-8);
    };
    for (int turn = 0; turn < 120; ++turn) {
        const RandomMaterial r(random, turn);
        const auto changed = [&](auto change) {
            PairingModel model = r.model;
            change(model);
            return solved(model);
        };
        const auto here = solved(r.model);
        const auto D_up = changed([](PairingModel&m) { m.Delta *= 1.0 + h; }),
                   D_down = changed([](PairingModel&m) { m.Delta *= 1.0 - h; }),
                   eta_up = changed([](PairingModel&m) { m.eta += h; }),
                   eta_down = changed([](PairingModel&m) { m.eta -= h; }),
                   B_up = changed([](PairingModel&m) { m.B *= 1.0 + h; }),
                   B_down = changed([](PairingModel&m) { m.B *= 1.0 - h; });
        const auto w_up = solved(r.model, 1.0 + h), w_down = solved(r.model, 1.0 - h);
        const MaterialArrays& a = here->arrays;
        for (int k = 0; k < pack_width; ++k) {
            const double D = 2.0 * h * r.model.Delta, B = 2.0 * h * r.model.B,
                         w = 2.0 * h * omega[static_cast<std::size_t>(k)];
            ASSERT_LT(a.error[k], 1e-7);
            near(a.F[k], D_up->arrays.phi[k], D_down->arrays.phi[k], D);
            near(a.F_D[k], D_up->arrays.F[k], D_down->arrays.F[k], D);
            near(-a.G[k], B_up->arrays.phi[k], B_down->arrays.phi[k], B);
            near(a.F_B[k], B_up->arrays.F[k], B_down->arrays.F[k], B);
            near(-a.one_minus_g0[k], w_up->arrays.phi[k], w_down->arrays.phi[k], w);
            near(a.F_omega[k], w_up->arrays.F[k], w_down->arrays.F[k], w);
            near(-a.g0_omega[k], w_up->arrays.one_minus_g0[k], w_down->arrays.one_minus_g0[k], w);
            if (r.model.eta == 0.0) continue;
            near(a.Ft[k], eta_up->arrays.phi[k], eta_down->arrays.phi[k], 2.0 * h);
            near(a.F_eta[k], eta_up->arrays.F[k], eta_down->arrays.F[k], 2.0 * h);
            near(a.Ft_eta[k], eta_up->arrays.Ft[k], eta_down->arrays.Ft[k], 2.0 * h);
            near(a.Ft_B[k], B_up->arrays.Ft[k], B_down->arrays.Ft[k], B);
            near(a.Ft_omega[k], w_up->arrays.Ft[k], w_down->arrays.Ft[k], w);
        }
    }
}

TEST(MaterialKernel, SumsAreThoseOfAllFrequencies) {
    Random random(17);
    std::vector<double> omega, weight;
    for (int k = 0; k < 3 * pack_width; ++k) {
        omega.push_back(0.05 * std::pow(1.4, k));
        weight.push_back(random.uniform(0.5, 2.0));
    }
    const RandomMaterial r(random, 1);
    MaterialRun run(omega);
    run.solve(material_model(r.model));
    const MaterialArrays& a = run.arrays;
    const auto sum = [&](const double* of) {
        double total = 0.0;
        for (std::size_t k = omega.size(); k-- > 0;) total += weight[k] * of[k];
        return total;
    };
    for (const char* set : instruction_sets) {
        const Kernel* k = kernel(set);
        if (!k) continue;
        const MaterialSums s = k->sum_material(a, weight.data());
        const auto same = [&](double found, const double* of) {
            EXPECT_NEAR(found, sum(of), 1e-13 * (1.0 + std::fabs(sum(of)))) << set;
        };
        same(s.F, a.F), same(s.Ft, a.Ft), same(s.phi, a.phi), same(s.G, a.G);
        same(s.F_D, a.F_D), same(s.F_eta, a.F_eta), same(s.Ft_eta, a.Ft_eta);
        same(s.F_B, a.F_B), same(s.Ft_B, a.Ft_B);
        EXPECT_EQ(s.current, 0.0);
        MaterialArrays moving = a;
        moving.current = a.G, moving.F_Q = a.F_B, moving.Ft_Q = a.Ft_B, moving.current_Q = a.phi;
        const MaterialSums q = k->sum_material(moving, weight.data());
        same(q.current, a.G), same(q.F_Q, a.F_B), same(q.Ft_Q, a.Ft_B), same(q.current_Q, a.phi);
    }
}

TEST(MaterialKernel, IsTheTwoValleyEngineWhereThatApplies) {
    Random random(12);
    for (int turn = 0; turn < 200; ++turn) {
        PairingModel model{random.uniform(0.01, 1.0), random.logarithmic(0.05, 20.0),
                           random.logarithmic(0.1, 50.0), turn % 3 ? random.logarithmic(1e-2, 5.0) : 0.0,
                           turn % 2 ? random.logarithmic(1e-2, 5.0) : 0.0};
        std::vector<double> omega(pack_width);
        for (double& w : omega) w = random.logarithmic(1e-2, 100.0);
        std::vector<double> self(6 * omega.size()), out(8 * omega.size());
        double* o = out.data();
        constexpr int n = pack_width;
        FrequencyArrays two{n,         omega.data(), self.data(), o,         o + n,    o + 2 * n,
                            o + 3 * n, o + 4 * n,    o + 5 * n,   o + 6 * n, o + 7 * n};
        kernel().start(model, two);
        kernel().solve(model, two);
        Material material;
        material.gamma_intra = 0.5 * model.gamma;
        model.material = &material;
        MaterialRun run(omega);
        run.solve(material_model(model));
        for (int k = 0; k < n; ++k) {
            if (!(two.error[k] < 1e-7)) continue;
            EXPECT_NEAR(run.arrays.F[k] / (model.Delta * two.F_over_Delta[k]), 1.0, 1e-11);
            EXPECT_NEAR(run.arrays.phi[k], two.phi[k], 1e-11 * (1.0 + two.phi[k]));
            EXPECT_NEAR(run.arrays.G[k], two.G[k], 1e-11);
            EXPECT_NEAR(1.0 - run.arrays.one_minus_g0[k], two.g0[k], 1e-11);
        }
    }
}

TEST(MaterialKernel, AFieldOfAnyDirectionIsThatInThePlaneWhereItLiesThere) {
    Random random(15);
    const std::vector<double> omega{0.05, 0.15, 0.3, 0.7, 1.5, 4.0, 20.0, 100.0};
    for (int turn = 0; turn < 60; ++turn) {
        const RandomMaterial r(random, turn);
        MaterialModel m = material_model(r.model);
        MaterialRun in_plane(omega), any(omega);
        in_plane.solve(m);
        m.B_z = 1e-300;
        any.solve(m);
        const MaterialArrays &a = in_plane.arrays, &b = any.arrays;
        for (int k = 0; k < pack_width; ++k) {
            EXPECT_NEAR(a.F[k], b.F[k], 2e-11);
            EXPECT_NEAR(a.Ft[k], b.Ft[k], 2e-11);
            EXPECT_NEAR(a.phi[k], b.phi[k], 2e-11 * (1.0 + std::fabs(a.phi[k])));
            EXPECT_NEAR(a.F_D[k], b.F_D[k], 1e-9 * (1.0 + std::fabs(a.F_D[k])));
            EXPECT_NEAR(a.G[k], b.G[k], 2e-11);
        }
    }
}

TEST(MaterialKernel, ATiltedFieldActsAlongItself) {
    Random random(16);
    const std::vector<double> omega{0.05, 0.15, 0.3, 0.7, 1.5, 4.0, 20.0, 100.0};
    constexpr double h = 1e-5;
    for (int turn = 0; turn < 40; ++turn) {
        RandomMaterial r(random, turn);
        r.material.theta = random.uniform(0.05, 1.5);
        r.material.orbital_perpendicular = turn % 2 ? 0.1 : 0.0;
        PairingModel up = r.model, down = r.model;
        up.B *= 1.0 + h, down.B *= 1.0 - h;
        MaterialRun here(omega), above(omega), below(omega);
        here.solve(material_model(r.model));
        above.solve(material_model(up));
        below.solve(material_model(down));
        for (int k = 0; k < pack_width; ++k) {
            const auto slope = [&](const double* high, const double* low) {
                return (high[k] - low[k]) / (2.0 * h * r.model.B);
            };
            EXPECT_NEAR(-here.arrays.G[k], slope(above.arrays.phi, below.arrays.phi), 1e-6);
            EXPECT_NEAR(here.arrays.F_B[k], slope(above.arrays.F, below.arrays.F), 1e-6);
        }
    }
}

TEST(MaterialKernel, TheSolutionBeforeIsAStartOnly) {
    Random random(13);
    for (int turn = 0; turn < 60; ++turn) {
        RandomMaterial r(random, turn);
        const std::vector<double> omega{0.1, 0.3, 0.5, 0.7, 1.0, 3.0, 10.0, 100.0};
        MaterialRun again(omega), anew(omega);
        again.solve(material_model(r.model));
        r.model.Delta *= 1.1;
        r.model.B *= 0.95;
        again.solve_again(material_model(r.model));
        anew.solve(material_model(r.model));
        for (int k = 0; k < pack_width; ++k) {
            EXPECT_NEAR(again.arrays.phi[k], anew.arrays.phi[k],
                        1e-12 * (1.0 + std::fabs(anew.arrays.phi[k])));
            EXPECT_NEAR(again.arrays.F[k], anew.arrays.F[k], 1e-12);
        }
    }
}

TEST(MaterialKernel, EveryInstructionSetAgrees) {
    Random random(14);
    for (int turn = 0; turn < 30; ++turn) {
        const RandomMaterial r(random, turn);
        const MaterialModel m = material_model(r.model);
        const std::vector<double> omega{0.1, 0.3, 0.5, 0.7, 1.0, 3.0, 10.0, 100.0};
        MaterialRun best(omega);
        best.solve(m);
        for (const char* name : instruction_sets) {
            const Kernel* set = kernel(name);
            if (!set) continue;
            MaterialRun other(omega);
            other.solve(m);
            set->solve_material(m, other.arrays);
            for (int k = 0; k < pack_width; ++k) {
                if (!(other.arrays.error[k] < 1e-7)) continue;  // left to be begun anew
                EXPECT_NEAR(other.arrays.F[k], best.arrays.F[k], 1e-12);
                EXPECT_NEAR(other.arrays.phi[k], best.arrays.phi[k],
                            1e-12 * (1.0 + std::fabs(best.arrays.phi[k])));
            }
        }
    }
}
