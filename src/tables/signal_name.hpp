#pragma once
// Names of columns that tell whether the sample superconducts: resistance, resistivity, a lock-in voltage.

#include <optional>
#include <string>
#include <string_view>

namespace mirage {

/// How the swept quantity ran.
enum class Turn { none, up, down };

/// Units of one kind have one `name`; `per` of the unit are 1 of it.
struct SignalUnit {
    std::string name = "1";  ///< Ohm, Ohm m, V, 1
    double per = 1.0;
};

/// Ohm, mOhm, kOhm, Ω, Ohm-m, µΩ cm, V, mV, Rn (a number), ... Nothing for any other text.
std::optional<SignalUnit> signal_unit(std::string_view text);

struct SignalName {
    std::string text;   ///< as it stands in the file
    std::string label;  ///< what is left of the name: the channel of `Bridge 1 Resistance`
    Turn turn = Turn::none;
    SignalUnit unit;
    bool voltage = false;  ///< the name is of a voltage, which counts where no resistance is there
};

/// `R`, `R_xx`, `Resistance (Ohm)`, `Bridge 1 Resistivity (Ohm-m)`, `R/Rn`, `dV/dI`, `V_xx`, `Lock-in X (V)`,
/// and any name with a unit of resistance; nothing for Hall, second-phase, gate and error columns and for
/// every other name. `unit` is that of a row of units, empty where none is.
std::optional<SignalName> signal_name(std::string_view text, std::string_view unit);

/// The direction that the words of a text tell: up, warming, increasing, ...; down, cooling, ...
Turn turn_of(std::string_view text);

}  // namespace mirage
