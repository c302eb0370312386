#pragma once
// A number that all ranks of a test count and look at, from any thread and without messages: they are on one
// machine.

#include <mpi.h>

#include <atomic>
#include <new>

namespace mirage_test {

/// Starts at 0. Made and destroyed collectively.
class SharedCounter {
public:
    SharedCounter() {
        int rank = 0;
        MPI_Comm_rank(MPI_COMM_WORLD, &rank);
        void* own = nullptr;
        MPI_Win_allocate_shared(rank == 0 ? sizeof(Value) : 0, 1, MPI_INFO_NULL, MPI_COMM_WORLD, &own,
                                &window_);
        MPI_Aint size = 0;
        int unit = 0;
        void* first = nullptr;
        MPI_Win_shared_query(window_, 0, &size, &unit, &first);
        value_ = static_cast<Value*>(first);
        if (rank == 0) new (first) Value(0);
        MPI_Barrier(MPI_COMM_WORLD);
    }
    ~SharedCounter() { MPI_Win_free(&window_); }
    SharedCounter(const SharedCounter&) = delete;
    SharedCounter& operator=(const SharedCounter&) = delete;

    void operator++() { ++*value_; }
    operator int() const { return *value_; }

private:
    using Value = std::atomic<int>;
    static_assert(Value::is_always_lock_free, "atomic between processes");
    MPI_Win window_ = MPI_WIN_NULL;
    Value* value_ = nullptr;
};

}  // namespace mirage_test
