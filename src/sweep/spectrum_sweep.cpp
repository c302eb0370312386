#include "sweep/spectrum_sweep.hpp"

#include <unistd.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <limits>
#include <numeric>
#include <optional>

#include "parallel/progress.hpp"
#include "file/result_writer.hpp"
#include "parallel/scheduler.hpp"
#include "mirage/spectra/spectral_gaps.hpp"

namespace mirage {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double bytes_per_value = 40.0;  // of a density of states, while it travels from where it was computed to the file

/// One piece of a spectrum on its way to the rank that writes it: densities of states, or position and width of the mirage
/// gap.
struct PieceRecord {
    std::int64_t index = 0;
    std::array<double, SpectrumPart::piece_energies> value;
};

/// The run with what its spectra have in common.
struct Job {
    const SweepRun& run;
    SpectrumPart part;
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

/// One thread's work, with the last state it needed: neighbouring pieces share it.
struct Worker {
    std::int64_t spectrum = -1;
    std::optional<PairingModel> model;
    std::vector<PieceRecord> records;
};

/// Pieces [first, end) of one spectrum.
void compute_pieces(const Job& job, Worker& worker, std::int64_t spectrum, std::int64_t first, std::int64_t end) {
    constexpr std::int64_t size = SpectrumPart::piece_energies;
    const std::int64_t pieces = job.part.pieces();
    if (worker.spectrum != spectrum) {
        worker.spectrum = spectrum;
        worker.model = model_of(job, spectrum);
    }
    const std::size_t begin = worker.records.size();
    for (std::int64_t piece = first; piece < end; ++piece) {
        worker.records.push_back({spectrum * pieces + piece, {}});
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
    if (end == pieces) {
        const MeasuredMirageGap gap = measure_mirage_gap(*worker.model, job.eta);
        worker.records.back().value[0] = gap.position * job.unit.energy;
        worker.records.back().value[1] = gap.width * job.unit.energy;
    }
}

/// What this rank has of spectra [first, first + count), computed now or by an earlier start.
struct Batch {
    Ending ending = Ending::done;
    std::vector<PieceRecord> records;
};

Batch compute_batch(const Job& job, std::int64_t first, std::int64_t count, CostModel& costs,
                    const std::function<void(double)>& report) {
    const std::int64_t pieces = job.part.pieces();
    const auto cost_of = [](const std::vector<WorkItem>& items) {
        return std::accumulate(items.begin(), items.end(), 0.0,
                               [](double sum, const WorkItem& item) { return sum + item.cost; });
    };
    Batch batch;
    const std::vector<WorkItem> all = partition_spectra(job.run.configuration, job.part, first, count);
    const WorkStretch wanted = stretch_of(WorkKind::spectra, first * pieces, (first + count) * pieces);
    const std::vector<WorkItem> items = unfinished(
        all, [&](const auto& take) { job.run.safekeeping.recall(wanted, take); },
        [&](const FinishedItem& finished) { return append_records(batch.records, finished); }, job.run.team);
    std::vector<Worker> workers(static_cast<std::size_t>(job.run.team.threads));
    const auto compute = [&](const WorkItem& item, int thread) {
        const std::int64_t spectrum = item.first / pieces, begin = item.first % pieces;  // an item lies in one spectrum
        Worker& worker = workers[static_cast<std::size_t>(thread)];
        compute_pieces(job, worker, spectrum, begin, begin + item.count);
        job.run.safekeeping.keep(finished_item(item, worker.records));
    };
    const double cost = cost_of(all), before = cost - cost_of(items);
    ScheduleOptions options;
    options.threads = job.run.team.threads;
    options.report = [&](double done) { report(std::min(1.0, (before + done) / cost)); };
    options.stop = job.run.safekeeping.stop;
    options.costs = &costs;
    batch.ending = run_items(items, compute, job.run.team.comm, options);
    for (Worker& worker : workers) {
        batch.records.insert(batch.records.end(), worker.records.begin(), worker.records.end());
        worker = {};
    }
    return batch;
}

/// Spectra [first, first + count): the share of this rank.
SpectrumBlock gather(const Job& job, std::vector<PieceRecord> records, std::int64_t first, std::int64_t count) {
    constexpr std::int64_t size = SpectrumPart::piece_energies;
    const std::int64_t pieces = job.part.pieces(), energies = job.part.energies;
    SpectrumBlock block;
    block.first = first + share_begin(count, job.run.team, job.run.team.rank);
    block.count = first + share_begin(count, job.run.team, job.run.team.rank + 1) - block.first;
    const auto own = static_cast<std::size_t>(block.count);
    block.dos.assign(own * static_cast<std::size_t>(energies), nan);
    block.mirage_energy.assign(own, nan);
    block.mirage_width.assign(own, nan);
    const auto owner = [&](const PieceRecord& r) { return share_owner(count, job.run.team, r.index / pieces - first); };
    for (const PieceRecord& r : exchange(std::move(records), job.run.team, owner)) {
        const std::int64_t row = r.index / pieces - block.first, piece = r.index % pieces;
        if (piece + 1 == pieces) {
            block.mirage_energy[static_cast<std::size_t>(row)] = r.value[0];
            block.mirage_width[static_cast<std::size_t>(row)] = r.value[1];
            continue;
        }
        const std::int64_t stop = std::min(size, energies - piece * size);
        std::copy(r.value.begin(), r.value.begin() + stop, block.dos.begin() + row * energies + piece * size);
    }
    return block;
}

double bytes_of_spectrum(const SpectrumPart& part) { return bytes_per_value * 8.0 * static_cast<double>(part.pieces()); }

}  // namespace

double spectra_memory(const SpectrumPart& part, int ranks) {
    const double all = static_cast<double>(part.spectra()) * bytes_of_spectrum(part) / ranks;
    return std::min(all, std::max(spectra_memory_per_rank, bytes_of_spectrum(part)));
}

Ending sweep_spectra(const SweepRun& run, const std::string& file, double memory_per_rank) {
    const Configuration& c = run.configuration;
    const Team& team = run.team;
    Job job{run, spectrum_part(c), unit_system(c), reduced_eta(c), {}};
    for (const double energy : c.energy.values) job.energy.push_back(energy / job.unit.energy);
    const std::int64_t spectra = job.part.spectra();
    const auto batch_size =
        std::max<std::int64_t>(1, static_cast<std::int64_t>(memory_per_rank * team.size / bytes_of_spectrum(job.part)));
    std::optional<SpectrumWriter> writer;
    together(team, [&] { writer.emplace(file, job.part, team.comm); });
    Progress progress(static_cast<double>(spectra), stderr, isatty(STDERR_FILENO) != 0);
    CostModel costs;
    Ending ending = Ending::done;
    for (std::int64_t first = 0; first < spectra; first += batch_size) {
        const std::int64_t count = std::min(batch_size, spectra - first);
        Batch batch = compute_batch(job, first, count, costs, [&](double share) {
            progress.update(static_cast<double>(first) + static_cast<double>(count) * share);
        });
        ending = batch.ending;
        if (ending == Ending::stopped) break;
        const SpectrumBlock block = gather(job, std::move(batch.records), first, count);
        together(team, [&] { writer->write(block); });
    }
    together(team, [&] { writer->close(); });
    if (team.rank == 0) progress.finish();
    return ending;
}

}  // namespace mirage
