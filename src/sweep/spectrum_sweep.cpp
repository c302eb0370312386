#include "sweep/spectrum_sweep.hpp"

#include <unistd.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <limits>
#include <numeric>
#include <optional>

#include "file/result_writer.hpp"
#include "mirage/spectra/spectral_gaps.hpp"
#include "parallel/progress.hpp"
#include "parallel/scheduler.hpp"

namespace mirage {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double bytes_per_value =
    40.0;  // of a density of states, while it travels from where it was computed to the file

/// One segment of a spectrum on its way to the rank that writes it: densities of states, or position and
/// width of the mirage gap.
struct SegmentRecord {
    std::int64_t index = 0;
    std::array<double, SpectrumGrid::segment_energies> value;
};

/// The run with what its spectra have in common.
struct Job {
    const SweepRun& run;
    SpectrumGrid part;
    UnitSystem unit;
    double eta;
    std::vector<double> energy;  ///< [Delta0]
};

/// The state at the point of one spectrum; nothing where it failed.
std::optional<PairingModel> model_of(const Job& job, std::int64_t spectrum) {
    const std::int64_t point = point_of_spectrum(job.part, job.run.grid, spectrum);
    const Parameters p = point_parameters(job.run.configuration, job.run.grid, point);
    try {
        const PointState state = job.run.solve(p, {job.run.configuration.tolerance});
        if (state.status == Status::failed) return std::nullopt;
        return PairingModel{state.order_parameter, std::fabs(p.B), p.beta, p.gamma, p.alpha};
    } catch (const std::exception&) {  // NaN in the file; the run goes on
        return std::nullopt;
    }
}

/// One thread's work, with the last state it needed: neighbouring segments share it.
struct Worker {
    std::int64_t spectrum = -1;
    std::optional<PairingModel> model;
    std::vector<SegmentRecord> records;
};

/// Pieces [first, end) of one spectrum.
void compute_segments(const Job& job, Worker& worker, std::int64_t spectrum, std::int64_t first,
                      std::int64_t end) {
    constexpr std::int64_t size = SpectrumGrid::segment_energies;
    const std::int64_t segments = job.part.segments();
    if (worker.spectrum != spectrum) {
        worker.spectrum = spectrum;
        worker.model = model_of(job, spectrum);
    }
    const std::size_t begin = worker.records.size();
    for (std::int64_t segment = first; segment < end; ++segment) {
        worker.records.push_back({spectrum * segments + segment, {}});
        worker.records.back().value.fill(nan);
    }
    if (!worker.model) return;
    const std::int64_t stop = std::min(end * size, job.part.energies);
    if (first * size < stop) {
        const std::vector<double> energies(job.energy.begin() + first * size, job.energy.begin() + stop);
        const std::vector<RetardedAmplitudes> amplitudes = mirage::spectrum(*worker.model, job.eta, energies);
        for (std::size_t i = 0; i < energies.size(); ++i)
            worker.records[begin + i / size].value[i % size] = amplitudes[i].dos();
    }
    if (end == segments) {
        const MeasuredMirageGap gap = measure_mirage_gap(*worker.model, job.eta);
        worker.records.back().value[0] = gap.position * job.unit.energy;
        worker.records.back().value[1] = gap.width * job.unit.energy;
    }
}

/// What this rank has of spectra [first, first + count), computed now or by an earlier start.
struct Batch {
    RunStatus run_status = RunStatus::finished;
    std::vector<SegmentRecord> records;
};

Batch compute_batch(const Job& job, std::int64_t first, std::int64_t count, CostModel& costs,
                    const std::function<void(double)>& report) {
    const std::int64_t segments = job.part.segments();
    const auto cost_of = [](const std::vector<WorkItem>& items) {
        return std::accumulate(items.begin(), items.end(), 0.0,
                               [](double sum, const WorkItem& item) { return sum + item.cost; });
    };
    Batch batch;
    const std::vector<WorkItem> all = partition_spectra(job.run.configuration, job.part, first, count);
    const WorkRange wanted = range_of(WorkKind::spectra, first * segments, (first + count) * segments);
    const std::vector<WorkItem> items = unfinished(
        all, [&](const auto& take) { job.run.hooks.restore(wanted, take); },
        [&](const FinishedItem& finished) { return append_records(batch.records, finished); }, job.run.mpi);
    std::vector<Worker> workers(static_cast<std::size_t>(job.run.mpi.threads));
    const auto compute = [&](const WorkItem& item, int thread) {
        const std::int64_t spectrum = item.first / segments,
                           begin = item.first % segments;  // an item lies in one spectrum
        Worker& worker = workers[static_cast<std::size_t>(thread)];
        compute_segments(job, worker, spectrum, begin, begin + item.count);
        job.run.hooks.save(finished_item(item, worker.records));
    };
    const double cost = cost_of(all), before = cost - cost_of(items);
    ScheduleOptions options;
    options.threads = job.run.mpi.threads;
    options.report = [&](double done) { report(std::min(1.0, (before + done) / cost)); };
    options.stop = job.run.hooks.stop;
    options.costs = &costs;
    batch.run_status = run_items(items, compute, job.run.mpi.comm, options);
    for (Worker& worker : workers) {
        batch.records.insert(batch.records.end(), worker.records.begin(), worker.records.end());
        worker = {};
    }
    return batch;
}

/// Spectra [first, first + count): the share of this rank.
SpectrumBlock gather(const Job& job, std::vector<SegmentRecord> records, std::int64_t first,
                     std::int64_t count) {
    constexpr std::int64_t size = SpectrumGrid::segment_energies;
    const std::int64_t segments = job.part.segments(), energies = job.part.energies;
    SpectrumBlock block;
    block.first = first + share_begin(count, job.run.mpi, job.run.mpi.rank);
    block.count = first + share_begin(count, job.run.mpi, job.run.mpi.rank + 1) - block.first;
    const auto own = static_cast<std::size_t>(block.count);
    block.dos.assign(own * static_cast<std::size_t>(energies), nan);
    block.mirage_energy.assign(own, nan);
    block.mirage_width.assign(own, nan);
    const auto owner = [&](const SegmentRecord& r) {
        return share_owner(count, job.run.mpi, r.index / segments - first);
    };
    for (const SegmentRecord& r : exchange(std::move(records), job.run.mpi, owner)) {
        const std::int64_t row = r.index / segments - block.first, segment = r.index % segments;
        if (segment + 1 == segments) {
            block.mirage_energy[static_cast<std::size_t>(row)] = r.value[0];
            block.mirage_width[static_cast<std::size_t>(row)] = r.value[1];
            continue;
        }
        const std::int64_t stop = std::min(size, energies - segment * size);
        std::copy(r.value.begin(), r.value.begin() + stop,
                  block.dos.begin() + row * energies + segment * size);
    }
    return block;
}

double bytes_of_spectrum(const SpectrumGrid& part) {
    return bytes_per_value * 8.0 * static_cast<double>(part.segments());
}

}  // namespace

