#pragma once
// Everything that a calculation is told: each setting is declared once, and deck, command line, help, file
// attribute and checks walk the same list.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "input/axis.hpp"
#include "mirage/model/parameters.hpp"
#include "mirage/model/units.hpp"

namespace mirage {

/// Numbers in the units that the user chose.
struct Configuration {
    Units units = Units::reduced;
    double tc0 = 0.0;       ///< [K], needed with SI units
    double g_factor = 2.0;  ///< Lande factor
    double beta = 0.0;      ///< Ising spin-orbit coupling
    Axis T{"0.1", {0.1}};
    Axis B;
    Axis gamma;
    Axis alpha;
    Axis energy{"", {}};        ///< of spectra; empty: none, text "auto": an adaptive one
    std::optional<double> eta;  ///< Dynes broadening of spectra; nothing: 0.01 Delta0
    Axis spectrum_T{"", {}};    ///< the part of the grid that has spectra; empty: all of it
    Axis spectrum_B{"", {}};
    Axis spectrum_gamma{"", {}};
    Axis spectrum_alpha{"", {}};
    double tolerance = 1e-10;  ///< error of the order parameter in units of Delta0
    int threads = 0;           ///< per rank; 0: what OpenMP offers
    double checkpoint = 60.0;  ///< interval [s]; 0: only when stopped
    std::string output;        ///< file name
};

/// Which commands take a setting: all, those that compute spectra, sweep alone.
enum class Scope { every, spectrum, sweep };

/// Whether a setting decides the numbers, or only how they are computed and where they go.
enum class Decides { numbers, run };

/// One setting: `--option` or `--section.name` on the command line, `name` under `[section]` in a deck.
struct Setting {
    const char* section;
    const char* name;
    const char* option;
    const char* unit;
    const char* help;
    const char* allowed;  ///< range, for the help; check() enforces it
    void (*read)(Configuration&, std::string_view key, std::string_view text);
    std::string (*write)(const Configuration&);
    Scope scope = Scope::every;
    Decides decides = Decides::numbers;
};

const std::vector<Setting>& settings();

/// The deck `deck_name` (none if empty) and the command-line words after the command, which win: settings of
/// that scope. Checked. Throws InputError.
Configuration read_configuration(const std::string& deck_name, const std::vector<std::string>& arguments,
                                 Scope scope = Scope::every);

/// The same with the deck's text; `name` is for messages.
Configuration configuration_of(const std::string& text, const std::string& name,
                               const std::vector<std::string>& arguments, Scope scope);

/// The complete configuration as a deck: reading it again gives the same numbers, bit for bit.
std::string to_deck(const Configuration& configuration);

/// From the text of to_deck.
Configuration parse_deck(const std::string& text);

/// Throws InputError where a value is outside what the engine promises (README: domain).
void check(const Configuration& configuration);

UnitSystem unit_system(const Configuration& configuration);

/// The Dynes broadening in units of Delta0.
double reduced_eta(const Configuration& configuration);

/// The point of the engine at the given values of the axes.
Parameters reduced_point(const Configuration& configuration, double T, double B, double gamma, double alpha);

/// Throws InputError unless a file of this name can be made: folder there and writable, not itself a folder.
void check_output(const std::string& option, const std::string& file);

}  // namespace mirage
