#include "transitions/column_role.hpp"

#include <algorithm>

#include "input/text.hpp"
#include "transitions/stated_value.hpp"

namespace mirage {
namespace {

/// The value that a text states where it states one of T and B.
void take_stated(const std::string& text, ColumnRole& role, std::string& rest) {
    const auto T = stated_values(text, Measurand::temperature), B = stated_values(text, Measurand::field);
    if (T.size() + B.size() != 1) return;
    const StatedValue& one = T.empty() ? B[0] : T[0];
    (T.empty() ? role.fixed_B : role.fixed_T) = one.value;
    const auto at = text.find(one.text);
    rest = text.substr(0, at) + " " + text.substr(at + one.text.size());
}

/// Whether nothing is left of a name but signs, its quantity, a direction and words that join them.
bool is_bare(const std::string& rest) {
    const Words words = words_of(rest);
    return std::all_of(words.begin(), words.end(), [](const std::string& word) {
        const std::string key = lower_case(word);
        const auto quantity = quantity_named(key);
        return holds(" at in for ", key) || turn_of(word) != Turn::none ||
               quantity == Measurand::temperature || quantity == Measurand::field;
    });
}

bool is_axis(const ColumnName& name) {
    return !name.error && (name.quantity == Measurand::temperature || name.quantity == Measurand::field);
}

/// `R at 2 T`, `2T`, `B = 2 T`; `T at 2 T` is the temperature of that curve.
void resolve_stated(const ColumnName& name, const std::string& rest, ColumnRole& role) {
    const ColumnName left = column_name(rest);
    const bool own =
        role.fixed_B ? left.quantity == Measurand::temperature : left.quantity == Measurand::field;
    if (is_axis(left) && own && (left.has_unit || rest.find('=') == rest.npos)) {
        role.is = role.fixed_B ? ColumnRole::temperature : ColumnRole::field;
    } else if (const auto signal = signal_name(rest, name.has_unit ? name.unit : "")) {
        role.is = ColumnRole::resistance;
        role.signal = *signal;
    } else if (is_bare(rest)) {
        role.is = ColumnRole::resistance;
        role.signal.turn = turn_of(rest);
        if (name.has_unit) role.signal.unit = signal_unit(name.unit).value_or(SignalUnit{});
    }
    role.signal.text = name.text;
}

}  // namespace

ColumnRole column_role(const Header& header, std::size_t at) {
    const ColumnName& name = header.columns[at];
    ColumnRole role;
    if (name.error || name.text.empty()) return role;
    std::string rest;
    take_stated(name.text, role, rest);
    if (role.fixed_T || role.fixed_B) {
        resolve_stated(name, rest, role);
        return role;
    }
    for (const auto* row : {&header.above, &header.comments})
        if (at < row->size() && !role.fixed_T && !role.fixed_B) take_stated((*row)[at], role, rest);
    if (is_axis(name)) {
        role.is = name.quantity == Measurand::temperature ? ColumnRole::temperature : ColumnRole::field;
        role.label = name.label;
    } else if (const auto signal = signal_name(name.text, name.has_unit ? name.unit : "")) {
        role.is = ColumnRole::resistance;
        role.signal = *signal;
    }
    return role;
}

}  // namespace mirage