double spectra_memory(const SpectrumGrid& part, int ranks) {
    const double all = static_cast<double>(part.spectra()) * bytes_of_spectrum(part) / ranks;
    return std::min(all, std::max(spectra_memory_per_rank, bytes_of_spectrum(part)));
}

RunStatus sweep_spectra(const SweepRun& run, const std::string& file, double memory_per_rank) {
    const Configuration& c = run.configuration;
    const Communicator& mpi = run.mpi;
    Job job{run, spectrum_grid(c), unit_system(c), reduced_eta(c), {}};
    for (const double energy : c.energy.values) job.energy.push_back(energy / job.unit.energy);
    const std::int64_t spectra = job.part.spectra();
    const auto batch_size = std::max<std::int64_t>(
        1, static_cast<std::int64_t>(memory_per_rank * mpi.size / bytes_of_spectrum(job.part)));
    std::optional<SpectrumWriter> writer;
    collectively(mpi, [&] { writer.emplace(file, job.part, mpi.comm); });
    Progress progress(static_cast<double>(spectra), stderr, isatty(STDERR_FILENO) != 0);
    CostModel costs;
    RunStatus run_status = RunStatus::finished;
    for (std::int64_t first = 0; first < spectra; first += batch_size) {
        const std::int64_t count = std::min(batch_size, spectra - first);
        Batch batch = compute_batch(job, first, count, costs, [&](double share) {
            progress.update(static_cast<double>(first) + static_cast<double>(count) * share);
        });
        run_status = batch.run_status;
        if (run_status == RunStatus::stopped) break;
        const SpectrumBlock block = gather(job, std::move(batch.records), first, count);
        collectively(mpi, [&] { writer->write(block); });
    }
    collectively(mpi, [&] { writer->close(); });
    if (mpi.rank == 0) progress.finish();
    return run_status;
}

}  // namespace mirage
