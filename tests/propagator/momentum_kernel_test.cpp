// States with pair momentum at Matsubara frequencies, against matrices, tables, differences, symmetries.

#include <algorithm>
#include <cmath>
#include <memory>

#include <gtest/gtest.h>

#include "average_table.hpp"
#include "material_run.hpp"
#include "momentum_reference.hpp"
#include "propagator/newton.hpp"

using namespace mirage;
using mirage_test::AverageRow;
using mirage_test::MaterialRun;
using mirage_test::MovingMaterial;
using mirage_test::Random;

namespace {

/// Phi of the normal state, from the rates of the reference.
double normal_functional(const mirage_test::MovingReference& r, double omega) {
    double rate = r.material.magnetic + r.material.spin_orbit + r.material.orbital;
    for (std::size_t p = 0; p < r.sheets.size(); ++p)
        for (const double rate_pq : r.material.potential[p]) rate += r.material.pockets[p].share * rate_pq;
    return omega + 0.5 * rate;
}

std::unique_ptr<MaterialRun> solved(const MaterialModel& m, const std::vector<double>& omega) {
    auto run = std::make_unique<MaterialRun>(omega);
    run->solve_with_momentum(m);
    return run;
}

}  // namespace

TEST(MomentumKernel, MatrixFixedPointWithEveryChannel) {
    Random random(201);
    int across = 0, tilted = 0;
    for (int turn = 0; turn < 24; ++turn) {
        const MovingMaterial given(random, turn);
        const MaterialModel m = material_model(given.model);
        across += is_across(m), tilted += m.B_z != 0.0;
        const double omega = random.uniform(0.5, 1.0);
        const auto run = solved(m, std::vector<double>(pack_width, omega));
        const auto reference = mirage_test::reference_of(given.model, 160);
        const auto exact = mirage_test::amplitudes_of(reference, omega);
        const MaterialArrays& a = run->arrays;
        ASSERT_LT(a.error[0], solved_step) << turn;
        EXPECT_NEAR(a.phi[0], exact.functional - normal_functional(reference, omega), 1e-11) << turn;
        EXPECT_NEAR(1.0 - a.one_minus_g0[0], exact.g0, 1e-11) << turn;
        EXPECT_NEAR(a.F[0], exact.F, 1e-11) << turn;
        EXPECT_NEAR(a.Ft[0], exact.Ft, 1e-11) << turn;
        EXPECT_NEAR(a.G[0], exact.G, 1e-11) << turn;
        EXPECT_NEAR(a.current[0], exact.current, 1e-11) << turn;
    }
    EXPECT_GT(across, 2);
    EXPECT_GT(tilted, 2);
}

TEST(MomentumKernel, AgreesWithTheTable) {
    int compared = 0, free = 0, along = 0;
    for (const AverageRow& row : mirage_test::average_rows()) {
        if (!row.has_momentum()) continue;
        // cos 3 phi has axes in the plane
        if (row["B_y"] != 0.0 && row["gamma_pocket_weight"] > 0.0) continue;
        const MaterialModel m = mirage_test::model_of(row);
        const auto run = solved(m, std::vector<double>(pack_width, row["omega"]));
        const MaterialArrays& a = run->arrays;
        if (!has_real_order_parameters(m)) {
            EXPECT_FALSE(a.error[0] < solved_step);
            ++free;
            continue;
        }
        EXPECT_NEAR(a.phi[0] + mirage_test::normal_functional(m, row["omega"]), row["Phi"], 1e-8);
        EXPECT_NEAR(1.0 - a.one_minus_g0[0], row["g0"], 1e-8);
        EXPECT_NEAR(a.F[0], row["F"], 1e-8);
        EXPECT_NEAR(a.current[0], (row["J_x"] * row["Q_x"] + row["J_y"] * row["Q_y"]) / m.Q, 1e-8);
        ++compared, along += m.Q_y == 0.0;
        EXPECT_NEAR(a.Ft[0], row["F_triplet"], 1e-8);
        EXPECT_NEAR(-a.G[0], row["G_x"], 1e-8);
    }
    EXPECT_EQ(compared, 9);
    EXPECT_EQ(free, 2);
    EXPECT_EQ(along, 2);
}

