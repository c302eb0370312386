#pragma once

#include <time.h>

#include <exception>

namespace mirage_benchmark {

/// Of this thread [s]: others on the machine do not count.
inline double processor_time() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

/// What `work` takes [s].
template <class Work>
double processor_time_of(const Work& work) {
    const double start = processor_time();
    try {
        work();
    } catch (const std::exception&) {  // a run marks it and goes on
    }
    return processor_time() - start;
}

}  // namespace mirage_benchmark
