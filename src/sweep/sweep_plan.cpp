#include "sweep/sweep_plan.hpp"

#include <span>

#include <fmt/format.h>

#include "checkpoint/journal.hpp"
#include "mirage/gap/point.hpp"
#include "mirage/numeric/matsubara.hpp"
#include "mirage/version.hpp"
#include "propagator/kernel.hpp"
#include "sweep/expected_cost.hpp"

namespace mirage {
namespace {

std::string hash_of(const std::vector<double>& numbers) {
    return hash_text(checksum(std::as_bytes(std::span(numbers))));
}

std::string hash_of_tables() {
    std::vector<double> numbers;
    for (const double bandwidth : {1.0, 30.0, 1e3}) {
        const MatsubaraRule& rule = matsubara_rule(bandwidth, 1e-10);
        numbers.insert(numbers.end(), rule.node.begin(), rule.node.end());
        numbers.insert(numbers.end(), rule.weight.begin(), rule.weight.end());
    }
    return hash_of(numbers);
}

std::string hash_of_sample() {
    const PointState state =
        solve_point({.T = 0.1, .B = 2.0, .beta = 7.0, .gamma = 0.2, .alpha = 0.3}, {1e-10});
    return hash_of({state.order_parameter, state.free_energy, state.magnetization, state.zero_energy_dos});
}

}  // namespace

SweepPlan sweep_plan(const Configuration& configuration) {
    SweepPlan plan{configuration, grid_of(configuration), {}, 0.0, 0.0};
    plan.spectra = spectrum_grid(configuration, plan.grid);
    plan.grid_cost = expected_grid_cost(plan.grid);
    plan.spectra_cost = expected_spectra_cost(plan.grid, plan.spectra);
    return plan;
}

Fingerprint fingerprint_of(const SweepPlan& plan) {
    Fingerprint f{number_settings(plan.configuration)};
    f.lines.emplace_back("program", fmt::format("{} ({})", version, git_commit));
    f.lines.emplace_back("instruction set", kernel().instruction_set);
    // the expected cost decides how the grid is cut
    f.lines.emplace_back("work items", hash_of({plan.grid_cost, plan.spectra_cost}));
    f.lines.emplace_back("quadrature tables", hash_of_tables());
    f.lines.emplace_back("sample point", hash_of_sample());
    f.cost = plan.cost();
    return f;
}

}  // namespace mirage
