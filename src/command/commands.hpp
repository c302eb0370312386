#pragma once
// The commands of the program.

#include <string>
#include <vector>

#include "input/settings.hpp"

namespace mirage {

/// What is typed after the name of a command.
using Arguments = std::vector<std::string>;

/// One command. `help` gives its help text. `run` returns the exit status and throws InputError; a sweep runs
/// between MPI_Init and MPI_Finalize, rank 0 reads and checks the input for all.
struct Command {
    const char* name;
    const char* summary;
    std::string (*help)(const Arguments& arguments);
    int (*run)(const Arguments& arguments);
};

const std::vector<Command>& commands();

std::string sweep_help(const Arguments&), point_help(const Arguments&), line_help(const Arguments&),
    spectrum_help(const Arguments&), bands_help(const Arguments&), formula_help(const Arguments&),
    fit_help(const Arguments&), show_help(const Arguments&), plot_help(const Arguments&);
int run_sweep_command(const Arguments&), run_point(const Arguments&), run_line(const Arguments&),
    run_spectrum(const Arguments&), run_bands(const Arguments&), run_formula(const Arguments&),
    run_fit(const Arguments&), run_show(const Arguments&), run_plot(const Arguments&);

/// " [energy]", or nothing.
std::string unit_in_brackets(const Setting& setting);

/// Help text of a command: usage, then the settings that it takes, then options of its own (ready lines).
std::string help_text(const char* usage, const char* description, const char* example,
                      Scope scope = Scope::every, const char* own_options = "");

/// Whether `--help` or `-h` is among the arguments.
bool asks_for_help(const Arguments& arguments);

}  // namespace mirage
