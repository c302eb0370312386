#pragma once
// The report of `mirage fit-sample` for programs.

#include <string>

#include "sample/joint_report.hpp"

namespace mirage {

/// Everything in the report: points and their curve as `mirage fit` has them (samples), curves as `mirage
/// fit-spectrum` has them. A number that does not exist is null.
std::string joint_json(const JointReport& report);

}  // namespace mirage
