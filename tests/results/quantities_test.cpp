#include "results/quantities.hpp"

#include <set>

#include <gtest/gtest.h>

#include "results/point_details.hpp"
#include "results/printing.hpp"
#include "results/records.hpp"
#include "results/spectrum_quantities.hpp"

namespace {

using namespace mirage;

template <class State, std::size_t n>
void expect_described(const std::array<Quantity<State>, n>& quantities) {
    std::set<std::string> names, printed;
    for (const Quantity<State>& q : quantities) {
        EXPECT_TRUE(names.insert(q.name).second) << q.name;
        EXPECT_TRUE(printed.insert(q.printed()).second) << q.name;
        EXPECT_STRNE(q.long_name, "") << q.name;
        EXPECT_NE(q.value, nullptr) << q.name;
        const bool flag = q.storage == Storage::flag;
        EXPECT_TRUE(flag || (q.missing == 0 && !*q.meanings))
            << q.name << ": a number that is missing is NaN";
        EXPECT_TRUE(!flag || q.unit == UnitKind::number) << q.name;
    }
}

TEST(Quantities, EachIsDescribedOnce) {
    expect_described(point_quantities);
    expect_described(line_quantities);
    expect_described(plane_quantities);
    expect_described(mirage_quantities);
    expect_described(energy_quantities);
    expect_described(solution_quantities);
    expect_described(numerics_quantities);
    expect_described(current_quantities);
    expect_described(amplitude_quantities);
    expect_described(spin_quantities);
    expect_described(spectrum_state_quantities);
    expect_described(measured_gap_quantities);
    expect_described(clean_gap_quantities);
}

TEST(Quantities, FlagsHaveWords) {
    EXPECT_EQ(meaning("normal gapped gapless", 2), "gapless");
    EXPECT_EQ(meaning("normal gapped gapless", 3), "");
    EXPECT_EQ(meaning("normal gapped gapless", -1), "failed");
    EXPECT_EQ(meaning("", 1), "");
}

TEST(Quantities, ARecordHoldsWhatTheFileStoresInTheUsersUnits) {
    PointState state;
    state.phase = Phase::gapless;
    state.order_parameter = 0.5, state.free_energy = -0.25, state.zero_energy_dos = 0.75;
    state.solutions.resize(3);
    const UnitSystem unit = si_units(3.0, 2.0);
    const PointRecord record = record_of<PointRecord>(7, point_quantities, state, unit);
    EXPECT_EQ(record.index, 7);
    const auto number = [&](const char* name) { return record.number[place_of(point_quantities, name)]; };
    EXPECT_EQ(number("order_parameter"), 0.5 * unit.energy);
    EXPECT_EQ(number("free_energy"), -0.25 * unit.free_energy());
    EXPECT_EQ(number("zero_energy_dos"), 0.75);
    EXPECT_EQ(record.flag[place_of(point_quantities, "phase")], 2);
    EXPECT_EQ(record.flag[place_of(point_quantities, "solution_count")], 3);
    RowBlock block = missing_rows(point_quantities, 5, 4);
    put(block, record);
    EXPECT_EQ(block.numbers[place_of(point_quantities, "order_parameter")][2], 0.5 * unit.energy);
    EXPECT_TRUE(std::isnan(block.numbers[0][1]));
    EXPECT_EQ(block.flags[place_of(point_quantities, "phase")], (std::vector<std::int8_t>{-1, -1, 2, -1}));
}

TEST(Quantities, AFailedStateHasNoPhaseAndNoSolutions) {
    PointState failed;
    failed.phase = Phase::failed;
    failed.status = Status::failed;
    const PointRecord record = record_of<PointRecord>(0, point_quantities, failed, reduced_units());
    EXPECT_EQ(record.flag[place_of(point_quantities, "phase")], -1);
    EXPECT_EQ(record.flag[place_of(point_quantities, "solution_count")], -1);
    Json json;
    add_json(json, point_quantities, failed, reduced_units());
    EXPECT_EQ(json["phase"], "failed");
    EXPECT_EQ(json["status"], "failed");
}

/// What has a pair momentum stands behind all that every state has.
TEST(Quantities, ThoseOfTheMomentumAreTheLast) {
    constexpr std::size_t before = state_quantities.size();
    static_assert(point_quantities.size() == before + momentum_quantities.size());
    EXPECT_STREQ(point_quantities[before - 1].name, "status");
    const char* names[] = {"pair_momentum", "current", "stiffness_along", "stiffness_across"};
    for (std::size_t i = 0; i < 4; ++i) EXPECT_STREQ(point_quantities[before + i].name, names[i]);
    PointState state;
    state.pair_momentum = 0.5, state.current = 0.25;
    const UnitSystem unit = si_units(3.0, 2.0);
    EXPECT_EQ(csv_values(momentum_quantities, state, reduced_units()), ",0.5,0.25,nan,nan");
    EXPECT_EQ(momentum_quantities[1].value(state) * unit.factor(momentum_quantities[1].unit),
              0.25 * unit.energy);
}

TEST(Quantities, CsvHasAsManyColumnsAsNames) {
    CriticalFields fields;
    fields.B_c2 = 1.5, fields.order = 2;
    std::vector<Column> columns;
    add_columns(columns, line_quantities, Units::si);
    std::string names;
    for (const Column& column : columns) names += "," + column.name;
    const std::string values = csv_values(line_quantities, fields, reduced_units());
    EXPECT_EQ(names,
              ",B_c2,order,B_supercooling,B_superheating,B_jump,B_collapse,B_momentum,Q_momentum,B_momentum_"
              "onset,status");
    EXPECT_EQ(columns[0].unit, "T");
    EXPECT_EQ(columns[1].unit, "1");
    EXPECT_EQ(values, ",1.5,2,nan,nan,nan,nan,nan,nan,nan,converged");
}

}  // namespace
