#include "sweep/recompute.hpp"

#include <exception>
#include <new>

#include "mirage/lines/critical_fields.hpp"
#include "sweep/grid_spectrum.hpp"
#include "sweep/grid_state.hpp"

namespace mirage {
namespace {

template <class Record, class Table>
std::vector<VariableValues> named(const Table& table, const Record& record, const UnitSystem& unit) {
    std::vector<VariableValues> list;
    for_each_stored(table, [&](const auto& q, std::size_t place) {
        const bool flag = q.storage == Storage::flag;
        list.push_back({q.name,
                        {flag ? static_cast<double>(record.flag[place]) : record.number[place]},
                        unit.factor(q.unit),
                        flag});
    });
    return list;
}

/// The values of one state, or what is missing where it cannot be computed.
template <class Record, class Table, class Compute>
std::vector<VariableValues> values_of(const Table& table, std::int64_t index, const GridPoint& at,
                                      Compute compute) {
    try {
        return named(table, record_of<Record>(index, table, compute(at.parameters), at.unit), at.unit);
    } catch (const std::bad_alloc&) {
        throw;  // says nothing about this state
    } catch (const std::exception&) {
        return named(table, missing_record<Record>(index, table), at.unit);
    }
}

/// The curves of one spectrum and its gaps; missing to begin with.
struct SpectrumValues {
    std::vector<double> dos, conductance;
    MirageGapValues gap;
    EdgeValues edges;

    explicit SpectrumValues(std::int64_t energies)
        : dos(static_cast<std::size_t>(energies), quiet_nan), conductance(dos) {
        gap.fill(quiet_nan), edges.fill(quiet_nan);
    }
};

template <class Table, class Values>
void add_named(std::vector<VariableValues>& list, const Table& table, const Values& values,
               const UnitSystem& unit) {
    for_each_stored(table, [&](const auto& q, std::size_t place) {
        list.push_back({q.name, {values[place]}, unit.factor(q.unit)});
    });
}

void compute(SpectrumValues& values, const GridSpectrum& at, const Configuration& c) {
    SpectrumValues found = values;
    found.dos = dos_of(at, c, 0, static_cast<std::int64_t>(values.dos.size()));
    found.gap = mirage_gap_of(at, c);
    if (c.conductance == Conductance::stored)
        found.conductance = conductance_of(at, c), found.edges = edges_of(at);
    values = found;
}

std::vector<VariableValues> named(const SpectrumValues& spectrum, Conductance conductance,
                                  const UnitSystem& unit) {
    std::vector<VariableValues> list{{energy_quantities[0].name, spectrum.dos, 1.0, false, true}};
    add_named(list, mirage_quantities, spectrum.gap, unit);
    if (conductance == Conductance::none) return list;
    list.push_back({conductance_quantities[0].name, spectrum.conductance, 1.0, false, true});
    add_named(list, edge_quantities, spectrum.edges, unit);
    return list;
}

}  // namespace

std::vector<VariableValues> recompute_point(const SweepPlan& plan, std::int64_t index) {
    const Configuration& c = plan.configuration;
    return values_of<PointRecord>(
        point_quantities, index, grid_point(plan.grid, index),
        [&](const Parameters& p) { return solve_point(p, {c.tolerance}, detail_of(c)); });
}

std::vector<VariableValues> recompute_line(const SweepPlan& plan, std::int64_t index) {
    return values_of<LineRecord>(line_quantities, index, grid_line(plan.grid, index),
                                 [](const Parameters& p) { return critical_fields(p); });
}

std::vector<VariableValues> recompute_plane(const SweepPlan& plan, std::int64_t index) {
    const GridPoint at = grid_plane(plan.grid, index);
    const double lowest = lowest_temperature(plan.grid, at.unit);
    return values_of<PlaneRecord>(plane_quantities, index, at,
                                  [&](const Parameters& p) { return plane_state(p, lowest); });
}

std::vector<VariableValues> recompute_spectrum(const SweepPlan& plan, std::int64_t index) {
    const auto [p, unit] = grid_point(plan.grid, point_of_spectrum(plan.spectra, plan.grid, index));
    const Configuration& c = plan.configuration;
    SpectrumValues values(plan.spectra.energies);
    try {
        const PointState state = solve_point(p, {c.tolerance}, Detail::state);
        const GridSpectrum at{p, stable_model(p, state), unit};
        if (state.status != Status::failed && has_spectrum(at.model)) compute(values, at, c);
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception&) {
        // missing
    }
    return named(values, c.conductance, unit);
}

}  // namespace mirage
