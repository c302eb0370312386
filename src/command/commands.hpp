#pragma once
// The commands of the program.

#include <string>
#include <vector>

#include "input/settings.hpp"

namespace mirage {

/// One command. `run` takes the arguments after its name and returns the exit status; it throws InputError.
struct Command {
    const char* name;
    const char* summary;
    int (*run)(const std::vector<std::string>& arguments);
};

const std::vector<Command>& commands();

int run_point(const std::vector<std::string>& arguments);     ///< `mirage point`
int run_line(const std::vector<std::string>& arguments);      ///< `mirage line`
int run_spectrum(const std::vector<std::string>& arguments);  ///< `mirage spectrum`
int run_bands(const std::vector<std::string>& arguments);     ///< `mirage bands`
int run_formula(const std::vector<std::string>& arguments);   ///< `mirage formula NAME`
int run_fit(const std::vector<std::string>& arguments);       ///< `mirage fit DATA.csv`
int run_show(const std::vector<std::string>& arguments);      ///< `mirage show FILE.h5`

/// `mirage sweep CONFIG`. Between MPI_Init and MPI_Finalize; rank 0 reads and checks the input for all.
int run_sweep_command(const std::vector<std::string>& arguments);

/// " [energy]", or nothing.
std::string unit_in_brackets(const Setting& setting);

/// Help text of a command: usage, then the settings that it takes, then options of its own (ready lines).
std::string help_text(const char* usage, const char* description, const char* example,
                      Scope scope = Scope::every, const char* own_options = "");

/// Whether `--help` or `-h` is among the arguments.
bool asks_for_help(const std::vector<std::string>& arguments);

}  // namespace mirage
