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

    /// Done twice: the first time makes tables that a run makes once.
    template <class Work>
    void add(double cost, const Work& work) {
        work();
        const double start = processor_time();
        work();
        measured += processor_time() - start;
        expected += cost;
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
    const double start = processor_time();
    std::mt19937_64 random(1);
    std::uniform_int_distribution<std::int64_t> draw(0, plan.grid.points() - 1);
    Sample points, lines;
    for (int i = 0; i < most && processor_time() - start < budget; ++i) {
        const Parameters p = grid_point(plan.grid, draw(random)).parameters;
        points.add(expected_point_cost(p), [&] { solve_point(p, {plan.configuration.tolerance}); });
        if (i % 4 == 0) lines.add(expected_line_cost(p), [&] { critical_fields(p); });
    }
    double cost_of_points = 0.0;
    for (std::int64_t line = 0; line < plan.grid.lines(); ++line)
        cost_of_points += static_cast<double>(plan.grid.B()) * expected_cost_of_point_in(plan.grid, line);
    return points.factor() * (cost_of_points + plan.spectra_cost) +
           lines.factor() * (plan.grid_cost - cost_of_points);
}

}  // namespace mirage
