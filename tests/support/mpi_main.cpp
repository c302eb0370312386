// main of the tests that run under mpirun.

#include <mpi.h>

#include <gtest/gtest.h>

#include "file/hdf5_handle.hpp"

int main(int argc, char** argv) {
    int provided = 0;
    MPI_Init_thread(&argc, &argv, MPI_THREAD_FUNNELED, &provided);
    mirage::silence_hdf5();
    testing::InitGoogleTest(&argc, argv);
    const int status = RUN_ALL_TESTS();
    MPI_Finalize();
    return status;
}
