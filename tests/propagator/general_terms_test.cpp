#include "propagator/general_terms.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "general_reference.hpp"
#include "propagator/generating_function.hpp"
#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::Random;
using Coordinates = std::array<double, general_all>;
using Terms = DirectionTerms<double, general_all>;

Terms terms(const Coordinates& at) {
    double x[general_all];
    std::copy(at.begin(), at.end(), x);
    return general_terms(x);
}

mirage_test::GeneralPropagator reference(const Coordinates& at) {
    mirage_test::GeneralCoordinates x;
    std::copy(at.begin(), at.end(), x.begin());
    return mirage_test::general_propagator(x);
}

Coordinates random_state(Random& random) {
    Coordinates x;
    for (double& value : x) value = random.uniform(-3, 3);
    x[general_w] = random.logarithmic(1e-2, 20);
    return x;
}

/// On the Matsubara axis a self-energy keeps w the larger: d and y are below it, and D dominates d.
Coordinates random_physical_state(Random& random) {
    Coordinates x = random_state(random);
    const double scale = random.logarithmic(1e-6, 1.0) * x[general_w];
    x[general_D] *= 0.3;
    for (int i = 0; i < 3; ++i) x[static_cast<std::size_t>(general_d + i)] *= 0.1 * scale;
    for (int i = 0; i < 3; ++i) x[static_cast<std::size_t>(general_y + i)] *= 0.1 * scale;
    return x;
}

double largest(const double* values, int count) {
    double most = 0.0;
    for (int i = 0; i < count; ++i) most = std::max(most, std::fabs(values[i]));
    return most;
}

TEST(GeneralTerms, MatrixSign) {
    Random random(11);
    for (int k = 0; k < 3000; ++k) {
        const Coordinates x = k % 2 ? random_state(random) : random_physical_state(random);
        const Terms f = terms(x);
        const mirage_test::GeneralPropagator exact = reference(x);
        EXPECT_NEAR(f.r / exact.r.real(), 1.0, 1e-12);
        const double scale = largest(f.gradient, general_all);
        for (int i = 0; i < general_all; ++i)
            EXPECT_NEAR(f.gradient[i], exact.gradient[static_cast<std::size_t>(i)].real(), 2e-12 * scale)
                << k << ' ' << i;
        EXPECT_NEAR(f.one_minus_g0, 1.0 - f.gradient[0], 1e-13 * std::max(1.0, scale));
    }
}

TEST(GeneralTerms, ReferenceTable) {
    int rows = 0;
    for (const auto& row : mirage_test::read_table("general_propagator.csv")) {
        const auto v = [&row](std::size_t i) { return mirage_test::number(row, i); };
        if (v(0) != 0.0 || v(5) != 0.0) continue;  // real energies
        ++rows;
        Coordinates x{};
        // columns: n, g, m in pairs of real and imaginary parts; n2 = -D, n3 = w, g = i g, m3 = -i h, m2 = i
        // d
        x[general_w] = v(4), x[general_D] = -v(2);
        Coordinates gradient{};
        gradient[general_w] = v(32 + 4), gradient[general_D] = -v(32 + 2);
        for (std::size_t i = 0; i < 3; ++i) {
            x[general_g + i] = v(7 + 2 * i), x[general_y + i] = v(12 + 2 * i);
            x[general_d + i] = v(19 + 2 * i), x[general_h + i] = -v(25 + 2 * i);
            // dr/dg = i dr/dc and so on
            gradient[general_g + i] = -v(32 + 7 + 2 * i), gradient[general_y + i] = v(32 + 12 + 2 * i);
            gradient[general_d + i] = -v(32 + 19 + 2 * i), gradient[general_h + i] = v(32 + 25 + 2 * i);
        }
        const Terms f = terms(x);
        EXPECT_NEAR(f.r / v(30), 1.0, 1e-11);
        const double scale = largest(gradient.data(), general_all);
        for (std::size_t i = 0; i < general_all; ++i)
            EXPECT_NEAR(f.gradient[i], gradient[i], 1e-11 * scale) << rows << ' ' << i;
    }
    EXPECT_EQ(rows, 12);
}

TEST(GeneralTerms, HessianIsTheDerivativeOfTheGradient) {
    Random random(12);
    int compared = 0;
    for (int k = 0; k < 300; ++k) {
        const Coordinates x = k % 2 ? random_state(random) : random_physical_state(random);
        const Terms f = terms(x);
        const double scale = largest(f.hessian, pair_count(general_all));
        for (int j = 0; j < general_all; ++j) {
            // central differences of two steps, extrapolated
            std::array<double, general_all> slope[2];
            double slope_r[2];
            for (int s = 0; s < 2; ++s) {
                const double h = (s ? 1e-3 : 5e-4) * std::min(1.0, x[general_w]);
                Coordinates up = x, down = x;
                up[static_cast<std::size_t>(j)] += h, down[static_cast<std::size_t>(j)] -= h;
                const Terms a = terms(up), b = terms(down);
                slope_r[s] = (a.r - b.r) / (2 * h);
                for (std::size_t i = 0; i < general_all; ++i)
                    slope[s][i] = (a.gradient[i] - b.gradient[i]) / (2 * h);
            }
            if (std::fabs(slope_r[0] - slope_r[1]) > 1e-5 * f.r) continue;  // differences need room
            EXPECT_NEAR((4 * slope_r[0] - slope_r[1]) / 3, f.gradient[j], 1e-7 * std::max(1.0, f.r));
            double jump = 0.0;
            for (std::size_t i = 0; i < general_all; ++i)
                jump = std::max(jump, std::fabs(slope[0][i] - slope[1][i]));
            if (jump > 1e-4 * scale) continue;
            ++compared;
            for (int i = 0; i < general_all; ++i) {
                const auto at = static_cast<std::size_t>(i);
                EXPECT_NEAR((4 * slope[0][at] - slope[1][at]) / 3, f.hessian[pair_index(general_all, i, j)],
                            1e-6 * scale)
                    << k << ": " << i << ' ' << j;
            }
        }
    }
    EXPECT_GT(compared, 3000);
}

