// Pairs with momentum and the response to it, one core: points at a given and at the best momentum, fields,
// currents, the stiffness of uniform states.

#include "context.hpp"
#include "mirage/gap/point.hpp"
#include "mirage/gap/supercurrent.hpp"
#include "mirage/lines/momentum_instability.hpp"
#include "mirage/lines/momentum_transitions.hpp"

namespace {

using namespace mirage;

/// Where pairs take a momentum: beyond the collapse of the uniform state at strong Rashba coupling.
Parameters moving(double gamma, double Q) {
    Parameters p{0.2, 3.8, 7.0, gamma, 1.0};
    p.Q = Q;
    return p;
}

Parameters best(Parameters p) {
    p.momentum = PairMomentum::best;
    return p;
}

Parameters magnetic(const Parameters& p) {
    Material material;
    material.gamma_intra = 0.5 * p.gamma;
    material.gamma_magnetic = 0.02;
    return with_material(p, material);
}

void point(benchmark::State& state, const Parameters& p) {
    for (auto _ : state) benchmark::DoNotOptimize(solve_point(p).order_parameter);
}

void point_with_stiffness(benchmark::State& state, const Parameters& p) {
    for (auto _ : state) benchmark::DoNotOptimize(solve_point(p, {}, Detail::stiffness).order_parameter);
}

void current(benchmark::State& state, const Parameters& p) {
    for (auto _ : state) benchmark::DoNotOptimize(moving_state(p).current);
}

void largest_current(benchmark::State& state, const Parameters& p) {
    for (auto _ : state) benchmark::DoNotOptimize(depairing_current(p).state.current);
}

void field(benchmark::State& state, const Parameters& p) {
    for (auto _ : state) benchmark::DoNotOptimize(largest_momentum_field(p).field);
}

void transitions(benchmark::State& state, const Parameters& p) {
    for (auto _ : state) benchmark::DoNotOptimize(momentum_transitions(p).B_c2);
}

BENCHMARK_CAPTURE(point, given_clean, Parameters{0.1, 2, 7, 0, 0, {}, 0.3});
BENCHMARK_CAPTURE(point, given_gamma_0_4, Parameters{0.1, 2, 7, 0.4, 0, {}, 0.3});
BENCHMARK_CAPTURE(point, given_alpha_0_3, Parameters{0.1, 2, 7, 0, 0.3, {}, 0.3});
BENCHMARK_CAPTURE(point, given_gamma_0_4_alpha_0_3, Parameters{0.1, 2, 7, 0.4, 0.3, {}, 0.3});
BENCHMARK_CAPTURE(point, given_magnetic, magnetic({0.1, 2, 7, 0.4, 0.3, {}, 0.3}));
BENCHMARK_CAPTURE(point, best_uniform, best({0.1, 2, 7, 0.4, 0.3}))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(point, best_moving_clean, best(moving(0.0, 0.0)))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(point, best_moving_gamma_0_1, best(moving(0.1, 0.0)))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(point_with_stiffness, clean, Parameters{0.1, 2, 7, 0, 0});
BENCHMARK_CAPTURE(point_with_stiffness, gamma_0_4, Parameters{0.1, 2, 7, 0.4, 0});
BENCHMARK_CAPTURE(point_with_stiffness, gamma_0_4_alpha_0_3, Parameters{0.1, 2, 7, 0.4, 0.3});
BENCHMARK_CAPTURE(current, gamma_0_4_alpha_0_3, Parameters{0.1, 2, 7, 0.4, 0.3, {}, 0.3});
BENCHMARK_CAPTURE(largest_current, gamma_0_4, Parameters{0.1, 2, 7, 0.4, 0})->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(field, clean, moving(0.0, 0.0));
BENCHMARK_CAPTURE(field, gamma_0_1, moving(0.1, 0.0));
BENCHMARK_CAPTURE(field, magnetic, magnetic(moving(0.1, 0.0)))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(transitions, clean, moving(0.0, 0.0))->Unit(benchmark::kMillisecond);

}  // namespace
