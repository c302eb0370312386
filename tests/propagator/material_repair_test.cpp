// What the packs leave unsolved is solved one by one: no frequency of the domain fails.

#include <cmath>

#include <gtest/gtest.h>

#include "material_run.hpp"

using namespace mirage;
using mirage_test::MaterialRun;
using mirage_test::Random;
using mirage_test::RandomMaterial;

TEST(MaterialRepair, NoFrequencyOfTheDomainFails) {
    Random random(21);
    for (int turn = 0; turn < 1500; ++turn) {
        const RandomMaterial r(random, turn);
        std::vector<double> omega;
        const double lowest = random.logarithmic(2e-3, 0.5);
        for (int k = 0; k < pack_width; ++k) omega.push_back(lowest * std::pow(3.0, k));
        MaterialRun run(omega);
        run.solve(material_model(r.model));
        for (int k = 0; k < pack_width; ++k) {
            EXPECT_LT(run.arrays.error[k], 1e-7)
                << "turn " << turn << ", omega " << omega[static_cast<std::size_t>(k)];
            EXPECT_LT(run.arrays.directions_error[k], 1e-9) << "turn " << turn;
            EXPECT_LT(run.arrays.one_minus_g0[k], 1.0) << "turn " << turn;
        }
    }
}

TEST(MaterialRepair, AStartFromNowhereIsMended) {
    Random random(22);
    for (int turn = 0; turn < 40; ++turn) {
        const RandomMaterial r(random, turn);
        const MaterialModel m = material_model(r.model);
        const std::vector<double> omega{0.02, 0.1, 0.3, 0.5, 1.0, 3.0, 10.0, 100.0};
        MaterialRun run(omega), spoilt(omega);
        run.solve(m);
        spoilt.solve(m);
        for (int i = 3; i < material_rows(m); ++i)
            for (int k = 0; k < pack_width; ++k)
                spoilt.arrays.self[i * pack_width + k] = random.uniform(0.0, 30.0);
        spoilt.solve_again(m);
        for (int k = 0; k < pack_width; ++k) {
            EXPECT_NEAR(spoilt.arrays.F[k], run.arrays.F[k], 1e-11);
            EXPECT_NEAR(spoilt.arrays.one_minus_g0[k], run.arrays.one_minus_g0[k], 1e-11);
        }
    }
}
