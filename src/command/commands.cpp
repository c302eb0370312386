#include "command/commands.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace mirage {

const std::vector<Command>& commands() {
    static const std::vector<Command> list{
        {"sweep",
         "the (T, B, gamma, alpha) grid and its critical lines -> one HDF5 file; alone or under mpirun, srun",
         sweep_help, run_sweep_command},
        {"point", "one point: every solution of the gap equation, the stable one, its phase", point_help,
         run_point},
        {"line", "critical fields against temperature at one (gamma, alpha)", line_help, run_line},
        {"spectrum", "retarded spectra at one point: density of states, pair amplitudes, gaps, tunnelling",
         spectrum_help, run_spectrum},
        {"bands", "Bogoliubov quasiparticle energies near a valley against xi -> CSV", bands_help, run_bands},
        {"formula", "a closed-form expression of the papers on a list of T, B, alpha or energies -> CSV",
         formula_help, run_formula},
        {"fit", "material parameters with intervals from measured B_c2(T)", fit_help, run_fit},
        {"show", "what a result file holds, or what measured points are read as", show_help, run_show},
        {"plot",
         "pictures of results, fits and what the other commands print, with measured points over them",
         plot_help, run_plot},
    };
    return list;
}

std::string unit_in_brackets(const Setting& setting) {
    const std::string unit = kind_name(setting.unit);
    return unit.empty() ? "" : fmt::format(" [{}]", unit);
}

std::string help_text(const char* usage, const char* description, const char* example, Scope scope,
                      const char* own_options) {
    std::string text = fmt::format("usage: {}\n\n{}\n\nsettings:\n", usage, description);
    const Configuration defaults;
    for (const Setting& setting : settings()) {
        if (setting.scope > scope) continue;
        const std::string value = setting.write(defaults);
        text += fmt::format("  --{:<15} {}{}{}{}\n", setting.option, setting.help, unit_in_brackets(setting),
                            setting.allowed.empty() ? "" : "; " + setting.allowed,
                            value.empty() ? "" : fmt::format(" (default {})", value));
    }
    text += own_options;
    text +=
        "Every setting may also be written --section.name as in a deck. An axis is a:b:n, a:b:n:log or a "
        "comma list.\n";
    text += "\n";
    return text + fmt::format("example: {}\n", example);
}

bool asks_for_help(const Arguments& arguments) {
    return std::any_of(arguments.begin(), arguments.end(),
                       [](const std::string& argument) { return argument == "--help" || argument == "-h"; });
}

}  // namespace mirage
