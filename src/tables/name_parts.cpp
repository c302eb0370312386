#include "tables/name_parts.hpp"

#include <algorithm>
#include <cctype>

namespace mirage {
namespace {

constexpr std::string_view error_words =
    " sigma sig err error errors errorbar errorbars unc uncert uncertainty std stdev stddev stderr sd "
    "sem delta pm ebar dev deviation ";
/// Errors only in front of their quantity.
constexpr std::string_view error_letters = " d s e u ";
constexpr std::string_view error_fillers = " bar bars in of standard the abs absolute rel relative ";
constexpr std::string_view in_plane_words = " par para parallel inplane ip ab pll paral ";
constexpr std::string_view out_of_plane_words = " perp perpendicular outofplane oop orth normal perpend ";

/// The words of a list.
std::vector<std::string_view> words_in(std::string_view list) {
    std::vector<std::string_view> words;
    for (std::size_t at = 1; at < list.size(); at = list.find(' ', at) + 1)
        words.push_back(list.substr(at, list.find(' ', at) - at));
    return words;
}

/// The key without a word at its end, where a field is left.
bool take_end(std::string& key, std::string_view list) {
    for (const std::string_view word : words_in(list)) {
        if (!key.ends_with(word) ||
            quantity_named(key.substr(0, key.size() - word.size())) != Measurand::field)
            continue;
        key.resize(key.size() - word.size());
        return true;
    }
    return false;
}

bool is_quantity(const std::string& key) {
    Direction ignored = Direction::none;
    const auto quantity = quantity_named(without_direction(key, ignored));
    return quantity == Measurand::temperature || quantity == Measurand::field;
}

/// The quantity of dT, Terr, errB, sigmaT: without the error written onto the name; empty where none is.
std::string without_error(const std::string& key, char first_letter) {
    for (const std::string_view word : words_in(error_words)) {
        if (key.starts_with(word) && is_quantity(key.substr(word.size()))) return key.substr(word.size());
        if (key.ends_with(word) && is_quantity(key.substr(0, key.size() - word.size())))
            return key.substr(0, key.size() - word.size());
    }
    const bool small = std::islower(static_cast<unsigned char>(first_letter)) || holds(" dt db dh ", key);
    return small && is_error_letter(key.substr(0, 1)) && is_quantity(key.substr(1)) ? key.substr(1) : "";
}

/// Takes an error written onto the first words of a name.
bool take_attached_error(Words& words) {
    for (std::size_t length = words.size(); length > 0; --length) {
        const std::string rest = without_error(joined(words, 0, length), words[0][0]);
        if (rest.empty()) continue;
        words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(length));
        words.insert(words.begin(), rest);
        return true;
    }
    return false;
}

/// The words of a direction as far as they are read.
struct Told {
    bool parallel = false, perpendicular = false, axis_c = false, axis_ab = false, out = false, in = false;
};

/// How many words from `i` on tell a direction; 0: none.
std::size_t read_direction(const Words& words, std::size_t i, const Words& before, Told& told) {
    const auto word_at = [&](std::size_t k) {
        return k < words.size() ? lower_case(words[k]) : std::string();
    };
    const std::string word = word_at(i);
    const bool sign = told.parallel || told.perpendicular;
    if (word == "in" && word_at(i + 1) == "plane") return told.in = true, 2;
    if (word == "out" && word_at(i + 1) == "of" && word_at(i + 2) == "plane") return told.out = true, 3;
    if (word == "inplane" || word == "ip") return told.in = true, 1;
    if (word == "outofplane" || word == "oop") return told.out = true, 1;
    if (holds(out_of_plane_words, word)) return told.perpendicular = true, 1;
    if (word == "ab" && (sign || !before.empty())) return told.axis_ab = true, 1;
    if (word != "ab" && holds(in_plane_words, word)) return told.parallel = true, 1;
    if (word == "c" && (sign || (!before.empty() && before.back().ends_with('2'))))
        return told.axis_c = true, 1;
    if ((words[i] == "a" || words[i] == "b") && told.parallel && !before.empty())
        return told.axis_ab = true, 1;
    return holds(" to axis plane layers the ", word) && (sign || told.axis_c || told.axis_ab) ? 1 : 0;
}

}  // namespace

bool is_error_letter(std::string_view word) { return holds(error_letters, lower_case(word)); }

Direction take_direction(Words& words) {
    Told told;
    Words rest;
    for (std::size_t i = 0; i < words.size();) {
        const std::size_t read = read_direction(words, i, rest, told);
        if (read == 0) rest.push_back(words[i]);
        i += std::max<std::size_t>(read, 1);
    }
    words = rest;
    if (told.out || (told.axis_c && !told.perpendicular) || (told.axis_ab && told.perpendicular))
        return Direction::out_of_plane;
    if (told.in || told.axis_ab || (told.axis_c && told.perpendicular)) return Direction::in_plane;
    return told.perpendicular ? Direction::out_of_plane
           : told.parallel    ? Direction::in_plane
                              : Direction::none;
}

std::string without_direction(std::string key, Direction& direction) {
    if (quantity_named(key)) return key;
    if (take_end(key, in_plane_words))
        direction = Direction::in_plane;
    else if (take_end(key, out_of_plane_words))
        direction = Direction::out_of_plane;
    else if (key.ends_with("2c") && take_end(key, " c "))
        direction = Direction::out_of_plane;
    return key;
}

bool take_error(Words& words) {
    const std::size_t before = words.size();
    std::erase_if(words, [](const std::string& word) { return holds(error_words, lower_case(word)); });
    if (words.size() < before) {
        std::erase_if(words, [](const std::string& word) { return holds(error_fillers, lower_case(word)); });
        return true;
    }
    if (words.empty() || quantity_named(joined(words, 0, words.size()))) return false;
    return take_attached_error(words);
}

}  // namespace mirage
