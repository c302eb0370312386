#include "task_times.hpp"

#include <algorithm>
#include <numeric>
#include <random>

#include "mirage/gap/point.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "processor_time.hpp"
#include "spectra/spectrum_state.hpp"
#include "sweep/expected_cost.hpp"
#include "sweep/grid_spectrum.hpp"
#include "sweep/grid_state.hpp"
#include "sweep/partition.hpp"

namespace mirage_benchmark {
namespace {

using namespace mirage;

/// Short work several times. The first time makes tables that a run makes once.
template <class Work>
double warm_time_of(const Work& work) {
    const int times = processor_time_of(work) < 1e-3 ? 5 : 1;
    return processor_time_of([&] {
               for (int i = 0; i < times; ++i) work();
           }) /
           times;
}

bool is_spectrum(const WorkItem& item) { return item.kind == WorkKind::spectra; }

/// The classes of the parts of a spectrum, from that of any of them: partition() numbers kinds by eights,
/// those of spectra last.
constexpr int couplings = 8, energies_kind = 3, mirage_kind = 4, conductance_kind = 5;
std::size_t class_of(int kind, const WorkItem& item) {
    const int number = couplings * kind + item.cost_class % couplings;
    return static_cast<std::size_t>(number);
}

class Sampling {
public:
    Sampling(const SweepPlan& plan, Samples& samples) : plan_(plan), samples_(samples) {}

    void add(const WorkItem& item) {
        Sample& sample = samples_[static_cast<std::size_t>(item.cost_class)];
        if (item.kind == WorkKind::points) add_points(item, sample);
        if (item.kind == WorkKind::lines) {
            const Parameters p = grid_line(plan_.grid, item.first).parameters;
            sample.single.push_back(warm_time_of([&] { critical_fields(p); }) / expected_line_cost(p));
        }
        if (item.kind == WorkKind::planes) {
            const auto [p, unit] = grid_plane(plan_.grid, item.first);
            const double lowest = lowest_temperature(plan_.grid, unit);
            sample.single.push_back(processor_time_of([&, at = p] { plane_state(at, lowest); }) /
                                    expected_plane_cost(p));
        }
        if (is_spectrum(item)) add_spectrum(item);
    }

private:
    void add_points(const WorkItem& item, Sample& sample) const {
        const Configuration& c = plan_.configuration;
        const std::int64_t B = plan_.grid.B(), line = item.first / B;
        Sample::Positions factors{};
        for (std::int64_t k = 0; k < Sample::positions; ++k) {
            const Parameters p =
                grid_point(plan_.grid, line * B + std::min(B - 1, (2 * k + 1) * B / (2 * Sample::positions)))
                    .parameters;
            factors[static_cast<std::size_t>(k)] =
                warm_time_of([&] { solve_point(p, {c.tolerance}, detail_of(c)); }) /
                expected_cost_of_point_in(plan_.grid, line);
        }
        sample.along.push_back(factors);
    }

    void add_spectrum(const WorkItem& item) {
        const Configuration& c = plan_.configuration;
        const SpectrumGrid& part = plan_.spectra;
        const GridPoint at =
            grid_point(plan_.grid, point_of_spectrum(part, plan_.grid, item.first / part.segments()));
        const PointState state = solve_point(at.parameters, {c.tolerance}, Detail::state);
        const GridSpectrum spectrum{at.parameters, stable_model(at.parameters, state), at.unit};
        if (state.status == Status::failed || !has_spectrum(spectrum.model)) return;
        const SegmentCost expected = expected_segment_cost(at.parameters);
        if (part.conductance == Conductance::stored)
            samples_[class_of(conductance_kind, item)].single.push_back(
                processor_time_of([&] { conductance_of(spectrum, c); }) /
                expected_conductance_cost(at, part));
        Sample::Positions factors{};
        for (std::int64_t k = 0; k < Sample::positions; ++k) {
            const std::int64_t first = part.energies * k / Sample::positions,
                               end = std::min(part.energies, first + SpectrumGrid::segment_energies);
            factors[static_cast<std::size_t>(k)] =
                processor_time_of([&] { dos_of(spectrum, c, first, end); }) / expected.energies;
        }
        samples_[class_of(energies_kind, item)].along.push_back(factors);
        samples_[class_of(mirage_kind, item)].single.push_back(processor_time_of([&] {
                                                                   mirage_gap_of(spectrum, c);
                                                                   edges_of(spectrum);
                                                               }) /
                                                               expected.mirage);
    }

