#pragma once
// What the C interface can be asked. Each calculation is declared once: its inputs beside the settings, its
// outputs, and what computes them.

#include <string>
#include <vector>

#include "interface/outputs.hpp"
#include "interface/parallel_loop.hpp"
#include "interface/request.hpp"

namespace mirage {

/// One call: inputs that were checked, columns to be filled.
struct Call {
    const Request& request;
    const Outputs& outputs;
    const mirage_run* run = nullptr;

    Accuracy accuracy() const { return {request.configuration.tolerance}; }
    /// body(row) for every row.
    LoopEnd each_row(const std::function<void(std::int64_t)>& body) const;
};

struct Calculation {
    const char* name = "";     ///< mirage_NAME
    const char* summary = "";  ///< one line
    OwnInputs inputs{};
    std::vector<OutputName> outputs;
    LoopEnd (*compute)(const Call& call) = nullptr;
    std::vector<OutputName> (*more_outputs)(const Configuration& configuration) = nullptr;
};

Calculation points_calculation(), fields_calculation(), second_order_fields_calculation(),
    critical_temperatures_calculation(), special_temperatures_calculation(), spectrum_calculation(),
    energies_calculation(), bands_calculation(), current_calculation(), depairing_current_calculation();

/// All of them.
const std::vector<Calculation>& calculations();

/// Consecutive rows, `begin` to before `end`.
struct RowRange {
    std::int64_t begin = 0, end = 0;

    std::int64_t size() const { return end - begin; }
};

/// Consecutive rows with the same settings and the same of some other numbers: they share one state.
std::vector<RowRange> groups_of(const Request& request, const std::vector<std::string>& numbers = {});

/// body(group number, its rows) for every group; its rows count as done where `counts`.
enum class Counts { nothing, rows };
LoopEnd each_group(const std::vector<RowRange>& groups, const mirage_run* run, Counts counts,
                   const std::function<void(std::size_t, const RowRange&)>& body);

/// Status::failed in all of these rows.
void mark_failed(const OutputColumn& status, const RowRange& rows);

/// The flag `status` of a point, a spectrum, a current.
OutputName status_of_state(const char* long_name);

/// What the engine throws leaves a row without numbers: missing(row) marks it. Out of memory is thrown on.
template <class Body, class Missing>
void row_or_missing(std::int64_t row, Body body, Missing missing) {
    try {
        body(row);
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception&) {
        missing(row);
    }
}

}  // namespace mirage
