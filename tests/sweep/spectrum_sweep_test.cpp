// Under mpirun with 1, 2, 3 and 5 ranks: whatever their number and the size of the batches, the file holds
// the same bits.

#include "sweep/spectrum_sweep.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "file/result_file.hpp"
#include "file/result_writer.hpp"
#include "kept_items.hpp"
#include "mirage/spectra/spectral_gaps.hpp"
#include "mirage/spectra/tunnelling_curve.hpp"
#include "together.hpp"

namespace {

using namespace mirage;
using mirage_test::rank_of;
using mirage_test::read_all;
using mirage_test::same_bits;
using mirage_test::SharedFile;
using mirage_test::throws_at_high_field;

/// A described file with its spectra alone.
RunStatus write_spectra(const Configuration& c, const std::string& file, double memory_per_rank,
                        const Solvers& solvers = {}, const CheckpointHooks& hooks = {}) {
    const SweepPlan plan = sweep_plan(c);
    const SweepRun run{plan, communicator_of(MPI_COMM_WORLD, c.threads), solvers, hooks};
    if (run.mpi.rank == 0) create_result_file(file, c, run.information);
    MPI_Barrier(run.mpi.comm);
    const RunStatus run_status = sweep_spectra(
        run, file, [](double) {}, memory_per_rank);
    MPI_Barrier(run.mpi.comm);
    return run_status;
}

void expect_bits_of_spectrum(const Configuration& c, const std::string& file) {
    const Grid grid = grid_of(c);
    const SpectrumGrid part = spectrum_grid(c, grid_of(c));
    const auto dos = read_all<double>(file, "dos", H5T_NATIVE_DOUBLE, part.spectra() * part.energies);
    const auto position = read_all<double>(file, "mirage_energy", H5T_NATIVE_DOUBLE, part.spectra());
    const auto width = read_all<double>(file, "mirage_width", H5T_NATIVE_DOUBLE, part.spectra());
    std::vector<double> conductance;
    if (part.curves() > 1)
        conductance =
            read_all<double>(file, "conductance", H5T_NATIVE_DOUBLE, part.spectra() * part.energies);
    for (std::int64_t i = 0; i < part.spectra(); ++i) {
        const Parameters p = grid_point(grid, point_of_spectrum(part, grid, i)).parameters;
        const PairingModel model{solve_point(p, {c.tolerance}).order_parameter, p.B, p.beta, p.gamma,
                                 p.alpha};
        const auto expected = mirage::spectrum(model, reduced_eta(c, unit_system(c)), c.energy.values);
        for (std::size_t k = 0; k < expected.size(); ++k)
            EXPECT_TRUE(same_bits(dos[static_cast<std::size_t>(i) * expected.size() + k], expected[k].dos()))
                << i << ' ' << k;
        const std::vector<double> curve =
            tunnelling_curve(model, reduced_eta(c, unit_system(c)), p.T, c.energy.values);
        for (std::size_t k = 0; k < conductance.size() / static_cast<std::size_t>(part.spectra()); ++k)
            EXPECT_TRUE(same_bits(conductance[static_cast<std::size_t>(i) * expected.size() + k], curve[k]))
                << i << ' ' << k;
        const MeasuredMirageGap gap = measure_mirage_gap(model, reduced_eta(c, unit_system(c)));
        const auto at = static_cast<std::size_t>(i);
        EXPECT_TRUE(std::isnan(gap.position) ? std::isnan(position[at])
                                             : same_bits(position[at], gap.position))
            << i;
        EXPECT_TRUE(std::isnan(gap.width) ? std::isnan(width[at]) : same_bits(width[at], gap.width)) << i;
    }
}

Configuration configuration_of(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--beta=7", "--eta=0.02"});
    return read_configuration("", arguments, Scope::sweep);
}

TEST(SpectrumSweep, SameBitsWhateverRanksThreadsAndBatches) {
    const SharedFile file;
    Configuration c = configuration_of(
        {"--T=0.1,0.5,1.1", "--B=0,2,4", "--gamma=0,0.4", "--alpha=0,0.3", "--energy=-9:9:41"});
    for (const double memory : {1.0, 4e4, 1e9}) {  // one spectrum for each batch, a few, all
        c.threads = memory > 1e6 ? 2 : 1;
        write_spectra(c, file.name(), memory);
        if (rank_of() == 0) expect_bits_of_spectrum(c, file.name());
        MPI_Barrier(MPI_COMM_WORLD);
    }
}

TEST(SpectrumSweep, ConductanceBesideTheDensityOfStates) {
    const SharedFile file;
    Configuration c = configuration_of({"--T=0.02,0.5,1.1", "--B=0,2,4", "--gamma=0,0.4", "--alpha=0,0.3",
                                        "--energy=-9:9:41", "--conductance=true"});
    EXPECT_GT(spectra_memory(spectrum_grid(c, grid_of(c)), 1),
              spectra_memory(spectrum_grid(configuration_of({"--T=0.02,0.5,1.1", "--B=0,2,4", "--gamma=0,0.4",
                                                             "--alpha=0,0.3", "--energy=-9:9:41"}),
                                           grid_of(c)),
                             1));
    for (const double memory : {1.0, 4e4, 1e9}) {
        c.threads = memory > 1e6 ? 2 : 1;
        write_spectra(c, file.name(), memory);
        if (rank_of() == 0) expect_bits_of_spectrum(c, file.name());
        MPI_Barrier(MPI_COMM_WORLD);
    }
}

TEST(SpectrumSweep, StoppedAndGoneOnWithItGivesTheSameBits) {
    const SharedFile file;
    Configuration c = configuration_of({"--T=0.1,0.5", "--B=0,2,4", "--gamma=0,0.4", "--alpha=0.3",
                                        "--energy=-9:9:41", "--conductance=true"});
    c.threads = 2;
    mirage_test::KeptItems kept;
    RunStatus run_status = RunStatus::stopped;
    int starts = 0;
    for (; run_status == RunStatus::stopped && starts < 100; ++starts) {
        kept.next_start(static_cast<std::size_t>(1 + starts));
        run_status = write_spectra(c, file.name(), starts % 2 == 0 ? 4e4 : 1e9, {}, kept.hooks());
    }
    EXPECT_GT(starts, 1);
    if (rank_of() == 0) expect_bits_of_spectrum(c, file.name());
    std::int64_t segments = kept.count();
    MPI_Allreduce(MPI_IN_PLACE, &segments, 1, MPI_INT64_T, MPI_SUM, MPI_COMM_WORLD);
    EXPECT_EQ(segments, spectrum_grid(c, grid_of(c)).spectra() * spectrum_grid(c, grid_of(c)).segments())
        << "nothing was computed twice";
    MPI_Barrier(MPI_COMM_WORLD);
}

TEST(SpectrumSweep, MoreRanksThanSpectraAndAPartOfTheGrid) {
    const SharedFile file;
    const Configuration c =
        configuration_of({"--T=0.1,0.5", "--B=0,2,4", "--gamma=0,0.4", "--energy=0,0.5,1,7.3",
                          "--spectrum.T=0.5", "--spectrum.B=2", "--spectrum.gamma=0"});
    EXPECT_EQ(spectrum_grid(c, grid_of(c)).spectra(), 1);
    write_spectra(c, file.name(), 1e9);
    if (rank_of() == 0) expect_bits_of_spectrum(c, file.name());
    MPI_Barrier(MPI_COMM_WORLD);
}

TEST(SpectrumSweep, APointThatThrowsIsNaNAndTheRunContinues) {
    const SharedFile file;
    const Configuration c =
        configuration_of({"--T=0.1", "--B=1,2,4,5", "--energy=0:9:21", "--conductance=true"});
    write_spectra(c, file.name(), 1e9, {throws_at_high_field});
    if (rank_of() == 0)
        for (const char* name : {"dos", "conductance"}) {
            const auto curve = read_all<double>(file.name(), name, H5T_NATIVE_DOUBLE, 4 * 21);
            for (std::size_t i = 0; i < curve.size(); ++i)
                EXPECT_EQ(std::isnan(curve[i]), i / 21 >= 2) << name << i;
        }
    MPI_Barrier(MPI_COMM_WORLD);
}

TEST(SpectrumSweep, AFileThatIsNotThereIsReportedOnAllRanks) {
    const SharedFile file;
    const Configuration c = configuration_of({"--T=0.1", "--B=1", "--energy=0:9:21"});
    silence_hdf5();
    const SweepPlan plan = sweep_plan(c);
    const SweepRun run{plan, communicator_of(MPI_COMM_WORLD, 1)};
    EXPECT_THROW(sweep_spectra(run, file.name() + ".none", [](double) {}), RunError);
    MPI_Barrier(MPI_COMM_WORLD);
}

TEST(SpectrumSweep, MemoryStaysBounded) {
    const Configuration c = configuration_of(
        {"--T=0.1:0.9:50", "--B=0:9:50", "--gamma=0:1:20", "--alpha=0:1:20", "--energy=-10:10:2001"});
    const SpectrumGrid part = spectrum_grid(c, grid_of(c));
    EXPECT_GT(spectra_size(part), 1e10);
    EXPECT_LE(spectra_memory(part, 1), spectra_memory_per_rank);
}

}  // namespace
