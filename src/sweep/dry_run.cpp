#include "sweep/dry_run.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "checkpoint/checkpoint.hpp"
#include "input/text.hpp"

namespace mirage {
namespace {

std::string checkpoint_text(const std::string& output) {
    const auto status = checkpoint_status(output);
    if (!status) return "checkpoint: none, the run starts from the beginning\n";
    const std::string holder =
        status->holder.empty() ? "" : fmt::format("; {} is writing it", status->holder);
    return fmt::format("checkpoint: {:.1f} % of the expected work is kept in {}.checkpoint{}\n",
                       100.0 * status->share, printable(output), holder);
}

}  // namespace

std::string dry_run(const Configuration& configuration, const Workers& workers) {
    const SweepPlan plan = sweep_plan(configuration);
    const double seconds = measured_cost(plan) / (workers.ranks * workers.threads);
    std::error_code ignored;
    const bool there = std::filesystem::exists(configuration.output, ignored);
    return plan_text(plan, workers) +
           fmt::format("time: about {}, to a factor of two, if every thread has a core of its own\n",
                       duration_text(seconds)) +
           checkpoint_text(configuration.output) +
           fmt::format("output: {} {}\ndry run: nothing was written\n", printable(configuration.output),
                       there ? "is there and would be replaced" : "would be made");
}

}  // namespace mirage
