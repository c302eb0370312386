#pragma once
// The parameters of a fit of dI/dV curves: which there are, which move, within which bounds.

#include <string>
#include <vector>

#include "fit/parameters.hpp"
#include "input/arguments.hpp"
#include "junction/junction_problem.hpp"

namespace mirage {

/// The options on parameters: those of a material as the fit of critical fields has them, those of the
/// junction, and which are of each curve.
struct JunctionOptions {
    ParameterOptions material;
    std::map<std::string, std::vector<double>> junction;  ///< one for all curves, or one for each
    std::vector<std::string> each;                        ///< of each curve its own
    JunctionModel model = JunctionModel::exact;
    GapOf gap = GapOf::curve;
    Background background = Background::constant;
    Units units = Units::si;  ///< in which options are given; the numbers here are in SI
};

/// `--delta`, `--eta`, `--beta`, ...: the options that give a parameter.
std::vector<CommandOption> junction_value_options();

/// Takes them, --free, --share, --each and --bounds out of the words. Throws InputError, also of what has no
/// meaning in reduced units: g-factor, thickness, diffusion.
JunctionOptions take_junction_options(std::vector<std::string>& arguments, std::size_t curves,
                                      Units units = Units::si);

/// The task: parameters with bounds, values that are given or wait for the search. Throws InputError for a
/// name that the model does not have. Notes say what was left fixed although it is usually free.
JunctionTask junction_task(const JunctionOptions& options, const JunctionData& data,
                           std::vector<std::string>& notes);

const char* name_of(JunctionModel model);

}  // namespace mirage
