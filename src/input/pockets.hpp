#pragma once
// Pockets beside the two valleys as a user writes them: sections `[pocket.NAME]` of a deck, `--pocket
// 'NAME:share=0.4,beta=0.8'` and `--pocket.NAME.share 0.4` on the command line.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mirage/model/material.hpp"
#include "mirage/model/units.hpp"
#include "mirage/numeric/constants.hpp"

namespace mirage {

/// One pocket, in the user's units.
struct PocketSettings {
    std::string name;
    double share = quiet_nan;  ///< NaN: not given
    double beta = 0.0;
    SpinOrbitForm form = SpinOrbitForm::cos3phi;
    double alpha = 0.0, gap = 1.0, velocity = 1.0, tunnel_weight = 1.0;
};

/// One setting of a pocket; each is declared once.
struct PocketKey {
    const char* name = "";
    UnitKind unit = UnitKind::number;
    const char* help = "";
    double least = 0.0, most = 0.0;           ///< allowed, in reduced units
    double PocketSettings::*value = nullptr;  ///< none: the form, a word
    std::vector<std::string> also{};          ///< what else people call it, for suggestions

    /// As JSON names it: `tunnel_weight`.
    std::string variable() const;
    /// "0 to 100 Delta0", "valley, cos3phi"
    std::string allowed() const;
};

const std::vector<PocketKey>& pocket_keys();

/// "cos3phi"
const std::string& name_of(SpinOrbitForm form);

/// The words of `form`.
const std::vector<std::string>& form_names();

/// Throws InputError unless letters, digits, - and _ make up the name, at most 32 of them.
void check_pocket_name(std::string_view option, std::string_view name);

/// The pocket of that name, appended where there is none.
PocketSettings& pocket_called(std::vector<PocketSettings>& pockets, const std::string& name);

/// Sets what one entry says: `share = 0.4` of `pocket.NAME.share`. `option` is what the user typed. Throws
/// InputError: no such key, with the one that was meant; several values; no number.
void read_pocket_entry(PocketSettings& pocket, std::string_view option, const std::string& key,
                       std::string_view text);

/// The parts of `NAME:key=value,key=value`. Throws InputError.
struct PocketText {
    std::string name;
    std::vector<std::pair<std::string, std::string>> entries;  ///< key, value
};
PocketText parse_pocket(std::string_view text);

/// The value of one key: a number with all its digits, or the word.
std::string pocket_value(const PocketSettings& pocket, const PocketKey& key);

/// `NAME:share=0.4,beta=0.8,...`: every key, as --pocket takes it.
std::string pocket_text(const PocketSettings& pocket);

/// The same for all, separated by `; `.
std::string pockets_text(const std::vector<PocketSettings>& pockets);

/// In reduced units.
Pocket reduced_pocket(const PocketSettings& pocket, const UnitSystem& unit);

/// The share of the density of states that the pockets leave to the valleys: 0 where they have all of it, to
/// 1e-9.
double valley_share(const std::vector<PocketSettings>& pockets);

}  // namespace mirage
