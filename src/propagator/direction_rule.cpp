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

    DirectionTable(double low, double high) {
        for (int level = 0; level <= max_direction_level; ++level) {
            const int count = level == 0 ? 2 : 1 << (level - 1);
            for (int i = 0; i < count; ++i) add(low + (level == 0 ? i : (i + 0.5) / count) * (high - low));
            levels.push_back({count});
        }
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

}  // namespace

const DirectionLevel* direction_levels(DirectionRange range) {
    constexpr double pi = std::numbers::pi;
    static const std::array<DirectionTable, 3> tables{
        DirectionTable(0.0, 0.5 * pi), DirectionTable(0.0, pi), DirectionTable(0.0, 2.0 * pi)};
    return tables[static_cast<std::size_t>(range)].levels.data();
}

}  // namespace mirage
