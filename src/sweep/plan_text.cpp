#include "sweep/plan_text.hpp"

#include <time.h>

#include <algorithm>
#include <random>

#include <fmt/format.h>

#include "checkpoint/disk_space.hpp"
#include "input/text.hpp"
#include "mirage/gap/point.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "sweep/expected_cost.hpp"
#include "sweep/grid_state.hpp"
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

double processor_time() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// Measured and expected time of samples of one kind of work [s].
struct Sample {
    double measured = 0.0, expected = 0.0;

    template <class Work>
    void add(double cost, const Work& work) {
        const double start = processor_time();
        work();
        measured += processor_time() - start;
        expected += cost;
    }
    /// Done twice: the first time makes tables that a run makes once.
    template <class Work>
    void add_second(double cost, const Work& work) {
        work();
        add(cost, work);
    }
    double factor() const { return expected > 0.0 ? measured / expected : 1.0; }
};

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

double measured_cost(const SweepPlan& plan) {
    constexpr double budget = 0.8;  // [s]
    constexpr int most = 500;
    const Grid& grid = plan.grid;
    std::mt19937_64 random(1);
    const auto until = [&](std::int64_t count, int turns, const auto& take) {
        std::uniform_int_distribution<std::int64_t> draw(0, count - 1);
        const double start = processor_time();
        for (int i = 0; i < turns && processor_time() - start < budget; ++i) take(draw(random), i);
    };
    Sample points, lines, planes;
    until(grid.points(), most, [&](std::int64_t index, int i) {
        const Parameters p = grid_point(grid, index).parameters;
        points.add_second(expected_point_cost(p), [&] { solve_point(p, {plan.configuration.tolerance}); });
        if (i % 4 == 0) lines.add_second(expected_line_cost(p), [&] { critical_fields(p); });
    });
    double cost_of_points = 0.0, cost_of_planes = 0.0;
    for (std::int64_t line = 0; line < grid.lines(); ++line)
        cost_of_points += static_cast<double>(grid.B()) * expected_cost_of_point_in(grid, line);
    for (std::int64_t plane = 0; plane < grid.planes(); ++plane)
        cost_of_planes += expected_plane_cost(grid_plane(grid, plane).parameters);
    const double without = points.factor() * (cost_of_points + plan.spectra_cost) +
                           lines.factor() * (plan.grid_cost - cost_of_points - cost_of_planes);
    if (lines.factor() * cost_of_planes > 0.1 * without)  // one takes as long as a hundred lines
        until(grid.planes(), static_cast<int>(std::min<std::int64_t>(grid.planes(), most)),
              [&](std::int64_t index, int) {
                  const GridPoint at = grid_plane(grid, index);
                  planes.add(expected_plane_cost(at.parameters),
                             [&] { plane_state(at.parameters, lowest_temperature(grid, at.unit)); });
              });
    return without + (planes.expected > 0.0 ? planes : lines).factor() * cost_of_planes;
}

}  // namespace mirage
