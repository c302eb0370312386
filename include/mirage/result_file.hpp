#pragma once
// The result: one NetCDF-4 compatible HDF5 file, described by rank 0, filled by all ranks together.
//
// Dimensions and coordinates alpha, gamma, T, B. On (alpha, gamma, T, B): order_parameter, free_energy, magnetization,
// zero_energy_dos, phase, status, solution_count. On (alpha, gamma, T): B_c2, transition_order, B_supercooling,
// B_superheating, B_jump, B_collapse. On (alpha, gamma): T_tricritical, T_critical_point, T_upturn. NaN (0 for the order)
// where a field does not exist. With spectra: coordinate energy, dos on (alpha, gamma, T, B, energy), mirage_energy and
// mirage_width on (alpha, gamma, T, B); where only a part of an axis has spectra, its coordinate there is alpha_spectrum,
// gamma_spectrum, T_spectrum or B_spectrum. Units are those of the configuration.

#include <mpi.h>

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "mirage/configuration.hpp"
#include "mirage/hdf5_handle.hpp"
#include "mirage/work.hpp"

namespace mirage {

inline constexpr const char* format_version = "1";

/// Variables in the order in which ResultBlock holds them.
enum PointValue : std::size_t { order_parameter, free_energy, magnetization, zero_energy_dos };
enum PointFlag : std::size_t { phase, status, solution_count };
enum LineValue : std::size_t { B_c2, B_supercooling, B_superheating, B_jump, B_collapse };
enum PlaneValue : std::size_t { T_tricritical, T_critical_point, T_upturn };
inline constexpr std::size_t point_values = 4, point_flags = 3, line_values = 5, plane_values = 3;

/// The results of consecutive lines with all their points, in the user's units.
struct ResultBlock {
    std::int64_t first_line = 0, lines = 0;
    std::array<std::vector<double>, point_values> point_value;     ///< lines x B
    std::array<std::vector<std::int8_t>, point_flags> point_flag;  ///< lines x B
    std::array<std::vector<double>, line_values> line_value;       ///< lines
    std::vector<std::int8_t> transition_order;                     ///< lines
};

/// The special temperatures of all planes, in the user's units.
using PlaneValues = std::array<std::vector<double>, plane_values>;

/// How the file came about.
struct RunInformation {
    int ranks = 1;
    int threads = 1;
    double wall_time = 0.0;  ///< of the last start [s]
    std::string instruction_set;
};

/// Bytes of the file's data.
double file_size(const Grid& grid);

/// Rank 0 alone: all dimensions, variables and attributes, no grid data yet. Throws Hdf5Error.
void create_result_file(const std::string& name, const Configuration& configuration, const RunInformation& information);

/// Rank 0 alone, last: the planes, and the time that the run took [s].
void finish_result_file(const std::string& name, const PlaneValues& planes, double wall_time);

/// Writes blocks of lines into a created file, opened by all ranks together.
class ResultWriter {
public:
    /// Collective. Throws Hdf5Error.
    ResultWriter(const std::string& name, const Grid& grid, MPI_Comm comm);
    /// Collective: every rank its block, which may be empty. In the end all blocks tile the grid.
    void write(const ResultBlock& block);
    /// Collective, with errors reported.
    void close();

private:
    std::string name_;
    Grid grid_;
    MPI_Comm comm_;
    Hdf5Handle file_, transfer_;
};

/// Bytes of the spectra's data.
double spectra_size(const SpectrumPart& part);

/// Consecutive spectra, in the user's units.
struct SpectrumBlock {
    std::int64_t first = 0, count = 0;
    std::vector<double> dos;                          ///< count x energies
    std::vector<double> mirage_energy, mirage_width;  ///< count
};

/// Writes spectra into a created file, opened by all ranks together.
class SpectrumWriter {
public:
    /// Collective. Throws Hdf5Error.
    SpectrumWriter(const std::string& name, const SpectrumPart& part, MPI_Comm comm);
    /// Collective: every rank its block, which may be empty.
    void write(const SpectrumBlock& block);
    /// Collective, with errors reported.
    void close();

private:
    std::string name_;
    SpectrumPart part_;
    MPI_Comm comm_;
    Hdf5Handle file_, transfer_;
};

}  // namespace mirage
