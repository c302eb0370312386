#pragma once
// The table of settings: each is declared once, and deck, command line, help, file, checks and grid walk the
// same list.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "input/arguments.hpp"
#include "input/configuration.hpp"

namespace mirage {

/// Whether a setting decides the numbers, or only how they are computed and where they go.
enum class Decides { numbers, run };

/// Whether a setting may be an axis of the grid: never, where it has several values, or always, whatever
/// their number.
enum class GridRole { none, optional, always };

/// One setting: `--option` or `--section.name` on the command line, `name` under `[section]` in a deck.
struct Setting {
    std::string section{};
    std::string name{};
    std::string option{};
    UnitKind unit = UnitKind::number;
    std::string help{};
    std::string allowed{};  ///< range, for the help; check() enforces it
    std::function<void(Configuration&, std::string_view key, std::string_view text)> read{};
    std::function<std::string(const Configuration&)> write{};
    Scope scope = Scope::every;
    Decides decides = Decides::numbers;
    GridRole role = GridRole::none;
    // of those that may be an axis
    Axis Configuration::*axis = nullptr;
    double PointSettings::*value = nullptr;
    bool si_only = false;     ///< means nothing in reduced units
    std::string symbol{};     ///< in tables
    std::string label{};      ///< in tables
    std::string long_name{};  ///< in the file
    // of the command line
    std::vector<std::string> choices{};  ///< the words allowed, where these are few
    std::vector<std::string> words{};    ///< those that may stand in place of a number
    std::vector<std::string> also{};     ///< what else people call it, for suggestions

    std::string key() const { return section + "." + name; }
    /// As the file, JSON and CSV name it: `g_factor`.
    std::string variable() const;
};

const std::vector<Setting>& settings();

/// `--pocket`, then `--pocket.NAME.share`, ...
std::vector<CommandOption> pocket_options();

/// Whether a setting is one of those beyond the two-valley model, which have no value unless it is given.
bool is_beyond_two_valleys(const Setting& setting);

/// The settings of a scope as options: by their short names, then by `section.name`, then those of pockets.
std::vector<CommandOption> setting_options(Scope scope);

/// What a setting's value is called in the help: AXIS where it may have several values, NUMBER, FILE, ...
std::string value_name(const Setting& setting, Scope scope);

/// The settings that may be an axis of the grid, the slowest dimension first: the optional ones, then alpha,
/// gamma, T, B.
const std::vector<const Setting*>& axis_settings();

/// The same in the order in which a point prints them: T, B, the two-valley model, what is beyond it; those
/// of SI units there alone.
std::vector<const Setting*> printed_settings(Units units);

/// Those that have a value.
std::vector<const Setting*> printed_settings(const Configuration& configuration);

/// Whether gamma-intra or gamma-inter is given, in place of gamma.
bool splits_gamma(const Configuration& configuration);

/// The axis of a setting in the grid: gamma is gamma_intra + gamma_inter where these are given, NaN where one
/// of them has several values. Empty where the setting is not given.
Axis axis_of(const Configuration& configuration, const Setting& setting);

/// The one value of every axis that is given. Throws InputError naming an option that has several.
PointSettings single_point(const Configuration& configuration);

/// Whether the pair momentum is a number (0 where it is not given) or `auto`.
PairMomentum pair_momentum(const Configuration& configuration);

/// Whether the momentum is among the settings, though it be 0: results then have the stiffness.
bool asks_for_momentum(const Configuration& configuration);

/// Units at these settings.
UnitSystem unit_system(const PointSettings& point, Units units);

/// Units of a configuration with one tc0 and one g-factor. Throws InputError where there are several.
UnitSystem unit_system(const Configuration& configuration);

/// The Dynes broadening in units of Delta0.
double reduced_eta(const Configuration& configuration, const UnitSystem& unit);

}  // namespace mirage
