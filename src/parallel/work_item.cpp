#include "parallel/work_item.hpp"

#include <algorithm>

namespace mirage {

void WorkRange::add(const WorkItem& item) {
    const auto kind = static_cast<std::size_t>(item.kind);
    const bool none = first[kind] == end[kind];
    first[kind] = none ? item.first : std::min(first[kind], item.first);
    end[kind] = none ? item.first + item.count : std::max(end[kind], item.first + item.count);
}

bool WorkRange::overlaps(const WorkRange& other) const {
    for (std::size_t kind = 0; kind < first.size(); ++kind)
        if (first[kind] < other.end[kind] && other.first[kind] < end[kind]) return true;
    return false;
}

WorkRange range_of(WorkKind kind, std::int64_t first, std::int64_t end) {
    WorkRange range;
    range.first[static_cast<std::size_t>(kind)] = first;
    range.end[static_cast<std::size_t>(kind)] = end;
    return range;
}

}  // namespace mirage
