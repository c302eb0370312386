#pragma once
// What `mirage fit-sample` was asked.

#include <string>
#include <vector>

#include "input/arguments.hpp"
#include "results/format.hpp"
#include "sample/joint_task.hpp"

namespace mirage {

struct JointRequest {
    JointTask task;
    std::string conductance;  ///< unit of the curves
    std::vector<std::string> notes;
    Format format = Format::table;
    std::string output;
    int bootstrap = 0;  ///< samples
};

/// The words after the command: points as `mirage fit` reads them, all files of one sample, and curves as
/// `mirage fit-spectrum --self-consistent` does. Throws InputError.
JointRequest read_joint_request(std::vector<std::string> arguments);

/// The options of the command: what read_joint_request understands.
std::vector<CommandOption> joint_options();

}  // namespace mirage
