#pragma once
// The result: one NetCDF-4 compatible HDF5 file, described by rank 0, filled by all ranks together.
//
// Dimensions and coordinates alpha, gamma, T, B. On (alpha, gamma, T, B): order_parameter, free_energy,
// magnetization, zero_energy_dos, phase, status, solution_count. On (alpha, gamma, T): B_c2,
// transition_order, B_supercooling, B_superheating, B_jump, B_collapse. On (alpha, gamma): T_tricritical,
// T_critical_point, T_upturn. NaN (0 for the order) where a field does not exist. With spectra: coordinate
// energy, dos on (alpha, gamma, T, B, energy), mirage_energy and mirage_width on (alpha, gamma, T, B); where
// only a part of an axis has spectra, its coordinate there is alpha_spectrum, gamma_spectrum, T_spectrum or
// B_spectrum. Units are those of the configuration.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "grid/work.hpp"
#include "input/configuration.hpp"
#include "results/quantities.hpp"

namespace mirage {

inline constexpr const char* format_version = "1";

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
void create_result_file(const std::string& name, const Configuration& configuration,
                        const RunInformation& information);

/// Rank 0 alone, last: the planes, and the time that the run took [s].
void finish_result_file(const std::string& name, const PlaneValues& planes, double wall_time);

/// Bytes of the spectra's data.
double spectra_size(const SpectrumGrid& part);

}  // namespace mirage
