// The engine and the textbook way (textbook.hpp) at the same points, to the same accuracy, in one run, so
// that speed is a ratio. A textbook run that misses the order parameter by more than the tolerance is an
// error and has no time.

#include <cstdio>
#include <memory>

#include "context.hpp"
#include "mirage/gap/point.hpp"
#include "textbook.hpp"

namespace {

using namespace mirage;

struct Case {
    const char* name;
    Parameters at;
};
const Case cases[] = {{"clean_T_0_1", {0.1, 2, 7, 0, 0}},
                      {"clean_T_0_01", {0.01, 2, 7, 0, 0}},
                      {"gamma_0_4", {0.1, 2, 7, 0.4, 0}},
                      {"alpha_0_3", {0.1, 2, 7, 0, 0.3}},
                      {"gamma_0_4_alpha_0_3", {0.1, 2, 7, 0.4, 0.3}}};

void engine(benchmark::State& state, const Parameters& p, double tolerance) {
    for (auto _ : state) benchmark::DoNotOptimize(solve_point(p, {tolerance}).order_parameter);
}

/// The settings are found once, before the clock runs.
struct Textbook {
    Parameters at;
    double tolerance;
    bool accelerated;
    double exact = 0.0;
    textbook::Settings settings{};

    void operator()(benchmark::State& state) {
        if (exact == 0.0) {
            exact = solve_point(at, {1e-12}).order_parameter;
            settings = textbook::cheapest_settings(at, tolerance, accelerated, exact);
        }
        double Delta = 0.0;
        int steps = 0;
        for (auto _ : state) benchmark::DoNotOptimize(Delta = textbook::order_parameter(at, settings, steps));
        const double error = std::fabs(Delta - exact);
        state.counters["error"] = error;
        state.counters["directions"] = settings.directions;
        state.counters["frequencies"] = settings.frequencies;
        state.counters["steps"] = steps;
        if (!(error <= tolerance))
            state.SkipWithError("the textbook's order parameter is not that of the engine");
    }
};

template <class Sign>
void matrix_sign(benchmark::State& state, Sign sign) {
    const textbook::Matrix X = textbook::pair_matrix({0.4, 0.9, 2.0, 0.1}, {0.1, 2, 7, 0.4, 0.3}, 0.5);
    for (auto _ : state) benchmark::DoNotOptimize(sign(X).eval());
}

const bool registered = [] {
    for (const auto& [tolerance, digits] : {std::pair{1e-10, "1e-10"}, std::pair{1e-5, "1e-5"}})
        for (const Case& c : cases) {
            const auto name = [&, d = digits](const char* row) {
                return std::string(row) + "/" + c.name + "/" + d;
            };
            const double t = tolerance;
            benchmark::RegisterBenchmark(name("engine").c_str(), [c, t](benchmark::State& s) {
                engine(s, c.at, t);
            })->Unit(benchmark::kMicrosecond);
            for (const bool accelerated : {false, true}) {
                const auto run = std::make_shared<Textbook>(Textbook{c.at, t, accelerated});
                benchmark::RegisterBenchmark(name(accelerated ? "improved" : "textbook").c_str(),
                                             [run](benchmark::State& s) { (*run)(s); })
                    ->Unit(benchmark::kMillisecond);
            }
        }
    return true;
}();

BENCHMARK_CAPTURE(matrix_sign, newton, textbook::sign_by_newton);
BENCHMARK_CAPTURE(matrix_sign, eigenvectors, textbook::sign_by_eigenvectors);

}  // namespace
