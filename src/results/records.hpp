#pragma once
// Results on their way from where they are computed to the file: records of one state, blocks of consecutive
// rows.

#include <cstdint>
#include <limits>
#include <vector>

#include "mirage/numeric/constants.hpp"
#include "results/quantities.hpp"

namespace mirage {

/// How many quantities of a table are stored so.
template <class State, std::size_t n>
constexpr std::size_t stored(const std::array<Quantity<State>, n>& quantities, Storage storage) {
    std::size_t count = 0;
    for (const Quantity<State>& q : quantities) count += q.storage == storage;
    return count;
}

/// Bytes of one row in the file.
template <class State, std::size_t n>
constexpr double bytes_per_row(const std::array<Quantity<State>, n>& quantities) {
    return 8.0 * static_cast<double>(stored(quantities, Storage::number)) +
           static_cast<double>(stored(quantities, Storage::flag));
}

/// What the file stores of one state, in the user's units; plain data.
template <std::size_t number_count, std::size_t flag_count>
struct Record {
    std::int64_t index = 0;
    std::array<double, number_count> number{};
    std::array<std::int8_t, flag_count> flag{};
};

using PointRecord =
    Record<stored(point_quantities, Storage::number), stored(point_quantities, Storage::flag)>;
using LineRecord = Record<stored(line_quantities, Storage::number), stored(line_quantities, Storage::flag)>;
using PlaneRecord =
    Record<stored(plane_quantities, Storage::number), stored(plane_quantities, Storage::flag)>;

/// Calls use(quantity, place) for every stored quantity; places count numbers and flags apart.
template <class State, std::size_t n, class Use>
void for_each_stored(const std::array<Quantity<State>, n>& quantities, Use use) {
    std::size_t numbers = 0, flags = 0;
    for (const Quantity<State>& q : quantities) use(q, q.storage == Storage::number ? numbers++ : flags++);
}

template <class Record, class State, std::size_t n>
Record record_of(std::int64_t index, const std::array<Quantity<State>, n>& quantities, const State& state,
                 const UnitSystem& unit) {
    Record record;
    record.index = index;
    for_each_stored(quantities, [&](const Quantity<State>& q, std::size_t at) {
        if (q.storage == Storage::number)
            record.number[at] = q.value(state) * unit.factor(q.unit);
        else
            record.flag[at] = static_cast<std::int8_t>(q.value(state));
    });
    return record;
}

/// Nothing was computed: NaN, and the flags that say so.
template <class Record, class State, std::size_t n>
Record missing_record(std::int64_t index, const std::array<Quantity<State>, n>& quantities) {
    Record record;
    record.index = index;
    record.number.fill(quiet_nan);
    for_each_stored(quantities, [&](const Quantity<State>& q, std::size_t at) {
        if (q.storage == Storage::flag) record.flag[at] = static_cast<std::int8_t>(q.missing);
    });
    return record;
}

/// The place of a stored flag or number of that name.
template <class State, std::size_t n>
std::size_t place_of(const std::array<Quantity<State>, n>& quantities, std::string_view name) {
    std::size_t place = 0;
    for_each_stored(quantities, [&](const Quantity<State>& q, std::size_t at) {
        if (name == q.name) place = at;
    });
    return place;
}

/// Consecutive rows of a table's quantities, quantity by quantity.
struct RowBlock {
    std::int64_t first = 0, count = 0;
    std::vector<std::vector<double>> numbers;
    std::vector<std::vector<std::int8_t>> flags;
};

/// A block of rows that are still missing.
template <class State, std::size_t n>
RowBlock missing_rows(const std::array<Quantity<State>, n>& quantities, std::int64_t first,
                      std::int64_t count) {
    RowBlock block{first, count, {}, {}};
    const auto rows = static_cast<std::size_t>(count);
    for_each_stored(quantities, [&](const Quantity<State>& q, std::size_t) {
        if (q.storage == Storage::number)
            block.numbers.emplace_back(rows, quiet_nan);
        else
            block.flags.emplace_back(rows, static_cast<std::int8_t>(q.missing));
    });
    return block;
}

template <class Record>
void put(RowBlock& block, const Record& record) {
    const auto at = static_cast<std::size_t>(record.index - block.first);
    for (std::size_t i = 0; i < record.number.size(); ++i) block.numbers[i][at] = record.number[i];
    for (std::size_t i = 0; i < record.flag.size(); ++i) block.flags[i][at] = record.flag[i];
}

}  // namespace mirage
