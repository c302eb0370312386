#pragma once
// Quantities of a state as text: columns of CSV, members of JSON.

#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "input/text.hpp"
#include "results/quantities.hpp"

namespace mirage {

using Json = nlohmann::ordered_json;

/// What the columns mean, for the help.
template <class State, std::size_t n>
std::string column_help(const std::array<Quantity<State>, n>& quantities) {
    std::string text = "columns:";
    for (const Quantity<State>& q : quantities) {
        const std::string unit = kind_name(q.unit);
        text += fmt::format("\n  {:<22}", q.printed());
        text += wrapped(unit.empty() ? q.long_name : fmt::format("{} [{}]", q.long_name, unit), 24, 110);
    }
    return text;
}

/// ",name,name": what follows the columns of the axes.
template <class State, std::size_t n>
std::string csv_columns(const std::array<Quantity<State>, n>& quantities) {
    std::string text;
    for (const Quantity<State>& q : quantities) text += fmt::format(",{}", q.printed());
    return text;
}

template <class State>
std::string value_text(const Quantity<State>& q, const State& state, const UnitSystem& unit) {
    const double value = q.value(state);
    if (q.storage == Storage::number) return fmt::format("{:.15g}", value * unit.factor(q.unit));
    const int flag = static_cast<int>(value);
    return *q.meanings ? meaning(q.meanings, flag) : fmt::format("{}", flag);
}

/// ",value,value" in the order of csv_columns.
template <class State, std::size_t n>
std::string csv_values(const std::array<Quantity<State>, n>& quantities, const State& state,
                       const UnitSystem& unit) {
    std::string text;
    for (const Quantity<State>& q : quantities) text += fmt::format(",{}", value_text(q, state, unit));
    return text;
}

/// One member for each quantity: a number (null for NaN), a whole number, or the word for a flag.
template <class State, std::size_t n>
void add_json(Json& json, const std::array<Quantity<State>, n>& quantities, const State& state,
              const UnitSystem& unit) {
    for (const Quantity<State>& q : quantities) {
        const double value = q.value(state);
        if (q.storage == Storage::number)
            json[q.printed()] = value * unit.factor(q.unit);
        else if (*q.meanings)
            json[q.printed()] = meaning(q.meanings, static_cast<int>(value));
        else
            json[q.printed()] = static_cast<int>(value);
    }
}

}  // namespace mirage
