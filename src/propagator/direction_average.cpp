#include "propagator/direction_average.hpp"

#include <array>
#include <cmath>
#include <numbers>
#include <vector>

namespace mirage {
namespace {

constexpr std::array counts{4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, max_directions};

struct Table {
    std::vector<double> sine, cosine;
    MidpointRule rule;
};

Table build(int count) {
    Table table;
    for (int k = 0; k < count; ++k) {
        const double theta = 0.5 * std::numbers::pi * (k + 0.5) / count;
        table.sine.push_back(std::sin(theta));
        table.cosine.push_back(std::cos(theta));
    }
    table.rule = {count, table.sine.data(), table.cosine.data()};
    return table;
}

}  // namespace

const MidpointRule& midpoint_rule(int count) {
    static const std::array<Table, counts.size()> tables = [] {
        std::array<Table, counts.size()> built;
        for (std::size_t i = 0; i < counts.size(); ++i) built[i] = build(counts[i]);
        return built;
    }();
    std::size_t i = 0;
    while (i + 1 < counts.size() && counts[i] < count) ++i;
    return tables[i].rule;
}

}  // namespace mirage
