#include "tables/column_name.hpp"

#include <algorithm>
#include <cctype>
#include <optional>
#include <utility>
#include <vector>

#include <boost/algorithm/string/replace.hpp>

#include "input/text.hpp"
#include "tables/column_unit.hpp"

namespace mirage {
namespace {

std::string label_of(const Words& words, std::size_t first, std::size_t last, Measurand quantity) {
    if (quantity_named(joined(words, first, last)) == quantity) return "";  // `Field B`
    std::string text;
    for (std::size_t i = first; i < last; ++i) text += (text.empty() ? "" : " ") + words[i];
    return text;
}

/// T1, B2, Tc50%: digits behind the quantity.
void find_numbered(const Words& words, ColumnName& name) {
    const std::string key = lower_case(words[0]);
    const auto digits = key.find_first_of("0123456789");
    if (digits == key.npos || key.find_first_not_of("0123456789%", digits) != key.npos) return;
    const auto quantity = quantity_named(key.substr(0, digits));
    if (!quantity) return;
    name.quantity = *quantity;
    name.label = words[0].substr(digits);
    for (std::size_t i = 1; i < words.size(); ++i) name.label += " " + words[i];
}

/// Finds the quantity in the words: all of them, else the longest beginning, else the longest end.
void find_quantity(const Words& words, ColumnName& name) {
    const std::size_t n = words.size();
    for (std::size_t length = n; length > 0; --length) {
        const auto quantity = quantity_named(without_direction(joined(words, 0, length), name.direction));
        if (!quantity) continue;
        if (*quantity == Measurand::sample && length < n) continue;  // `sample thickness`, `Sample T`
        name.quantity = *quantity;
        name.label = label_of(words, length, n, *quantity);
        name.lower_case = words[0] == "t" || words[0] == "b" || words[0] == "h";
        return;
    }
    for (std::size_t length = n; length-- > 1;) {
        const std::string key = without_direction(joined(words, n - length, n), name.direction);
        const auto quantity = quantity_named(key);
        if (!quantity || *quantity == Measurand::sample) continue;
        name.quantity = *quantity;
        name.label = label_of(words, 0, n - length, *quantity);
        name.certain = key.size() > 2;
        return;
    }
    find_numbered(words, name);
}

/// Fills in what the name says without its unit.
void resolve(std::string_view text, ColumnName& name) {
    if (is_formula(text)) return;
    Words words = words_of(text);
    const std::string key = joined(words, 0, words.size());
    if (key == "xerr" || key == "yerr" || key == "xerror" || key == "yerror") {
        name.error = true;
        name.label = key.substr(0, 1);
        return;
    }
    if (const Direction told = take_direction(words); told != Direction::none) name.direction = told;
    name.error = take_error(words);
    if (!words.empty()) find_quantity(words, name);
    if (name.error && name.quantity == Measurand::other)
        name.label = label_of(words, 0, words.size(), name.quantity);
}

/// The last brackets of a name: what is in them, and the rest.
struct Brackets {
    std::string inside, rest;
    bool at_end = false;
};

std::optional<Brackets> last_brackets(const std::string& text) {
    const auto end = text.find_last_of(")]");
    if (end == text.npos) return std::nullopt;
    const char closing = text[end], opening = closing == ')' ? '(' : '[';
    int depth = 0;
    for (std::size_t i = end + 1; i-- > 0;) {
        depth += (text[i] == closing) - (text[i] == opening);
        if (depth != 0) continue;
        const std::string before(trimmed(std::string_view(text).substr(0, i))),
            after(trimmed(std::string_view(text).substr(end + 1)));
        if (before.empty()) return std::nullopt;
        return Brackets{std::string(trimmed(std::string_view(text).substr(i + 1, end - i - 1))),
                        after.empty() ? before : before + " " + after, after.empty()};
    }
    return std::nullopt;
}

/// `Tc(B)`, `u(B)`.
bool is_argument(const std::string& inside) {
    const std::string key = lower_case(inside);
    return key == "b" || key == "h" || key == "t" || key == "µ0h" || key.empty();
}

/// `T/K`, `B_c2 / T`, `T/Tc`: the unit behind a slash.
bool take_slash(std::string_view& text, ColumnName& name) {
    const auto slash = text.rfind('/');
    if (slash == text.npos || slash == 0 || text[slash - 1] == '+') return false;
    const std::string_view left = trimmed(text.substr(0, slash)), right = trimmed(text.substr(slash + 1));
    if (left.find_first_of("([") != left.npos && left.find_first_of(")]") == left.npos) return false;
    name.unit = right;
    name.has_unit = true;
    text = left;
    return true;
}

/// Whether a text is the name of a temperature or a field, as in `sigma(Hc2)`.
bool names_quantity(const std::string& text) {
    ColumnName name;
    resolve(text, name);
    return name.quantity != Measurand::other && name.label.empty() && !name.error;
}

/// Whether brackets tell of which quantity an error is; `sigma (T)` with nothing behind may be one in tesla.
bool is_error_of(const std::string& outside, const Brackets& brackets) {
    ColumnName name;
    resolve(outside, name);
    return name.error && name.quantity == Measurand::other && names_quantity(brackets.inside) &&
           (brackets.inside != "T" || !brackets.at_end);
}

/// What brackets of a name tell besides its unit and direction.
struct InBrackets {
    std::string label, argument;
};

/// Takes all brackets out of the name.
InBrackets take_brackets(std::string& text, ColumnName& name) {
    InBrackets told;
    auto& [label, argument] = told;
    for (auto found = last_brackets(text); found; found = last_brackets(text)) {
        text = found->rest;
        Words words = words_of(found->inside);
        const Direction direction = take_direction(words);
        if (direction != Direction::none && words.empty())
            name.direction = direction;
        else if (is_error_of(found->rest, *found))
            argument = lower_case(found->inside);
        else if (!name.has_unit && column_unit(found->inside))
            name.unit = found->inside, name.has_unit = true;
        else if (is_argument(found->inside) || (!column_unit(found->inside) && names_quantity(found->inside)))
            argument = lower_case(found->inside);
        else if (name.has_unit || (!found->at_end && !is_foreign_unit(found->inside)) ||
                 is_criterion_alone(found->inside))
            label = found->inside + (label.empty() ? "" : " ") + label;
        else
            name.unit = found->inside, name.has_unit = true;
    }
    return told;
}

/// The last word where it is a number, as in `B, 10^4` of `B, 10^4 Oe`.
std::string power_of_ten(const std::string& text) {
    const auto blank = text.find_last_of(" ,"), line = text.rfind('_');
    const auto begin = blank == text.npos && text.find('^') != text.npos ? line : blank;
    const std::string word = begin == text.npos ? "" : text.substr(begin + 1);
    return !word.empty() && word[0] >= '0' && word[0] <= '9' ? word : "";
}

/// Whether `right` is a unit behind `left` and this sign. `sigma_T` is the error of T, not one in tesla; in
/// `Temperature T` and `Tc 50 %` the last word is no unit.
bool is_unit_behind(const std::string& left, std::string_view sign, const std::string& right) {
    ColumnName rest;
    resolve(left, rest);
    const bool named = rest.quantity != Measurand::other, apart = sign != "_" && sign != " ";
    const bool nameless = rest.error && !named && rest.label.size() < 2;
    if (named && sign == " in ") return right.find("plane") == right.npos;
    if (named && is_foreign_unit(right)) return apart || right.size() > 1;
    const auto unit = column_unit(right);
    if (!unit || !(named || nameless)) return false;
    if (unit->of == UnitOf::percent) return power_of_ten(left).empty();
    if (unit->of != UnitOf::temperature && unit->of != UnitOf::field) return false;
    if (!named && right == "T") return apart || !rest.label.empty();
    if (sign == " " && right == "T" && rest.quantity == Measurand::temperature) return false;
    return apart || right.size() > 1 || right == "K" || right == "T" || right == "G";
}

/// `T, K`, `T in K`, `T_K`, `Field Oe`: a unit as last word, where the rest is a name without it.
void take_suffix(std::string& text, ColumnName& name) {
    for (const std::string_view sign : {", ", ",", " in ", "_", " "}) {
        const auto at = text.rfind(sign);
        if (at == text.npos || at == 0) continue;
        const std::string left(trimmed(std::string_view(text).substr(0, at)));
        const std::string right(trimmed(std::string_view(text).substr(at + sign.size())));
        const std::string power = right == "%" ? "" : power_of_ten(left);
        const bool scaled = !power.empty() && column_unit(right);
        if (!scaled && !is_unit_behind(left, sign, right)) continue;
        name.unit = scaled ? power + " " + right : right;
        name.has_unit = true;
        if (!scaled) text = left;
        return;
    }
}

/// A unit among the words of the label, `T mK 1L`; beside a number it is none that is known, `T 10 mK`.
void take_unit_of_label(ColumnName& name) {
    if (name.has_unit || name.quantity == Measurand::other) return;
    const Words words = words_of(name.label);
    const bool numbers = std::any_of(words.begin(), words.end(), [](const std::string& word) {
        return word.find_first_not_of("0123456789.") == word.npos;
    });
    for (const std::string& word : words) {
        const auto digits = word.find_first_not_of("0123456789.");
        const bool scaled = digits > 0 && digits != word.npos && word.size() > digits + 1 &&
                            column_unit(std::string_view(word).substr(digits)).has_value();  // 10mK
        const auto unit = word.size() > 1 ? column_unit(word) : std::nullopt;
        const bool own = unit && (unit->of == UnitOf::temperature || unit->of == UnitOf::field);
        if (!own && !scaled && !(word.size() > 1 && is_foreign_unit(word))) continue;
        name.unit = numbers ? name.label : word;
        name.has_unit = true;
        name.label.clear();
        return;
    }
}

/// What follows `=` in `t = T/Tc`.
std::string without_definition(std::string_view text) {
    const auto equals = text.find('=');
    const bool ratio =
        equals != text.npos && text.find('/', equals) != text.npos && text.find_first_of("([") > equals;
    return std::string(trimmed(ratio ? text.substr(equals + 1) : text));
}

/// `B/Bc2(0)`: whether the brackets belong to the unit behind the slash.
bool is_ratio(std::string_view text) {
    const auto slash = text.rfind('/');
    return slash != text.npos && text.find_first_of("([") > slash &&
           column_unit(text.substr(slash + 1)).has_value();
}

}  // namespace

ColumnName column_name(std::string_view whole) {
    ColumnName name;
    name.text = printable(std::string(trimmed(whole)));
    std::string text = without_definition(trimmed(whole));
    boost::replace_all(text, "//", "||");
    const auto [label, argument] = is_ratio(text) ? InBrackets{} : take_brackets(text, name);
    ColumnName behind_slash;
    const bool bare = !name.has_unit || name.unit == "1" || name.unit == "-";
    std::string_view rest = text;
    if (take_slash(rest, behind_slash)) {
        if (!bare) return name;  // T/Tc (K): neither is sure
        name.unit = behind_slash.unit, name.has_unit = true, text = std::string(rest);
    } else if (bare) {
        take_suffix(text, name);
    }
    resolve(label.empty() ? text : text + " " + label, name);
    take_unit_of_label(name);
    const bool of_letter = is_error_letter(text) && (!argument.empty() || name.unit == "T");
    if (of_letter) name.error = true, name.quantity = Measurand::other, name.label.clear();
    if (name.error && name.quantity == Measurand::other && name.label.empty() && !argument.empty())
        resolve(argument, name), name.error = true;  // sigma(B)
    return name;
}

Direction direction_of(std::string_view text) {
    Words words = words_of(text);
    words.insert(words.begin(), "Hc2");
    return take_direction(words);
}

}  // namespace mirage
