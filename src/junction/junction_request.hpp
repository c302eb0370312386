#pragma once
// What `mirage fit-spectrum` was asked.

#include <string>
#include <vector>

#include "input/arguments.hpp"
#include "junction/junction_problem.hpp"
#include "results/format.hpp"

namespace mirage {

struct JunctionRequest {
    JunctionTask task;
    std::string conductance;  ///< unit of the data
    std::vector<std::string> notes;
    Format format = Format::table;
    std::string output;
    int bootstrap = 0;  ///< samples
};

/// The words after the command. Throws InputError.
JunctionRequest read_junction_request(std::vector<std::string> arguments);

/// The options of the command: what read_junction_request understands.
std::vector<CommandOption> junction_options();

}  // namespace mirage
