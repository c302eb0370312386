#pragma once
// What `mirage fit` was asked.

#include <functional>
#include <string>
#include <vector>

#include "fit/data.hpp"
#include "fit/fit.hpp"
#include "fit/parameters.hpp"
#include "input/arguments.hpp"
#include "results/format.hpp"

namespace mirage {

struct FitRequest {
    FitTask task;
    std::vector<FitTask> compared;  ///< the same data for other models
    std::vector<std::string> notes;
    Format format = Format::table;
    std::string output;
    bool plan = false;
    double largest_field;  ///< [T], of a plan and of a comparison; infinity where none is given
    int bootstrap = 0;     ///< samples
};

/// The points in files, and notes of how they were read. Throws InputError.
using SampleReader = std::function<std::vector<MeasuredSample>(
    const std::vector<std::string>& files, const ReadingOptions& options, std::vector<std::string>& notes)>;

/// The words after the command, whether or not the points are enough for the free parameters. Throws
/// InputError.
FitRequest asked_fit(std::vector<std::string> arguments, const SampleReader& read);

/// The words after the command. Throws InputError, also for fewer points than free parameters.
FitRequest fit_request(std::vector<std::string> arguments, const SampleReader& read);

/// The options of the command: what read_fit_request understands.
std::vector<CommandOption> fit_options();

}  // namespace mirage
