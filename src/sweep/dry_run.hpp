#pragma once
// A sweep that is only looked at.

#include <string>

#include "sweep/plan_text.hpp"

namespace mirage {

/// What run_sweep would do with this configuration: points, spectra, expected time, memory, file, and what an
/// earlier start left. Lines, each with its line feed. Computes for about a second, writes nothing. Throws
/// InputError where the checkpoint is damaged.
std::string dry_run(const Configuration& configuration, const Workers& workers);

}  // namespace mirage
