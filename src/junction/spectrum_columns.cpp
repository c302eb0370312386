#include "junction/spectrum_columns.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include <fmt/format.h>

#include "input/input_error.hpp"
#include "input/text.hpp"
#include "tables/cells.hpp"
#include "tables/encoding.hpp"

namespace mirage {
namespace {

constexpr const char* by_hand = "name them by --columns V=1,G=2 (T, B, sigma_G)";

using Q = SpectrumQuantity;
using Names = std::vector<SpectrumName>;

/// The names of the columns, and the line they stand in; empty where there are none.
struct Named {
    Names names;
    std::size_t line = 1;
};

std::size_t count_of(const Names& names, Q quantity) {
    return static_cast<std::size_t>(std::count_if(
        names.begin(), names.end(), [&](const SpectrumName& name) { return name.quantity == quantity; }));
}

/// X, Y of a digitiser are bias and conductance.
void read_digitised(Names& names) {
    const auto is = [](const SpectrumName& name, const char* letter) {
        return lower_case(name.text) == letter;
    };
    if (names.size() != 2 || !is(names[0], "x") || !is(names[1], "y")) return;
    names[0].quantity = Q::bias, names[1].quantity = Q::conductance;
}

/// A row of units below the names.
void take_units(const Table& table, const std::vector<TextLine>& lines, std::size_t names_at, Names& names) {
    if (names_at + 1 >= lines.size()) return;
    const std::vector<std::string> cells =
        header_cells(lines[names_at + 1].text, table.separator, table.width);
    for (std::size_t i = 0; i < std::min(cells.size(), names.size()); ++i) {
        std::string unit = cells[i];
        std::erase_if(unit, [](char c) { return c == '(' || c == ')' || c == '[' || c == ']'; });
        if (names[i].unit.empty() && !unit.empty()) {
            const SpectrumName before = names[i];
            if (!set_unit(names[i], unit)) names[i] = before;
        }
    }
}

Named names_in_lines(const Table& table, const std::vector<TextLine>& lines) {
    for (std::size_t i = lines.size(); i-- > 0;) {
        const std::vector<std::string> cells = header_cells(lines[i].text, table.separator, table.width);
        if (cells.size() != table.width) continue;
        Named found{{}, lines[i].number};
        for (const std::string& cell : cells) found.names.push_back(spectrum_name(cell));
        read_digitised(found.names);
        if (count_of(found.names, Q::bias) == 0 || count_of(found.names, Q::conductance) == 0) continue;
        take_units(table, lines, i, found.names);
        return found;
    }
    return {};
}

/// Names whatever they mean: the last line with as many cells.
Named any_names(const Table& table) {
    for (const auto* lines : {&table.head, &table.comments})
        for (auto line = lines->rbegin(); line != lines->rend(); ++line) {
            const auto cells = header_cells(line->text, table.separator, table.width);
            if (cells.size() != table.width) continue;
            Named found{{}, line->number};
            for (const std::string& cell : cells) found.names.push_back(spectrum_name(cell));
            return found;
        }
    return {};
}

Named names_of_columns(const Table& table) {
    Named found = names_in_lines(table, table.head);
    if (found.names.empty()) found = names_in_lines(table, table.comments);
    return found;
}

std::vector<SpectrumColumn> columns_with(const Names& names, Q quantity) {
    std::vector<SpectrumColumn> columns;
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i].quantity == quantity) columns.push_back({i, names[i]});
    return columns;
}

std::optional<SpectrumColumn> only_one(const Table& table, const Named& named, Q quantity, const char* what) {
    const std::vector<SpectrumColumn> columns = columns_with(named.names, quantity);
    if (columns.size() > 1)
        refuse(table.file, named.line,
               fmt::format("'{}' and '{}' may both be the {}: {}", columns[0].name.text, columns[1].name.text,
                           what, by_hand));
    return columns.empty() ? std::nullopt : std::optional(columns[0]);
}

bool tells_state(const SpectrumColumn& column) {
    return !std::isnan(column.name.state.T) || !std::isnan(column.name.state.B);
}

