#pragma once
// The options that only formulas have: declared once, for reading, help, and what is printed of them.

#include <span>
#include <string>
#include <vector>

#include "results/formula.hpp"
#include "results/heading.hpp"

namespace mirage {

/// A number that formulas are told.
struct FormulaNumber {
    const char* name;
    const char* help;
    double FormulaExtra::*member;
    bool (*allowed)(double);
    const char* rule;
};
std::span<const FormulaNumber> formula_numbers();

/// A list of numbers that a formula runs over.
struct FormulaAxis {
    const char* name;
    const char* help;
    Axis FormulaExtra::*member;
    const char* otherwise;  ///< the values where none is given
};
std::span<const FormulaAxis> formula_axes();

/// All of them as options of the command.
const std::vector<CommandOption>& formula_options();

/// Takes them out of the words. Throws InputError for a value that is not allowed.
FormulaExtra take_formula_options(std::vector<std::string>& arguments);

/// hbar/tau_SO [meV] from the value of --tau-so [ps]; none: no change. Throws InputError in reduced units and
/// beside --spin-orbit-rate.
void add_scattering_time(const std::string& text, Units units, FormulaExtra& extra);

/// Those that the formula takes, by name, into the parameters of a table.
void add_formula_options(const Formula& formula, const FormulaExtra& extra, Json& parameters);

}  // namespace mirage
