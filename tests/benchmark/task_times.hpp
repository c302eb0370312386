#pragma once
// What the work items of a sweep take, from a random sample of its points, lines, planes and spectra.

#include <array>
#include <vector>

#include "parallel/work_item.hpp"
#include "sweep/sweep_plan.hpp"

namespace mirage_benchmark {

/// Measured over expected times of one class of items.
struct Sample {
    static constexpr std::int64_t positions = 16;
    using Positions = std::array<double, positions>;
    std::vector<Positions> along;  ///< points along lines, energies along spectra
    std::vector<double> single;    ///< lines, planes, mirage gaps, dI/dV
};

/// By class of item.
using Samples = std::array<Sample, mirage::cost_classes>;

/// `size`: lines and spectra of each class; of planes an eighth, one at least.
Samples measure(const mirage::SweepPlan& plan, int size);

/// What an item takes [s], from samples that stand for it, always the same for the same item.
double seconds_of(const mirage::WorkItem& item, const mirage::SweepPlan& plan, const Samples& samples);

/// Items of points, lines and planes, and items of spectra, as large as those of a sweep `parts` times as
/// long.
std::vector<mirage::WorkItem> grid_items(const mirage::SweepPlan& plan, double parts);
std::vector<mirage::WorkItem> spectrum_items(const mirage::SweepPlan& plan, double parts);

}  // namespace mirage_benchmark
