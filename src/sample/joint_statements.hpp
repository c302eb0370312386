#pragma once
// What a fit of points and curves together says in plain words.

#include <string>
#include <vector>

#include "sample/joint_goodness.hpp"

namespace mirage {

/// Whether transport and tunnelling agree, and in what they do not; what each part misses; how parts without
/// stated errors are weighted; what the data cannot tell.
std::vector<std::string> joint_statements(const JointTask& task, const JointFit& fit,
                                          const JointGoodness& goodness);

}  // namespace mirage