TEST(GeneralTerms, HomogeneousOfDegreeOne) {
    // Euler: x.grad r = r and Hessian x = 0
    Random random(13);
    for (int k = 0; k < 500; ++k) {
        const Coordinates x = k % 2 ? random_state(random) : random_physical_state(random);
        const Terms f = terms(x);
        double r = 0.0, size = 0.0;
        for (int i = 0; i < general_all; ++i) {
            const double part = x[static_cast<std::size_t>(i)] * f.gradient[i];
            r += part;
            size = std::max(size, std::fabs(part));
        }
        EXPECT_NEAR(r, f.r, 1e-12 * size);
        for (int i = 0; i < general_all; ++i) {
            double sum = 0.0, most = 0.0;
            for (int j = 0; j < general_all; ++j) {
                const double part = f.hessian[pair_index(general_all, i, j)] * x[static_cast<std::size_t>(j)];
                sum += part;
                most = std::max(most, std::fabs(part));
            }
            EXPECT_NEAR(sum, 0.0, 1e-10 * std::max(1.0, most));
        }
    }
}

TEST(GeneralTerms, TheEvenCoordinatesAloneAreAPart) {
    Random random(14);
    for (int k = 0; k < 100; ++k) {
        const Coordinates at = random_state(random);
        double x[general_all];
        std::copy(at.begin(), at.end(), x);
        const auto part = general_terms<general_even>(x);
        const Terms all = general_terms(x);
        EXPECT_EQ(part.r, all.r);
        for (int i = 0; i < general_even; ++i)
            for (int j = i; j < general_even; ++j)
                EXPECT_EQ(part.hessian[pair_index(general_even, i, j)],
                          all.hessian[pair_index(general_all, i, j)]);
    }
}

TEST(GeneralTerms, TwoValleyModel) {
    Random random(15);
    for (int k = 0; k < 1000; ++k) {
        const double w = random.logarithmic(1e-3, 1e4), D = random.logarithmic(1e-4, 2),
                     h = random.logarithmic(1e-2, 20), d = random.uniform(-0.1, 0.1) * D * h / (1.0 + w * w);
        const double g_x = random.uniform(-3, 3), g_y = random.uniform(-3, 3), g_z = random.uniform(-9, 9);
        Coordinates x{};
        x[general_w] = w, x[general_D] = D, x[general_h] = h, x[general_d] = d;
        x[general_g] = g_x, x[general_g + 1] = g_y, x[general_g + 2] = g_z;
        const Terms f = terms(x);
        const double k_ = w * d - D * h, g2 = g_x * g_x + g_y * g_y + g_z * g_z;
        const Invariants<double> in{w * w + D * D, h * h + d * d, w * h + D * d, k_ * k_};
        CubicRoot<double> root;
        root.gx2 = g_x * g_x, root.gp2 = g_y * g_y + g_z * g_z;
        root.u = root_with_rashba(in, root.gx2, g2, root_without_rashba(in, g2).u);
        const double p = root.u * (root.u + g2);
        root.q = p * in.kappa / (p + (root.u + root.gx2) * in.b2);
        const GeneratingFunction<double> two = generating_function(in, root, g2);
        EXPECT_NEAR(f.r / two.r, 1.0, 1e-13);
        const double F = 2 * D * two.s + d * two.e, fy = g_z * k_ / two.P_u_over_r;
        EXPECT_NEAR(f.gradient[general_D], F, 1e-11 * std::fabs(F));
        EXPECT_NEAR(f.gradient[general_y + 1], fy, 1e-11 * (std::fabs(fy) + 1e-3 * std::fabs(F)));
        // small at large w, without cancellation: G = h_perp (B v - w D d)/Q, theory page eq. (3b)
        const double v = D * D - (root.u + root.gx2) * in.kappa / (p + (root.u + root.gx2) * in.b2);
        const double G = two.h_over_Q * (h * v - w * D * d);
        EXPECT_NEAR(f.v, v, 1e-13 * D * D);
        EXPECT_NEAR(-f.gradient[general_h], G, 1e-11 * (std::fabs(two.h_over_Q * h * D * D)));
    }
}

TEST(GeneralTerms, WithoutPairingItIsTheNormalState) {
    double x[general_all] = {0.3, 0, 1, 2, 3, 0, 0, 0, 0.5, -1, 2, 0, 0, 0};
    const Terms f = general_terms(x);
    EXPECT_EQ(f.r, 0.3);
    EXPECT_EQ(f.one_minus_g0, 0.0);
    for (int i = 1; i < general_all; ++i) EXPECT_EQ(f.gradient[i], 0.0);
}

}  // namespace