/// Of several conductances of one curve the one in siemens.
std::vector<SpectrumColumn> conductances(const Table& table, const Named& named) {
    std::vector<SpectrumColumn> all = columns_with(named.names, Q::conductance);
    if (all.size() < 2 || std::all_of(all.begin(), all.end(), tells_state)) return all;
    std::vector<SpectrumColumn> absolute;
    for (const SpectrumColumn& column : all)
        if (!std::isnan(column.name.siemens)) absolute.push_back(column);
    if (absolute.size() == 1) return absolute;
    if (columns_with(named.names, Q::bias).size() == all.size()) return all;
    refuse(table.file, named.line,
           fmt::format("'{}' and '{}' may both be the conductance: {}", all[0].name.text, all[1].name.text,
                       by_hand));
}

void add_pairs(const Table& table, const Named& named, SpectrumChoice& choice) {
    const std::vector<SpectrumColumn> biases = columns_with(named.names, Q::bias),
                                      all = conductances(table, named);
    if (biases.size() != 1 && biases.size() != all.size())
        refuse(table.file, named.line,
               fmt::format("{} columns of a bias and {} of a conductance: {}", biases.size(), all.size(),
                           by_hand));
    for (std::size_t i = 0; i < all.size(); ++i)
        choice.pairs.push_back({biases[biases.size() == 1 ? 0 : i], all[i]});
}

std::string described(const SpectrumColumn& column, const char* otherwise) {
    const std::string name = column.name.text.empty() ? fmt::format("column {}", column.at + 1)
                                                      : fmt::format("'{}'", column.name.text);
    if (!column.name.unit.empty()) return fmt::format("{} [{}]", name, column.name.unit);
    return *otherwise ? fmt::format("{} (taken as {})", name, otherwise) : name;
}

/// The factor of a column in these units. A curve that is told by its name is told in SI.
void settle_unit(const Table& table, std::size_t line, Units units, const char* si, SpectrumName& name) {
    const bool reduced = units == Units::reduced, told = !name.unit.empty();
    if (told && reduced != is_reduced_unit(name.unit.c_str()))
        refuse(table.file, line,
               fmt::format("'{}' is in {}: {}", name.text, name.unit,
                           reduced ? "with --units reduced columns are in Delta0/e, Tc0, Delta0"
                                   : "needs --units reduced"));
    if (reduced) name.factor = in_si(units, si);
}

void settle_units(const Table& table, Units units, SpectrumChoice& choice) {
    for (SpectrumChoice::Pair& pair : choice.pairs) {
        settle_unit(table, choice.line, units, "mV", pair.bias.name);
        if (units == Units::reduced && tells_state(pair.conductance))
            refuse(table.file, choice.line,
                   fmt::format("'{}' is in K or tesla: with --units reduced T and B are columns, or --T and "
                               "--B",
                               pair.conductance.name.text));
    }
    if (choice.temperature) settle_unit(table, choice.line, units, "K", choice.temperature->name);
    if (choice.field) settle_unit(table, choice.line, units, "T", choice.field->name);
}

void state_choice(const Table& table, const Names& names, Units units, SpectrumChoice& choice) {
    settle_units(table, units, choice);
    std::set<std::size_t> used;
    constexpr std::size_t most = 3;
    for (std::size_t i = 0; i < choice.pairs.size(); ++i) {
        const auto& [bias, conductance] = choice.pairs[i];
        used.insert({bias.at, conductance.at});
        if (i < most)
            choice.note += fmt::format("{}V = {}, G = {}", i > 0 ? "; " : "",
                                       described(bias, shown_unit(units, "mV")), described(conductance, ""));
    }
    if (choice.pairs.size() > most)
        choice.note += fmt::format("; and {} curves more", choice.pairs.size() - most);
    for (const auto& [column, name, otherwise] :
         {std::tuple{&choice.error, "sigma_G", "as G"},
          std::tuple{&choice.temperature, "T", shown_unit(units, "K")},
          std::tuple{&choice.field, "B", shown_unit(units, "T")}})
        if (*column) {
            used.insert((*column)->at);
            choice.note += fmt::format(", {} = {}", name, described(**column, otherwise));
        }
    std::string unused;
    for (std::size_t i = 0; i < names.size(); ++i)
        if (!used.contains(i) && !names[i].text.empty())
            unused += fmt::format("{}'{}'", unused.empty() ? "" : ", ", names[i].text);
    choice.note = table.file + ": " + choice.note + (unused.empty() ? "" : "; not used: " + unused);
}

/// One entry of --columns: role, unit, place.
struct Asked {
    std::string role, unit, where;
};

