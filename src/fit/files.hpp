#pragma once
// Measured critical fields as they lie on the disk.

#include <string>
#include <vector>

#include "fit/data.hpp"
#include "fit/request.hpp"

namespace mirage {

/// The points of a file, `-` for standard input, by measurements_in. Throws InputError.
Measurements read_measurements(const std::string& file, const ReadingOptions& options = {});

/// The points of all files, samples of one name told apart. Throws InputError.
std::vector<MeasuredSample> read_samples(const std::vector<std::string>& files, const ReadingOptions& options,
                                         std::vector<std::string>& notes);

/// What the words after `mirage fit` ask, with the files that they name and an output that can be made.
/// Throws InputError.
FitRequest read_fit_request(std::vector<std::string> arguments);

}  // namespace mirage
