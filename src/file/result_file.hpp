#pragma once
// The result: one NetCDF-4 compatible HDF5 file, described by rank 0, filled by all ranks together.
//
// Dimensions and coordinates: the axes of the grid, any optional ones (beta, ...) in front of alpha, gamma,
// T, B. The tables of results/quantities.hpp give the variables: those of points on all axes, of lines on all
// but B, of planes on all but T and B; NaN (0 for the order) where a field does not exist. With spectra:
// coordinate energy, dos on all axes and energy, mirage_energy and mirage_width on all axes; with conductance
// = true also conductance, gap_edge, epsilon_1 and epsilon_2; where only a part of an axis has spectra, its
// coordinate there is called alpha_spectrum, T_spectrum, ... Units are those of the configuration; settings
// that are no axes are numeric attributes `beta` with `beta_units`, and so is Delta0 in SI units. Files in SI
// units follow the conventions CF-1.8.

#include <array>
#include <string>
#include <string_view>

#include "grid/spectrum_grid.hpp"
#include "results/records.hpp"

namespace mirage {

inline constexpr const char* format_version = "1";

/// How the file came about.
struct RunInformation {
    int ranks = 1;
    int threads = 1;
    double wall_time = 0.0;            ///< of the last start [s]
    std::string_view instruction_set;  ///< of the kernel
};

/// A global attribute that is no setting.
struct FileAttribute {
    const char* name = "";
    const char* what = "";
};

/// Those of every file but where they say so, in the order of the file.
inline constexpr auto file_attributes = std::to_array<FileAttribute>({
    {"units", "reduced or si"},
    {"pockets", "the pockets beside the valleys, as --pocket takes them; where there are any"},
    {"Delta0",
     "1.76388 k_B Tc0, the gap of the clean coupling, with Delta0_units; in si, where there is one Tc0"},
    {"tolerance", "of the order parameter, with tolerance_units"},
    {"Conventions", "CF-1.8, in si"},
    {"title", "what the file is"},
    {"format_version", "of this layout"},
    {"program_version", "of mirage"},
    {"git_commit", "of the sources that it was built from"},
    {"configuration", "the complete deck: mirage sweep --from FILE repeats the run"},
    {"pair_momentum", "in words: which pair momentum the states have"},
    {"ranks", "MPI processes of the last start"},
    {"threads", "of each rank"},
    {"wall_time", "of the last start, in seconds"},
    {"instruction_set", "of the kernels: plain, avx2 or avx512"},
    {"creation_time", "UTC"},
});

/// Bytes of the data of points and lines, and of spectra.
double grid_size(std::int64_t points, std::int64_t lines);
double spectra_size(const SpectrumGrid& part);

/// Rank 0 alone: all dimensions, variables and attributes, no grid data yet. Throws Hdf5Error.
void create_result_file(const std::string& name, const Configuration& configuration,
                        const RunInformation& information);

/// Rank 0 alone, last: the planes, and the time that the run took [s].
void finish_result_file(const std::string& name, const RowBlock& planes, double wall_time);

}  // namespace mirage
