#pragma once
// How a process was started, known without MPI_Init: by the environment that mpirun and srun give it.

namespace mirage {

/// Number of this process, from 0, among those that were started together.
struct Launch {
    int rank = 0, size = 1;
};

/// Of Open MPI, MPICH, Intel MPI and srun; {0, 1} where none of these started it.
Launch launch_of_environment();

/// Before MPI_Init, for Open MPI; what the user has set stays. A file opened by several ranks otherwise
/// shares a semaphore that is named after the file alone, with every other user of the machine, and a run
/// that was killed leaves it behind. A process that nothing launched needs neither a daemon nor a session
/// folder, which runs that begin and end at once take from each other.
void set_mpi_environment();

}  // namespace mirage
