#include "sweep/spectrum_sweep.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <new>
#include <optional>

#include <fmt/format.h>

#include "file/result_writer.hpp"
#include "mirage/numeric/constants.hpp"
#include "sweep/grid_spectrum.hpp"
#include "sweep/partition.hpp"

namespace mirage {
namespace {

constexpr double bytes_per_value =
    40.0;  // of a curve, while it travels from where it was computed to the file
constexpr std::int64_t segment_size = SpectrumGrid::segment_energies;

/// One segment of a spectrum on its way to the rank that writes it: densities of states, what is known of the
/// mirage gap, or dI/dV.
struct SegmentRecord {
    std::int64_t index = 0;
    std::array<double, segment_size> value;
};
static_assert(stored(mirage_quantities, Storage::number) + stored(edge_quantities, Storage::number) <=
                  segment_size &&
              stored(energy_quantities, Storage::number) == 1 &&
              stored(conductance_quantities, Storage::number) == 1);

struct SegmentRecords {
    std::vector<SegmentRecord> segments;

    void append(const SegmentRecords& other) {
        segments.insert(segments.end(), other.segments.begin(), other.segments.end());
    }
    FinishedItem finished(const WorkItem& item) const { return finished_item(item, segments); }
    bool accept(const FinishedItem& finished) { return append_records(segments, finished); }
};

/// Spectra as work of sweep_slabs.
class SpectrumWork {
public:
    using Records = SegmentRecords;
    /// One thread's work, with the last state it needed: neighbouring segments share it.
    struct Thread {
        SegmentRecords records;
        std::int64_t spectrum = -1;
        std::optional<GridSpectrum> state;
    };

    SpectrumWork(const SweepRun& run, const std::string& file) : run_(run), part_(run.plan.spectra) {
        collectively(run.mpi, [&] { writer_.emplace(file, run.mpi.comm); });
    }

    std::vector<SpectrumSlab> slabs(double bytes) const {
        return spectrum_slabs(part_, bytes / bytes_of_spectrum(part_), run_.plan.spectra_cost);
    }
    std::vector<WorkItem> partition(const SpectrumSlab& slab) const {
        return mirage::partition(run_.plan.grid, part_, slab, run_.plan.spectra_cost);
    }
    WorkRange range(const SpectrumSlab& slab) const { return range_of(part_, slab); }

    void compute(const WorkItem& item, Thread& thread) const {
        const std::int64_t segments = part_.segments(), end = item.first + item.count;
        for (std::int64_t at = item.first; at < end;) {
            const std::int64_t spectrum = at / segments, stop = std::min(end, (spectrum + 1) * segments);
            compute_segments(spectrum, at % segments, stop - spectrum * segments, thread);
            at = stop;
        }
    }

    void write(const SpectrumSlab& slab, SegmentRecords records) {
        const Communicator& mpi = run_.mpi;
        const std::int64_t segments = part_.segments(), energies = part_.energies;
        const std::int64_t first = slab.first + share_begin(slab.count, mpi, mpi.rank),
                           count = slab.first + share_begin(slab.count, mpi, mpi.rank + 1) - first;
        const std::int64_t mirage = part_.curve_segments(), curves = part_.curves();
        std::vector<std::vector<double>> curve(
            static_cast<std::size_t>(curves),
            std::vector(static_cast<std::size_t>(count * energies), quiet_nan));
        RowBlock gaps = missing_rows(mirage_quantities, first, count),
                 edges = missing_rows(edge_quantities, first, count);
        const auto owner = [&](const SegmentRecord& r) {
            return share_owner(slab.count, mpi, r.index / segments - slab.first);
        };
        for (const SegmentRecord& r : exchange(std::move(records.segments), mpi, owner)) {
            const std::int64_t row = r.index / segments - first, segment = r.index % segments;
            if (segment == mirage) {
                std::size_t place = 0;
                for (RowBlock* block : {&gaps, &edges})
                    for (std::vector<double>& numbers : block->numbers)
                        numbers[static_cast<std::size_t>(row)] = r.value[place++];
                continue;
            }
            const std::int64_t which = segment > mirage ? 1 : 0,
                               at = (segment - which * (mirage + 1)) * segment_size;
            std::copy(r.value.begin(), r.value.begin() + std::min(segment_size, energies - at),
                      curve[static_cast<std::size_t>(which)].begin() + row * energies + at);
        }
        const std::size_t dimensions = run_.plan.grid.axes.size();
        collectively(mpi, [&] {
            const RowSelection rows{dimensions, first, count, 1},
                energy_rows{dimensions, first, count, energies};
            writer_->write(energy_quantities[0].name, energy_rows, curve[0]);
            write_block(*writer_, mirage_quantities, rows, gaps);
            if (part_.conductance == Conductance::none) return;
            writer_->write(conductance_quantities[0].name, energy_rows, curve[1]);
            write_block(*writer_, edge_quantities, rows, edges);
        });
    }

