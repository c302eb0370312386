// A race between OpenMP threads, and a shared variable that a barrier orders: ThreadSanitizer must find the
// first alone.

#include <omp.h>

#include <cstdio>

int main(int count, char**) {
    int ordered = 0, racing = 0;
#pragma omp parallel num_threads(4)
    {
        if (omp_get_thread_num() == 0) ordered = count;
#pragma omp barrier
        if (ordered != count) std::puts("no barrier");
#pragma omp for
        for (int i = 0; i < 1000; ++i) racing += i;
    }
    std::printf("%d\n", racing);
}
