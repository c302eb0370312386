// Collective write of one result file over 1 GB, to the disk: create, write, close, sync. Prints seconds and
// bytes.
//   mpirun -n 2 build/tests/benchmark/file_write FILE [POINTS]     (the file is removed)
// Compare with dd if=/dev/zero of=FILE bs=16M count=... conv=fsync on the same disk.

#include <cstdio>
#include <cstdlib>
#include <string>

#include "checkpoint/journal.hpp"
#include "file/result_file.hpp"
#include "file/result_writer.hpp"
#include "parallel/communicator.hpp"

int main(int argc, char** argv) {
    using namespace mirage;
    if (argc < 2) {
        std::fputs("file_write FILE [POINTS]\n", stderr);
        return 2;
    }
    const MpiSession session;
    const Communicator mpi = communicator_of(MPI_COMM_WORLD, 1);
    const std::string file = argv[1];
    const double points = argc > 2 ? std::atof(argv[2]) : 4e7;
    // lines of 1000 fields
    Configuration c = read_configuration(
        "", {"--beta=7", "--T=0.001:1:" + std::to_string(static_cast<long>(points / 1000)), "--B=0:9:1000"});
    const Grid grid = grid_of(c);
    ResultBlock block;
    block.first_line = share_begin(grid.lines(), mpi, mpi.rank);
    block.lines = share_begin(grid.lines(), mpi, mpi.rank + 1) - block.first_line;
    const auto own = static_cast<std::size_t>(block.lines * grid.B),
               lines = static_cast<std::size_t>(block.lines);
    for (auto& values : block.point_value) values.assign(own, 0.5);
    for (auto& flags : block.point_flag) flags.assign(own, 1);
    for (auto& values : block.line_value) values.assign(lines, 0.5);
    block.transition_order.assign(lines, 1);

    MPI_Barrier(mpi.comm);
    const double start = MPI_Wtime();
    if (mpi.rank == 0) create_result_file(file, c, {mpi.size, 1, 0.0, "none"});
    quiet_barrier(mpi.comm);
    ResultWriter writer(file, grid, mpi.comm);
    writer.write(block);
    writer.close();
    if (mpi.rank == 0) {
        sync_to_disk(file);
        std::printf("%.3f s %.0f bytes\n", MPI_Wtime() - start, file_size(grid));
        std::remove(file.c_str());
    }
    quiet_barrier(mpi.comm);
    return 0;
}
