#pragma once
// What `mirage fit` was asked.

#include <string>
#include <vector>

#include "fit/fit.hpp"
#include "fit/parameters.hpp"
#include "input/arguments.hpp"
#include "results/output.hpp"

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

/// The words after the command. Throws InputError.
FitRequest read_fit_request(std::vector<std::string> arguments);

/// The options of the command: what read_fit_request understands.
std::vector<CommandOption> fit_options();

}  // namespace mirage
