#pragma once
// What a sweep may replace.

#include <string>
#include <vector>

#include "input/configuration.hpp"
#include "input/target.hpp"

namespace mirage {

/// Throws InputError unless configuration.output may be made or replaced. Never: one of the inputs, a folder,
/// a device, a pipe, standard output, a name that ends as text does. With Existing::replace alone: any file
/// but an empty one or the result of a sweep with the same numbers in its settings.
void check_result_target(const Configuration& configuration, const std::vector<std::string>& inputs,
                         Existing existing);

}  // namespace mirage
