#pragma once
// The part of the table of settings that says what is computed of a point, how, and where it goes.

#include <vector>

#include "input/settings.hpp"

namespace mirage {

/// Section [spectrum]: energies, broadening, and for each of `axes` its part that has spectra.
std::vector<Setting> spectrum_settings(const std::vector<Setting>& axes);

/// Sections [numerics], [run] and [output].
std::vector<Setting> run_settings();

}  // namespace mirage
