#include "sweep/partition.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include <gtest/gtest.h>

#include "sweep/expected_cost.hpp"

namespace {

using namespace mirage;

Grid grid_with(const std::vector<std::string>& arguments) {
    return grid_of(read_configuration("", arguments));
}

std::vector<WorkItem> all_items(const Grid& grid, double max_points) {
    std::vector<WorkItem> items;
    const double cost = expected_grid_cost(grid);
    for (const GridSlab& slab : grid_slabs(grid, max_points, cost))
        for (const WorkItem& item : partition(grid, slab, cost)) items.push_back(item);
    return items;
}

TEST(Partition, SlabsHaveTheItemsOfTheWholeGrid) {
    const Grid grid = grid_with({"--T=0.1:1.1:5000", "--B=0:9:100", "--gamma=0,0.4", "--beta=7"});
    const double cost = expected_grid_cost(grid);
    const auto sorted = [&](double max_points) {
        std::vector<std::tuple<WorkKind, std::int64_t, std::int32_t>> keys;
        for (const WorkItem& item : all_items(grid, max_points))
            keys.emplace_back(item.kind, item.first, item.count);
        std::sort(keys.begin(), keys.end());
        return keys;
    };
    EXPECT_EQ(grid_slabs(grid, 1e9, cost).size(), 1u);
    EXPECT_EQ(grid_slabs(grid, 1.0, cost).size(), 10u) << "blocks of 1024 lines";
    EXPECT_EQ(grid_slabs(grid, 3e5, cost).size(), 5u);
    EXPECT_EQ(sorted(1e9), sorted(1.0));
    EXPECT_EQ(sorted(1e9), sorted(3e5));
    for (const GridSlab& part : grid_slabs(grid, 1.0, cost)) {
        const WorkRange range = range_of(grid, part);
        for (const WorkItem& item : partition(grid, part, cost))
            EXPECT_TRUE(range.overlaps(range_of(item.kind, item.first, item.first + item.count)));
        EXPECT_FALSE(range.overlaps(range_of(WorkKind::lines, part.first_line - 5, part.first_line)));
        EXPECT_FALSE(range.overlaps(range_of(WorkKind::spectra, 0, 1000)));
    }
}

/// By class, then largest first.
void expect_in_order(const WorkItem& before, const WorkItem& item) {
    EXPECT_GE(item.cost_class, before.cost_class);
    EXPECT_LT(item.cost_class, cost_classes);
    if (item.cost_class == before.cost_class) {
        EXPECT_LE(item.cost, before.cost);
    }
}

TEST(Partition, EveryPointAndEveryLineExactlyOnce) {
    for (const auto& arguments : std::vector<std::vector<std::string>>{
             {"--T=0.1"},
             {"--T=0.01:1.2:13", "--B=0:9:31", "--gamma=0,0.4", "--alpha=0,0.3,1", "--beta=7"},
             {"--T=0.002:0.9:5:log", "--B=0:9:1000", "--gamma=0.4", "--alpha=1", "--beta=70"}}) {
        const Grid grid = grid_with(arguments);
        std::vector<int> counts[3] = {std::vector<int>(static_cast<std::size_t>(grid.points())),
                                      std::vector<int>(static_cast<std::size_t>(grid.lines())),
                                      std::vector<int>(static_cast<std::size_t>(grid.planes()))};
        WorkItem before{WorkKind::points, 0, 0, 1e300};
        for (const WorkItem& item : all_items(grid, 1e9)) {
            expect_in_order(before, item);
            before = item;
            for (std::int64_t i = item.first; i < item.first + item.count; ++i)
                ++counts[static_cast<int>(item.kind)][static_cast<std::size_t>(i)];
            if (item.kind == WorkKind::points) {
                EXPECT_EQ(item.first / grid.B(), (item.first + item.count - 1) / grid.B()) << "one line";
            }
        }
        for (const std::vector<int>& times : counts)
            EXPECT_TRUE(std::all_of(times.begin(), times.end(), [](int n) { return n == 1; }));
    }
}

TEST(Partition, EverySegmentOfASpectrumExactlyOnce) {
    const Configuration c = read_configuration(
        "", {"--T=0.1,0.5", "--B=0:6:4", "--gamma=0,0.4", "--alpha=0,0.3", "--beta=7", "--energy=-9:9:401"},
        Scope::sweep);
    const Grid grid = grid_of(c);
    const SpectrumGrid part = spectrum_grid(c, grid);
    EXPECT_EQ(part.spectra(), 32);
    EXPECT_EQ(part.segments(), 52) << "401 energies by eight, and the mirage gap";
    std::vector<int> counts(static_cast<std::size_t>(part.spectra() * part.segments()));
    int together = 0;
    for (const auto& [first, count] :
         std::vector<std::pair<std::int64_t, std::int64_t>>{{0, 20}, {20, 1}, {21, 11}}) {
        WorkItem before{WorkKind::spectra, 0, 0, 1e300};
        for (const WorkItem& item :
             partition(grid, part, SpectrumSlab{first, count}, expected_spectra_cost(grid, part))) {
            EXPECT_EQ(item.kind, WorkKind::spectra);
            expect_in_order(before, item);
            before = item;
            if (item.first / part.segments() != (item.first + item.count - 1) / part.segments()) {
                ++together;
                EXPECT_EQ(item.first % part.segments(), 0) << "whole spectra";
                EXPECT_EQ(item.count % part.segments(), 0) << "whole spectra";
            }
            for (std::int64_t i = item.first; i < item.first + item.count; ++i)
                ++counts[static_cast<std::size_t>(i)];
        }
    }
    EXPECT_TRUE(std::all_of(counts.begin(), counts.end(), [](int n) { return n == 1; }));
    EXPECT_GT(together, 0);
}

/// Else a run on another number of ranks would not find what was finished.
TEST(Partition, ItemsOfSpectraDoNotDependOnTheSlabs) {
    const Configuration c = read_configuration(
        "",
        {"--T=0.1:0.9:30", "--B=0:6:50", "--gamma=0,0.4", "--alpha=0,0.3", "--beta=7", "--energy=-9:9:401"},
        Scope::sweep);
    const Grid grid = grid_of(c);
    const SpectrumGrid part = spectrum_grid(c, grid);
    const double cost = expected_spectra_cost(grid, part);
    const auto sorted = [&](double max_spectra) {
        std::vector<std::pair<std::int64_t, std::int32_t>> keys;
        for (const SpectrumSlab& slab : spectrum_slabs(part, max_spectra, cost))
            for (const WorkItem& item : partition(grid, part, slab, cost))
                keys.emplace_back(item.first, item.count);
        std::sort(keys.begin(), keys.end());
        return keys;
    };
    EXPECT_GT(spectrum_slabs(part, 1.0, cost).size(), 4u);
    EXPECT_EQ(sorted(1.0), sorted(1e9));
    EXPECT_EQ(sorted(2.5e3), sorted(1e9));
}

TEST(Partition, ItemsStayFewOnHugeGrids) {
    const Grid grid = grid_with({"--T=0.1:1:1000", "--B=0:9:1000", "--gamma=0.4", "--beta=7"});
    EXPECT_LT(all_items(grid, 1e9).size(), 250000u);
}

/// However many ranks share their memory: each of them holds the list of a slab.
TEST(Partition, ASlabHasABoundedNumberOfItems) {
    const Configuration c =
        read_configuration("",
                           {"--T=0.1:0.9:1000", "--B=0.1:9:1000", "--gamma=0.1:1:33", "--alpha=0.1:1:30",
                            "--beta=7", "--momentum=auto", "--energy=-9:9:401", "--conductance=true"},
                           Scope::sweep);
    const Grid grid = grid_of(c);
    const double cost = expected_grid_cost(grid);
    const std::vector<GridSlab> slabs = grid_slabs(grid, 1e12, cost);
    const std::size_t items = partition(grid, slabs.at(0), cost).size();
    EXPECT_GT(slabs.size(), 4u);
    EXPECT_LT(items, 4000000u);
    EXPECT_GT(items, 1000000u) << "fewer slabs would do";

    const SpectrumGrid part = spectrum_grid(c, grid);
    const double spectra_cost = expected_spectra_cost(grid, part);
    const SpectrumSlab slab = spectrum_slabs(part, 1e12, spectra_cost).at(0);
    const std::size_t segments = partition(grid, part, slab, spectra_cost).size();
    EXPECT_LT(segments, 4000000u);
    EXPECT_GT(segments, 1000000u) << "fewer slabs would do";
}

TEST(Partition, AClassIsOneKindAndOneSetOfCouplings) {
    const Grid grid =
        grid_with({"--T=0.1:0.9:9", "--B=0:9:31", "--gamma=0,0.4", "--alpha=0,0.3", "--beta=7"});
    std::map<int, std::tuple<WorkKind, bool, bool>> meaning;
    for (const WorkItem& item : all_items(grid, 1e9))
        for (std::int64_t i = item.first; i < item.first + item.count; ++i) {
            const std::int64_t line = item.kind == WorkKind::points ? i / grid.B() : i;
            const Parameters p =
                grid_plane(grid, item.kind == WorkKind::planes ? i : line / grid.T()).parameters;
            const std::tuple is(item.kind, p.gamma > 0.0, p.alpha > 0.0);
            EXPECT_EQ(meaning.emplace(item.cost_class, is).first->second, is);
        }
    EXPECT_EQ(meaning.size(), 12u);
}

/// Its voltages share what they need.
TEST(Partition, ConductanceOfASpectrumIsOneItem) {
    const Configuration c = read_configuration("",
                                               {"--T=0.1,0.5", "--B=0:6:4", "--gamma=0,0.4", "--alpha=0.3",
                                                "--beta=7", "--energy=-9:9:401", "--conductance=true"},
                                               Scope::sweep);
    const Grid grid = grid_of(c);
    const SpectrumGrid part = spectrum_grid(c, grid);
    std::vector<int> counts(static_cast<std::size_t>(part.spectra() * part.segments()));
    std::int64_t whole = 0;
    WorkItem before{WorkKind::spectra, 0, 0, 1e300};
    for (const WorkItem& item :
         partition(grid, part, SpectrumSlab{0, part.spectra()}, expected_spectra_cost(grid, part))) {
        expect_in_order(before, item);
        before = item;
        const std::int64_t first = item.first % part.segments(), end = first + item.count;
        if (first > part.curve_segments()) {
            ++whole;
            EXPECT_EQ(first, part.curve_segments() + 1);
            EXPECT_EQ(end, part.segments());
        } else
            EXPECT_LE(end, part.curve_segments() + 1);
        for (std::int64_t i = item.first; i < item.first + item.count; ++i)
            ++counts[static_cast<std::size_t>(i)];
    }
    EXPECT_EQ(whole, part.spectra());
    EXPECT_TRUE(std::all_of(counts.begin(), counts.end(), [](int n) { return n == 1; }));
}

}  // namespace
