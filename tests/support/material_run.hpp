#pragma once
// The Matsubara kernel of materials with the memory that it needs, and random materials.

#include <array>
#include <vector>

#include "mirage/model/parameters.hpp"
#include "propagator/kernel.hpp"
#include "propagator/material_kernel.hpp"
#include "table.hpp"

namespace mirage_test {

/// Arrays over frequencies, a multiple of pack_width of them.
class MaterialRun {
public:
    explicit MaterialRun(std::vector<double> frequencies) : omega_(std::move(frequencies)) {
        results_.resize(static_cast<std::size_t>(mirage::material_results + mirage::momentum_results) *
                        omega_.size());
        arrays.count = static_cast<int>(omega_.size());
        arrays.omega = omega_.data();
        double* at = results_.data();
        for (double** array :
             {&arrays.F, &arrays.Ft, &arrays.phi, &arrays.G, &arrays.one_minus_g0, &arrays.F_D, &arrays.F_eta,
              &arrays.Ft_eta, &arrays.F_B, &arrays.Ft_B, &arrays.F_omega, &arrays.Ft_omega, &arrays.g0_omega,
              &arrays.error, &arrays.directions_error}) {
            *array = at;
            at += omega_.size();
        }
        momentum_ = at;
    }
    MaterialRun(const MaterialRun&) = delete;
    MaterialRun& operator=(const MaterialRun&) = delete;

    /// Begun anew; returns the number of directions.
    int solve(const mirage::MaterialModel& model) {
        begin(mirage::material_rows(model));
        return mirage::solve_material(model, arrays);
    }
    /// The same by the kernel of states with momentum, also at Q = 0, with the arrays that it adds.
    int solve_with_momentum(const mirage::MaterialModel& model) {
        begin(mirage::momentum_rows(model));
        double* at = momentum_;
        for (double** array : {&arrays.current, &arrays.F_Q, &arrays.Ft_Q, &arrays.current_Q}) {
            *array = at;
            at += omega_.size();
        }
        return mirage::solve_momentum(model, arrays);
    }
    /// From the solution before.
    int solve_again(const mirage::MaterialModel& model) { return mirage::solve_material(model, arrays); }

    mirage::MaterialArrays arrays;

private:
    void begin(int rows) {
        self_.assign(omega_.size() * static_cast<std::size_t>(rows), 0.0);
        arrays.self = self_.data();
    }

    std::vector<double> omega_, self_, results_;
    double* momentum_ = nullptr;
};

/// A material with what it lives in: `model` points into it.
struct RandomMaterial {
    mirage::Material material;
    mirage::PairingModel model;

    /// Every combination of pockets and channels in turn.
    RandomMaterial(Random& random, int turn) {
        const auto rate = [&](int period) { return turn % period ? 0.0 : random.logarithmic(1e-2, 10.0); };
        const double intra = rate(5), inter = turn % 4 ? random.logarithmic(1e-2, 10.0) : 0.0;
        model.Delta = random.logarithmic(1e-3, 1.5);
        model.B = random.logarithmic(0.05, 20.0);
        model.beta = random.logarithmic(0.1, 50.0);
        model.alpha = turn % 3 ? 0.0 : random.uniform(0.0, 3.0);
        model.gamma = intra + inter;
        material.gamma_intra = intra;
        material.gamma_pocket = rate(2);
        material.gamma_magnetic = rate(7);
        material.gamma_spin_orbit = rate(3);
        material.orbital = turn % 6 ? 0.0 : random.logarithmic(1e-3, 0.1);
        if (turn % 2) {
            material.T_triplet = 0.3;
            model.eta = random.uniform(-0.5, 0.5);
        }
        if (turn % 3) add_pockets(random, turn);
        model.material = &material;
    }
    RandomMaterial(const RandomMaterial&) = delete;
    RandomMaterial& operator=(const RandomMaterial&) = delete;

private:
    void add_pockets(Random& random, int turn) {
        mirage::Pocket nodes;
        nodes.share = random.uniform(0.1, 0.9);
        nodes.beta = random.logarithmic(0.1, 30.0);
        nodes.gap = random.uniform(-1.0, 1.0);
        nodes.alpha = turn % 6 == 1 ? random.uniform(0.0, 1.0) : 0.0;
        material.pockets.push_back(nodes);
        if (turn % 9 != 2) return;
        mirage::Pocket pair;
        pair.share = 0.05;
        pair.beta = 3.0;
        pair.form = mirage::SpinOrbitForm::valley;
        material.pockets.push_back(pair);
    }
};

}  // namespace mirage_test
