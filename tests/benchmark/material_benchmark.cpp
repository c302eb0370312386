// Materials, one core: points, lines and second-order fields beyond the two-valley model.

#include "context.hpp"
#include "mirage/gap/point.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "mirage/lines/second_order_field.hpp"

namespace {

using namespace mirage;

Parameters with_triplet(const Parameters& p) {
    Material material;
    material.gamma_intra = 0.5 * p.gamma;
    material.T_triplet = 0.1;
    return with_material(p, material);
}

Pocket nodes(double alpha) {
    Pocket pocket;
    pocket.share = 0.4;
    pocket.beta = 7.0;
    pocket.alpha = alpha;
    return pocket;
}

Parameters clean_pockets() {
    Material material;
    material.pockets = {nodes(0.0)};
    return with_material({0.1, 2.0, 7.0, 0.0, 0.0}, material);
}

Parameters potential() {
    Material material;
    material.pockets = {nodes(0.0)};
    material.gamma_intra = 0.3;
    material.gamma_pocket = 0.1;
    return with_material({0.1, 2.0, 7.0, 0.4, 0.0}, material);
}

Parameters every_channel(double theta) {
    Material material;
    material.pockets = {nodes(0.3)};
    material.gamma_intra = 0.3;
    material.gamma_pocket = 0.1;
    material.gamma_magnetic = material.gamma_spin_orbit = 0.05;
    material.orbital = 0.001;
    material.theta = theta;
    return with_material({0.1, 2.0, 7.0, 0.4, 0.3}, material);
}

void point(benchmark::State& state, const Parameters& p) {
    for (auto _ : state) benchmark::DoNotOptimize(solve_point(p).order_parameter);
}

void line(benchmark::State& state, const Parameters& p) {
    for (auto _ : state) benchmark::DoNotOptimize(critical_fields(p).B_c2);
}

void largest_field(benchmark::State& state, const Parameters& p) {
    for (auto _ : state) benchmark::DoNotOptimize(supercooling_field(p));
}

BENCHMARK_CAPTURE(point, triplet_clean, with_triplet({0.1, 2, 7, 0, 0}));
BENCHMARK_CAPTURE(point, triplet_gamma_0_4, with_triplet({0.1, 2, 7, 0.4, 0}));
BENCHMARK_CAPTURE(point, triplet_alpha_0_3, with_triplet({0.1, 2, 7, 0, 0.3}));
BENCHMARK_CAPTURE(point, triplet_gamma_0_4_alpha_0_3, with_triplet({0.1, 2, 7, 0.4, 0.3}));
BENCHMARK_CAPTURE(point, two_pockets_clean, clean_pockets());
BENCHMARK_CAPTURE(point, two_pockets_potential, potential());
BENCHMARK_CAPTURE(point, two_pockets_every_channel, every_channel(0.0));
BENCHMARK_CAPTURE(point, two_pockets_every_channel_tilted, every_channel(0.3));
BENCHMARK_CAPTURE(line, two_pockets_potential, potential())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(line, two_pockets_every_channel, every_channel(0.0))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(largest_field, two_pockets_every_channel, every_channel(0.0));

}  // namespace
