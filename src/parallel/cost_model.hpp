#pragma once
// What work items really take: expected costs, corrected by what finished items took.

#include <array>

#include "parallel/work_item.hpp"

namespace mirage {

/// Finished items of every class: how many, what they took and what was expected [s].
struct ClassTimes {
    std::array<double, cost_classes> items{}, measured{}, expected{};

    void add(const WorkItem& item, double seconds);
    void add(const ClassTimes& other);
};

/// The factor of each class between measured and expected time. A class without finished items goes by the
/// others.
class CostModel {
public:
    CostModel() { factor_.fill(1.0); }

    void learn(const ClassTimes& times);
    bool knows(int cost_class) const { return times_.items[static_cast<std::size_t>(cost_class)] > 0.0; }
    double factor(int cost_class) const { return factor_[static_cast<std::size_t>(cost_class)]; }
    double seconds(const WorkItem& item) const { return item.cost * factor(item.cost_class); }

private:
    ClassTimes times_;
    std::array<double, cost_classes> factor_{};
};

}  // namespace mirage
