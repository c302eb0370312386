#include "tables/columns.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "input/input_error.hpp"
#include "input/text.hpp"
#include "tables/cell_number.hpp"

namespace mirage {
namespace {

using Positions = std::vector<std::size_t>;

constexpr const char* by_hand = "name them by --columns T=1,B=2";

std::string quoted(const Header& header, const Positions& columns) {
    std::string text;
    for (const std::size_t at : columns)
        text += fmt::format("{}'{}'", text.empty() ? "" : ", ", header.columns[at].text);
    return text;
}

/// The columns of a quantity; a labelled one in a unit of something else is something else.
Positions columns_of(const Header& header, Quantity quantity) {
    Positions certain, all;
    for (std::size_t at = 0; at < header.columns.size(); ++at) {
        const ColumnName& name = header.columns[at];
        if (name.quantity != quantity || name.error) continue;
        const auto unit = name.has_unit ? column_unit(name.unit) : std::nullopt;
        const bool own = unit && (quantity == Quantity::field ? is_field(*unit) : is_temperature(*unit));
        if (name.has_unit && !own && !name.label.empty()) continue;
        all.push_back(at);
        if (name.certain) certain.push_back(at);
    }
    return certain.empty() ? all : certain;
}

/// Fields in the plane where the names tell; a field out of it alone is refused.
Positions fields_of(const Table& table, const Header& header) {
    Positions in_plane, open, out;
    for (const std::size_t at : columns_of(header, Quantity::field)) {
        Direction direction = header.columns[at].direction;
        if (!header.comments.empty() && direction == Direction::none)
            direction = direction_of(header.comments[at]);
        (direction == Direction::in_plane ? in_plane
         : direction == Direction::none   ? open
                                          : out)
            .push_back(at);
    }
    if (!in_plane.empty()) return in_plane;
    if (open.empty() && !out.empty())
        refuse(table.file, header.line,
               fmt::format(
                   "{} is a field out of the plane, and the models are for one in it; where it is not, {}",
                   quoted(header, out), by_hand));
    return open;
}

std::vector<std::string> labels_of(const Header& header, const Positions& columns) {
    std::vector<std::string> labels;
    for (const std::size_t at : columns) labels.push_back(header.columns[at].label);
    return labels;
}

bool all_distinct(const std::vector<std::string>& labels) {
    return std::set<std::string>(labels.begin(), labels.end()).size() == labels.size() &&
           std::find(labels.begin(), labels.end(), "") == labels.end();
}

[[noreturn]] void refuse_several(const Table& table, const Header& header, const Positions& T,
                                 const Positions& B) {
    refuse(
        table.file, header.line,
        fmt::format("several columns for one thing ({}): {}", quoted(header, T.size() > 1 ? T : B), by_hand));
}

/// The columns of one sample, by their places.
struct Pair {
    std::size_t T, B;
    std::string label;
};

/// T, B, T, B: neighbours belong together.
std::vector<Pair> neighbours(const Table& table, const Header& header, const Positions& T,
                             const Positions& B) {
    std::vector<Pair> pairs;
    const bool T_first = T[0] < B[0];
    std::size_t last = 0;
    for (std::size_t k = 0; k < T.size(); ++k) {
        const std::size_t low = T_first ? T[k] : B[k], high = T_first ? B[k] : T[k];
        if (low > high || (k > 0 && low < last)) refuse_several(table, header, T, B);
        last = high;
        std::string label;
        for (const std::vector<std::string>& row : {header.above, header.comments})
            for (const std::size_t at : {low, high})
                if (label.empty() && !row.empty()) label = row[at];
        pairs.push_back({T[k], B[k], label});
    }
    std::vector<std::string> labels;
    for (const Pair& pair : pairs) labels.push_back(pair.label);
    if (!all_distinct(labels))
        for (std::size_t k = 0; k < pairs.size(); ++k) pairs[k].label = fmt::format("{}", k + 1);
    return pairs;
}

std::vector<Pair> pairs_of(const Table& table, const Header& header, const Positions& T, const Positions& B) {
    std::vector<std::string> T_labels = labels_of(header, T), B_labels = labels_of(header, B);
    if (T.size() == 1 && B.size() == 1) return {{T[0], B[0], ""}};
    std::vector<Pair> pairs;
    if (T.size() == B.size() && all_distinct(T_labels) && all_distinct(B_labels)) {
        for (std::size_t k = 0; k < T.size(); ++k) {
            const auto same = std::find(B_labels.begin(), B_labels.end(), T_labels[k]);
            if (same == B_labels.end()) refuse_several(table, header, T, B);
            pairs.push_back({T[k], B[static_cast<std::size_t>(same - B_labels.begin())], T_labels[k]});
        }
        return pairs;
    }
    if (T.size() == B.size()) {
        pairs = neighbours(table, header, T, B);
        for (std::size_t k = 0; k < pairs.size(); ++k)
            if (all_distinct(T_labels) || all_distinct(B_labels))
                pairs[k].label = all_distinct(B_labels) ? B_labels[k] : T_labels[k];
        return pairs;
    }
    const Positions& many = T.size() > 1 ? T : B;
    const std::vector<std::string> labels = labels_of(header, many);
    if (std::min(T.size(), B.size()) != 1 || !all_distinct(labels) ||
        std::any_of(labels.begin(), labels.end(), is_criterion))
        refuse_several(table, header, T, B);
    for (std::size_t k = 0; k < many.size(); ++k)
        pairs.push_back({T.size() > 1 ? many[k] : T[0], T.size() > 1 ? B[0] : many[k], labels[k]});
    return pairs;
}

ChosenColumn default_column(std::size_t at, Quantity quantity) {
    return {at, *column_unit(quantity == Quantity::field ? "T" : "K"), false};
}

/// The quantity of which a nameless error is: that of the column before it, x of the first one, y of the
/// second.
std::optional<std::size_t> column_of_error(const Table& table, const Header& header,
                                           const SampleColumns& sample, std::size_t at) {
    const std::string& label = header.columns[at].label;
    const std::size_t first = std::min(sample.T.at, sample.B.at), second = std::max(sample.T.at, sample.B.at);
    if (label == "x") return first;
    if (label == "y") return second;
    if (at == 0) return std::nullopt;
    const std::size_t before = at - 1;
    if (before == sample.T.at || before == sample.B.at) return before;
    if (header.columns[before].error && header.columns[before].quantity == Quantity::other &&
        header.columns[before].label.empty())
        refuse(table.file, header.line,
               fmt::format("'{}': of which column this is the error is not told; {}", header.columns[at].text,
                           "name it by --columns T=1,B=2,sigma_B=3"));
    return std::nullopt;
}

void set_error(const Table& table, const Header& header, std::size_t at, SampleColumns& sample,
               std::size_t of) {
    std::optional<ChosenColumn>& place = of == sample.T.at ? sample.sigma_T : sample.sigma_B;
    if (place)
        refuse(table.file, header.line,
               fmt::format("two errors of one column ('{}', '{}'): name one by --columns T=1,B=2,sigma_B=3",
                           header.columns[place->at].text, header.columns[at].text));
    place = chosen_error(table, &header, at, of == sample.T.at ? sample.T : sample.B);
}

/// Gives the error in column `at` to the samples that it belongs to.
void take_error(const Table& table, const Header& header, std::size_t at, ColumnChoice& choice) {
    const ColumnName& name = header.columns[at];
    if (name.quantity == Quantity::other) {
        for (SampleColumns& sample : choice.samples)
            if (const auto of = column_of_error(table, header, sample, at); of)
                set_error(table, header, at, sample, *of);
        return;
    }
    const bool field = name.quantity == Quantity::field;
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

double largest(const Table& table, std::size_t at) {
    double most = 0.0;
    for (const TableRow& row : table.rows)
        if (at < row.cells.size())
            if (const auto cell = cell_number(row.cells[at], table.decimal); cell && !std::isnan(cell->value))
                most = std::max(most, std::abs(cell->value));
    return most;
}

/// Units that are not told where they must be.
void check_units(const Table& table, const Header& header, SampleColumns& sample) {
    const ColumnName &T = header.columns[sample.T.at], &B = header.columns[sample.B.at];
    const auto must_tell = [&](const ColumnName& name, const char* why) {
        refuse(table.file, header.line, fmt::format("the unit of '{}' is not told{}", name.text, why));
    };
    if (!sample.T.stated && is_relative(sample.B.unit)) {
        if (!T.lower_case) must_tell(T, ", and the field is reduced: name it T/Tc or T (K)");
        sample.T = {sample.T.at, *column_unit("Tc0"), true};
    }
    if (!sample.B.stated && is_relative(sample.T.unit))
        must_tell(B, ", and the temperature is reduced: name it B/Bp or B (T)");
    if (sample.T.stated) return;
    const bool small = largest(table, sample.T.at) <= 1.05;
    if (T.lower_case && small) must_tell(T, ", and it may be reduced: name it T/Tc or T (K)");
    const bool mirage = std::any_of(header.columns.begin(), header.columns.end(),
                                    [](const ColumnName& name) { return name.text == "B_supercooling"; });
    if (mirage && small)
        must_tell(T, ", and the columns are those of mirage, perhaps reduced: --columns 'T[K]=T,B[T]=B_c2'");
}

/// Rows of several tilts, layers or criteria are no single curve.
void check_mixture(const Table& table, const Header& header, const ColumnChoice& choice) {
    static const std::set<std::string> divisions = {"angle",  "theta", "phi",   "tilt",  "thickness",
                                                    "layers", "beta",  "gamma", "alpha", "criterion",
                                                    "layer",  "run",   "sample"};
    for (std::size_t at = 0; at < header.columns.size(); ++at) {
        const ColumnName& name = header.columns[at];
        if (name.quantity != Quantity::other || name.error || choice.sample == at || name.text == "status")
            continue;
        std::set<std::string> texts;
        bool numbers = true;
        for (const TableRow& row : table.rows) {
            if (at >= row.cells.size() || is_missing(row.cells[at])) continue;
            texts.insert(row.cells[at]);
            numbers = numbers && cell_number(row.cells[at], table.decimal).has_value();
        }
        std::string first = name.text.substr(0, name.text.find_first_of(" _([/"));
        std::transform(first.begin(), first.end(), first.begin(),
                       [](unsigned char c) { return std::tolower(c); });
        const bool divides = texts.size() > 1 && 2 * texts.size() <= table.rows.size();
        if (divides && !choice.sample && (!numbers || divisions.count(first) > 0))
            refuse(table.file, header.line,
                   fmt::format(
                       "'{}' divides the rows ('{}', '{}'): --columns T=1,B=2,sample={} makes samples of it",
                       name.text, *texts.begin(), *texts.rbegin(), at + 1));
    }
}

void check_mirage(const Table& table, const Header* header) {
    const std::string command = mirage_command(table);
    const bool curve =
        command.empty() || command == "line" || command == "fit" || command == "formula" || command == "show";
    const bool point =
        header && std::any_of(header->columns.begin(), header->columns.end(), [](const ColumnName& name) {
            return name.text == "order_parameter" || name.text == "free_energy";
        });
    if (!curve || point)
        throw InputError(fmt::format("{}: what mirage {} writes holds no B_c2(T): mirage line does",
                                     table.file, command.empty() ? "point" : command));
}

ColumnChoice by_order(const Table& table) {
    if (table.width != 2 && table.width != 4)
        refuse(table.file, table.rows[0].line,
               fmt::format("{} columns without names: {}", table.width, by_hand));
    ColumnChoice choice;
    SampleColumns sample{
        "", default_column(0, Quantity::temperature), default_column(1, Quantity::field), {}, {}};
    if (table.width == 4) {
        sample.sigma_T = default_column(2, Quantity::temperature);
        sample.sigma_B = default_column(3, Quantity::field);
    }
    choice.line = table.rows[0].line;
    choice.samples.push_back(sample);
    check_comments(table, choice);
    state_choice(table, nullptr, choice);
    return choice;
}

std::optional<std::size_t> sample_column(const Table& table, const Header& header) {
    std::optional<std::size_t> found;
    for (std::size_t at = 0; at < header.columns.size(); ++at) {
        if (header.columns[at].quantity != Quantity::sample) continue;
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

bool is_relative(const ColumnUnit& unit) {
    return unit.of == UnitOf::critical_temperature || unit.of == UnitOf::gap_field ||
           unit.of == UnitOf::pauli_field;
}

void check_comments(const Table& table, const ColumnChoice& choice) {
    const SampleColumns& sample = choice.samples[0];
    if (sample.T.stated && sample.B.stated) return;
    if (const auto found = unit_in_comments(table))
        refuse(table.file, found->number,
               fmt::format("speaks of '{}', and a column has no unit: write units into the header, T (K), or "
                           "--columns 'T[K]=1,B[kOe]=2'",
                           found->text));
}

ChosenColumn chosen_column(const Table& table, const Header* header, std::size_t at, Quantity quantity) {
    if (!header || !header->columns[at].has_unit) return default_column(at, quantity);
    const ColumnName& name = header->columns[at];
    const auto unit = column_unit(name.unit);
    const bool field = quantity == Quantity::field;
    if (unit && unit->of == UnitOf::zero_field)
        refuse(table.file, header->line,
               fmt::format("'{}': B_c2(0) is not known; give the field in T, or B/Bp with --tc0", name.text));
    if (!unit || !(field ? is_field(*unit) : is_temperature(*unit)))
        refuse(table.file, header->line,
               fmt::format("'{}' in '{}' is no unit of a {}; known are {}", name.unit, name.text,
                           field ? "field" : "temperature",
                           field ? "T, mT, Oe, kOe, G, kG, A/m and B/Bp" : "K, mK and T/Tc"));
    return {at, *unit, true};
}

ChosenColumn chosen_error(const Table& table, const Header* header, std::size_t at, const ChosenColumn& of) {
    if (!header || !header->columns[at].has_unit) return {at, of.unit, false};
    const ColumnName& name = header->columns[at];
    const auto unit = column_unit(name.unit);
    const bool fits = unit && (unit->of == UnitOf::percent ||
                               (is_field(of.unit) ? is_field(*unit) : is_temperature(*unit)));
    if (!fits || unit->of == UnitOf::zero_field)
        refuse(table.file, header->line,
               fmt::format("'{}' in '{}' is no unit of this error; known are that of its column and %",
                           name.unit, name.text));
    return {at, *unit, true};
}

std::string described(const ChosenColumn& column, const Header* header) {
    const std::string name = header ? fmt::format("'{}'", header->columns[column.at].text)
                                    : fmt::format("column {}", column.at + 1);
    return column.stated ? fmt::format("{} [{}]", name, column.unit.name)
                         : fmt::format("{} (taken as {})", name, column.unit.name);
}

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
        if (used.count(at) > 0) continue;
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
    const Positions B = fields_of(table, *header), T = columns_of(*header, Quantity::temperature);
    if (T.empty() || B.empty())
        refuse(table.file, header->line,
               fmt::format("no column is a {}: {}", T.empty() ? "temperature" : "field", by_hand));
    for (const Pair& pair : pairs_of(table, *header, T, B))
        choice.samples.push_back({pair.label,
                                  chosen_column(table, &*header, pair.T, Quantity::temperature),
                                  chosen_column(table, &*header, pair.B, Quantity::field),
                                  {},
                                  {}});
    for (SampleColumns& sample : choice.samples) check_units(table, *header, sample);
    choice.sample = sample_column(table, *header);
    if (choice.sample && choice.samples.size() > 1) refuse_several(table, *header, T, B);
    for (std::size_t at = 0; at < header->columns.size(); ++at)
        if (header->columns[at].error) take_error(table, *header, at, choice);
    check_comments(table, choice);
    check_mixture(table, *header, choice);
    state_choice(table, &*header, choice);
    return choice;
}

}  // namespace mirage
