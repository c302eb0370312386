#pragma once
// The parameters of a fit: which there are, which move and within which bounds, by the options on them.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "fit/known_parameters.hpp"
#include "fit/problem.hpp"
#include "input/arguments.hpp"

namespace mirage {

/// The options on parameters, as they were written.
struct ParameterOptions {
    std::map<std::string, std::vector<double>> value;  ///< one for all samples, or one for each
    std::vector<PocketSettings> pockets;               ///< of all samples
    std::set<std::string> of_pockets;                  ///< what of them is given: `pocket.G.share`
    std::vector<std::string> free, share, bounds;
    bool free_given = false;
};

/// `--tc0`, `--beta`, ...: the options that give a parameter; those of pockets are pocket_options().
std::vector<CommandOption> value_options();

/// Takes them, `--free`, `--share` and `--bounds` out of the words; `samples` of data. Throws InputError.
ParameterOptions take_parameter_options(std::vector<std::string>& arguments, std::size_t samples);

/// Throws InputError for names that none of the models has, for those of a pocket that is not there, and for
/// a parameter beside its alternative (gamma and gamma-intra); `main` is the model that messages name.
void check_names(const ParameterOptions& options, FitModel main, const std::vector<FitModel>& models);

/// The task of one model: its parameters with their bounds, cut to the domain of the engine, and the values
/// that the search starts from, of the options or of the data. Bounds that were cut are noted. Throws
/// InputError.
FitTask task_for(FitModel model, const ParameterOptions& options, const std::vector<MeasuredSample>& data,
                 std::vector<std::string>& notes);

}  // namespace mirage
