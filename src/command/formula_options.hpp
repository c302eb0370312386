#pragma once
// The options that only formulas have: declared once, for reading, help, and what is printed of them.

#include <string>
#include <vector>

#include "command/formula.hpp"
#include "results/heading.hpp"

namespace mirage {

/// As options of the command.
const std::vector<CommandOption>& formula_options();

/// Takes them out of the words. Throws InputError for a value that is not allowed.
FormulaExtra take_formula_options(std::vector<std::string>& arguments);

/// hbar/tau_SO [meV] from the value of --tau-so [ps]; none: no change. Throws InputError in reduced units and
/// beside --spin-orbit-rate.
void add_scattering_time(const std::string& text, Units units, FormulaExtra& extra);

/// Those that the formula takes, by name, into the parameters of a table.
void add_formula_options(const Formula& formula, const FormulaExtra& extra, Json& parameters);

}  // namespace mirage
