#include "junction/junction_data.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <numeric>

#include <fmt/format.h>

#include "fit/data.hpp"
#include "input/input_error.hpp"
#include "input/text.hpp"
#include "junction/neighbour_noise.hpp"
#include "junction/spectrum_columns.hpp"
#include "tables/cell_number.hpp"
#include "tables/table_file.hpp"

namespace mirage {
namespace {

constexpr std::size_t least_points = 12, most_curves = 200;

/// A row of one curve before curves are told apart.
struct Point {
    double V, G, sigma, T, B;
    std::size_t line;
};

struct Cells {
    const Table& table;
    std::size_t missing = 0;

    double number(const TableRow& row, const SpectrumColumn& column) {
        const std::string text = column.at < row.cells.size() ? row.cells[column.at] : "";
        const auto cell = cell_number(text, table.decimal);
        if (!cell || cell->bound != Bound::none)
            refuse(table.file, row.line, fmt::format("'{}': must be a finite number", printable(text)));
        return cell->value;
    }
    double number(const TableRow& row, const std::optional<SpectrumColumn>& column) {
        return column ? number(row, *column) * column->name.factor : quiet_nan;
    }
};

std::vector<Point> points_of(Cells& cells, const SpectrumChoice& choice, const SpectrumChoice::Pair& pair) {
    std::vector<Point> points;
    for (const TableRow& row : cells.table.rows) {
        Point p{cells.number(row, pair.bias) * pair.bias.name.factor,
                cells.number(row, pair.conductance),
                cells.number(row, choice.error),
                cells.number(row, choice.temperature),
                std::fabs(cells.number(row, choice.field)),
                row.line};
        const bool lacks = std::isnan(p.V) || std::isnan(p.G) || (choice.error && std::isnan(p.sigma)) ||
                           (choice.temperature && std::isnan(p.T)) || (choice.field && std::isnan(p.B));
        cells.missing += lacks;
        if (!lacks) points.push_back(p);
    }
    return points;
}

bool is_other_field(double a, double b) { return std::fabs(a - b) > std::max(2e-3, 5e-3 * std::fabs(b)); }

using Sweep = std::vector<Point>;

/// The range of the bias.
double range_of(const std::vector<Point>& points) {
    const auto [low, high] = std::minmax_element(points.begin(), points.end(),
                                                 [](const Point& a, const Point& b) { return a.V < b.V; });
    return high->V - low->V;
}

/// Rows in which the bias goes one way at one field: a sweep ends where the field changes, where the bias
/// jumps and where it turns, which is seen when it has come back by a fifth of the range.
std::vector<Sweep> sweeps_in(const std::vector<Point>& points) {
    const double range = range_of(points);
    std::vector<Sweep> sweeps;
    std::size_t turn = 0;  // of the present sweep, the point farthest on its way
    double way = 0.0;
    for (const Point& p : points) {
        if (sweeps.empty() || std::fabs(p.V - sweeps.back().back().V) > 0.4 * range ||
            is_other_field(p.B, sweeps.back().front().B)) {
            sweeps.push_back({p});
            turn = 0, way = 0.0;
            continue;
        }
        Sweep& sweep = sweeps.back();
        sweep.push_back(p);
        if (way == 0.0 && std::fabs(p.V - sweep.front().V) > 0.05 * range)
            way = p.V > sweep.front().V ? 1.0 : -1.0;
        if (way * (p.V - sweep[turn].V) >= 0.0) turn = sweep.size() - 1;
        if (way == 0.0 || way * (p.V - sweep[turn].V) > -0.2 * range) continue;
        Sweep back(sweep.begin() + static_cast<std::ptrdiff_t>(turn) + 1, sweep.end());
        sweep.resize(turn + 1);
        sweeps.push_back(std::move(back));
        turn = sweeps.back().size() - 1, way = -way;
    }
    return sweeps;
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

double median_of(const std::vector<Point>& points, double Point::*member) {
    std::vector<double> values;
    for (const Point& p : points) values.push_back(p.*member);
    return std::isnan(values.front()) ? quiet_nan : median(std::move(values));
}

/// Sweeps one after the other at one temperature, which may drift by 3 % and 10 mK from one to the next, and
/// one field are a curve; so is a piece too short to be one.
std::vector<Sweep> curves_in(const std::vector<Point>& points) {
    std::vector<Sweep> curves;
    for (const Sweep& sweep : sweeps_in(points)) {
        bool same = !curves.empty() && !is_other_field(sweep.front().B, curves.back().front().B);
        if (same && sweep.size() >= least_points && !std::isnan(sweep.front().T)) {
            const double T = median_of(curves.back(), &Point::T);
            same = std::fabs(median_of(sweep, &Point::T) - T) <= std::max(0.01, 0.03 * T);
        }
        if (same)
            curves.back().insert(curves.back().end(), sweep.begin(), sweep.end());
        else
            curves.push_back(sweep);
    }
    return curves;
}

JunctionCurve curve_of(std::vector<Point> points, const SpectrumReading& options) {
    JunctionCurve curve;
    curve.T = median_of(points, &Point::T);
    curve.B = median_of(points, &Point::B);
    std::vector<double> in_order;
    for (const Point& p : points) in_order.push_back(p.G);
    curve.noise = neighbour_noise(in_order);
    std::erase_if(points, [&](const Point& p) { return p.V < options.low || p.V > options.high; });
    std::stable_sort(points.begin(), points.end(), [](const Point& a, const Point& b) { return a.V < b.V; });
    for (const Point& p : points) {
        curve.V.push_back(p.V), curve.G.push_back(p.G);
        if (!std::isnan(p.sigma)) curve.sigma.push_back(p.sigma);
    }
    return curve;
}

/// What comments, free lines and the name of the file tell.
ToldState told_by(const Table& table) {
    ToldState state;
    const auto take = [&](const ToldState& told) {
        if (std::isnan(state.T)) state.T = told.T;
        if (std::isnan(state.B)) state.B = told.B;
    };
    for (const auto* lines : {&table.comments, &table.head})
        for (const TextLine& line : *lines) take(named_state(line.text));
    take(told_state(std::filesystem::path(table.file).stem().string()));
    return state;
}

void check(const Table& table, const JunctionCurve& curve, std::size_t line) {
    if (curve.V.size() < least_points)
        refuse(table.file, line,
               fmt::format("a curve of {} points, needs at least {}", curve.V.size(), least_points));
    const auto [low, high] = std::minmax_element(curve.V.begin(), curve.V.end());
    if (!(*high > *low)) refuse(table.file, line, "the bias is the same in all rows");
    if (std::max(std::fabs(*low), std::fabs(*high)) > 1000.0)
        refuse(table.file, line,
               fmt::format("a bias of {:.4g} mV cannot be: write its unit into the header, or --columns "
                           "'V[uV]=...'",
                           std::max(std::fabs(*low), std::fabs(*high))));
    double largest = 0.0;
    for (const double G : curve.G) largest = std::max(largest, std::fabs(G));
    for (std::size_t i = 0; i < curve.sigma.size(); ++i)
        if (!(curve.sigma[i] > least_error * largest))
            refuse(
                table.file, line,
                fmt::format("at {:.6g} mV the error of the conductance is {:.3g}: it must be above {} of the "
                            "largest conductance",
                            curve.V[i], curve.sigma[i], least_error));
}

/// A temperature that is not that of the whole curve.
void note_drift(const Table& table, const Sweep& rows, double T, Units units, JunctionData& data) {
    double low = T, high = T;
    for (const Point& p : rows) low = std::min(low, p.T), high = std::max(high, p.T);
    if (high - low > std::max(0.01, 0.05 * T))
        data.notes.push_back(
            fmt::format("{0}: T goes from {1:.4g} to {2:.4g} {5} in the curve of line {3}, taken as "
                        "{4:.4g} {5}",
                        table.file, low / in_si(units, "K"), high / in_si(units, "K"), rows.front().line,
                        T / in_si(units, "K"), shown_unit(units, "K")));
}

void set_conductance(const SpectrumColumn& column, const Table& table, JunctionData& data) {
    const std::string unit = std::isnan(column.name.siemens) ? "1" : column.name.unit;
    if (data.curves.empty()) data.conductance = unit, data.siemens = column.name.siemens;
    if (unit != data.conductance)
        throw InputError(fmt::format("{}: a conductance in {}, and others in {}: give all in one unit",
                                     table.file, unit, data.conductance));
}

void read_file(const std::string& file, const SpectrumReading& options, JunctionData& data) {
    Table table = read_table(file);
    if (is_standard_input(file)) table.file = "standard input";
    if (table.rows.empty()) throw InputError(fmt::format("{}: holds no row of numbers", table.file));
    const SpectrumChoice choice = choose_spectrum_columns(table, options.columns, options.units);
    data.notes.push_back(choice.note);
    data.notes.insert(data.notes.end(), table.notes.begin(), table.notes.end());
    Cells cells{table};
    const ToldState told = options.units == Units::si ? told_by(table) : ToldState{};
    const std::string stem = is_standard_input(file) ? "stdin" : std::filesystem::path(file).stem().string();
    for (const SpectrumChoice::Pair& pair : choice.pairs) {
        set_conductance(pair.conductance, table, data);
        const std::vector<Point> points = points_of(cells, choice, pair);
        if (points.empty()) continue;
        const auto curves = curves_in(points);
        for (const Sweep& rows : curves) {
            JunctionCurve curve = curve_of(rows, options);
            if (std::isnan(curve.T)) curve.T = pair.conductance.name.state.T;
            if (std::isnan(curve.B)) curve.B = pair.conductance.name.state.B;
            if (std::isnan(curve.T)) curve.T = told.T;
            if (std::isnan(curve.B)) curve.B = told.B;
            check(table, curve, rows.front().line);
            note_drift(table, rows, curve.T, options.units, data);
            curve.file = table.file, curve.name = stem;
            data.curves.push_back(std::move(curve));
        }
    }
    if (cells.missing > 0)
        data.notes.push_back(
            fmt::format("{}: {} without a value left out", table.file, counted(cells.missing, "row")));
}

/// Those of an option: one for all curves, or one for each.
void set_given(const char* option, const std::vector<double>& values, double JunctionCurve::*member,
               JunctionData& data) {
    if (values.empty()) return;
    if (values.size() != 1 && values.size() != data.curves.size())
        throw InputError(
            fmt::format("{}: {} values for {} curves", option, values.size(), data.curves.size()));
    for (std::size_t k = 0; k < data.curves.size(); ++k)
        data.curves[k].*member = std::fabs(values[values.size() == 1 ? 0 : k]);
}

void complete_states(const SpectrumReading& options, JunctionData& data) {
    set_given("--T", options.T, &JunctionCurve::T, data);
    set_given("--B", options.B, &JunctionCurve::B, data);
    std::size_t assumed = 0;
    for (JunctionCurve& curve : data.curves) {
        if (!(curve.T > 0.0))
            throw InputError(fmt::format("{}: the temperature of its curve is not told: --T [{}]", curve.file,
                                         shown_unit(options.units, "K")));
        if (std::isnan(curve.B)) curve.B = 0.0, ++assumed;
    }
    if (assumed > 0 && options.needs_field)
        data.notes.push_back(
            fmt::format("the field of {} is not told: taken as 0 (--B)", counted(assumed, "curve")));
}

}  // namespace

JunctionData read_spectra(const std::vector<std::string>& files, const SpectrumReading& options) {
    JunctionData data;
    for (const std::string& file : files) read_file(file, options, data);
    if (data.curves.empty()) throw InputError("no curve is left");
    if (data.curves.size() > most_curves)
        throw InputError(fmt::format("{} curves, at most {}", data.curves.size(), most_curves));
    complete_states(options, data);
    const std::size_t stated = static_cast<std::size_t>(std::count_if(
        data.curves.begin(), data.curves.end(), [](const JunctionCurve& c) { return !c.sigma.empty(); }));
    if (stated != 0 && stated != data.curves.size())
        throw InputError("some curves state errors of the conductance and others do not: all must, or none");
    for (JunctionCurve& curve : data.curves)
        if (data.curves.size() > 1)
            curve.name += fmt::format(" {:.4g} {} {:.4g} {}", curve.T / in_si(options.units, "K"),
                                      shown_unit(options.units, "K"), curve.B / in_si(options.units, "T"),
                                      shown_unit(options.units, "T"));
    return data;
}

}  // namespace mirage