    void close() { close_on_all_ranks(*writer_, run_.mpi); }

    static double bytes_of_spectrum(const SpectrumGrid& part) {
        return bytes_per_value * static_cast<double>(segment_size * part.segments());
    }

private:
    /// The segments [first, end) of one spectrum.
    void compute_segments(std::int64_t spectrum, std::int64_t first, std::int64_t end, Thread& thread) const {
        if (thread.spectrum != spectrum) {
            thread.spectrum = spectrum;
            thread.state = state_of(spectrum);
        }
        std::vector<SegmentRecord>& records = thread.records.segments;
        const std::size_t begin = records.size();
        for (std::int64_t i = first; i < end; ++i) {
            records.push_back({spectrum * part_.segments() + i, {}});
            records.back().value.fill(quiet_nan);
        }
        if (!thread.state) return;
        const std::int64_t mirage = part_.curve_segments();
        const auto record = [&](std::int64_t segment) {
            return records.data() + begin + static_cast<std::size_t>(segment - first);
        };
        if (first < mirage) compute_energies(*thread.state, first, std::min(end, mirage), record(first));
        if (first <= mirage && mirage < end) compute_gaps(*thread.state, *record(mirage));
        if (end > mirage + 1) compute_conductance(*thread.state, record(mirage + 1));
    }

    /// Nothing where the point failed; why goes to the log.
    std::optional<GridSpectrum> state_of(std::int64_t spectrum) const {
        const std::int64_t number = point_of_spectrum(part_, run_.plan.grid, spectrum);
        const auto [p, unit] = grid_point(run_.plan.grid, number);
        std::string reason = "the gap equation was not solved";
        try {
            const PointState state =
                run_.solvers.point(p, {run_.plan.configuration.tolerance}, Detail::state);
            const PairingModel model = stable_model(p, state);
            if (state.status != Status::failed && has_spectrum(model)) return GridSpectrum{p, model, unit};
            if (state.status != Status::failed)
                reason = "there are no equations at real energies for this direction of the momentum";
        } catch (const std::bad_alloc&) {
            throw;  // says nothing about this point
        } catch (const std::exception& error) {
            reason = error.what();
        }
        run_.failures->add(WorkKind::spectra, number, fmt::format("{}: {}", text_of(p), reason));
        return std::nullopt;
    }

    /// The energies in segments [first, end) of a spectrum.
    void compute_energies(const GridSpectrum& state, std::int64_t first, std::int64_t end,
                          SegmentRecord* records) const {
        const Configuration& c = run_.plan.configuration;
        const std::int64_t begin = first * segment_size, stop = std::min(end * segment_size, part_.energies);
        store(dos_of(state, c, begin, stop), records);
    }

    /// All voltages of a spectrum.
    void compute_conductance(const GridSpectrum& state, SegmentRecord* records) const {
        store(conductance_of(state, run_.plan.configuration), records);
    }

    static void store(const std::vector<double>& values, SegmentRecord* records) {
        for (std::size_t i = 0; i < values.size(); ++i)
            records[i / segment_size].value[i % segment_size] = values[i];
    }

    void compute_gaps(const GridSpectrum& state, SegmentRecord& record) const {
        const auto gap = mirage_gap_of(state, run_.plan.configuration);
        const auto next = std::copy(gap.begin(), gap.end(), record.value.begin());
        if (part_.conductance == Conductance::none) return;
        const EdgeValues edges = edges_of(state);
        std::copy(edges.begin(), edges.end(), next);
    }

    const SweepRun& run_;
    const SpectrumGrid& part_;
    std::optional<ResultWriter> writer_;
};

}  // namespace

double spectra_memory(const SpectrumGrid& part, int ranks) {
    const double one = SpectrumWork::bytes_of_spectrum(part);
    return std::min(static_cast<double>(part.spectra()) * one / ranks,
                    std::max(spectra_memory_per_rank, one));
}

RunStatus sweep_spectra(const SweepRun& run, const std::string& file, const Report& report,
                        double memory_per_rank) {
    SpectrumWork work(run, file);
    return sweep_slabs(run, work, memory_per_rank, report);
}

}  // namespace mirage
