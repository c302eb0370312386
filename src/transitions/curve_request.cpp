#include "transitions/curve_request.hpp"

#include <charconv>
#include <map>

#include <fmt/format.h>

#include "input/input_error.hpp"
#include "input/text.hpp"

namespace mirage {
namespace {

struct Asked {
    std::string where, unit;
};

[[noreturn]] void refuse_request(const std::string& request, const std::string& why) {
    throw InputError(fmt::format("--columns = '{}': {}", request, why));
}

/// `T[mK]=Temp` in its parts.
std::map<std::string, Asked> parsed(const std::string& request) {
    std::map<std::string, Asked> asked;
    for (const std::string_view entry : split(request, ',')) {
        const auto equals = entry.find('=');
        if (equals == entry.npos) refuse_request(request, "write T=1,R=2");
        std::string role(trimmed(entry.substr(0, equals)));
        Asked one{std::string(trimmed(entry.substr(equals + 1))), ""};
        if (const auto open = role.find('['); open != role.npos && role.ends_with(']')) {
            one.unit = role.substr(open + 1, role.size() - open - 2);
            role.resize(open);
        }
        if (role != "T" && role != "B" && role != "R")
            refuse_request(request, fmt::format("'{}': allowed: T, B, R", role));
        if (!asked.emplace(role, one).second) refuse_request(request, fmt::format("{} is given twice", role));
    }
    if (!asked.contains("R") || asked.size() < 2) refuse_request(request, "needs R, and T or B");
    return asked;
}

std::size_t position_of(const Table& table, const Header* header, const std::string& request,
                        const std::string& where) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(where.data(), where.data() + where.size(), number);
    const bool whole = error == std::errc() && end == where.data() + where.size();
    if (whole && number >= 1 && number <= table.width) return number - 1;
    std::string there;
    for (std::size_t at = 0; header && at < header->columns.size(); ++at) {
        const std::string& name = header->columns[at].text;
        if (name == where || trimmed(std::string_view(name).substr(0, name.find_first_of("[("))) == where)
            return at;
        there += fmt::format("{}{} '{}'", at > 0 ? ", " : "", at + 1, name);
    }
    refuse_request(request,
                   fmt::format("'{}': none of {}: {}", where, table.file,
                               header ? there : fmt::format("1 to {} (without names)", table.width)));
}

ChosenColumn axis(const Table& table, const Header* header, const std::string& request, const Asked& asked,
                  Measurand quantity) {
    const std::size_t at = position_of(table, header, request, asked.where);
    if (asked.unit.empty()) {
        ChosenColumn column = chosen_column(table, header, at, quantity);
        if (is_relative(column.unit)) refuse_request(request, "K and T (or mK, Oe, ...) are needed");
        return column;
    }
    const auto unit = column_unit(asked.unit);
    const UnitOf wanted = quantity == Measurand::field ? UnitOf::field : UnitOf::temperature;
    if (!unit || unit->of != wanted)
        refuse_request(request, fmt::format("'{}' is no unit of this column", asked.unit));
    return {at, *unit, true};
}

SignalName signal(const Header* header, const std::string& request, const Asked& asked, std::size_t at) {
    const std::string text = header ? header->columns[at].text : fmt::format("column {}", at + 1);
    SignalName name = signal_name(text, "").value_or(SignalName{});
    name.text = text;
    name.label.clear();
    if (asked.unit.empty()) return name;
    const auto unit = signal_unit(asked.unit);
    if (!unit) refuse_request(request, fmt::format("'{}' is no unit of a resistance or voltage", asked.unit));
    name.unit = *unit;
    return name;
}

}  // namespace

CurveChoice requested_curve(const Table& table, const std::string& request) {
    const std::map<std::string, Asked> asked = parsed(request);
    const std::optional<Header> named = names_of(table);
    const Header* header = named ? &*named : nullptr;
    CurveColumns curve;
    curve.at = position_of(table, header, request, asked.at("R").where);
    curve.signal = signal(header, request, asked.at("R"), curve.at);
    if (asked.contains("T")) curve.T = axis(table, header, request, asked.at("T"), Measurand::temperature);
    if (asked.contains("B")) curve.B = axis(table, header, request, asked.at("B"), Measurand::field);
    const bool twice = (curve.T && curve.T->at == curve.at) || (curve.B && curve.B->at == curve.at) ||
                       (curve.T && curve.B && curve.T->at == curve.B->at);
    if (twice) refuse_request(request, "two of T, B and R are the same column");
    return {{curve}, std::nullopt, header ? header->line : table.rows[0].line, {}};
}

}  // namespace mirage
