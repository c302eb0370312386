#pragma once
// Fills a result file that rank 0 described: all ranks together, each its own rows.

#include <mpi.h>

#include <string>
#include <vector>

#include "file/hdf5_handle.hpp"
#include "results/records.hpp"

namespace mirage {

/// Consecutive rows of a variable, numbered by its first `dimensions` dimensions; `per_row` values in each.
struct RowSelection {
    std::size_t dimensions = 1;
    std::int64_t first = 0, count = 0;
    std::int64_t per_row = 1;
};

/// A created file, opened by all ranks together. Where something failed before close() it stays open until
/// the processes end: HDF5 closes a file with steps of all ranks that wait for each other for ever once one
/// of them met an error of the disk and another did not.
class ResultWriter {
public:
    /// Collective. Throws Hdf5Error.
    ResultWriter(const std::string& name, MPI_Comm comm);
    ~ResultWriter() { file_.abandon(); }
    ResultWriter(const ResultWriter&) = delete;
    ResultWriter& operator=(const ResultWriter&) = delete;
    /// Collective: every rank its rows, which may be none. In the end all rows of all ranks tile the
    /// variable.
    void write(const std::string& variable, const RowSelection& rows, const std::vector<double>& values);
    void write(const std::string& variable, const RowSelection& rows, const std::vector<std::int8_t>& values);
    /// Sees to it that the rows of this rank are on the disk: what fails there fails before close().
    void sync();
    /// Collective, with errors reported.
    void close();

private:
    std::string name_;
    MPI_Comm comm_;
    Hdf5Handle file_, transfer_;
};

/// Collective: every stored quantity of a table.
template <class State, std::size_t n>
void write_block(ResultWriter& writer, const std::array<Quantity<State>, n>& quantities,
                 const RowSelection& rows, const RowBlock& block) {
    for_each_stored(quantities, [&](const Quantity<State>& q, std::size_t at) {
        if (q.storage == Storage::number)
            writer.write(q.name, rows, block.numbers[at]);
        else
            writer.write(q.name, rows, block.flags[at]);
    });
}

}  // namespace mirage
