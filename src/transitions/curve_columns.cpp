#include "transitions/curve_columns.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "input/text.hpp"
#include "tables/cell_number.hpp"
#include "tables/cells.hpp"
#include "tables/header_units.hpp"
#include "transitions/column_role.hpp"
#include "transitions/curve_request.hpp"
#include "transitions/stated_value.hpp"

namespace mirage {
namespace {

constexpr const char* by_hand_curves = "name them by --columns T=1,R=2 (or B=1,R=2)";

bool is_curve_header(const Header& header) {
    bool axis = false, signal = false;
    for (std::size_t at = 0; at < header.columns.size(); ++at) {
        const ColumnRole role = column_role(header, at);
        axis = axis || role.is == ColumnRole::temperature || role.is == ColumnRole::field;
        signal = signal || role.is == ColumnRole::resistance;
    }
    return axis && signal;
}

/// Whether a column holds at least one number.
bool is_filled(const Table& table, std::size_t at) {
    return std::any_of(table.rows.begin(), table.rows.end(), [&](const TableRow& row) {
        return at < row.cells.size() && !is_missing(row.cells[at]);
    });
}

struct Roles {
    std::vector<ColumnRole> of;
    std::vector<std::size_t> T, B, signals;
};

Roles roles_in(const Table& table, const Header& header) {
    Roles roles;
    for (std::size_t at = 0; at < header.columns.size(); ++at) {
        roles.of.push_back(column_role(header, at));
        if (!is_filled(table, at)) continue;
        if (roles.of[at].is == ColumnRole::temperature) roles.T.push_back(at);
        if (roles.of[at].is == ColumnRole::field) roles.B.push_back(at);
        if (roles.of[at].is == ColumnRole::resistance) roles.signals.push_back(at);
    }
    const auto is_voltage = [&](std::size_t at) { return roles.of[at].signal.voltage; };
    if (!std::all_of(roles.signals.begin(), roles.signals.end(), is_voltage))
        std::erase_if(roles.signals, is_voltage);
    return roles;
}

/// Of several columns of one quantity those that count: the one without a label, or that of the sample.
void keep_plain(const Roles& roles, std::vector<std::size_t>& axes) {
    for (const bool sample : {false, true}) {
        std::vector<std::size_t> plain;
        for (const std::size_t at : axes) {
            const std::string label = lower_case(roles.of[at].label);
            if (sample ? label == "sample" : label.empty()) plain.push_back(at);
        }
        if (plain.size() == 1) {
            axes = plain;
            return;
        }
    }
}

/// The column of a quantity that belongs to a signal: the only one, or the last before it.
std::optional<std::size_t> axis_of(const Table& table, const Header& header,
                                   const std::vector<std::size_t>& axes,
                                   const std::vector<std::size_t>& signals, std::size_t signal) {
    if (axes.empty()) return std::nullopt;
    if (axes.size() == 1) return axes[0];
    for (std::size_t k = 0; k < axes.size(); ++k) {
        const std::size_t end = k + 1 < axes.size() ? axes[k + 1] : header.columns.size();
        if (std::none_of(signals.begin(), signals.end(),
                         [&](std::size_t s) { return s > axes[k] && s < end; }))
            refuse(
                table.file, header.line,
                fmt::format("several columns for one thing ({}): {}", quoted(header, axes), by_hand_curves));
    }
    std::optional<std::size_t> last;
    for (const std::size_t at : axes)
        if (at < signal) last = at;
    return last;
}

ChosenColumn axis_column(const Table& table, const Header& header, std::size_t at, Measurand quantity) {
    ChosenColumn column = chosen_column(table, &header, at, quantity);
    if (is_relative(column.unit))
        refuse(table.file, header.line,
               fmt::format("'{}' is reduced: K and T (or mK, Oe, ...) are needed", header.columns[at].text));
    if (!column.stated)
        if (const auto found = unit_in_comments(table, &header))
            refuse(table.file, found->number,
                   fmt::format(
                       "speaks of '{}', and '{}' has no unit: write it into the header, T (K), or --columns "
                       "'T[K]=1,R=2'",
                       found->text, header.columns[at].text));
    return column;
}

CurveColumns columns_for(const Table& table, const Header& header, const Roles& roles, std::size_t at) {
    CurveColumns curve;
    curve.at = at;
    curve.signal = roles.of[at].signal;
    const auto T = axis_of(table, header, roles.T, roles.signals, at),
               B = axis_of(table, header, roles.B, roles.signals, at);
    if (T) curve.T = axis_column(table, header, *T, Measurand::temperature);
    if (B) curve.B = axis_column(table, header, *B, Measurand::field);
    curve.fixed_T = roles.of[at].fixed_T;
    curve.fixed_B = roles.of[at].fixed_B;
    for (const auto axis : {T, B}) {
        if (!axis || curve.fixed_T || curve.fixed_B) continue;
        curve.fixed_T = roles.of[*axis].fixed_T;
        curve.fixed_B = roles.of[*axis].fixed_B;
    }
    if ((curve.fixed_B && !curve.T) || (curve.fixed_T && !curve.B))
        refuse(table.file, header.line,
               fmt::format("'{}' is at one {}, and no column is a {}: {}", header.columns[at].text,
                           curve.fixed_B ? "field" : "temperature", curve.fixed_B ? "temperature" : "field",
                           by_hand_curves));
    return curve;
}

/// Names that are no header of curves, for a refusal that tells them.
std::string names_there(const Table& table) {
    const auto names = names_of(table);
    if (!names) return fmt::format("{} columns without names", table.width);
    std::string text;
    for (const ColumnName& name : names->columns)
        text += fmt::format("{}'{}'", text.empty() ? "" : ", ", name.text);
    return "columns " + text;
}

/// Which quantity two columns without names have: the one that options or the name of the file do not fix.
std::optional<Measurand> swept_untold(const Table& table, const CurveOptions& options) {
    if (options.swept) return options.swept;
    if (options.B || options.T) return options.B ? Measurand::temperature : Measurand::field;
    const std::string stem = file_stem(table.file);
    const bool T = !stated_values(stem, Measurand::temperature).empty(),
               B = !stated_values(stem, Measurand::field).empty();
    if (T == B) return std::nullopt;
    return B ? Measurand::temperature : Measurand::field;
}

/// Why lines above the numbers are no header.
std::string why_unnamed(const Table& table) {
    const TableRow& row = table.rows[0];
    const auto text = std::find_if(row.cells.begin(), row.cells.end(), [&](const std::string& cell) {
        return !is_missing(cell) && !cell_number(cell, table.decimal);
    });
    if (text != row.cells.end())
        return fmt::format("'{}' beside numbers: a name states its field with a unit, 2 T", *text);
    const std::size_t names =
        table.head.empty() ? 0 : cells_of(table.head.back().text, table.separator).size();
    const char* decimal = table.width == 2 * names ? ": decimal commas? write points" : "";
    if (names > 1 && names != table.width)
        return fmt::format("names {} columns, and the rows have {}{}", names, table.width, decimal);
    return fmt::format("{}: T or B and a resistance are not both among them; {}", names_there(table),
                       by_hand_curves);
}

/// Two columns without names: the one that is not fixed, and R.
CurveChoice by_order(const Table& table, const CurveOptions& options) {
    const std::size_t line = table.head.empty() ? table.rows[0].line : table.head.back().number;
    const auto swept = swept_untold(table, options);
    if (table.width != 2 || !table.head.empty() || !swept) refuse(table.file, line, why_unnamed(table));
    CurveColumns curve;
    (*swept == Measurand::field ? curve.B : curve.T) = default_column(0, *swept);
    curve.at = 1;
    curve.signal.text = "column 2";
    return {{curve}, std::nullopt, table.rows[0].line, {}};
}

std::optional<std::size_t> angle_column(const Table& table, const Header& header) {
    for (std::size_t at = 0; at < header.columns.size(); ++at) {
        const std::string key = lower_case(header.columns[at].text);
        const bool named = key.starts_with("angle") || key.starts_with("theta") ||
                           key.starts_with("sample position") || key.starts_with("tilt") ||
                           key.starts_with("rotator");
        if (named && is_filled(table, at)) return at;
    }
    return std::nullopt;
}

void state(const Table& table, const Header* header, CurveChoice& choice) {
    std::string text;
    constexpr std::size_t most = 3;
    for (std::size_t k = 0; k < std::min(choice.curves.size(), most); ++k) {
        const CurveColumns& c = choice.curves[k];
        if (k > 0) text += "; ";
        if (c.T) text += fmt::format("T = {}, ", described(*c.T, header));
        if (c.B) text += fmt::format("B = {}, ", described(*c.B, header));
        text += fmt::format("R = '{}' [{}]", c.signal.text, c.signal.unit.name);
        if (c.fixed_B) text += fmt::format(" at {} T", *c.fixed_B);
        if (c.fixed_T) text += fmt::format(" at {} K", *c.fixed_T);
    }
    if (choice.curves.size() > most)
        text += fmt::format("; and {} columns more", choice.curves.size() - most);
    choice.notes.insert(choice.notes.begin(), fmt::format("{}: {}", table.file, text));
}

}  // namespace

CurveChoice choose_curves(const Table& table, const CurveOptions& options) {
    if (!options.columns.empty()) {
        CurveChoice choice = requested_curve(table, options.columns);
        const auto header = names_of(table);
        state(table, header ? &*header : nullptr, choice);
        return choice;
    }
    std::vector<std::string> notes;
    const std::optional<Header> header = header_where(table, is_curve_header, notes);
    if (!header) {
        CurveChoice choice = by_order(table, options);
        state(table, nullptr, choice);
        return choice;
    }
    Roles roles = roles_in(table, *header);
    keep_plain(roles, roles.T);
    keep_plain(roles, roles.B);
    if (roles.signals.empty() || (roles.T.empty() && roles.B.empty()))
        refuse(table.file, header->line, "the column of the resistance (or of T and B) is empty");
    CurveChoice choice{{}, angle_column(table, *header), header->line, notes};
    for (const std::size_t at : roles.signals)
        choice.curves.push_back(columns_for(table, *header, roles, at));
    state(table, &*header, choice);
    return choice;
}

}  // namespace mirage
