#include "fit/data.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "input/input_error.hpp"
#include "input/text.hpp"
#include "mirage/model/units.hpp"
#include "mirage/numeric/constants.hpp"
#include "tables/column_request.hpp"
#include "tables/columns.hpp"

namespace mirage {
namespace {

constexpr std::size_t max_points = 100000, max_samples = 50;
/// Above these a number cannot be K or T: where the unit is not told, and where it is.
constexpr double largest_untold = 150.0, largest_told = 1000.0;

struct Reading {
    const Table& table;
    const ColumnChoice& choice;
    const ReadingOptions& options;
    Measurements data;
    std::vector<std::size_t> missing, negative;  ///< lines
    std::size_t points = 0;
};

std::string cell_at(const TableRow& row, std::size_t at) {
    return at < row.cells.size() ? row.cells[at] : "";
}

/// The number in a cell. Throws InputError.
CellNumber number_at(const Reading& reading, const TableRow& row, std::size_t at, const char* name) {
    const std::string text = cell_at(row, at);
    const auto number = cell_number(text, reading.table.decimal);
    if (!number)
        refuse(reading.table.file, row.line, fmt::format("{} = '{}': must be a finite number", name, text));
    return *number;
}

/// A value in units of the column as K or T.
double in_si(const Reading& reading, const ColumnUnit& unit, std::size_t sample, double value) {
    if (!is_relative(unit)) return value / unit.per;
    const std::vector<double>& tc0 = reading.options.tc0;
    const std::size_t at = tc0.size() == 1 ? 0 : reading.options.first_sample + sample;
    if (at >= tc0.size())
        refuse(reading.table.file, reading.choice.line,
               fmt::format("a column in units of {} needs the critical temperature: --tc0 [K]", unit.name));
    const UnitSystem si = si_units(tc0[at], reading.options.g_factor);
    if (unit.of == UnitOf::critical_temperature) return value * si.temperature;
    return value * (unit.of == UnitOf::pauli_field ? si.field / std::numbers::sqrt2 : si.field);
}

double error_in_si(const Reading& reading, const ChosenColumn& column, std::size_t sample, double error,
                   double value) {
    return column.unit.of == UnitOf::percent ? error / 100.0 * std::abs(value)
                                             : in_si(reading, column.unit, sample, error);
}

/// The error of a value [its SI unit]: of its cell, or of its own column.
double sigma_of(const Reading& reading, const TableRow& row, std::size_t sample, const CellNumber& cell,
                const ChosenColumn& own, const std::optional<ChosenColumn>& column, const char* name) {
    const double of_cell = std::isnan(cell.error) ? quiet_nan : in_si(reading, own.unit, sample, cell.error);
    if (!column) return of_cell;
    const CellNumber number = number_at(reading, row, column->at, name);
    if (number.bound != Bound::none || !std::isnan(number.error))
        refuse(reading.table.file, row.line,
               fmt::format("{} = '{}': must be a finite number", name, cell_at(row, column->at)));
    if (number.value < 0.0)
        refuse(reading.table.file, row.line,
               fmt::format("{} = {}: must not be negative", name, number.value));
    if (!std::isnan(of_cell) && !std::isnan(number.value))
        refuse(reading.table.file, row.line, fmt::format("{} is stated twice", name));
    return std::isnan(number.value) ? of_cell
                                    : error_in_si(reading, *column, sample, number.value,
                                                  in_si(reading, own.unit, sample, cell.value));
}

void check_point(const Reading& reading, const SampleColumns& columns, const Measurement& m) {
    const std::string& file = reading.table.file;
    const auto check_size = [&](double value, const ChosenColumn& column, const char* name,
                                const char* unit) {
        if (value > (column.stated ? largest_told : largest_untold))
            refuse(file, m.line,
                   fmt::format(
                       "{} = {} {} cannot be: write the unit into the header, or --columns '{}[...]=...'",
                       name, value, unit, name));
    };
    if (!(m.T > 0.0)) refuse(file, m.line, fmt::format("T = {}: must be above 0", m.T));
    check_size(m.T, columns.T, "T", "K");
    check_size(m.B, columns.B, "B", "T");
    if (m.sigma_T > m.T)
        refuse(file, m.line,
               fmt::format("sigma_T = {} K is larger than T = {} K: which unit has it?", m.sigma_T, m.T));
}

/// The point of a sample in a row; nothing where a cell is missing.
std::optional<Measurement> point_in(Reading& reading, const TableRow& row, const SampleColumns& columns,
                                    std::size_t sample) {
    const std::string& file = reading.table.file;
    const CellNumber T = number_at(reading, row, columns.T.at, "T"),
                     B = number_at(reading, row, columns.B.at, "B");
    if (std::isnan(T.value) || std::isnan(B.value)) {
        const bool short_row = row.cells.size() <= std::max(columns.T.at, columns.B.at);
        const bool whole = std::isnan(T.value) && std::isnan(B.value);
        if (short_row && !(whole && reading.choice.samples.size() > 1))
            refuse(file, row.line, fmt::format("'{}': needs T and B", fmt::join(row.cells, " ")));
        if (!whole || reading.choice.samples.size() == 1) reading.missing.push_back(row.line);
        return std::nullopt;
    }
    if (T.bound != Bound::none)
        refuse(file, row.line, fmt::format("T = '{}': only B may be a bound", cell_at(row, columns.T.at)));
    if (T.value < 0.0) refuse(file, row.line, fmt::format("T = {}: must be above 0", T.value));
    if (B.bound != Bound::none && B.value < 0.0)
        refuse(file, row.line, fmt::format("B = {}: a bound must not be negative", B.value));
    if (B.value < 0.0) reading.negative.push_back(row.line);
    Measurement m;
    m.T = in_si(reading, columns.T.unit, sample, T.value);
    m.B = in_si(reading, columns.B.unit, sample, std::abs(B.value));
    m.sigma_T = sigma_of(reading, row, sample, T, columns.T, columns.sigma_T, "sigma_T");
    m.sigma_B = sigma_of(reading, row, sample, B, columns.B, columns.sigma_B, "sigma_B");
    m.bound = B.bound;
    m.line = row.line;
    check_point(reading, columns, m);
    return m;
}

/// The place of a sample among those of the file, made where it is new.
std::size_t sample_named(Reading& reading, const std::string& name) {
    std::vector<MeasuredSample>& samples = reading.data.samples;
    const auto known =
        std::find_if(samples.begin(), samples.end(), [&](const MeasuredSample& s) { return s.name == name; });
    if (known != samples.end()) return static_cast<std::size_t>(known - samples.begin());
    if (samples.size() == max_samples)
        throw InputError(fmt::format("{}: more than {} samples", reading.table.file, max_samples));
    samples.push_back({name, {}, reading.table.file});
    return samples.size() - 1;
}

/// Rows must have the cells that the header names; between blanks, where an empty cell is not seen, all of
/// them.
void check_width(const Reading& reading, const TableRow& row) {
    const Table& table = reading.table;
    std::size_t width = row.cells.size();
    while (width > reading.choice.width && row.cells[width - 1].empty()) --width;
    const bool few = table.separator == ' ' && width < reading.choice.width;
    if (few && reading.choice.width > 2)
        refuse(table.file, row.line,
               fmt::format("{} cells, and there are {} columns", width, reading.choice.width));
    if (width > reading.choice.width)
        refuse(table.file, row.line,
               fmt::format("{} cells, and the header names {} columns", width, reading.choice.width));
}

/// The name of a file without its folder and its extension.
std::string stem_of(const std::string& file) {
    const std::string name = file.substr(file.rfind('/') + 1);
    const auto dot = name.rfind('.');
    return dot == name.npos || dot == 0 || name == ".." ? name : name.substr(0, dot);
}

void read_row(Reading& reading, const TableRow& row, const std::string& own_name) {
    check_width(reading, row);
    for (const SampleColumns& columns : reading.choice.samples) {
        std::string name = columns.label.empty() ? own_name : columns.label;
        if (reading.choice.sample) name = printable(cell_at(row, *reading.choice.sample));
        if (reading.choice.sample && is_missing(name))
            refuse(reading.table.file, row.line,
                   fmt::format("'{}': needs the name of its sample", fmt::join(row.cells, " ")));
        const std::size_t sample = sample_named(reading, name);
        const auto point = point_in(reading, row, columns, sample);
        if (!point) continue;
        reading.data.samples[sample].points.push_back(*point);
        if (++reading.points > max_points)
            throw InputError(fmt::format("{}: more than {} points", reading.table.file, max_points));
    }
}

bool has_error(const Measurement& m) { return !std::isnan(m.sigma_T) || !std::isnan(m.sigma_B); }

/// Refuses a point that no curve could be compared with: both errors vanish beside the largest T and B.
void check_errors(const Reading& reading, const Measurement& m, double largest_T, double largest_B) {
    const double T = std::fmax(0.0, m.sigma_T), B = std::fmax(0.0, m.sigma_B);
    if (!has_error(m) || T > least_error * largest_T || B > least_error * largest_B) return;
    const std::string stated = std::isnan(m.sigma_T)   ? fmt::format("sigma_B = {} T", B)
                               : std::isnan(m.sigma_B) ? fmt::format("sigma_T = {} K", T)
                                                       : fmt::format("sigma_T = {} K, sigma_B = {} T", T, B);
    refuse(reading.table.file, m.line,
           fmt::format(
               "{}: an error must be above {} of the largest value (none known: --columns without sigma)",
               stated, least_error));
}

/// Errors in all rows or in none; a bound without one has the largest of its sample.
void complete_errors(const Reading& reading, MeasuredSample& sample) {
    double largest_error = quiet_nan, largest_field = 0.0, largest_T = 0.0;
    const Measurement *with = nullptr, *without = nullptr;
    for (const Measurement& m : sample.points) {
        largest_error = std::fmax(largest_error, m.sigma_B);
        largest_field = std::max(largest_field, m.B), largest_T = std::max(largest_T, m.T);
        const Measurement*& first = has_error(m) ? with : without;
        if (m.bound == Bound::none && !first) first = &m;
    }
    if (with && without)
        refuse(
            reading.table.file, without->line,
            fmt::format("states no error, and line {} does: all rows must, or none (--columns without sigma)",
                        with->line));
    if (largest_error > largest_field && largest_field > 0.0)
        refuse(reading.table.file, sample.points[0].line,
               fmt::format("sigma_B up to {} T, and B only up to {} T: which unit has it?", largest_error,
                           largest_field));
    for (const Measurement& m : sample.points) check_errors(reading, m, largest_T, largest_field);
    for (Measurement& m : sample.points)
        if (with && m.bound != Bound::none && !has_error(m)) {
            const bool in_T = !(largest_error > 0.0);  // the temperatures carry the errors
            m.sigma_B = in_T ? 0.0 : largest_error;
            if (in_T) m.sigma_T = with->sigma_T;
        }
}

/// Pairs of points in which B rises with T, less those in which it falls; of the first points of a long list.
long rising_pairs(const std::vector<Measurement>& points) {
    long sum = 0;
    const std::size_t n = std::min<std::size_t>(points.size(), 300);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < i; ++j) {
            const double product = (points[i].T - points[j].T) * (points[i].B - points[j].B);
            sum += (product > 0.0) - (product < 0.0);
        }
    return sum;
}

/// What no B_c2(T) does: one field at all T, all at one T; without names, T and B may be exchanged.
void check_curve(Reading& reading, const MeasuredSample& sample) {
    std::set<double> fields, temperatures;
    for (const Measurement& m : sample.points) fields.insert(m.B), temperatures.insert(m.T);
    const std::string& file = reading.table.file;
    const std::size_t line = sample.points[0].line;
    if (fields.size() == 1 && temperatures.size() > 2)
        refuse(file, line, fmt::format("B is {} T in all rows: a sweep of T is no B_c2(T)", *fields.begin()));
    if (temperatures.size() == 1 && fields.size() > 5)
        refuse(file, line,
               fmt::format("T is {} K in all rows: a sweep of B is no B_c2(T)", *temperatures.begin()));
    const bool rising = sample.points.size() > 2 && rising_pairs(sample.points) > 0;
    if (!reading.choice.named && (rising || *temperatures.rbegin() > *fields.rbegin()))
        refuse(file, line,
               fmt::format("columns without names, T up to {} and B up to {}: exchanged? name them, as in "
                           "--columns T=1,B=2",
                           *temperatures.rbegin(), *fields.rbegin()));
    if (rising) reading.data.notes.push_back(fmt::format("{}: B rises with T: are the columns right?", file));
}

std::string lines_text(const std::vector<std::size_t>& lines) {
    std::string text;
    for (std::size_t i = 0; i < std::min<std::size_t>(lines.size(), 5); ++i)
        text += fmt::format("{}{}", i > 0 ? ", " : "", lines[i]);
    return fmt::format("{} {}{}", lines.size() > 1 ? "lines" : "line", text, lines.size() > 5 ? ", ..." : "");
}

void add_notes(Reading& reading) {
    std::vector<std::string>& notes = reading.data.notes;
    const std::string& file = reading.table.file;
    if (!reading.missing.empty())
        notes.push_back(fmt::format("{}: {} without a value left out ({})", file,
                                    counted(reading.missing.size(), "row"), lines_text(reading.missing)));
    if (!reading.negative.empty())
        notes.push_back(fmt::format("{}: {} taken by the modulus ({})", file,
                                    counted(reading.negative.size(), "negative field"),
                                    lines_text(reading.negative)));
    std::size_t bounds = 0, duplicates = 0;
    for (const MeasuredSample& sample : reading.data.samples) {
        std::set<std::pair<double, double>> seen;
        for (const Measurement& m : sample.points) {
            bounds += m.bound != Bound::none;
            duplicates += !seen.insert({m.T, m.B}).second;
        }
    }
    if (bounds > 0) notes.push_back(fmt::format("{}: {} of the field", file, counted(bounds, "bound")));
    if (duplicates > 0)
        notes.push_back(
            fmt::format("{}: {} there more than once", file,
                        duplicates == 1 ? "1 point stands" : fmt::format("{} points stand", duplicates)));
}

}  // namespace

