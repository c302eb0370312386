#pragma once
// Quantities of a state as text: columns of CSV, members of JSON.

#include <string>

#include <fmt/format.h>

#include "input/text.hpp"
#include "results/heading.hpp"
#include "results/quantities.hpp"

namespace mirage {

/// What the columns mean, for the help.
template <class State, std::size_t n>
std::string column_help(const std::array<Quantity<State>, n>& quantities) {
    std::string text = "columns:";
    for (const Quantity<State>& q : quantities) {
        if (!q.is_column) continue;
        const std::string unit = kind_name(q.unit);
        text += fmt::format("\n  {:<22}", q.printed());
        text += wrapped(unit.empty() ? q.long_name : fmt::format("{} [{}]", q.long_name, unit), 24, 110);
    }
    return text;
}

/// The columns of a table behind those that are there.
template <class State, std::size_t n>
void add_columns(std::vector<Column>& columns, const std::array<Quantity<State>, n>& quantities,
                 Units units) {
    for (const Quantity<State>& q : quantities)
        if (q.is_column) columns.push_back(column(q.printed(), q.unit, units));
}

template <class State>
std::string value_text(const Quantity<State>& q, const State& state, const UnitSystem& unit) {
    const double value = q.value(state);
    if (q.storage == Storage::number) return fmt::format("{:.15g}", value * unit.factor(q.unit));
    const int flag = static_cast<int>(value);
    return *q.meanings ? meaning(q.meanings, flag) : fmt::format("{}", flag);
}

/// ",value,value" in the order of add_columns.
template <class State, std::size_t n>
std::string csv_values(const std::array<Quantity<State>, n>& quantities, const State& state,
                       const UnitSystem& unit) {
    std::string text;
    for (const Quantity<State>& q : quantities)
        if (q.is_column) text += fmt::format(",{}", value_text(q, state, unit));
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
