// Library calls, one core: spectra of 961 energies, their features, tunnelling, adaptive energies.

#include "context.hpp"
#include "mirage/spectra/spectral_gaps.hpp"
#include "mirage/spectra/tunnelling.hpp"

namespace {

using namespace mirage;

/// The stable state at T = 0.1 Tc0, B = 2, beta = 7.
PairingModel state_of(double gamma, double alpha) {
    return {solve_point({0.1, 2, 7, gamma, alpha}).order_parameter, 2, 7, gamma, alpha};
}

std::vector<double> axis() {
    std::vector<double> energies;
    for (int i = 0; i < 961; ++i) energies.push_back(-12.0 + 24.0 * i / 960);
    return energies;
}

void energies_961(benchmark::State& state, double gamma, double alpha, double eta) {
    const PairingModel model = state_of(gamma, alpha);
    const std::vector<double> energies = axis();
    for (auto _ : state) benchmark::DoNotOptimize(spectrum(model, eta, energies).data());
}

void conductance_961(benchmark::State& state, double gamma, double alpha) {
    const PairingModel model = state_of(gamma, alpha);
    const std::vector<double> voltages = axis();
    for (auto _ : state) benchmark::DoNotOptimize(tunnelling_conductance(model, 0.01, 0.1, voltages).data());
}

void mirage_gap_measured(benchmark::State& state, double gamma, double alpha) {
    const PairingModel model = state_of(gamma, alpha);
    for (auto _ : state) benchmark::DoNotOptimize(measure_mirage_gap(model, 0.01).width);
}

void edge(benchmark::State& state, double gamma, double alpha) {
    const PairingModel model = state_of(gamma, alpha);
    for (auto _ : state) benchmark::DoNotOptimize(gap_edge(model));
}

void automatic(benchmark::State& state, double gamma, double alpha) {
    const PairingModel model = state_of(gamma, alpha);
    std::size_t count = 0;
    for (auto _ : state) count = adaptive_energies(model, 0.01, 1e-3).size();
    state.SetLabel(std::to_string(count) + " energies");
}

BENCHMARK_CAPTURE(energies_961, clean, 0.0, 0.0, 0.01)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(energies_961, gamma_0_4, 0.4, 0.0, 0.01)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(energies_961, alpha_0_3, 0.0, 0.3, 0.01)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(energies_961, alpha_0_3_eta_1e_6, 0.0, 0.3, 1e-6)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(energies_961, gamma_0_4_alpha_0_3, 0.4, 0.3, 0.01)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(conductance_961, clean, 0.0, 0.0)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(conductance_961, gamma_0_4_alpha_0_3, 0.4, 0.3)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(mirage_gap_measured, clean, 0.0, 0.0)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(mirage_gap_measured, gamma_0_4_alpha_0_3, 0.4, 0.3)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(edge, gamma_0_4_alpha_0_3, 0.4, 0.3)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(automatic, clean, 0.0, 0.0)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(automatic, gamma_0_4_alpha_0_3, 0.4, 0.3)->Unit(benchmark::kMillisecond);

}  // namespace
