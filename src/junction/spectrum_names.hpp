#pragma once
// What a column of a table of dI/dV curves is, by its name.

#include <optional>
#include <string>
#include <string_view>

#include "mirage/numeric/constants.hpp"

namespace mirage {

enum class SpectrumQuantity { other, bias, conductance, error, current, temperature, field };

/// A temperature or a field that a text tells: `0.5T`, `B = 500 mT`, `300mK`, `T=1p5K`.
struct ToldState {
    double T = quiet_nan;  ///< [K]
    double B = quiet_nan;  ///< [T]
};
ToldState told_state(std::string_view text);

/// Of a comment, which must name them: `T = 0.3 K, B = 2 T`, `Temperature: 300 mK`; nothing of `Tc0 = 3 K`.
ToldState named_state(std::string_view comment);

struct SpectrumName {
    std::string text;  ///< as it stands in the file
    SpectrumQuantity quantity = SpectrumQuantity::other;
    std::string unit;            ///< as written; empty where none is told
    double factor = 1.0;         ///< of a number in that unit, to mV, K, T; conductances stay
    double siemens = quiet_nan;  ///< of a conductance, in one unit; NaN: arbitrary
    ToldState state{};           ///< of a wide table: of which curve the column is
};

/// By words of the field (V, bias, dI/dV, G, conductance, Lockin X, ...) and units: uV, mV, V, meV, eV and
/// Delta0/e of biases; S, mS, uS, nS, nA/mV, G0, e^2/h of conductances, `a.u.`, V and A of a lock-in signal.
/// A name that is nothing but `0.5T` or `1.2 K` is the conductance of that curve. The unit of a bias may be
/// missing, which is then mV.
SpectrumName spectrum_name(std::string_view text);

/// Sets the unit; false where the quantity has no such unit.
bool set_unit(SpectrumName& name, std::string_view unit);

}  // namespace mirage
