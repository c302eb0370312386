#include "parallel/cost_model.hpp"

namespace mirage {
namespace {

constexpr double prior_weight = 2.0;  // finished items that weigh as much as what was thought before

/// Mean of `measured` over `expected` and a factor thought of before.
double improved(double before, double items, double measured, double expected) {
    return expected > 0.0 ? (prior_weight * before + items * measured / expected) / (prior_weight + items)
                          : before;
}

}  // namespace

void ClassTimes::add(const WorkItem& item, double seconds) {
    const auto at = static_cast<std::size_t>(item.cost_class);
    items[at] += 1.0;
    measured[at] += seconds;
    expected[at] += item.cost;
}

void ClassTimes::add(const ClassTimes& other) {
    for (std::size_t i = 0; i < items.size(); ++i) {
        items[i] += other.items[i];
        measured[i] += other.measured[i];
        expected[i] += other.expected[i];
    }
}

void CostModel::learn(const ClassTimes& times) {
    times_.add(times);
    double items = 0.0, measured = 0.0, expected = 0.0;
    for (std::size_t i = 0; i < factor_.size(); ++i) {
        items += times_.items[i];
        measured += times_.measured[i];
        expected += times_.expected[i];
    }
    const double all = improved(1.0, items, measured, expected);
    for (std::size_t i = 0; i < factor_.size(); ++i)
        factor_[i] = improved(all, times_.items[i], times_.measured[i], times_.expected[i]);
}

}  // namespace mirage
