#include "sweep/plan_text.hpp"

#include <algorithm>
#include <chrono>
#include <random>

#include <fmt/format.h>

#include "checkpoint/disk_space.hpp"
#include "input/text.hpp"
#include "mirage/gap/point.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "sweep/expected_cost.hpp"
#include "sweep/point_sweep.hpp"
#include "sweep/spectrum_sweep.hpp"

namespace mirage {
namespace {

constexpr double process_size =
    60e6;  // [bytes] of a rank that holds no results yet: program, MPI, HDF5, tables
constexpr double disk_factor = 2.5;  // the result, and its records in the checkpoint until it is complete
constexpr double description_size = 30e3;  // [bytes] of names, attributes and coordinates of a result

std::string free_space_text(const std::string& output, double needed) {
    const double available = free_space(output);
    return available > needed ? ""
                              : fmt::format("; only {} free for it and its checkpoint", size_text(available));
}

template <class Work>
double seconds_of(const Work& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

double result_size(const SweepPlan& plan) {
    return description_size + grid_size(plan.grid.points(), plan.grid.lines()) + spectra_size(plan.spectra);
}

std::string plan_text(const SweepPlan& plan, const Workers& workers) {
    const double bytes = result_size(plan);
    std::string text =
        fmt::format("{} ({}), {} x {}\n", counted(static_cast<std::uint64_t>(plan.grid.points()), "point"),
                    axes_text(plan.grid), counted(static_cast<std::uint64_t>(workers.ranks), "rank"),
                    counted(static_cast<std::uint64_t>(workers.threads), "thread"));
    if (const std::int64_t spectra = plan.spectra.spectra(); spectra > 0)
        text += fmt::format("then {} of {} energies\n",
                            spectra == 1 ? "1 spectrum" : fmt::format("{} spectra", spectra),
                            plan.spectra.energies);
    const double memory =
        std::max(points_memory(plan.grid, workers.ranks), spectra_memory(plan.spectra, workers.ranks));
    const std::string& output = plan.configuration.output;
    return text + fmt::format("memory: about {} per rank; file: about {} -> {}{}\n",
                              size_text(process_size + memory), size_text(bytes), output,
                              free_space_text(output, disk_factor * bytes));
}

double measured_cost_factor(const SweepPlan& plan) {
    constexpr double budget = 0.8;  // [s]
    constexpr int most = 200;
    std::mt19937_64 random(1);
    std::uniform_int_distribution<std::int64_t> draw(0, plan.grid.points() - 1);
    double measured = 0.0, expected = 0.0;
    for (int i = 0; i < most && measured < budget; ++i) {
        const std::int64_t index = draw(random);
        const Parameters p = grid_point(plan.grid, index).parameters;
        const double points = i % 2 == 0 ? 1.0 : 0.0;  // and lines in turn
        measured += seconds_of([&] { points > 0.0 ? (void)solve_point(p) : (void)critical_fields(p); });
        expected += points > 0.0 ? expected_point_cost(p) : expected_line_cost(p);
    }
    return measured / expected;
}

}  // namespace mirage