Asked asked_in(const std::string& request, const std::string& entry) {
    const auto equals = entry.find('=');
    if (equals == entry.npos)
        throw InputError(fmt::format("--columns = '{}': write V=1,G=2,T=3,B=4", request));
    Asked asked{std::string(trimmed(entry.substr(0, equals))), "",
                std::string(trimmed(entry.substr(equals + 1)))};
    if (const auto open = asked.role.find_first_of("[("); open != asked.role.npos) {
        asked.unit = asked.role.substr(open + 1);
        if (!asked.unit.empty()) asked.unit.pop_back();
        asked.role = std::string(trimmed(asked.role.substr(0, open)));
    }
    return asked;
}

std::size_t place_of(const Table& table, const Named& named, const std::string& request, const Asked& asked) {
    std::size_t number = 0;
    const char *begin = asked.where.data(), *end = begin + asked.where.size();
    const auto [stopped, error] = std::from_chars(begin, end, number);
    if (error == std::errc() && stopped == end && number >= 1 && number <= table.width) return number - 1;
    for (std::size_t i = 0; i < named.names.size(); ++i) {
        const std::string& text = named.names[i].text;
        if (text == asked.where || trimmed(text.substr(0, text.find_first_of("[("))) == asked.where) return i;
    }
    throw InputError(fmt::format("--columns = '{}': '{}' is no column of {}, which has {}", request,
                                 asked.where, table.file, table.width));
}

SpectrumChoice requested(const Table& table, const std::string& request, Units units) {
    Named named = names_of_columns(table);
    if (named.names.empty()) named = any_names(table);
    constexpr std::pair<const char*, Q> roles[] = {
        {"V", Q::bias}, {"G", Q::conductance}, {"sigma_G", Q::error}, {"T", Q::temperature}, {"B", Q::field}};
    SpectrumChoice choice;
    choice.line = named.line;
    std::optional<SpectrumColumn> chosen[std::size(roles)];
    for (const std::string& entry : comma_list(request)) {
        const Asked asked = asked_in(request, entry);
        const auto role = std::find_if(std::begin(roles), std::end(roles),
                                       [&](const auto& r) { return asked.role == r.first; });
        if (role == std::end(roles))
            throw InputError(
                fmt::format("--columns = '{}': '{}': allowed: V, G, sigma_G, T, B", request, asked.role));
        SpectrumColumn column{place_of(table, named, request, asked), {}};
        if (column.at < named.names.size()) column.name = named.names[column.at];
        const std::string told =
            asked.unit.empty() && column.name.quantity == role->second ? column.name.unit : asked.unit;
        column.name.quantity = role->second;
        column.name.state = {};
        if (!told.empty() && !set_unit(column.name, told))
            throw InputError(
                fmt::format("--columns = '{}': '{}' is no unit of {}", request, told, asked.role));
        if (told.empty()) column.name.unit.clear(), column.name.factor = 1.0;
        chosen[role - std::begin(roles)] = column;
    }
    if (!chosen[0] || !chosen[1]) throw InputError(fmt::format("--columns = '{}': needs V and G", request));
    choice.pairs.push_back({*chosen[0], *chosen[1]});
    choice.error = chosen[2], choice.temperature = chosen[3], choice.field = chosen[4];
    state_choice(table, named.names, units, choice);
    return choice;
}

}  // namespace

SpectrumChoice choose_spectrum_columns(const Table& table, const std::string& request, Units units) {
    if (!request.empty()) return requested(table, request, units);
    const Named named = names_of_columns(table);
    SpectrumChoice choice;
    choice.line = named.line;
    if (named.names.empty()) {
        if (table.width != 2 || !table.head.empty())
            refuse(table.file, table.head.empty() ? table.rows[0].line : table.head.back().number,
                   fmt::format("no line names a bias and a conductance: {}", by_hand));
        choice.pairs.push_back({{0, {}}, {1, {}}});
    } else {
        add_pairs(table, named, choice);
        choice.temperature = only_one(table, named, Q::temperature, "temperature");
        choice.field = only_one(table, named, Q::field, "field");
        if (choice.pairs.size() == 1) choice.error = only_one(table, named, Q::error, "error");
    }
    state_choice(table, named.names, units, choice);
    return choice;
}

}  // namespace mirage
