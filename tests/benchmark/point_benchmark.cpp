// Library calls, one core: single points and second-order fields.
// build/tests/benchmark/point_benchmark --benchmark_repetitions=5 --benchmark_report_aggregates_only=true

#include <benchmark/benchmark.h>

#include "mirage/kernel.hpp"
#include "mirage/point.hpp"
#include "mirage/second_order_field.hpp"

namespace {

using namespace mirage;

void point(benchmark::State& state, Parameters p) {
    for (auto _ : state) benchmark::DoNotOptimize(solve_point(p).order_parameter);
}

void field(benchmark::State& state, Parameters p) {
    for (auto _ : state) benchmark::DoNotOptimize(second_order_fields(p).data());
}

BENCHMARK_CAPTURE(point, clean_T_0_1, Parameters{0.1, 2, 7, 0, 0});
BENCHMARK_CAPTURE(point, clean_T_0_01, Parameters{0.01, 2, 7, 0, 0});
BENCHMARK_CAPTURE(point, gamma_0_4, Parameters{0.1, 2, 7, 0.4, 0});
BENCHMARK_CAPTURE(point, alpha_0_3, Parameters{0.1, 2, 7, 0, 0.3});
BENCHMARK_CAPTURE(point, gamma_0_4_alpha_0_3, Parameters{0.1, 2, 7, 0.4, 0.3});
BENCHMARK_CAPTURE(point, gamma_0_4_alpha_0_3_T_0_01, Parameters{0.01, 2, 7, 0.4, 0.3});
BENCHMARK_CAPTURE(field, gamma_0_4_alpha_0_3, Parameters{0.1, 0, 7, 0.4, 0.3});

}  // namespace
