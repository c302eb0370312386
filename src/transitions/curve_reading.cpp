#include "transitions/curve_reading.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "input/input_error.hpp"
#include "input/text.hpp"
#include "mirage/numeric/constants.hpp"
#include "tables/cell_number.hpp"
#include "tables/table_file.hpp"
#include "transitions/curve_groups.hpp"
#include "transitions/stated_value.hpp"

namespace mirage {
namespace {

/// Above these a number cannot be K or T: where the unit is not told, and where it is.
constexpr double largest_T_untold = 450.0, largest_B_untold = 100.0, largest_told = 1000.0;

struct Reading {
    const Table& table;
    const CurveChoice& choice;
    const CurveOptions& options;
    MeasuredCurves result;
    std::size_t missing = 0, unsteady = 0;
};

/// The columns of one curve as numbers; NaN where a quantity has no column.
struct Columns {
    std::vector<double> T, B, R;
    std::vector<std::size_t> lines;
};

double number_at(const Table& table, const TableRow& row, std::size_t at, const std::string& name) {
    if (at >= row.cells.size()) return quiet_nan;
    const auto number = cell_number(row.cells[at], table.decimal);
    if (!number || number->bound != Bound::none)
        refuse(table.file, row.line, fmt::format("{} = '{}': must be a finite number", name, row.cells[at]));
    return number->value;
}

double in_si(const Table& table, const TableRow& row, const ChosenColumn& column, const char* name) {
    const double value = number_at(table, row, column.at, name) / column.unit.per;
    const bool T = *name == 'T';
    if (T && value < 0.0) refuse(table.file, row.line, fmt::format("T = {}: must not be negative", value));
    const double largest = column.stated ? largest_told : T ? largest_T_untold : largest_B_untold;
    if (std::abs(value) > largest)
        refuse(table.file, row.line,
               fmt::format("{} = {} {} cannot be: write the unit into the header, or --columns '{}[...]=...'",
                           name, value, T ? "K" : "T", name));
    return value;
}

Columns columns_of(Reading& reading, const CurveColumns& curve) {
    Columns columns;
    for (const TableRow& row : reading.table.rows) {
        const double T = curve.T ? in_si(reading.table, row, *curve.T, "T") : quiet_nan,
                     B = curve.B ? in_si(reading.table, row, *curve.B, "B") : quiet_nan,
                     R = number_at(reading.table, row, curve.at, "R") / curve.signal.unit.per;
        if (std::isnan(R) || (curve.T && std::isnan(T)) || (curve.B && std::isnan(B))) {
            ++reading.missing;
            continue;
        }
        columns.T.push_back(T);
        columns.B.push_back(B);
        columns.R.push_back(R);
        columns.lines.push_back(row.line);
    }
    return columns;
}

std::vector<double> distinct(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return values;
}

/// A fixed value and where it comes from.
struct Fixed {
    double value = quiet_nan;
    std::string from;
};

/// The fixed value that comments or the name of the file tell; both must agree.
Fixed told_value(const Reading& reading, Measurand quantity) {
    const Table& table = reading.table;
    std::vector<double> in_comments, in_name;
    for (const auto* lines : {&table.comments, &table.head})
        for (const TextLine& line : *lines)
            for (const double value : assigned_values(line.text, quantity)) in_comments.push_back(value);
    const std::string stem = file_stem(table.file);
    for (const StatedValue& stated : stated_values(stem, quantity)) in_name.push_back(stated.value);
    in_comments = distinct(in_comments);
    in_name = distinct(in_name);
    const char* unit = quantity == Measurand::field ? "T" : "K";
    const char* option = quantity == Measurand::field ? "--field" : "--temperature";
    for (const auto& [values, where] :
         {std::pair{in_comments, "the comments tell"}, {in_name, "the name tells"}})
        if (values.size() > 1)
            refuse(table.file, reading.choice.line,
                   fmt::format("{} {} {} and {} {}: which is it? {}", where, values[0], unit, values[1], unit,
                               option));
    if (!in_comments.empty() && !in_name.empty() && in_comments != in_name)
        refuse(table.file, reading.choice.line,
               fmt::format("the comments tell {} {}, the name of the file {} {}: which is it? {}",
                           in_comments[0], unit, in_name[0], unit, option));
    if (!in_comments.empty()) return {in_comments[0], "a comment"};
    if (!in_name.empty()) return {in_name[0], "the name of the file"};
    return {};
}

MeasuredCurve curve_from(const Reading& reading, const CurveColumns& columns, const Columns& all,
                         Measurand swept, const RowGroup& rows) {
    MeasuredCurve curve;
    curve.file = reading.table.file;
    curve.line = all.lines[rows[0]];
    curve.label = columns.signal.label;
    curve.turn = columns.signal.turn;
    curve.swept = swept;
    curve.unit = columns.signal.unit.name;
    const bool T = swept == Measurand::temperature;
    for (const std::size_t i : rows) {
        curve.x.push_back(T ? all.T[i] : all.B[i]);
        curve.y.push_back(all.R[i]);
        const double other = T ? std::abs(all.B[i]) : all.T[i];
        if (!std::isnan(other)) curve.other.push_back(other);
    }
    double sum = 0.0;
    for (const double value : curve.other) sum += value;
    curve.fixed = curve.other.empty() ? quiet_nan : sum / static_cast<double>(curve.other.size());
    return curve;
}

/// Which quantity is swept. Throws InputError where nothing tells.
Measurand swept_in(const Reading& reading, const CurveColumns& columns, const Columns& all) {
    if (columns.fixed_B) return Measurand::temperature;
    if (columns.fixed_T) return Measurand::field;
    if (reading.options.swept) return *reading.options.swept;
    if (!columns.B) return Measurand::temperature;
    if (!columns.T) return Measurand::field;
    if (reading.options.B) return Measurand::temperature;
    if (reading.options.T) return Measurand::field;
    const auto swept = swept_quantity(all.T, all.B);
    if (!swept)
        refuse(reading.table.file, reading.choice.line,
               "neither T nor B alone is nearly constant or steps: --swept T (or B) tells which is swept");
    return *swept;
}

/// A single curve whose fixed value no column tells.
Fixed fixed_value(const Reading& reading, const CurveColumns& columns, Measurand swept) {
    const bool T = swept == Measurand::temperature;
    const auto named = T ? columns.fixed_B : columns.fixed_T,
               option = T ? reading.options.B : reading.options.T;
    if (named) return {*named, ""};
    if (option) return {*option, ""};
    return told_value(reading, T ? Measurand::field : Measurand::temperature);
}

void add_curves(Reading& reading, const CurveColumns& columns) {
    const Columns all = columns_of(reading, columns);
    if (all.R.size() < 5) return;
    const Measurand swept = swept_in(reading, columns, all);
    const bool T = swept == Measurand::temperature;
    if (!(T ? columns.T : columns.B))
        refuse(reading.table.file, reading.choice.line,
               fmt::format("no column is a {}, which is swept", T ? "temperature" : "field"));
    RowGroup every(all.R.size());
    for (std::size_t i = 0; i < every.size(); ++i) every[i] = i;
    const bool own = T ? columns.fixed_B || reading.options.B : columns.fixed_T || reading.options.T;
    if ((T ? columns.B.has_value() : columns.T.has_value()) && !own) {
        const auto groups = steady_groups(T ? all.B : all.T, T ? Measurand::field : Measurand::temperature);
        std::size_t rows = 0;
        for (const RowGroup& group : groups) {
            reading.result.curves.push_back(curve_from(reading, columns, all, swept, group));
            rows += group.size();
        }
        reading.unsteady += all.R.size() - rows;
        return;
    }
    MeasuredCurve curve = curve_from(reading, columns, all, swept, every);
    const Fixed fixed = fixed_value(reading, columns, swept);
    if (std::isnan(fixed.value))
        refuse(reading.table.file, reading.choice.line,
               fmt::format("the {} is told by no column, comment or file name: {}",
                           T ? "field" : "temperature", T ? "--field 2 [T]" : "--temperature 1.5 [K]"));
    curve.fixed = T ? std::abs(fixed.value) : fixed.value;
    if (!fixed.from.empty())
        reading.result.notes.push_back(fmt::format("{}: {} = {} {} by {}", reading.table.file, T ? "B" : "T",
                                                   fixed.value, T ? "T" : "K", fixed.from));
    reading.result.curves.push_back(std::move(curve));
}

/// Several angles of the field in one file are no single B_c2(T).
void check_angle(const Reading& reading) {
    if (!reading.choice.angle) return;
    double low = quiet_nan, high = quiet_nan;
    for (const TableRow& row : reading.table.rows) {
        const double value = number_at(reading.table, row, *reading.choice.angle, "angle");
        low = std::fmin(low, value);
        high = std::fmax(high, value);
    }
    if (high - low > 1.0)
        refuse(reading.table.file, reading.choice.line,
               fmt::format("the angle goes from {} to {}: one file for each, or --columns", low, high));
}

/// A signal that is negative above the transition: the leads, or the phase of a lock-in, are exchanged.
void turn_sign(Reading& reading) {
    for (MeasuredCurve& curve : reading.result.curves) {
        double sum = 0.0, modulus = 0.0;
        for (const double y : curve.y) sum += y, modulus += std::abs(y);
        if (sum > -0.8 * modulus) continue;
        for (double& y : curve.y) y = -y;
        reading.result.notes.push_back(
            fmt::format("{}:{}: the resistance is negative, its sign is turned", curve.file, curve.line));
    }
}

}  // namespace

MeasuredCurves read_curves(const std::string& file, const CurveOptions& options) {
    Table table = read_table(file);
    if (is_standard_input(file)) table.file = "standard input";
    if (table.rows.empty())
        throw InputError(fmt::format(
            "{}: holds no row of numbers; T [K] or B [T] and a resistance are needed", table.file));
    const CurveChoice choice = choose_curves(table, options);
    Reading reading{table, choice, options, {}, 0, 0};
    reading.result.notes = choice.notes;
    reading.result.notes.insert(reading.result.notes.end(), table.notes.begin(), table.notes.end());
    check_angle(reading);
    for (const CurveColumns& columns : choice.curves) add_curves(reading, columns);
    if (reading.result.curves.empty())
        refuse(table.file, choice.line, "no curve of at least five rows at one temperature or field");
    if (reading.missing > 0)
        reading.result.notes.push_back(
            fmt::format("{}: {} without a value left out", table.file, counted(reading.missing, "row")));
    if (reading.unsteady > 0)
        reading.result.notes.push_back(
            fmt::format("{}: {} between the curves left out", table.file, counted(reading.unsteady, "row")));
    turn_sign(reading);
    return std::move(reading.result);
}

}  // namespace mirage
