#pragma once
// Ranks on different processors.

#include <string_view>

#include "parallel/communicator.hpp"

namespace mirage {

/// Throws InputError on all ranks, with the same message, where they compute with different instruction sets
/// (at most 15 letters each): bits would depend on who computed what. Collective.
void check_instruction_sets(std::string_view own, const Communicator& mpi);

}  // namespace mirage
