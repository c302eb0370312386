#include <algorithm>
#include <string_view>

#include "interface/calculation.hpp"
#include "mirage/lines/critical_temperature.hpp"
#include "mirage/lines/special_temperatures.hpp"
#include "mirage/model/domain.hpp"

namespace mirage {
namespace {

constexpr const char* T_tricritical = "T_tricritical";
constexpr const char* T_critical_point = "T_critical_point";
constexpr const char* T_lifshitz = "T_lifshitz";
constexpr const char* slope = "low_temperature_slope";

OutputName status_name(const char* long_name) {
    const auto& q = line_quantities[quantity_index(line_quantities, "line_status")];
    return {.name = "status",
            .long_name = long_name,
            .meanings = q.meanings,
            .missing = q.missing,
            .is_flag = true};
}

struct TemperatureOutputs {
    OutputColumn T, order, status;
};

/// One state of the material at all fields of the group: they share the search.
void compute_group(const Call& call, const TemperatureOutputs& out, const RowRange& rows) {
    GridPoint at = point_of(call.request, rows.begin);
    at.parameters.T = at.parameters.B = 0.0;
    std::vector<double> fields;
    for (std::int64_t row = rows.begin; row < rows.end; ++row)
        fields.push_back(point_of(call.request, row).parameters.B);
    const std::vector<CriticalTemperatures> found = critical_temperatures(at.parameters, fields);
    for (std::int64_t row = rows.begin; row < rows.end; ++row) {
        const CriticalTemperatures& f = found[static_cast<std::size_t>(row - rows.begin)];
        out.status.set(row, static_cast<double>(f.status));
        for (std::size_t k = 0; k < f.values.size(); ++k) {
            const auto place = static_cast<std::int64_t>(k);
            if (place < out.T.width) out.T.set(row, f.values[k].T * at.unit.temperature, place);
            if (place < out.order.width) out.order.set(row, f.values[k].order, place);
        }
    }
}

/// The request without its column of fields.
Request without_field(Request request) {
    std::erase_if(request.columns, [](const SettingColumn& column) {
        return column.setting->axis == &Configuration::B || column.setting->axis == &Configuration::T;
    });
    return request;
}

LoopEnd compute_critical_temperatures(const Call& call) {
    const TemperatureOutputs out{call.outputs.named("T_c"), call.outputs.named("order"),
                                 call.outputs.named("status")};
    const std::vector<RowRange> groups = groups_of(without_field(call.request));
    return each_group(groups, call.run, Counts::rows, [&](std::size_t, const RowRange& rows) {
        row_or_missing(
            rows.begin, [&](std::int64_t) { compute_group(call, out, rows); },
            [&](std::int64_t) {
                for (std::int64_t row = rows.begin; row < rows.end; ++row) out.status.set(row, 2.0);
            });
    });
}

struct SpecialOutputs {
    OutputColumn tricritical, ends, lifshitz, upturn, slope, critical, status;
};

void set_all(const OutputColumn& column, std::int64_t row, const std::vector<double>& values, double unit) {
    const auto count = std::min<std::int64_t>(column.width, static_cast<std::int64_t>(values.size()));
    for (std::int64_t k = 0; k < count; ++k) column.set(row, values[static_cast<std::size_t>(k)] * unit, k);
}

/// Each only where it is wanted: they are slow. All of one kind, while a file has the highest.
LineStatus compute_special(const SpecialOutputs& out, std::int64_t row, const Parameters& parameters,
                           double unit) {
    const Parameters at = uniform(parameters);
    LineStatus status = LineStatus::converged;
    const auto several = [&](const OutputColumn& column, const Parameters& p, auto compute) {
        if (!column) return;
        const SpecialTemperatures found = compute(p, domain::min_temperature);
        status = worse(status, found.status);
        set_all(column, row, found.values, unit);
    };
    const auto one = [&](const OutputColumn& column, const LineQuantity& found, double factor) {
        status = worse(status, found.status);
        column.set(row, found.value * factor);
    };
    several(out.tricritical, at, tricritical_temperatures);
    several(out.ends, at, critical_point_temperatures);
    several(out.lifshitz, parameters, lifshitz_temperatures);
    if (out.upturn && at.T < 0.9) one(out.upturn, upturn_temperature(at, at.T), unit);
    if (out.slope && at.T < 0.9) one(out.slope, logarithmic_slope(at), 1.0);
    if (out.critical) one(out.critical, material_critical_temperature(at), unit);
    return status;
}

LoopEnd compute_special_temperatures(const Call& call) {
    const auto named = [&](const char* name) { return call.outputs.named(name); };
    const SpecialOutputs out{
        named(T_tricritical), named(T_critical_point),       named(T_lifshitz), named("T_upturn"),
        named(slope),         named("critical_temperature"), named("status")};
    return call.each_row([&](std::int64_t i) {
        row_or_missing(
            i,
            [&](std::int64_t row) {
                const GridPoint at = point_of(call.request, row);
                const LineStatus status = compute_special(out, row, at.parameters, at.unit.temperature);
                out.status.set(row, static_cast<double>(status));
            },
            [&](std::int64_t row) { out.status.set(row, 2.0); });
    });
}

}  // namespace

Calculation critical_temperatures_calculation() {
    return {.name = "critical_temperatures",
            .summary = "the transition temperatures at a field, ascending",
            .outputs = {{.name = "T_c",
                         .long_name = "transition temperature",
                         .unit = UnitKind::temperature,
                         .several = true},
                        {.name = "order",
                         .long_name = "order of the transition at T_c",
                         .is_flag = true,
                         .several = true},
                        status_name("how the transition temperatures were computed")},
            .compute = compute_critical_temperatures};
}

Calculation special_temperatures_calculation() {
    Calculation c{.name = "special_temperatures",
                  .summary = "tricritical points, ends of jump lines, the upturn, the critical temperature",
                  .outputs = {},
                  .compute = compute_special_temperatures};
    for (const auto& q : plane_quantities) {
        if (q.storage == Storage::flag) continue;
        const std::string_view name = q.name;
        const bool several = name == T_tricritical || name == T_critical_point || name == T_lifshitz;
        c.outputs.push_back({.name = q.name, .long_name = q.long_name, .unit = q.unit, .several = several});
    }
    c.outputs.push_back({.name = slope, .long_name = "d ln B_c2/d ln T at T"});
    c.outputs.push_back(status_name("how the special temperatures were computed"));
    return c;
}

}  // namespace mirage
