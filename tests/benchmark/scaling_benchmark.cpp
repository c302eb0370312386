// How the cost of a point grows: with 1/T, beta, the tolerance and the directions that a state needs. Names
// are axis/value/material; nodes and directions are counted beside the time.

#include <cstdio>
#include <string>
#include <vector>

#include "context.hpp"
#include "mirage/gap/point.hpp"
#include "mirage/lines/critical_fields.hpp"

namespace {

using namespace mirage;

struct Material {
    const char* name;
    double gamma, alpha;
};
constexpr Material materials[] = {
    {"clean", 0, 0}, {"gamma_0_4", 0.4, 0}, {"alpha_0_3", 0, 0.3}, {"gamma_0_4_alpha_0_3", 0.4, 0.3}};

std::string text(double x) {
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%g", x);
    return buffer;
}

void add(const std::string& axis, double value, const std::string& material, const Parameters& p,
         double tolerance = 1e-10) {
    benchmark::RegisterBenchmark((axis + "/" + text(value) + "/" + material).c_str(),
                                 [=](benchmark::State& state) {
                                     PointState last;
                                     for (auto _ : state)
                                         benchmark::DoNotOptimize(last = solve_point(p, {tolerance}));
                                     state.counters["nodes"] = last.numerics.matsubara_nodes;
                                     state.counters["directions"] = last.numerics.directions;
                                 })
        ->Unit(benchmark::kMicrosecond);
}

const bool registered = [] {
    for (const Material& m : materials) {
        for (const double T : {0.9, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001})
            add("T", T, m.name, {T, 2, 7, m.gamma, m.alpha});
        for (const double beta : {0.0, 0.3, 1.0, 3.0, 7.0, 20.0, 50.0, 100.0})
            add("beta", beta, m.name, {0.1, 0.5, beta, m.gamma, m.alpha});
        for (const double tolerance : {1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12})
            add("tolerance", tolerance, m.name, {0.01, 2, 7, m.gamma, m.alpha}, tolerance);
    }
    for (const double gamma : {0.0, 0.01, 0.4}) {
        const std::string material = "gamma_" + text(gamma);
        for (const double alpha : {0.01, 0.03, 0.1, 0.3, 1.0, 3.0})
            add("alpha", alpha, material, {0.01, 2, 7, gamma, alpha});
        // towards the field at which the gap closes
        const double collapse = critical_fields({0.01, 0, 7, gamma, 1}).B_collapse;
        if (!(collapse > 0.0)) continue;  // gapless nowhere below B_c2
        for (const double distance : {0.5, 0.1, 0.01, 1e-3, 1e-4})
            add("collapse", distance, material, {0.01, (1 - distance) * collapse, 7, gamma, 1});
    }
    for (const double alpha : {0.0, 0.3})
        for (const double gamma : {1e-3, 1e-2, 0.1, 1.0, 10.0})
            add("gamma", gamma, "alpha_" + text(alpha), {0.01, 2, 7, gamma, alpha});
    return true;
}();

}  // namespace
