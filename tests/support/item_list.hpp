#pragma once
// Work items of given expected costs.

#include <cstdint>
#include <vector>

#include "parallel/work_item.hpp"

namespace mirage_test {

inline std::vector<mirage::WorkItem> items_of(const std::vector<double>& costs) {
    std::vector<mirage::WorkItem> items;
    for (const double cost : costs)
        items.push_back({mirage::WorkKind::points, static_cast<std::int64_t>(items.size()), 1, cost});
    return items;
}

}  // namespace mirage_test