Measurements measurements_in(Table table, const ReadingOptions& options) {
    const std::string own_name = is_standard_input(table.file) ? "stdin" : stem_of(table.file);
    if (is_standard_input(table.file)) table.file = "standard input";
    const auto no_point = [&] {
        if (!table.head.empty() && table.rows.empty())
            refuse(table.file, table.head.back().number,
                   fmt::format("'{}': no line above or here is a row of numbers; T [K] and B [T] are needed",
                               trimmed(table.head.back().text)));
        throw InputError(fmt::format("{}: holds no point; columns T [K], B [T] are needed", table.file));
    };
    if (table.rows.empty()) no_point();
    const ColumnChoice choice =
        options.columns.empty() ? choose_columns(table) : requested_columns(table, options.columns);
    Reading reading{table, choice, options, {}, {}, {}, 0};
    reading.data.notes = choice.notes;
    reading.data.notes.insert(reading.data.notes.end(), table.notes.begin(), table.notes.end());
    for (const TableRow& row : table.rows) read_row(reading, row, own_name);
    std::erase_if(reading.data.samples, [](const MeasuredSample& sample) { return sample.points.empty(); });
    if (reading.points == 0) no_point();
    for (MeasuredSample& sample : reading.data.samples) complete_errors(reading, sample);
    for (const MeasuredSample& sample : reading.data.samples) check_curve(reading, sample);
    add_notes(reading);
    return std::move(reading.data);
}

}  // namespace mirage
