// Collective write of one result file over 1 GB, to the disk: create, write, close, sync. Prints seconds and
// bytes.
//   mpirun -n 2 build/tests/benchmark/file_write FILE [POINTS]     (the file is removed)
// Compare with dd if=/dev/zero of=FILE bs=16M count=... conv=fsync on the same disk.

#include <cstdio>
#include <cstdlib>
#include <string>

#include "file/result_file.hpp"
#include "file/result_writer.hpp"
#include "parallel/communicator.hpp"
#include "results/disk.hpp"

int main(int argc, char** argv) {
    using namespace mirage;
    if (argc < 2) {
        std::fputs("file_write FILE [POINTS]\n", stderr);
        return 2;
    }
    const MpiSession session;
    const Communicator mpi = communicator_of(MPI_COMM_WORLD, 1);
    const std::string file = argv[1];
    const double points = argc > 2 ? std::stod(argv[2]) : 4e7;
    // lines of 1000 fields
    const Configuration c = read_configuration(
        "", {"--beta=7", "--T=0.001:1:" + std::to_string(static_cast<long>(points / 1000)), "--B=0:9:1000"});
    const Grid grid = grid_of(c);
    const std::int64_t first = share_begin(grid.lines(), mpi, mpi.rank),
                       count = share_begin(grid.lines(), mpi, mpi.rank + 1) - first;
    const RowBlock points_block = missing_rows(point_quantities, first * grid.B(), count * grid.B()),
                   lines_block = missing_rows(line_quantities, first, count);

    MPI_Barrier(mpi.comm);
    const double start = MPI_Wtime();
    if (mpi.rank == 0) create_result_file(file, c, {mpi.size, 1, 0.0, "none"});
    quiet_barrier(mpi.comm);
    ResultWriter writer(file, mpi.comm);
    const std::size_t dimensions = grid.axes.size() - 1;
    write_block(writer, point_quantities, {dimensions, first, count, grid.B()}, points_block);
    write_block(writer, line_quantities, {dimensions, first, count, 1}, lines_block);
    writer.close();
    if (mpi.rank == 0) {
        sync_to_disk(file);
        std::printf("%.3f s %.0f bytes\n", MPI_Wtime() - start, grid_size(grid.points(), grid.lines()));
        std::remove(file.c_str());
    }
    quiet_barrier(mpi.comm);
    return 0;
}
