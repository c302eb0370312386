#include <algorithm>
#include <cmath>
#include <string_view>

#include "interface/calculation.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "mirage/lines/momentum_instability.hpp"
#include "mirage/lines/second_order_field.hpp"

namespace mirage {
namespace {

constexpr const char* supercooling = "B_supercooling";
constexpr const char* momentum = "Q_momentum";
constexpr const char* beyond = "superconducting_beyond";

OutputName beyond_name() {
    return {.name = beyond,
            .long_name = "a triplet channel condenses at every field: there is no critical field",
            .meanings = "no yes",
            .is_flag = true};
}

LoopEnd compute_fields(const Call& call) {
    const Wanted<CriticalFields> wanted = call.outputs.of(line_quantities);
    const OutputColumn is_beyond = call.outputs.named(beyond);
    const bool collapse = std::any_of(wanted.begin(), wanted.end(), [](const auto& w) {
        return std::string_view(w.quantity->name) == "B_collapse";
    });
    return call.each_row([&](std::int64_t i) {
        row_or_missing(
            i,
            [&](std::int64_t row) {
                const GridPoint at = point_of(call.request, row);
                const CriticalFields fields =
                    collapse ? critical_fields(at.parameters) : transition_fields(at.parameters);
                write(wanted, row, fields, at.unit);
                is_beyond.set(row, fields.superconducting_beyond ? 1.0 : 0.0);
            },
            [&](std::int64_t row) { write_missing(wanted, row); });
    });
}

/// As critical_fields has it: a field that does not exist is NaN, at the critical temperature it is 0.
double existing(const Parameters& p, double field) {
    if (field == 0.0) return transition_fields(p).B_supercooling;
    return std::isfinite(field) ? field : quiet_nan;
}

/// Of the momentum that comes first.
void write_momentum_field(const OutputColumn& field, const OutputColumn& Q, std::int64_t row,
                          const GridPoint& at) {
    const MomentumField found = largest_momentum_field(at.parameters);
    field.set(row, existing(uniform(at.parameters), found.field) * at.unit.field);
    Q.set(row, found.momentum * at.unit.energy);
}

void write_fields(const OutputColumn& column, std::int64_t row, const GridPoint& at) {
    if (column.width == 1)
        return column.set(row, existing(at.parameters, supercooling_field(at.parameters)) * at.unit.field);
    std::vector<double> fields = second_order_fields(at.parameters);
    std::reverse(fields.begin(), fields.end());
    const auto count = std::min<std::int64_t>(column.width, static_cast<std::int64_t>(fields.size()));
    for (std::int64_t k = 0; k < count; ++k)
        column.set(row, existing(at.parameters, fields[static_cast<std::size_t>(k)]) * at.unit.field, k);
}

LoopEnd compute_second_order_fields(const Call& call) {
    const OutputColumn field = call.outputs.named(supercooling), Q = call.outputs.named(momentum);
    return call.each_row([&](std::int64_t i) {
        row_or_missing(
            i,
            [&](std::int64_t row) {
                const GridPoint at = point_of(call.request, row);
                if (at.parameters.momentum == PairMomentum::best)
                    write_momentum_field(field, Q, row, at);
                else
                    write_fields(field, row, at);
            },
            [](std::int64_t) {});
    });
}

}  // namespace

Calculation fields_calculation() {
    Calculation c{
        .name = "fields", .summary = "the critical fields", .outputs = {}, .compute = compute_fields};
    add_names(c.outputs, line_quantities);
    c.outputs.push_back(beyond_name());
    return c;
}

Calculation second_order_fields_calculation() {
    Calculation c{.name = "second_order_fields",
                  .summary = "the fields at which the normal state becomes linearly unstable, largest first",
                  .outputs = {},
                  .compute = compute_second_order_fields};
    for (const auto& q : line_quantities)
        if (q.name == std::string_view(supercooling) || q.name == std::string_view(momentum))
            c.outputs.push_back({.name = q.name,
                                 .long_name = q.long_name,
                                 .unit = q.unit,
                                 .several = q.name == std::string_view(supercooling)});
    return c;
}

}  // namespace mirage
