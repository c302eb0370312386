#include "input/pockets.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>

#include <fmt/format.h>

#include "input/axis.hpp"
#include "input/input_error.hpp"
#include "input/suggestion.hpp"
#include "input/text.hpp"
#include "mirage/model/domain.hpp"

namespace mirage {
namespace {

using P = PocketSettings;

constexpr std::size_t longest_name = 32;
constexpr double rounding = 1e-9;  ///< of the sum of all shares

bool is_called(const PocketKey& key, const std::string& name) {
    const auto same = [&](const std::string& other) { return lower_case(other) == lower_case(name); };
    return same(key.name) || std::any_of(key.also.begin(), key.also.end(), same);
}

[[noreturn]] void refuse_key(std::string_view option, const std::string& name) {
    std::vector<std::string> names;
    std::string meant;
    for (const PocketKey& key : pocket_keys()) {
        names.emplace_back(key.name);
        if (is_called(key, name)) meant = key.name;
    }
    if (meant.empty()) meant = nearest(name, names);
    throw InputError(
        meant.empty()
            ? fmt::format("{}: no such setting of a pocket: allowed: {}", option, fmt::join(names, ", "))
            : fmt::format("{}: no such setting of a pocket: did you mean {}?", option, meant));
}

double one_number(std::string_view option, std::string_view text) {
    if (text.find(':') != text.npos || text.find(',') != text.npos)
        throw InputError(
            fmt::format("{} = '{}': a setting of a pocket has one value and is no axis", option, text));
    return parse_number(option, text);
}

}  // namespace

std::string PocketKey::variable() const {
    std::string text = name;
    std::replace(text.begin(), text.end(), '-', '_');
    return text;
}

std::string PocketKey::allowed() const {
    if (!value) return fmt::format("{}", fmt::join(form_names(), ", "));
    const char* of = unit_name(unit, Units::reduced);
    return fmt::format("{} to {}{}", least, most, unit == UnitKind::number ? "" : fmt::format(" {}", of));
}

const std::vector<PocketKey>& pocket_keys() {
    using enum UnitKind;
    static const std::vector<PocketKey> list{
        {"share",
         number,
         "of the density of states; the valleys have the rest",
         0.0,
         1.0,
         &P::share,
         {"dos", "weight", "n"}},
        {"beta",
         energy,
         "Ising spin-orbit coupling",
         0.0,
         domain::max_ising,
         &P::beta,
         {"ising", "soc", "spin-orbit"}},
        {"form",
         number,
         "of the Ising coupling: +-beta of opposite pockets, or beta cos 3phi around Gamma",
         0.0,
         0.0,
         nullptr,
         {"shape", "type"}},
        {"alpha", energy, "Rashba coupling alpha p_F", 0.0, domain::max_rashba, &P::alpha, {"rashba"}},
        {"gap",
         number,
         "its gap in units of that of the valleys",
         -domain::max_pocket_gap,
         domain::max_pocket_gap,
         &P::gap,
         {"chi", "delta", "form-factor"}},
        {"velocity",
         number,
         "Fermi velocity in units of that of the valleys",
         0.0,
         domain::max_pocket_velocity,
         &P::velocity,
         {"v", "v-f", "fermi-velocity"}},
        {"tunnel-weight",
         number,
         "how much of it a tunnel junction sees, in units of the valleys",
         0.0,
         domain::max_tunnel_weight,
         &P::tunnel_weight,
         {"tunnel", "tunnel_weight", "tunnelling-weight"}},
    };
    return list;
}

const std::vector<std::string>& form_names() {
    static const std::vector<std::string> names{"valley", "cos3phi"};
    return names;
}

const std::string& name_of(SpinOrbitForm form) { return form_names()[static_cast<std::size_t>(form)]; }

void check_pocket_name(std::string_view option, std::string_view name) {
    const auto plain = [](unsigned char c) { return (c < 128 && std::isalnum(c)) || c == '-' || c == '_'; };
    if (name.empty() || name.size() > longest_name || !std::all_of(name.begin(), name.end(), plain))
        throw InputError(fmt::format("{}: '{}' is no name of a pocket: letters, digits, - and _, at most {}",
                                     option, name, longest_name));
    if (name == "valleys")
        throw InputError(
            fmt::format("{}: 'valleys' are the two of [material]: another name is needed", option));
}

PocketSettings& pocket_called(std::vector<PocketSettings>& pockets, const std::string& name) {
    for (PocketSettings& pocket : pockets)
        if (pocket.name == name) return pocket;
    pockets.push_back({.name = name});
    return pockets.back();
}

void read_pocket_entry(PocketSettings& pocket, std::string_view option, const std::string& key,
                       std::string_view text) {
    for (const PocketKey& known : pocket_keys()) {
        if (key != known.name) continue;
        if (known.value)
            pocket.*(known.value) = one_number(option, text);
        else
            pocket.form = static_cast<SpinOrbitForm>(choice(option, text, form_names()));
        return;
    }
    refuse_key(option, key);
}

PocketText parse_pocket(std::string_view text) {
    constexpr const char* how = "a pocket is written NAME:share=0.4,beta=0.8,form=cos3phi";
    const std::size_t colon = text.find(':');
    if (colon == text.npos) throw InputError(fmt::format("--pocket '{}': {}", text, how));
    PocketText pocket{std::string(trimmed(text.substr(0, colon))), {}};
    check_pocket_name("--pocket", pocket.name);
    for (const std::string& part : comma_list(text.substr(colon + 1))) {
        const std::size_t equals = part.find('=');
        const std::string value(equals == part.npos ? ""
                                                    : trimmed(std::string_view(part).substr(equals + 1)));
        if (value.empty()) throw InputError(fmt::format("--pocket '{}': '{}': {}", text, part, how));
        pocket.entries.emplace_back(trimmed(std::string_view(part).substr(0, equals)), value);
    }
    return pocket;
}

std::string pocket_value(const PocketSettings& pocket, const PocketKey& key) {
    return key.value ? fmt::format("{}", pocket.*(key.value)) : name_of(pocket.form);
}

std::string pocket_text(const PocketSettings& pocket) {
    std::string text;
    for (const PocketKey& key : pocket_keys())
        text += fmt::format("{}{}={}", text.empty() ? "" : ",", key.name, pocket_value(pocket, key));
    return fmt::format("{}:{}", pocket.name, text);
}

std::string pockets_text(const std::vector<PocketSettings>& pockets) {
    std::string text;
    for (const PocketSettings& pocket : pockets) text += (text.empty() ? "" : "; ") + pocket_text(pocket);
    return text;
}

Pocket reduced_pocket(const PocketSettings& p, const UnitSystem& unit) {
    return {p.share, p.beta / unit.energy, p.form, p.alpha / unit.energy, p.gap, p.velocity, p.tunnel_weight};
}

double valley_share(const std::vector<PocketSettings>& pockets) {
    double left = 1.0;
    for (const PocketSettings& pocket : pockets) left -= pocket.share;
    return std::fabs(left) <= rounding ? 0.0 : left;
}

}  // namespace mirage
