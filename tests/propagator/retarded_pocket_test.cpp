#include "propagator/retarded_pocket.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include <gtest/gtest.h>

namespace {

using namespace mirage;
using C = Complex<double>;
using Long = long double;

/// dr/dw of one direction without Rashba coupling, where the cubic is quadratic, without cancellation.
Long g0_of(Long w, Long D, Long h, Long d, Long g) {
    const Long s = w * w + D * D - h * h - d * d - g * g, e = w * h + D * d;
    const Long K = -e * e - (w * w + D * D) * g * g, root = std::sqrt(s * s - 4 * K);
    const Long u = s > 0 ? (s + root) / 2 : -2 * K / (root - s);
    return (u * 2 * w + 2 * e * h + 2 * w * g * g) / (2 * u - s) / (2 * std::sqrt(u));
}

/// Over the logarithm of the angle from the node: smooth there, whatever the width of the node.
Long mean_g0(Long w, Long D, Long h, Long d, Long beta) {
    const Long quarter = std::acos(-1.0L) / 2, low = std::log(1e-26L), high = std::log(quarter);
    constexpr int n = 4000;
    Long sum = 0;
    for (int i = 0; i <= n; ++i) {
        const Long phi = std::exp(low + (high - low) * i / n);
        const Long simpson = i == 0 || i == n ? 1 : i % 2 ? 4 : 2;
        sum += simpson / 3 * g0_of(w, D, h, d, beta * std::sin(phi)) * phi;
    }
    return sum * (high - low) / n / quarter;
}

/// Beyond B = Delta a node has states at all energies: g0 vanishes like w ln(1/w), from ever narrower
/// directions.
TEST(RetardedPocket, NodesOfEveryWidthOnTheMatsubaraAxis) {
    MaterialModel m;
    PocketModel& pocket = m.pocket[0];
    pocket.form = SpinOrbitForm::cos3phi;
    pocket.beta = 3.0;
    double worst = 0.0;
    for (const double h : {0.3, 1.9})
        for (double w = 1e-1; w > 1e-19; w *= 0.1) {
            const double D = 0.6, d = -0.2 * w;
            const C x[6] = {C(w, 0), C(D, 0), C(h, 0), C(d, 0), C(0, 0), C(0, 0)};
            const auto average = retarded_pocket_average<InPlaneField, 4>(x, m, pocket, 2e-12);
            const double exact = static_cast<double>(mean_g0(w, D, h, d, pocket.beta));
            const double error = std::fabs(average.terms.gradient[InPlaneField::w].re / exact - 1.0);
            EXPECT_LT(error, 1e-8) << "w = " << w << ", h = " << h;
            worst = std::max(worst, error);
        }
    std::printf("relative error of g0, w from 0.1 to 1e-18: %.1e\n", worst);
}

}  // namespace
