#pragma once
// Closed expressions at the inputs of every row.

#include "interface/calculation.hpp"
#include "results/formula.hpp"

namespace mirage {

/// What it takes beside settings, under the names of the command line.
OwnInputs inputs_of(const Formula& formula);

/// Its columns.
std::vector<OutputName> outputs_of(const Formula& formula);

/// Whether a setting has a meaning for it.
bool takes_setting(const Formula& formula, const Setting& setting);

/// Throws InputError for an input that has no meaning for it.
void check_inputs(const Formula& formula, std::span<const mirage_input> inputs);

/// Throws InputError where the formula does not hold for the inputs of a row.
LoopEnd compute_formula(const Formula& formula, const Call& call);

}  // namespace mirage
