#pragma once
// How a process was started, known without MPI_Init: by the environment that mpirun and srun give it.

namespace mirage {

/// Number of this process, from 0, among those that were started together.
struct Launch {
    int rank = 0, size = 1;
};

/// Of Open MPI, MPICH, Intel MPI and srun; {0, 1} where none of these started it.
Launch launch_of_environment();

}  // namespace mirage
