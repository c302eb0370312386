#pragma once
// Work items: what is scheduled, and ranges of their numbers.

#include <array>
#include <cstdint>

namespace mirage {

enum class WorkKind : std::int8_t { points, lines, planes, spectra };
inline constexpr std::size_t work_kinds = 4;

/// Items of one class err in their expected cost by much the same factor: one kind (a mirage gap and dI/dV
/// are others than the rest of their spectrum), coupled to gamma or not, to alpha or not.
inline constexpr int cost_classes = 48;

/// `count` consecutive points of one line, or `count` consecutive lines, planes or segments of spectra.
struct WorkItem {
    WorkKind kind = WorkKind::points;
    std::int64_t first = 0;
    std::int32_t count = 0;
    double cost = 0.0;           ///< expected [s]
    std::int8_t cost_class = 0;  ///< from 0 to cost_classes - 1
};

/// A range of numbers of each kind of work.
struct WorkRange {
    std::array<std::int64_t, work_kinds> first{}, end{};  ///< by WorkKind

    void add(const WorkItem& item);
    bool overlaps(const WorkRange& other) const;
};
WorkRange range_of(WorkKind kind, std::int64_t first, std::int64_t end);

}  // namespace mirage
