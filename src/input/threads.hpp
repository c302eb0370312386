#pragma once
// What `--threads` asks for.

#include <omp.h>

namespace mirage {

/// The number of OpenMP threads; 0: all that OpenMP offers.
inline int thread_count(int asked) { return asked > 0 ? asked : omp_get_max_threads(); }

}  // namespace mirage
