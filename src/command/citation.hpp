#pragma once
// What is to be cited for a result.

#include <string>
#include <vector>

#include "command/commands.hpp"

namespace mirage {

/// Whether `--cite` is among the arguments.
bool asks_for_citation(const Arguments& arguments);

/// The keys (references.hpp) of what a command line uses: the theory; those of a formula; Rashba coupling,
/// magnetic scattering and the triplet channel where they are given and not 0, in a deck too. None for a
/// command that computes nothing. Throws InputError for an unknown formula and a deck that cannot be read.
std::vector<std::string> citation_keys(const Command& command, const Arguments& arguments);

}  // namespace mirage
