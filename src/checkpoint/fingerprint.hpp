#pragma once
// Everything that decides the numbers of a sweep, as text: what was computed under one fingerprint may be
// used under it alone.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "input/configuration.hpp"

namespace mirage {

/// Names and values: settings of the deck, program, instruction set, work items, quadrature tables, a sample
/// point.
struct Fingerprint {
    std::vector<std::pair<std::string, std::string>> lines;
    double cost = 0.0;  ///< of the whole sweep, expected [s]; told, not compared
};

/// The settings that decide numbers. Axes are told by their values: the same text for the same numbers,
/// however they were written.
std::vector<std::pair<std::string, std::string>> number_settings(const Configuration& configuration);

/// A hash as the fingerprint writes it.
std::string hash_text(std::uint64_t hash);

/// One number for all of it.
std::uint64_t identity_of(const Fingerprint& fingerprint);

/// As a file, with a checksum; reading a damaged one gives nothing.
std::string to_text(const Fingerprint& fingerprint);
std::optional<Fingerprint> parse_fingerprint(const std::string& text);

/// What differs, "grid.T: 0.1 -> 0.2, ...", on one line; empty if nothing does. Hashes tell a user nothing:
/// that they differ is said where nothing else does.
std::string differences(const Fingerprint& old, const Fingerprint& now);

}  // namespace mirage
