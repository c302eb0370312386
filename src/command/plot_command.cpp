#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "command/commands.hpp"
#include "input/input_error.hpp"
#include "input/suggestion.hpp"

namespace mirage {
namespace {

namespace fs = std::filesystem;

fs::path program() {
    std::error_code ignored;
    return fs::read_symlink("/proc/self/exe", ignored);
}

/// plot.py beside the program: in the build tree, or where it is installed. Throws InputError.
fs::path script() {
    const fs::path folder = program().parent_path();
    for (const fs::path& share : {folder / "share/mirage", folder / MIRAGE_SHARE}) {
        std::error_code ignored;
        const fs::path file = share / "plot.py";
        if (fs::is_regular_file(file, ignored)) return fs::canonical(file);
    }
    throw InputError(fmt::format("plot: no plot.py in '{}': install mirage with its scripts",
                                 (folder / MIRAGE_SHARE).lexically_normal().string()));
}

/// MIRAGE_PYTHON alone, where it is set.
std::vector<std::string> pythons() {
    const char* given = std::getenv("MIRAGE_PYTHON");
    if (given && *given) return {given};
    return {"python3", "/usr/bin/python3"};
}

struct Kind {
    const char* name;
    const char* shows;
};
constexpr Kind kinds[] = {
    {"phase-diagram", "order parameter over temperature and field with the critical lines, of each result"},
    {"order-parameter", "curves, where a result has a single temperature or a single field"},
    {"couplings", "maps over alpha and gamma, where a result has one temperature and one field"},
    {"lines", "critical fields against temperature: results, line, formula, fit"},
    {"temperatures", "transition temperatures against field: line --B"},
    {"spectra", "density of states: results, spectrum, formula rashba-dos"},
    {"conductance",
     "dI/dV over voltage and field, with --select B=... temperature: results with conductance = true"},
    {"spectra-curvature", "second derivative of the density of states, gaps in red; only where asked for"},
    {"conductance-curvature", "that of dI/dV, for mirage gaps that are faint; only where asked for"},
    {"amplitudes", "singlet and triplet pair amplitudes: spectrum"},
    {"bands", "quasiparticle energies: bands"},
    {"currents", "current and order parameter against the pair momentum: current"},
    {"formula", "every column of a formula"},
    {"values", "variables of a result against one of its axes: show --variable"},
    {"solutions", "free energy of every solution at one point: point"},
    {"points", "measured B_c2(T) with errors and bounds: transitions"},
    {"fit", "points, curves, compared models, residuals, parameters: fit --format json"},
    {"visibility", "depth of the mirage gap in dI/dV over temperature and field: visibility"},
    {"broadening", "up to which broadening it is seen, over the field: visibility"},
    {"fit-sample",
     "points and dI/dV curves with their common fit, each part alone: fit-sample --format json"},
    {"fit-spectrum", "dI/dV curves with fits, residuals, parameters: fit-spectrum --format json"},
};

std::vector<std::string> kind_names() {
    std::vector<std::string> names;
    for (const Kind& kind : kinds) names.emplace_back(kind.name);
    return names;
}

std::string list_of_kinds() {
    std::string text = "kinds, each where the files hold what it shows:";
    for (const Kind& kind : kinds) text += fmt::format("\n  {:<22}{}", kind.name, kind.shows);
    return text;
}

void check_kinds(const Arguments& arguments) {
    constexpr std::string_view option = "--kind=";
    for (const std::string& word : arguments)
        if (word.starts_with(option)) choice("--kind", word.substr(option.size()), kind_names());
}

/// Runs the script in place of this program.
int run_plot(const Arguments& arguments) {
    check_kinds(arguments);
    const std::string file = script();
    std::vector<char*> words{nullptr, const_cast<char*>(file.c_str())};
    for (const std::string& word : arguments) words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    setenv("MIRAGE_PROGRAM", program().c_str(), 1);  // which reads measured points for the script
    std::fflush(stdout);
    std::string tried;
    for (const std::string& python : pythons()) {
        words[0] = const_cast<char*>(python.c_str());
        execvp(python.c_str(), words.data());
        tried += fmt::format("{}{}", tried.empty() ? "" : ", ", python);
    }
    throw InputError(fmt::format("plot: {} cannot be run: MIRAGE_PYTHON must name a python3", tried));
}

}  // namespace

Command plot_command() {
    Command command;
    command.name = "plot";
    command.summary = "pictures of results, fits and what the other commands print, with measured points";
    command.usage = "FILE [MORE ...] [--data CSV] [--select name=value] [--kind KIND] [--out DIR]";
    command.description =
        "Pictures, as PNG and PDF: DIR/NAME-KIND.png, NAME that of the file. FILE is a result of mirage "
        "sweep, or the CSV or JSON of any other command, which a - reads from standard input. Several files "
        "are drawn in one figure where they hold the same kind of curves; the legend tells what differs "
        "between them, the title what they have in common. It needs python3 with h5py, matplotlib and numpy; "
        "the environment variable MIRAGE_PYTHON names another than python3 and /usr/bin/python3.";
    command.results = list_of_kinds();
    command.examples = {"mirage plot run.h5 --select gamma=0,0.1 --out pictures",
                        "mirage plot run.h5 --data measured.csv      # K, tesla"};
    command.options = {
        {"data",
         "FILE",
         "measured points [K, T] to draw over critical fields, any file that mirage fit reads; may be "
         "repeated",
         {},
         {},
         true},
        {"columns", "T=3,B=5", "of them, as mirage fit has it"},
        {"tc0", "NUMBER", "of measured points in reduced units [K]"},
        {"g-factor", "NUMBER", "of measured fields over B_p (default 2)"},
        {"select",
         "NAME=VALUE",
         "comma list: which of alpha, gamma, T, B, beta, sample, ... are drawn; may be repeated. Of long "
         "axes "
         "a few values are drawn otherwise, which is said",
         {},
         {},
         true},
        {"kind",
         "KIND",
         "one of the kinds, may be repeated (default: all that the files hold)",
         kind_names(),
         {},
         true},
        {"out", "DIR", "folder for the pictures (default: here)"}};
    command.words = {"FILE", 1000};
    command.run = run_plot;
    return command;
}

}  // namespace mirage
