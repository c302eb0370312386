#include "tables/columns.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "input/input_error.hpp"
#include "input/text.hpp"
#include "tables/cell_number.hpp"
#include "tables/column_pairs.hpp"

namespace mirage {
namespace {

bool is_single(const ColumnChoice& choice) { return choice.samples.size() == 1; }

/// `err (T)` may be an error in tesla or that of T: of T where another one is of B, in tesla where the field
/// before it has its unit in brackets.
std::optional<std::size_t> column_of_letter(const Table& table, const Header& header,
                                            const SampleColumns& sample, std::size_t at) {
    for (std::size_t other = 0; other < header.columns.size(); ++other) {
        const ColumnName& name = header.columns[other];
        if (other != at && name.error && name.quantity == Measurand::field && !name.has_unit)
            return sample.T.at;
    }
    const bool in_brackets =
        header.columns[sample.B.at].text.ends_with(')') || header.columns[sample.B.at].text.ends_with(']');
    if (at > 0 && at - 1 == sample.B.at && sample.B.stated && in_brackets) return sample.B.at;
    refuse(table.file, header.line,
           fmt::format("'{}' may be an error of T or one in tesla: name it by --columns T=1,B=2,sigma_B=3",
                       header.columns[at].text));
}

/// `xerr` is of the first of T and B and `yerr` of the second, and it must stand so, or both must be there.
std::size_t column_of_axis(const Table& table, const Header& header, const SampleColumns& sample,
                           std::size_t at) {
    const bool x = header.columns[at].label == "x";
    const std::size_t first = std::min(sample.T.at, sample.B.at), second = std::max(sample.T.at, sample.B.at);
    const std::size_t of = x ? first : second;
    const bool both = std::any_of(header.columns.begin(), header.columns.end(), [&](const ColumnName& other) {
        return other.error && other.quantity == Measurand::other && other.label == (x ? "y" : "x");
    });
    if (!both && at > 0 && at - 1 == (x ? second : first))
        refuse(
            table.file, header.line,
            fmt::format(
                "'{}': of which column this is the error is not told; name it by --columns T=1,B=2,sigma_B=3",
                header.columns[at].text));
    return of;
}

/// The column of which a nameless error is: that before it, or the one with such a unit; x of the first one,
/// y of the second.
std::optional<std::size_t> column_of_error(const Table& table, const Header& header,
                                           const SampleColumns& sample, std::size_t at,
                                           const ColumnChoice& choice) {
    const ColumnName& name = header.columns[at];
    if (name.label == "x" || name.label == "y") return column_of_axis(table, header, sample, at);
    if (is_single(choice) && name.label.empty() && name.unit == "T")
        return column_of_letter(table, header, sample, at);
    const auto unit = name.has_unit ? column_unit(name.unit) : std::nullopt;
    if (is_single(choice) && name.label.empty() && unit && is_temperature(*unit)) return sample.T.at;
    if (is_single(choice) && name.label.empty() && unit && is_field(*unit)) return sample.B.at;
    const bool labelled = !name.label.empty();
    const bool own =
        name.label == header.columns[sample.T.at].label || name.label == header.columns[sample.B.at].label;
    if (at == 0 || (labelled && !own)) return std::nullopt;
    const std::size_t before = at - 1;
    if (before == sample.T.at || before == sample.B.at) return before;
    if (header.columns[before].error && !labelled)
        refuse(table.file, header.line,
               fmt::format("'{}': of which column this is the error is not told; {}", name.text,
                           "name it by --columns T=1,B=2,sigma_B=3"));
    return std::nullopt;
}

/// An error of a letter takes the unit of its column.
ChosenColumn error_column(const Table& table, const Header& header, std::size_t at, const ChosenColumn& of) {
    const bool letter = header.columns[at].quantity == Measurand::other && header.columns[at].unit == "T";
    if (letter && is_temperature(of.unit)) return {at, of.unit, false};
    return chosen_error(table, &header, at, of);
}

void set_error(const Table& table, const Header& header, std::size_t at, SampleColumns& sample,
               std::size_t of) {
    std::optional<ChosenColumn>& place = of == sample.T.at ? sample.sigma_T : sample.sigma_B;
    if (place)
        refuse(table.file, header.line,
               fmt::format("two errors of one column ('{}', '{}'): name one by --columns T=1,B=2,sigma_B=3",
                           header.columns[place->at].text, header.columns[at].text));
    place = error_column(table, header, at, of == sample.T.at ? sample.T : sample.B);
}

/// `err_T` behind `B_T`: the error of T, or one in tesla, where no other error tells.
bool is_of_T_or_in_tesla(const Header& header, const SampleColumns& sample, std::size_t at) {
    const ColumnName &name = header.columns[at], &B = header.columns[sample.B.at];
    const bool other = std::any_of(header.columns.begin(), header.columns.end(), [](const ColumnName& error) {
        return error.error && error.quantity == Measurand::field;
    });
    return !other && at == sample.B.at + 1 && name.text.ends_with("_T") && B.text.ends_with("_T");
}

/// Gives the error in column `at` to the samples that it belongs to.
void take_error(const Table& table, const Header& header, std::size_t at, ColumnChoice& choice) {
    const ColumnName& name = header.columns[at];
    if (name.quantity == Measurand::other) {
        for (SampleColumns& sample : choice.samples)
            if (const auto of = column_of_error(table, header, sample, at, choice); of)
                set_error(table, header, at, sample, *of);
        return;
    }
    const bool field = name.quantity == Measurand::field;
    if (!field && is_of_T_or_in_tesla(header, choice.samples[0], at))
        refuse(
            table.file, header.line,
            fmt::format("'{}' may be an error of T or one in tesla: name it by --columns T=1,B=2,sigma_B=3",
                        name.text));
    const bool labelled =
        std::any_of(choice.samples.begin(), choice.samples.end(),
                    [&](const SampleColumns& s) { return !s.label.empty() && s.label == name.label; });
    const SampleColumns* nearest = nullptr;  // whose column stands last before it
    for (const SampleColumns& sample : choice.samples) {
        const std::size_t own = field ? sample.B.at : sample.T.at;
        if (own < at && (!nearest || own > (field ? nearest->B.at : nearest->T.at))) nearest = &sample;
    }
    for (SampleColumns& sample : choice.samples) {
        const ChosenColumn& own = field ? sample.B : sample.T;
        const Direction direction = header.columns[own.at].direction;
        if (field && name.direction != Direction::none && name.direction != direction &&
            (direction != Direction::none || name.direction == Direction::out_of_plane))
            continue;
        const bool belongs = choice.samples.size() == 1
                                 ? name.label.empty() || name.label == header.columns[own.at].label
                             : labelled ? sample.label == name.label
                                        : nearest && own.at == (field ? nearest->B.at : nearest->T.at);
        if (belongs) set_error(table, header, at, sample, own.at);
    }
}

/// Rows of several tilts, layers or criteria are no single curve.
void check_mixture(const Table& table, const Header& header, const ColumnChoice& choice) {
    if (mirage_command(table) == "transitions") return;  // names its samples itself
    static const std::set<std::string> divisions = {"angle",  "theta", "phi",   "tilt",  "thickness",
                                                    "layers", "beta",  "gamma", "alpha", "criterion",
                                                    "layer",  "run",   "sample"};
    for (std::size_t at = 0; at < header.columns.size(); ++at) {
        const ColumnName& name = header.columns[at];
        if (name.quantity != Measurand::other || name.error || choice.sample == at || name.text == "status")
            continue;
        std::set<std::string> texts;
        bool numbers = true;
        for (const TableRow& row : table.rows) {
            if (at >= row.cells.size() || is_missing(row.cells[at])) continue;
            texts.insert(row.cells[at]);
            numbers = numbers && cell_number(row.cells[at], table.decimal).has_value();
        }
        const std::string first = lower_case(name.text.substr(0, name.text.find_first_of(" _([/")));
        const bool divides = texts.size() > 1 && 2 * texts.size() <= table.rows.size();
        if (divides && !choice.sample && (!numbers || divisions.contains(first)))
            refuse(table.file, header.line,
                   fmt::format(
                       "'{}' divides the rows ('{}', '{}'): --columns T=1,B=2,sample={} makes samples of it",
                       name.text, *texts.begin(), *texts.rbegin(), at + 1));
    }
}

void check_mirage(const Table& table, const Header* header) {
    const std::string command = mirage_command(table);
    const bool curve = command.empty() || command == "line" || command == "fit" || command == "formula" ||
                       command == "show" || command == "transitions";
    const bool point =
        header && std::any_of(header->columns.begin(), header->columns.end(), [](const ColumnName& name) {
            return name.text == "order_parameter" || name.text == "free_energy";
        });
    if (!curve || point)
        throw InputError(fmt::format("{}: what mirage {} writes holds no B_c2(T): mirage line does",
                                     table.file, command.empty() ? "point" : command));
}

bool whole_numbers(const Table& table) {
    return std::all_of(table.rows.begin(), table.rows.end(), [](const TableRow& row) {
        return std::all_of(row.cells.begin(), row.cells.end(), [](const std::string& cell) {
            return cell.find_first_not_of("0123456789 ") == cell.npos;
        });
    });
}

ColumnChoice by_order(const Table& table) {
    if (table.width != 2 && table.width != 4)
        refuse(table.file, table.rows[0].line,
               fmt::format("{} columns without names: {}", table.width, by_hand));
    if (table.width == 4 && table.separator == ',' && whole_numbers(table))
        refuse(table.file, table.rows[0].line,
               fmt::format("four columns of whole numbers without names: decimal commas? {}", by_hand));
    ColumnChoice choice;
    SampleColumns sample{
        "", default_column(0, Measurand::temperature), default_column(1, Measurand::field), {}, {}};
    if (table.width == 4) {
        sample.sigma_T = default_column(2, Measurand::temperature);
        sample.sigma_B = default_column(3, Measurand::field);
    }
    choice.line = table.rows[0].line;
    choice.samples.push_back(sample);
    check_comments(table, nullptr, choice.samples[0]);
    state_choice(table, nullptr, choice);
    return choice;
}

/// `Temperature, A`: a letter that is a unit of something else, and no label of both columns.
void check_letters(const Table& table, const Header& header, const SampleColumns& sample) {
    const ColumnName &T = header.columns[sample.T.at], &B = header.columns[sample.B.at];
    if (T.label == B.label) return;
    for (const ColumnName* name : {&T, &B})
        if (!name->has_unit && is_foreign_unit(name->label))
            refuse(table.file, header.line,
                   fmt::format("'{}' in '{}' may be a unit: {}", name->label, name->text, by_hand));
}

std::optional<std::size_t> sample_column(const Table& table, const Header& header) {
    std::optional<std::size_t> found;
    for (std::size_t at = 0; at < header.columns.size(); ++at) {
        if (header.columns[at].quantity != Measurand::sample) continue;
        if (found)
            refuse(table.file, header.line,
                   fmt::format("two columns of samples ('{}', '{}'): name one by --columns T=1,B=2,sample=3",
                               header.columns[*found].text, header.columns[at].text));
        found = at;
    }
    return found;
}

/// All columns that the choice uses.
std::set<std::size_t> used_by(const ColumnChoice& choice) {
    std::set<std::size_t> used;
    if (choice.sample) used.insert(*choice.sample);
    for (const SampleColumns& sample : choice.samples) {
        used.insert({sample.T.at, sample.B.at});
        if (sample.sigma_T) used.insert(sample.sigma_T->at);
        if (sample.sigma_B) used.insert(sample.sigma_B->at);
    }
    return used;
}

}  // namespace

void state_choice(const Table& table, const Header* header, ColumnChoice& choice) {
    std::string text;
    constexpr std::size_t most = 4;
    for (std::size_t k = 0; k < std::min(choice.samples.size(), most); ++k) {
        const SampleColumns& sample = choice.samples[k];
        text += fmt::format("{}{}T = {}, B = {}", k > 0 ? "; " : "",
                            sample.label.empty() ? "" : sample.label + ": ", described(sample.T, header),
                            described(sample.B, header));
        if (sample.sigma_T) text += ", sigma_T = " + described(*sample.sigma_T, header);
        if (sample.sigma_B) text += ", sigma_B = " + described(*sample.sigma_B, header);
    }
    if (choice.samples.size() > most)
        text += fmt::format("; and {} samples more", choice.samples.size() - most);
    if (choice.sample)
        text += ", sample = " + (header ? "'" + header->columns[*choice.sample].text + "'"
                                        : fmt::format("column {}", *choice.sample + 1));
    const std::set<std::size_t> used = used_by(choice);
    std::string unused;
    choice.width = header ? header->columns.size() : table.width;
    for (std::size_t at = 0; at < choice.width; ++at) {
        if (used.contains(at)) continue;
        const bool named = header && !header->columns[at].text.empty();
        unused += (unused.empty() ? "" : ", ") +
                  (named ? "'" + header->columns[at].text + "'" : fmt::format("column {}", at + 1));
    }
    if (!unused.empty()) text += "; not used: " + unused;
    choice.notes.insert(choice.notes.begin(), fmt::format("{}: {}", table.file, text));
}

ColumnChoice choose_columns(const Table& table) {
    std::vector<std::string> notes;
    check_mirage(table, nullptr);
    const std::optional<Header> header = header_of(table, notes);
    if (!header) {
        ColumnChoice choice = by_order(table);
        choice.notes.insert(choice.notes.end(), notes.begin(), notes.end());
        return choice;
    }
    check_mirage(table, &*header);
    ColumnChoice choice;
    choice.line = header->line;
    choice.named = !header->assumed;
    choice.notes = notes;
    const Positions B = fields_of(table, *header), T = columns_of(*header, Measurand::temperature);
    if (T.empty() || B.empty())
        refuse(table.file, header->line,
               fmt::format("no column is a {}: {}", T.empty() ? "temperature" : "field", by_hand));
    for (const ColumnPair& pair : pairs_of(table, *header, T, B))
        choice.samples.push_back({pair.label,
                                  chosen_column(table, &*header, pair.T, Measurand::temperature),
                                  chosen_column(table, &*header, pair.B, Measurand::field),
                                  {},
                                  {}});
    if (choice.samples.size() == 1) check_letters(table, *header, choice.samples[0]);
    for (SampleColumns& sample : choice.samples) check_units(table, *header, sample);
    choice.sample = sample_column(table, *header);
    if (choice.sample && choice.samples.size() > 1) refuse_several(table, *header, T, B);
    for (std::size_t at = 0; at < header->columns.size(); ++at)
        if (header->columns[at].error) take_error(table, *header, at, choice);
    check_comments(table, &*header, choice.samples[0]);
    check_mixture(table, *header, choice);
    state_choice(table, &*header, choice);
    return choice;
}

}  // namespace mirage
