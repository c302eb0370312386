#include "tables/column_request.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <map>

#include <fmt/format.h>

#include "input/input_error.hpp"
#include "input/text.hpp"

namespace mirage {
namespace {

constexpr const char* roles[] = {"T", "B", "sigma_T", "sigma_B", "sample"};

struct Asked {
    std::string where, unit;
};

[[noreturn]] void refuse_request(const std::string& text, const std::string& why) {
    throw InputError(fmt::format("--columns = '{}': {}", text, why));
}

/// The entries of the list; a part without = belongs to the name before it, which has a comma.
std::vector<std::string> entries_of(const std::string& request) {
    std::vector<std::string> entries;
    for (const std::string_view part : split(request, ',')) {
        if (part.find('=') == part.npos && !entries.empty())
            entries.back().append(1, ',').append(part);
        else
            entries.emplace_back(part);
    }
    return entries;
}

std::map<std::string, Asked> parsed(const std::string& request) {
    std::map<std::string, Asked> asked;
    for (const std::string& entry : entries_of(request)) {
        const auto equals = entry.find('=');
        if (equals == entry.npos) refuse_request(request, "write T=3,B=5,sigma_B=6");
        std::string role(trimmed(std::string_view(entry).substr(0, equals)));
        Asked one{std::string(trimmed(std::string_view(entry).substr(equals + 1))), ""};
        if (const auto open = role.find_first_of("[("); open != role.npos) {
            if (!role.ends_with(role[open] == '[' ? ']' : ')'))
                refuse_request(request, fmt::format("'{}': a bracket that does not end", role));
            one.unit = role.substr(open + 1, role.size() - open - 2);
            role = std::string(trimmed(std::string_view(role).substr(0, open)));
        }
        if (std::find(std::begin(roles), std::end(roles), role) == std::end(roles))
            refuse_request(request, fmt::format("'{}': allowed: {}", role, fmt::join(roles, ", ")));
        if (one.where.empty()) refuse_request(request, fmt::format("{} needs a column", role));
        if (!asked.emplace(role, one).second) refuse_request(request, fmt::format("{} is given twice", role));
    }
    if (!asked.contains("T") || !asked.contains("B")) refuse_request(request, "needs T and B");
    return asked;
}

std::string columns_there(const Table& table, const Header* header) {
    if (!header) return fmt::format("1 to {} (without names)", table.width);
    std::string text;
    for (std::size_t at = 0; at < header->columns.size(); ++at)
        text += fmt::format("{}{} '{}'", at > 0 ? ", " : "", at + 1, header->columns[at].text);
    return text;
}

std::string without_blanks(std::string text) {
    std::erase(text, ' ');
    return text;
}

std::size_t position_of(const Table& table, const Header* header, const std::string& request,
                        const std::string& where) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(where.data(), where.data() + where.size(), number);
    const std::size_t count = header ? std::max(header->columns.size(), table.width) : table.width;
    if (error == std::errc() && end == where.data() + where.size() && number >= 1 && number <= count)
        return number - 1;
    std::vector<std::size_t> found;
    for (std::size_t at = 0; header && at < header->columns.size(); ++at) {
        const std::string& name = header->columns[at].text;
        const std::string bare(trimmed(std::string_view(name).substr(0, name.find_first_of("[("))));
        if (without_blanks(name) == without_blanks(where)) return at;
        if (bare == where) found.push_back(at);
    }
    if (found.size() == 1) return found[0];
    refuse_request(request, fmt::format("'{}': {} of {}: {}", where, found.empty() ? "none" : "several",
                                        table.file, columns_there(table, header)));
}

/// The unit of a column that was asked for with one.
void set_unit(const std::string& request, const std::string& text, bool is_right(const ColumnUnit&),
              ChosenColumn& column) {
    const auto unit = column_unit(text);
    if (!unit || !is_right(*unit) || unit->of == UnitOf::zero_field)
        refuse_request(request, fmt::format("'{}' is no unit of this column", text));
    column.unit = *unit;
    column.stated = true;
}

bool is_error_of_T(const ColumnUnit& unit) { return is_temperature(unit) || unit.of == UnitOf::percent; }
bool is_error_of_B(const ColumnUnit& unit) { return is_field(unit) || unit.of == UnitOf::percent; }

}  // namespace

ColumnChoice requested_columns(const Table& table, const std::string& request) {
    const std::map<std::string, Asked> asked = parsed(request);
    const std::optional<Header> named = names_of(table);
    const Header* header = named ? &*named : nullptr;
    const auto at = [&](const char* role) {
        return position_of(table, header, request, asked.at(role).where);
    };
    const auto chosen = [&](const char* role, Measurand quantity, bool is_right(const ColumnUnit&)) {
        if (asked.at(role).unit.empty()) return chosen_column(table, header, at(role), quantity);
        ChosenColumn column{at(role), {}, true};
        set_unit(request, asked.at(role).unit, is_right, column);
        return column;
    };
    const auto error = [&](const char* role, const ChosenColumn& of,
                           bool is_right(const ColumnUnit&)) -> std::optional<ChosenColumn> {
        if (!asked.contains(role)) return std::nullopt;
        if (asked.at(role).unit.empty()) return chosen_error(table, header, at(role), of);
        ChosenColumn column{at(role), {}, true};
        set_unit(request, asked.at(role).unit, is_right, column);
        return column;
    };
    SampleColumns sample{"",
                         chosen("T", Measurand::temperature, is_temperature),
                         chosen("B", Measurand::field, is_field),
                         {},
                         {}};
    sample.sigma_T = error("sigma_T", sample.T, is_error_of_T);
    sample.sigma_B = error("sigma_B", sample.B, is_error_of_B);
    ColumnChoice choice;
    choice.samples.push_back(sample);
    if (asked.contains("sample")) choice.sample = at("sample");
    choice.line = header ? header->line : table.rows[0].line;
    choice.named = true;
    if (sample.T.at == sample.B.at) refuse_request(request, "T and B are the same column");
    check_comments(table, header, sample);
    state_choice(table, header, choice);
    return choice;
}

}  // namespace mirage