TEST(MomentumKernel, DerivativesAreThoseOfTheFunctional) {
    Random random(202);
    constexpr double h = 1e-5;
    const std::vector<double> omega{0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 5.0, 20.0};
    const auto near = [](double found, double up, double down, double step) {
        const double difference = (up - down) / step;
        EXPECT_NEAR(found, difference, 3e-6 * std::fabs(difference) + 3e-8);
    };
    for (int turn = 0; turn < 24; ++turn) {
        const MovingMaterial given(random, turn);
        SCOPED_TRACE(turn);
        const auto changed = [&](double PairingModel::*number, double by) {
            PairingModel model = given.model;
            model.*number += by;
            return solved(material_model(model), omega);
        };
        const auto here = solved(material_model(given.model), omega);
        const MaterialArrays& a = here->arrays;
        const auto Q_up = changed(&PairingModel::Q, h), Q_down = changed(&PairingModel::Q, -h),
                   D_up = changed(&PairingModel::Delta, h), D_down = changed(&PairingModel::Delta, -h),
                   B_up = changed(&PairingModel::B, h), B_down = changed(&PairingModel::B, -h);
        for (int k = 0; k < pack_width; ++k) {
            const auto along = [&](double found, const auto& up, const auto& down,
                                   double* MaterialArrays::*of) {
                near(found, (up->arrays.*of)[k], (down->arrays.*of)[k], 2.0 * h);
            };
            ASSERT_LT(a.error[k], solved_step);
            along(-a.current[k], Q_up, Q_down, &MaterialArrays::phi);
            along(a.current_Q[k], Q_up, Q_down, &MaterialArrays::current);
            along(a.F_Q[k], Q_up, Q_down, &MaterialArrays::F);
            along(a.Ft_Q[k], Q_up, Q_down, &MaterialArrays::Ft);
            along(-a.F_Q[k], D_up, D_down, &MaterialArrays::current);
            along(a.F[k], D_up, D_down, &MaterialArrays::phi);
            along(a.F_D[k], D_up, D_down, &MaterialArrays::F);
            along(a.F_eta[k], D_up, D_down, &MaterialArrays::Ft);
            along(-a.G[k], B_up, B_down, &MaterialArrays::phi);
            along(a.F_B[k], B_up, B_down, &MaterialArrays::F);
            along(a.Ft_B[k], B_up, B_down, &MaterialArrays::Ft);
            along(a.F_omega[k], D_down, D_up, &MaterialArrays::one_minus_g0);
        }
        if (given.material.T_triplet == 0.0) continue;
        const auto up = changed(&PairingModel::eta, h), down = changed(&PairingModel::eta, -h);
        for (int k = 0; k < pack_width; ++k) {
            near(a.Ft[k], up->arrays.phi[k], down->arrays.phi[k], 2.0 * h);
            near(a.Ft_eta[k], up->arrays.Ft[k], down->arrays.Ft[k], 2.0 * h);
            near(-a.Ft_Q[k], up->arrays.current[k], down->arrays.current[k], 2.0 * h);
            near(a.Ft_omega[k], down->arrays.one_minus_g0[k], up->arrays.one_minus_g0[k], 2.0 * h);
        }
    }
}

TEST(MomentumKernel, EveryInstructionSetAgrees) {
    Random random(203);
    const std::vector<double> omega{0.03, 0.1, 0.3, 0.7, 1.0, 3.0, 10.0, 100.0};
    for (int turn = 0; turn < 16; ++turn) {
        const MovingMaterial given(random, turn);
        const MaterialModel m = material_model(given.model);
        const auto best = solved(m, omega);
        for (const char* name : instruction_sets) {
            const Kernel* set = kernel(name);
            if (!set) continue;
            const auto other = solved(m, omega);
            std::fill_n(other->arrays.self, momentum_rows(m) * pack_width, 0.0);  // begun anew
            set->solve_momentum(m, other->arrays);
            for (int k = 0; k < pack_width; ++k) {
                EXPECT_NEAR(other->arrays.F[k], best->arrays.F[k], 1e-12) << turn << ' ' << name;
                EXPECT_NEAR(other->arrays.phi[k], best->arrays.phi[k],
                            1e-12 * (1.0 + std::fabs(best->arrays.phi[k])))
                    << turn << ' ' << name;
                EXPECT_NEAR(other->arrays.current[k], best->arrays.current[k], 1e-12) << turn << ' ' << name;
            }
        }
    }
}

TEST(MomentumKernel, SaysWhatIsNotSolved) {
    // a triplet order parameter whose phase is free to turn: a tilted field and a momentum along it
    PairingModel m{0.5, 1.3, 1.7, 0.4, 0.6};
    m.Q = 0.7, m.Q_angle = along_the_field, m.eta = 0.3;
    Material triplet;
    triplet.gamma_intra = 0.2;
    triplet.theta = 0.6;
    triplet.T_triplet = 0.3;
    m.material = &triplet;
    const std::vector<double> omega{0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8};
    const auto free = solved(material_model(m), omega);
    for (int k = 0; k < pack_width; ++k) EXPECT_FALSE(free->arrays.error[k] < solved_step);
    m.Q_angle = across_the_field;
    const auto fixed = solved(material_model(m), omega);
    for (int k = 0; k < pack_width; ++k) EXPECT_TRUE(fixed->arrays.error[k] < solved_step);
}

TEST(MomentumKernel, SaysWhereDirectionsAreNotResolved) {
    PairingModel model{0.3, 3.5, 7.0, 0.0, 1.0};
    model.Q = 0.6;
    const auto close = solved(material_model(model), std::vector<double>(pack_width, 1e-5)),
               apart = solved(material_model(model), std::vector<double>(pack_width, 1e-2));
    EXPECT_GT(close->arrays.directions_error[0], 1e-11);
    EXPECT_LT(apart->arrays.directions_error[0], 1e-12);
}