    const SweepPlan& plan_;
    Samples& samples_;
};

/// One of them, always the same for the same number.
template <class Value>
const Value& pick(const std::vector<Value>& values, std::int64_t number) {
    auto hash = static_cast<std::uint64_t>(number) * 0x9e3779b97f4a7c15u;
    return values[(hash >> 33) % values.size()];
}

/// The mean over the items [first, end) of `all` along one of the samples.
double mean_along(const Sample& sample, std::int64_t number, std::int64_t first, std::int64_t end,
                  std::int64_t all) {
    const Sample::Positions& along = pick(sample.along, number);
    const auto position = [&](std::int64_t i) { return i * Sample::positions / all; };
    const std::int64_t begin = position(first), stop = position(end - 1) + 1;
    return std::accumulate(along.begin() + begin, along.begin() + stop, 0.0) /
           static_cast<double>(stop - begin);
}

/// Of whole spectra.
double seconds_of_spectra(const WorkItem& item, const SweepPlan& plan, const Samples& samples) {
    const SpectrumGrid& part = plan.spectra;
    const std::int64_t segments = part.segments();
    double seconds = 0.0;
    for (std::int64_t i = item.first / segments; i < (item.first + item.count) / segments; ++i) {
        const GridPoint at = grid_point(plan.grid, point_of_spectrum(part, plan.grid, i));
        const SegmentCost expected = expected_segment_cost(at.parameters);
        const std::int64_t curve = part.curve_segments();
        seconds += expected_point_cost(at.parameters) +
                   static_cast<double>(curve) * expected.energies *
                       mean_along(samples[class_of(energies_kind, item)], i, 0, curve, curve) +
                   expected.mirage * pick(samples[class_of(mirage_kind, item)].single, i);
        if (part.conductance == Conductance::stored)
            seconds += expected_conductance_cost(at, part) *
                       pick(samples[class_of(conductance_kind, item)].single, i);
    }
    return seconds;
}

double seconds_of_spectrum(const WorkItem& item, const SweepPlan& plan, const Samples& samples) {
    const SpectrumGrid& part = plan.spectra;
    if (item.count >= part.segments()) return seconds_of_spectra(item, plan, samples);
    const std::int64_t spectrum = item.first / part.segments(), first = item.first % part.segments(),
                       curve = part.curve_segments(), end = std::min(curve, first + item.count);
    const auto point = [&] { return point_of_spectrum(part, plan.grid, spectrum); };
    const auto parameters = [&] { return grid_point(plan.grid, point()).parameters; };
    if (item.cost_class / couplings == conductance_kind)
        return item.cost * pick(samples[class_of(conductance_kind, item)].single, spectrum) +
               expected_point_cost(parameters());
    const SegmentCost expected = expected_segment_cost(parameters());
    double seconds = first == 0 ? expected_point_cost(parameters()) : 0.0;
    if (end > first)
        seconds += static_cast<double>(end - first) * expected.energies *
                   mean_along(samples[class_of(energies_kind, item)], spectrum, first, end, curve);
    if (first + item.count > curve)
        seconds += expected.mirage * pick(samples[class_of(mirage_kind, item)].single, spectrum);
    return seconds;
}

}  // namespace

std::vector<WorkItem> grid_items(const SweepPlan& plan, double parts) {
    return partition(plan.grid, GridSlab{0, plan.grid.lines(), true}, parts * plan.grid_cost);
}

std::vector<WorkItem> spectrum_items(const SweepPlan& plan, double parts) {
    if (plan.spectra.spectra() == 0) return {};
    return partition(plan.grid, plan.spectra, SpectrumSlab{0, plan.spectra.spectra()},
                     parts * plan.spectra_cost);
}

Samples measure(const SweepPlan& plan, int size) {
    std::array<std::vector<WorkItem>, cost_classes> items;
    for (const auto& list : {grid_items(plan, 1.0), spectrum_items(plan, 1.0)})
        for (const WorkItem& item : list) {
            const bool above_Tc =
                item.kind != WorkKind::planes && !is_spectrum(item) &&
                grid_line(plan.grid, item.kind == WorkKind::points ? item.first / plan.grid.B() : item.first)
                        .parameters.T >= 1.0;
            if (!above_Tc)  // else there is nothing to do
                items[static_cast<std::size_t>(item.cost_class)].push_back(item);
        }
    Samples samples;
    Sampling sampling(plan, samples);
    std::mt19937 random(1);
    for (const std::vector<WorkItem>& list : items) {
        if (list.empty()) continue;
        const int count = list[0].kind == WorkKind::planes ? std::max(1, size / 8) : size;
        for (int i = 0; i < count; ++i)
            sampling.add(list[std::uniform_int_distribution<std::size_t>(0, list.size() - 1)(random)]);
    }
    return samples;
}

double seconds_of(const WorkItem& item, const SweepPlan& plan, const Samples& samples) {
    if (is_spectrum(item)) return seconds_of_spectrum(item, plan, samples);
    const Sample& sample = samples[static_cast<std::size_t>(item.cost_class)];
    const std::int64_t B = plan.grid.B();
    if (item.kind == WorkKind::points) {
        const std::int64_t line = item.first / B, first = item.first % B;
        if (grid_line(plan.grid, line).parameters.T >= 1.0) return item.cost;
        return item.cost * mean_along(sample, line, first, first + item.count, B);
    }
    double sum = 0.0;
    for (std::int64_t i = item.first; i < item.first + item.count; ++i) sum += pick(sample.single, i);
    return item.cost * sum / item.count;
}

}  // namespace mirage_benchmark
