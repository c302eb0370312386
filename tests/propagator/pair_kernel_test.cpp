#include <cmath>
#include <complex>
#include <numbers>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "propagator/kernel.hpp"
#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::Random;
using C = std::complex<double>;

/// <V W^power> on a full circle, from the definition.
double plain_average(const PairField& f, double w, int power, int count) {
    double sum = 0.0;
    for (int i = 0; i < count; ++i) {
        const double phi = 2.0 * std::numbers::pi * (i + 0.5) / count;
        const double gx2 = f.alpha2 * std::sin(phi) * std::sin(phi);
        const C W(w, f.Q * (f.along * std::cos(phi) + f.across * std::sin(phi))), u = W * W;
        const C V = (u + gx2) / (u * (u + f.alpha2 + f.beta2) + f.B2 * (u + gx2));
        sum += (power < 0 ? V / W : power > 0 ? V * W : V).real();
    }
    return sum / count;
}

PairField random_field(Random& random) {
    const double angle = random.uniform(-4.0, 4.0), axis = random.uniform(0.0, 3.0);
    PairField f{random.uniform(0.1, 9.0), random.uniform(0.0, 9.0), random.uniform(0.0, 4.0),
                random.uniform(0.0, 2.0), std::cos(angle),          std::sin(angle)};
    if (axis < 1.0) f.along = 0.0, f.across = 1.0;
    if (axis > 2.0) f.along = 1.0, f.across = 0.0;
    return f;
}

class EveryPairKernel : public testing::TestWithParam<const char*> {
protected:
    void SetUp() override {
        kernel_ = kernel(std::string_view(GetParam()));
        if (!kernel_) GTEST_SKIP() << GetParam() << " is not available here";
    }
    const Kernel* kernel_ = nullptr;
};

TEST_P(EveryPairKernel, AveragesOfTheDefinition) {
    Random random(51);
    for (int i = 0; i < 200; ++i) {
        const PairField f = random_field(random);
        const double w = random.logarithmic(0.3, 10);
        const PairAverages got = kernel_->average_pairs(f, {w, 1.0, 150});
        EXPECT_NEAR(got.over_w.value, plain_average(f, w, -1, 600), 1e-13 / (w * w * w));
        EXPECT_NEAR(got.plain.value, plain_average(f, w, 0, 600), 1e-13 / (w * w));
        EXPECT_NEAR(got.times_w.value, plain_average(f, w, 1, 600), 1e-13 / w);
    }
}

/// Difference quotient of fourth order.
template <class Function>
double slope(Function f, double h) {
    return (8.0 * (f(h) - f(-h)) - (f(2.0 * h) - f(-2.0 * h))) / (12.0 * h);
}

TEST_P(EveryPairKernel, DerivativesAreThoseOfTheValues) {
    Random random(52);
    for (int i = 0; i < 100; ++i) {
        const PairField f = random_field(random);
        const PairFrequency at{random.uniform(0.5, 3.0), 1.0, 100};
        const PairAverages here = kernel_->average_pairs(f, at);
        for (PairDerivatives PairAverages::*moment :
             {&PairAverages::over_w, &PairAverages::plain, &PairAverages::times_w}) {
            const auto at_field = [&](double dB2, double dQ) {
                PairField moved = f;
                moved.B2 += dB2, moved.Q += dQ;
                return kernel_->average_pairs(moved, at).*moment;
            };
            const PairDerivatives& d = here.*moment;
            constexpr double h = 2e-3, error = 1e-8;
            EXPECT_NEAR(d.B2, slope([&](double x) { return at_field(x, 0).value; }, h), error);
            EXPECT_NEAR(d.Q, slope([&](double x) { return at_field(0, x).value; }, h), error);
            EXPECT_NEAR(d.QQ, slope([&](double x) { return at_field(0, x).Q; }, h), error);
            EXPECT_NEAR(d.B2Q, slope([&](double x) { return at_field(x, 0).Q; }, h), error);
        }
    }
}

TEST_P(EveryPairKernel, MinusQGivesTheComplexConjugate) {
    Random random(53);
    for (int i = 0; i < 50; ++i) {
        PairField f = random_field(random);
        const PairFrequency at{random.uniform(0.2, 3.0), 1.0, 80};
        const PairAverages plus = kernel_->average_pairs(f, at);
        f.Q = -f.Q;
        const PairAverages minus = kernel_->average_pairs(f, at);
        EXPECT_DOUBLE_EQ(plus.over_w.value, minus.over_w.value);
        EXPECT_DOUBLE_EQ(plus.over_w.QQ, minus.over_w.QQ);
        EXPECT_DOUBLE_EQ(plus.over_w.Q, -minus.over_w.Q);
        EXPECT_DOUBLE_EQ(plus.plain.value, minus.plain.value);
        EXPECT_DOUBLE_EQ(plus.times_w.B2Q, -minus.times_w.B2Q);
    }
}

TEST_P(EveryPairKernel, SumsAreThoseOfTheAverages) {
    Random random(54);
    for (int i = 0; i < 100; ++i) {
        const PairField f = random_field(random);
        std::vector<PairFrequency> frequencies;
        PairDerivatives expected;
        const int count = 1 + i % 12;
        for (int k = 0; k < count; ++k) {
            const PairFrequency at{random.uniform(0.3, 20.0), random.uniform(0.5, 2.0),
                                   1 + static_cast<int>(random.uniform(0, 70))};
            const PairDerivatives average = kernel_->average_pairs(f, at).over_w;
            expected.value += at.weight * average.value;
            expected.B2 += at.weight * average.B2;
            expected.Q += at.weight * average.Q;
            expected.QQ += at.weight * average.QQ;
            expected.B2Q += at.weight * average.B2Q;
            frequencies.push_back(at);
        }
        const PairDerivatives sum = kernel_->sum_pairs(f, count, frequencies.data());
        const double size = count * std::pow(0.3, -5.0);
        EXPECT_NEAR(sum.value, expected.value, 1e-14 * size);
        EXPECT_NEAR(sum.B2, expected.B2, 1e-14 * size);
        EXPECT_NEAR(sum.Q, expected.Q, 1e-14 * size);
        EXPECT_NEAR(sum.QQ, expected.QQ, 1e-13 * size);
        EXPECT_NEAR(sum.B2Q, expected.B2Q, 1e-13 * size);
    }
}

INSTANTIATE_TEST_SUITE_P(PairKernel, EveryPairKernel, testing::Values("plain", "avx2", "avx512"));

}  // namespace
