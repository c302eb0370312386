#include "propagator/direction_rule.hpp"

#include <array>
#include <cmath>
#include <numbers>
#include <vector>

namespace mirage {
namespace {

/// The levels of one range with what they point to.
struct DirectionTable {
    std::vector<double> sine, cosine, cosine3;
    std::vector<DirectionLevel> levels;

    void add_midpoints(double high, int count) {
        for (int i = 0; i < count; ++i) add((i + 0.5) / count * high);
        levels.push_back({count});
    }

    /// Once all are there.
    void point() {
        std::size_t first = 0;
        for (DirectionLevel& level : levels) {
            level.sine = sine.data() + first;
            level.cosine = cosine.data() + first;
            level.cosine3 = cosine3.data() + first;
            first += static_cast<std::size_t>(level.count);
        }
    }

    void add(double phi) {
        sine.push_back(std::sin(phi));
        cosine.push_back(std::cos(phi));
        cosine3.push_back(std::cos(3.0 * phi));
    }
};

/// From 0 to `high`.
DirectionTable nested(double high) {
    DirectionTable table;
    table.add(0.0);
    table.add(high);
    table.levels.push_back({2});
    for (int level = 1; level <= max_direction_level; ++level) table.add_midpoints(high, 1 << (level - 1));
    table.point();
    return table;
}

DirectionTable midpoints(double high) {
    DirectionTable table;
    for (int l = 0; l < midpoint_rules; ++l) table.add_midpoints(high, 8 << l);
    table.point();
    return table;
}

using Tables = std::array<DirectionTable, 3>;

Tables tables_of(DirectionTable (*make)(double)) {
    constexpr double pi = std::numbers::pi;
    return {make(0.5 * pi), make(pi), make(2.0 * pi)};
}

}  // namespace

const DirectionLevel* direction_levels(DirectionRange range) {
    static const Tables tables = tables_of(nested);
    return tables[static_cast<std::size_t>(range)].levels.data();
}

const DirectionLevel& midpoint_rule(DirectionRange range, int l) {
    static const Tables tables = tables_of(midpoints);
    return tables[static_cast<std::size_t>(range)].levels[static_cast<std::size_t>(l)];
}

}  // namespace mirage
