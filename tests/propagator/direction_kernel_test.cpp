#include "propagator/direction_kernel.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include <gtest/gtest.h>

#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::Random;

class EveryDirectionKernel : public testing::TestWithParam<const char*> {
protected:
    void SetUp() override {
        kernel_ = kernel(std::string_view(GetParam()));
        if (!kernel_) GTEST_SKIP() << GetParam() << " is not available here";
    }
    const Kernel* kernel_ = nullptr;
};

PocketModel random_pocket(Random& random) {
    PocketModel pocket;
    if (random.uniform(0.0, 1.0) < 0.5) pocket.form = SpinOrbitForm::cos3phi;
    pocket.beta = random.uniform(0.0, 7.0);
    pocket.alpha = random.uniform(0.0, 1.0) < 0.3 ? 0.0 : random.uniform(0.01, 3.0);
    return pocket;
}

/// Far from edges, where rounding of the sums alone is left: with a frequency as large as anything else.
template <class Field>
void set_coordinates(Random& random, Complex<double> (&x)[Field::all]) {
    for (auto& value : x) value = {random.uniform(-0.3, 0.3), random.uniform(-0.3, 0.3)};
    x[Field::w] = {random.uniform(2.5, 4.0), random.uniform(-8.0, 8.0)};
    x[Field::D] = {random.uniform(0.2, 1.5), random.uniform(-0.2, 0.2)};
}
template <class Field>
void set_coordinates(Random& random, double (&x)[Field::all]) {
    for (auto& value : x) value = random.uniform(-0.3, 0.3);
    x[Field::w] = random.logarithmic(0.5, 10.0);
    x[Field::D] = random.uniform(0.2, 1.5);
}

template <class C, int n>
double largest_difference(const AverageTerms<C, n>& a, const AverageTerms<C, n>& b) {
    double worst = std::max(modulus(a.v_over_sum - b.v_over_sum), modulus(a.one_minus_g0 - b.one_minus_g0));
    for (int i = 0; i < n; ++i) worst = std::max(worst, modulus(a.gradient[i] - b.gradient[i]));
    for (int i = 0; i < pair_count(n); ++i) worst = std::max(worst, modulus(a.hessian[i] - b.hessian[i]));
    return worst;
}

constexpr double rounding = 2e-13;

template <class Field, int n, class C>
void expect_panel(PanelFunction<Field, n, C> packed, int seed) {
    Random random(seed);
    for (int i = 0; i < 100; ++i) {
        C x[Field::all];
        set_coordinates<Field>(random, x);
        const PocketModel pocket = random_pocket(random);
        Quarters quarters;
        quarters.count = i % 2 ? 1 : 4;
        const double half = random.uniform(0.001, 0.4), centre = random.uniform(half, 1.5 - half);
        const auto got = packed(x, pocket, quarters, centre, half);
        const auto one_by_one = pocket_panel<Field, n, double>(x, pocket, quarters, centre, half);
        EXPECT_LT(largest_difference(got.terms, one_by_one.terms), rounding);
        EXPECT_NEAR(got.size, one_by_one.size, rounding * n);
        EXPECT_NEAR(got.w_size, one_by_one.w_size, rounding);
        EXPECT_NEAR(got.error, one_by_one.error, 1e-6 * one_by_one.error + 1e-15);
    }
}

template <class Field, class C>
void expect_panels(const DirectionKernel& kernel, int seed) {
    const auto& functions = std::get<PanelFunctions<Field, C>>(kernel.panels);
    expect_panel<Field, Field::even, C>(functions.even, seed);
    expect_panel<Field, Field::all, C>(functions.all, seed);
}

TEST_P(EveryDirectionKernel, PanelsOfOneDirectionAtATime) {
    const DirectionKernel& directions = *kernel_->directions;
    expect_panels<InPlaneField, Complex<double>>(directions, 1);
    expect_panels<AnyField, Complex<double>>(directions, 2);
    expect_panels<AnyTurningField, Complex<double>>(directions, 3);
    expect_panels<RetardedAcross, Complex<double>>(directions, 4);
    expect_panels<RetardedMomentum, Complex<double>>(directions, 5);
    expect_panels<RetardedTurning, Complex<double>>(directions, 6);
    expect_panels<InPlaneField, double>(directions, 7);
    expect_panels<AnyField, double>(directions, 8);
    expect_panels<AnyTurningField, double>(directions, 9);
}

template <class Field, int n>
void expect_level(LevelFunction<Field, n> packed, int seed) {
    Random random(seed);
    for (int i = 0; i < 60; ++i) {
        double x[Field::all];
        set_coordinates<Field>(random, x);
        const PocketModel pocket = random_pocket(random);
        const DirectionLevel& level = direction_levels(Field::range(pocket))[4 + i % 4];
        ASSERT_EQ(level.count % pack_width, 0);
        const auto one_by_one = level_average<Field, n, double>(x, pocket, level);
        EXPECT_LT(largest_difference(packed(x, pocket, level), one_by_one), rounding);
    }
}

template <class Field>
void expect_levels(const DirectionKernel& kernel, int seed) {
    const auto& functions = std::get<LevelFunctions<Field>>(kernel.levels);
    expect_level<Field, Field::even>(functions.even, seed);
    expect_level<Field, Field::all>(functions.all, seed);
}

TEST_P(EveryDirectionKernel, LevelsOfOneDirectionAtATime) {
    expect_levels<InPlaneField>(*kernel_->directions, 11);
    expect_levels<AnyField>(*kernel_->directions, 12);
    expect_levels<AnyTurningField>(*kernel_->directions, 13);
}

/// The weights of a panel are those of the interval: a pocket without structure has the same value
/// everywhere.
TEST_P(EveryDirectionKernel, AllIntervalsTogetherAreTheCircle) {
    Complex<double> x[InPlaneField::all] = {{0.3, -1.7}, {1.0, 0.0}, {0.4, 0.0},
                                            {0.0, 0.0},  {0.0, 0.0}, {0.0, 0.0}};
    PocketModel pocket;
    pocket.beta = 2.0;
    const auto& panels = std::get<PanelFunctions<InPlaneField, Complex<double>>>(kernel_->directions->panels);
    constexpr double eighth = 0.125 * std::numbers::pi;
    auto sum = panels.even(x, pocket, Quarters{}, eighth, eighth).terms;
    add_average(sum, panels.even(x, pocket, Quarters{}, 3.0 * eighth, eighth).terms);
    const auto one = average_of(InPlaneField::terms<4>(x, pocket, 0.0, 1.0, 1.0), x[0]);
    EXPECT_LT(largest_difference(sum, one), rounding);
}

INSTANTIATE_TEST_SUITE_P(DirectionKernel, EveryDirectionKernel, testing::Values("plain", "avx2", "avx512"));

}  // namespace
