#pragma once
// Everything that a calculation is told, in the units that the user chose.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "input/axis.hpp"
#include "input/pockets.hpp"
#include "mirage/model/parameters.hpp"
#include "mirage/model/units.hpp"

namespace mirage {

/// Whether spectra have dI/dV beside the density of states.
enum class Conductance { none, stored };

/// Every numeric setting of the material and of the grid is an axis, most of them of one value. Numbers are
/// in the user's units; the table of settings (settings.hpp) reads, writes and describes them.
struct Configuration {
    Units units = Units::reduced;
    Axis tc0;                   ///< critical temperature [K], needed with SI units
    Axis g_factor{"2", {2.0}};  ///< Lande factor
    Axis beta;                  ///< Ising spin-orbit coupling
    // Beyond the two-valley model; empty: not given, which means 0 unless said otherwise.
    Axis gamma_intra{"", {}}, gamma_inter{"", {}};  ///< in place of gamma; default gamma/2
    Axis gamma_pocket{"", {}};                      ///< default gamma_inter
    Axis gamma_magnetic{"", {}}, gamma_spin_orbit{"", {}};
    Axis orbital{"", {}};                       ///< Gamma_o/B^2
    Axis thickness{"", {}}, diffusion{"", {}};  ///< in its place, in SI units [nm], [cm^2/s]
    Axis theta{"", {}};                         ///< angle of the field out of the plane [degrees]
    Axis t_triplet{"", {}};                     ///< critical temperature of the triplet channel
    Axis momentum{"", {}};                ///< Q = v_F q/2; text "auto", no values: that of lowest free energy
    Axis momentum_direction{"", {}};      ///< from the field's part in the plane [degrees]; default 90
    std::vector<PocketSettings> pockets;  ///< beside the two valleys
    Axis T{"0.1", {0.1}};
    Axis B;
    Axis gamma;
    Axis alpha;
    Axis energy{"", {}};        ///< of spectra; empty: none, text "auto": an adaptive one
    std::optional<double> eta;  ///< Dynes broadening of spectra; nothing: 0.01 Delta0
    Conductance conductance = Conductance::none;
    std::map<std::string, Axis>
        spectrum_part;                 ///< by setting: the values that have spectra; absent: all of its axis
    double tolerance = 1e-10;          ///< error of the order parameter [Delta0]
    int threads = 0;                   ///< per rank; 0: what OpenMP offers
    double checkpoint = 60.0;          ///< interval [s]; 0: only when stopped
    std::string output;                ///< file name
    std::vector<std::string> notes{};  ///< what the user should be told of how it was read
};

/// The numeric settings at one point, in the user's units: one value of every axis, NaN where it is not
/// given.
struct PointSettings {
    double tc0 = 0.0, g_factor = 2.0, beta = 0.0, T = 0.0, B = 0.0, gamma = 0.0, alpha = 0.0;
    double gamma_intra = quiet_nan, gamma_inter = quiet_nan, gamma_pocket = quiet_nan;
    double gamma_magnetic = quiet_nan, gamma_spin_orbit = quiet_nan;
    double orbital = quiet_nan, thickness = quiet_nan, diffusion = quiet_nan;
    double theta = quiet_nan, t_triplet = quiet_nan;
    double momentum = quiet_nan, momentum_direction = quiet_nan;
    PairMomentum pair_momentum = PairMomentum::given;  ///< best: `momentum` has no value
};

/// Which commands take a setting: all, those that compute spectra, sweep alone.
enum class Scope { every, spectrum, sweep };

/// The deck `deck_name` (none if empty) and the command-line arguments after the command, which win: settings
/// of that scope. Checked. tc0 without units means SI: there is a note of it. Throws InputError, which begins
/// with "deck:line: " where a line of the deck is to blame.
Configuration read_configuration(const std::string& deck_name, const std::vector<std::string>& arguments,
                                 Scope scope = Scope::every);

/// The same with the deck's text as the program wrote it; `name` is for messages.
Configuration configuration_of(const std::string& text, const std::string& name,
                               const std::vector<std::string>& arguments, Scope scope);

/// Prints the notes on standard error.
void print_notes(const Configuration& configuration);

/// The complete configuration as a deck: reading it again gives the same numbers, bit for bit.
std::string to_deck(const Configuration& configuration);

/// From the text of to_deck.
Configuration parse_deck(const std::string& text);

/// What the settings that are given mean together: SI units where tc0 is given without units, gamma-intra and
/// gamma-inter in place of gamma. `given`: their keys with the place, "deck:line: " or nothing. Throws
/// InputError for what has no meaning beside others.
void settle(Configuration& configuration, const std::map<std::string, std::string>& given);

/// Throws SettingError where a value is outside what the engine promises (mirage/model/domain.hpp).
void check(const Configuration& configuration);

}  // namespace mirage
