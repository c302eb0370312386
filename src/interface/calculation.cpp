#include "interface/calculation.hpp"

#include <algorithm>

namespace mirage {

LoopEnd Call::each_row(const std::function<void(std::int64_t)>& body) const {
    return parallel_loop(request.rows, run, [&](std::int64_t row) {
        body(row);
        return 1;
    });
}

const std::vector<Calculation>& calculations() {
    static const std::vector<Calculation> list{points_calculation(),
                                               fields_calculation(),
                                               second_order_fields_calculation(),
                                               critical_temperatures_calculation(),
                                               special_temperatures_calculation(),
                                               spectrum_calculation(),
                                               energies_calculation(),
                                               bands_calculation(),
                                               current_calculation(),
                                               depairing_current_calculation()};
    return list;
}

std::vector<RowRange> groups_of(const Request& request, const std::vector<std::string>& numbers) {
    const auto same = [&](std::int64_t a, std::int64_t b) {
        return same_settings(request, a, b) &&
               std::all_of(numbers.begin(), numbers.end(), [&](const std::string& name) {
                   const NumberColumn& column = request.number(name);
                   return column.stride == 0 || column.at(a) == column.at(b);
               });
    };
    std::vector<RowRange> groups;
    for (std::int64_t row = 0; row < request.rows; ++row)
        if (!groups.empty() && same(groups.back().begin, row))
            groups.back().end = row + 1;
        else
            groups.push_back({row, row + 1});
    return groups;
}

LoopEnd each_group(const std::vector<RowRange>& groups, const mirage_run* run, Counts counts,
                   const std::function<void(std::size_t, const RowRange&)>& body) {
    return parallel_loop(static_cast<std::int64_t>(groups.size()), run, [&](std::int64_t i) {
        const auto number = static_cast<std::size_t>(i);
        body(number, groups[number]);
        return counts == Counts::rows ? groups[number].size() : 0;
    });
}

void mark_failed(const OutputColumn& status, const RowRange& rows) {
    for (std::int64_t row = rows.begin; row < rows.end; ++row)
        status.set(row, static_cast<double>(Status::failed));
}

OutputName status_of_state(const char* long_name) {
    const auto& q = point_quantities[quantity_index(point_quantities, "status")];
    return {.name = q.name,
            .long_name = long_name,
            .meanings = q.meanings,
            .missing = q.missing,
            .is_flag = true};
}

}  // namespace mirage
