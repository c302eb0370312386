#pragma once
// Fills a result file that rank 0 described: all ranks together, each its own block.

#include <mpi.h>

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "file/hdf5_handle.hpp"
#include "grid/work.hpp"
#include "results/quantities.hpp"

namespace mirage {

/// The results of consecutive lines with all their points, in the user's units.
struct ResultBlock {
    std::int64_t first_line = 0, lines = 0;
    std::array<std::vector<double>, point_values> point_value;     ///< lines x B
    std::array<std::vector<std::int8_t>, point_flags> point_flag;  ///< lines x B
    std::array<std::vector<double>, line_values> line_value;       ///< lines
    std::vector<std::int8_t> transition_order;                     ///< lines
};

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
    SpectrumWriter(const std::string& name, const SpectrumGrid& part, MPI_Comm comm);
    /// Collective: every rank its block, which may be empty.
    void write(const SpectrumBlock& block);
    /// Collective, with errors reported.
    void close();

private:
    std::string name_;
    SpectrumGrid part_;
    MPI_Comm comm_;
    Hdf5Handle file_, transfer_;
};

}  // namespace mirage
