// Library calls, one core: single points, second-order fields, lines of 50 temperatures.

#include "context.hpp"
#include "mirage/gap/point.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "mirage/lines/second_order_field.hpp"

namespace {

using namespace mirage;

void point(benchmark::State& state, const Parameters& p) {
    for (auto _ : state) benchmark::DoNotOptimize(solve_point(p).order_parameter);
}

void field(benchmark::State& state, const Parameters& p) {
    for (auto _ : state) benchmark::DoNotOptimize(second_order_fields(p).data());
}

void largest_field(benchmark::State& state, const Parameters& p) {
    for (auto _ : state) benchmark::DoNotOptimize(supercooling_field(p));
}

/// 50 temperatures from 0.01 Tc0 to 0.99 Tc0.
template <class Solve>
void line(benchmark::State& state, Parameters p, Solve solve) {
    for (auto _ : state)
        for (int i = 0; i < 50; ++i) {
            p.T = 0.01 + 0.02 * i;
            benchmark::DoNotOptimize(solve(p));
        }
    state.SetLabel("50 temperatures");
}

BENCHMARK_CAPTURE(point, clean_T_0_1, Parameters{0.1, 2, 7, 0, 0});
BENCHMARK_CAPTURE(point, clean_T_0_01, Parameters{0.01, 2, 7, 0, 0});
BENCHMARK_CAPTURE(point, gamma_0_4, Parameters{0.1, 2, 7, 0.4, 0});
BENCHMARK_CAPTURE(point, alpha_0_3, Parameters{0.1, 2, 7, 0, 0.3});
BENCHMARK_CAPTURE(point, gamma_0_4_alpha_0_3, Parameters{0.1, 2, 7, 0.4, 0.3});
BENCHMARK_CAPTURE(point, gamma_0_4_alpha_0_3_T_0_01, Parameters{0.01, 2, 7, 0.4, 0.3});
BENCHMARK_CAPTURE(field, gamma_0_4_alpha_0_3, Parameters{0.1, 0, 7, 0.4, 0.3});
BENCHMARK_CAPTURE(largest_field, gamma_0_4_alpha_0_3, Parameters{0.1, 0, 7, 0.4, 0.3});
BENCHMARK_CAPTURE(line, second_order_part, Parameters{0, 0, 7, 0.4, 0.3}, [](const Parameters& p) {
    return second_order_fields(p).back();
})->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(line, everything, Parameters{0, 0, 7, 0.4, 0.3}, [](const Parameters& p) {
    return critical_fields(p).B_c2;
})->Unit(benchmark::kMillisecond);

}  // namespace
