// The inner loops with each instruction set that this processor has. items_per_second counts frequencies, and
// for `pair_gradient` frequencies times directions.

#include <string>
#include <vector>

#include "context.hpp"
#include "mirage/gap/gap_equation.hpp"
#include "propagator/kernel.hpp"

namespace mirage {

#define MIRAGE_PAIR_LOOP(set)                                                 \
    namespace pair_loop_##set {                                               \
        int pair_gradients(const PairingModel&, int, const double*, double*); \
    }
MIRAGE_PAIR_LOOP(plain)
#ifdef MIRAGE_HAVE_AVX2
MIRAGE_PAIR_LOOP(avx2)
#endif
#ifdef MIRAGE_HAVE_AVX512
MIRAGE_PAIR_LOOP(avx512)
#endif

}  // namespace mirage

namespace {

using namespace mirage;
using PairGradients = int (*)(const PairingModel&, int, const double*, double*);

/// 64 frequencies next to the lowest one at T = 0.1 Tc0, so that all need the same number of directions.
void pair_gradient(benchmark::State& state, PairGradients gradients, double alpha) {
    constexpr int count = 64;
    std::vector<double> omega, gradient(4 * count);
    for (int i = 0; i < count; ++i) omega.push_back(0.178 + 1e-5 * i);
    const PairingModel model{0.85, 2, 7, 0, alpha};
    int directions = 1;
    for (auto _ : state) {
        directions = gradients(model, count, omega.data(), gradient.data());
        benchmark::DoNotOptimize(gradient.data());
        benchmark::ClobberMemory();
    }
    state.SetItemsProcessed(state.iterations() * count * directions);
    state.counters["directions"] = directions;
}

/// Frequencies with room for what the kernel returns.
struct Frequencies {
    std::vector<double> omega, room;
    FrequencyArrays arrays;

    explicit Frequencies(const std::vector<double>& given) : omega(given), room(14 * given.size()) {
        const std::size_t n = omega.size();
        const auto at = [&](std::size_t i) { return room.data() + i * n; };
        arrays = {static_cast<int>(n),
                  omega.data(),
                  at(0),
                  at(6),
                  at(7),
                  at(8),
                  at(9),
                  at(10),
                  at(11),
                  at(12),
                  at(13)};
    }
    Frequencies(const Frequencies&) = delete;
    Frequencies& operator=(const Frequencies&) = delete;
};

/// All that a gap equation needs at one Delta, the self-energies from the normal state on.
void solve_frequencies(benchmark::State& state, const Kernel& kernel, double gamma, double alpha) {
    const GapProblem problem = gap_problem({0.1, 2, 7, gamma, alpha}, 1e-13);
    Frequencies frequencies(problem.omega);
    const FrequencyArrays& arrays = frequencies.arrays;
    int directions = 1;
    for (auto _ : state) {
        kernel.start({0, 2, 7, gamma, alpha}, arrays);
        directions = kernel.solve({0.85, 2, 7, gamma, alpha}, arrays);
        benchmark::DoNotOptimize(arrays.F_over_Delta);
        benchmark::ClobberMemory();
    }
    state.SetItemsProcessed(state.iterations() * arrays.count);
    state.counters["nodes"] = arrays.count;
    state.counters["directions"] = directions;
}

/// What a search among the solutions of a clean state needs at one Delta.
void clean_sums(benchmark::State& state, const Kernel& kernel, double alpha) {
    const GapProblem problem = gap_problem({0.1, 2, 7, 0, alpha}, 1e-13);
    const auto count = static_cast<int>(problem.omega.size());
    for (auto _ : state)
        benchmark::DoNotOptimize(
            kernel.sum_clean({0.85, 2, 7, 0, alpha}, count, problem.omega.data(), problem.rule->weight.data())
                .F_over_Delta);
    state.SetItemsProcessed(state.iterations() * count);
    state.counters["nodes"] = count;
}

void add(const std::string& set, PairGradients gradients) {
    const Kernel* found = kernel(set);
    if (!found) return;
    const auto name = [&](const char* loop, const char* what) { return loop + set + "/" + what; };
    for (const auto& [what, alpha] : {std::pair{"alpha_0", 0.0}, {"alpha_0_3", 0.3}}) {
        benchmark::RegisterBenchmark(name("pair_gradient/", what).c_str(),
                                     [=, a = alpha](benchmark::State& s) { pair_gradient(s, gradients, a); });
        benchmark::RegisterBenchmark(name("clean_sums/", what).c_str(),
                                     [=, a = alpha](benchmark::State& s) { clean_sums(s, *found, a); });
    }
    for (const auto& [what, gamma, alpha] : {std::tuple{"clean", 0.0, 0.0},
                                             {"gamma_0_4", 0.4, 0.0},
                                             {"alpha_0_3", 0.0, 0.3},
                                             {"gamma_0_4_alpha_0_3", 0.4, 0.3}})
        benchmark::RegisterBenchmark(
            name("frequencies/", what).c_str(),
            [=, g = gamma, a = alpha](benchmark::State& s) { solve_frequencies(s, *found, g, a); });
}

const bool registered = [] {
    add("plain", pair_loop_plain::pair_gradients);
#ifdef MIRAGE_HAVE_AVX2
    add("avx2", pair_loop_avx2::pair_gradients);
#endif
#ifdef MIRAGE_HAVE_AVX512
    add("avx512", pair_loop_avx512::pair_gradients);
#endif
    return true;
}();

}  // namespace
