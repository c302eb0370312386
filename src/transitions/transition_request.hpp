#pragma once
// What `mirage transitions` was asked.

#include <string>
#include <vector>

#include "input/arguments.hpp"
#include "results/output.hpp"
#include "transitions/points.hpp"

namespace mirage {

enum class Printed { points, curves };

struct TransitionRequest {
    std::vector<std::string> files;
    CurveOptions reading;
    TransitionOptions options;
    Printed printed = Printed::points;
    Format format = Format::csv;
    std::string output;
};

/// The options of the command.
std::vector<CommandOption> transition_options();

/// The request of checked arguments. Throws InputError.
TransitionRequest transition_request(std::vector<std::string> arguments);

}  // namespace mirage
