#include "parallel/scheduler.hpp"

#include <omp.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "parallel/communicator.hpp"
#include "parallel/master.hpp"
#include "parallel/worker.hpp"

namespace mirage {
namespace {

constexpr auto poll_interval = std::chrono::microseconds(100);

/// Thread 0 communicates; it computes too, in between, where there is no thread to spare for that.
template <class Server>
void work(const std::vector<WorkItem>& items, const std::function<void(const WorkItem&, int)>& compute,
          const ScheduleOptions& options, int ranks, Server& server) {
#pragma omp parallel num_threads(options.threads + (ranks > 1 ? 1 : 0))
    {
        const int spare = std::max(0, omp_get_num_threads() - options.threads);
        const int thread = omp_get_thread_num() - spare;
        bool serving = thread == -spare;
        while (serving || thread >= 0) {
            if (serving) serving = server.serve();
            if (thread < 0) {
                if (serving) server.rest();
                continue;
            }
            if (options.stop()) server.drop();
            const std::int64_t item = server.draw(thread, thread + spare > 0);
            if (item >= 0) {
                compute(items[static_cast<std::size_t>(item)], thread);
                server.finish(thread);
            } else if (serving || item == nothing_yet) {
                std::this_thread::sleep_for(poll_interval);
            } else {
                break;
            }
        }
    }
}

/// On rank 0.
ClassTimes sum_over_ranks(const ClassTimes& mine, MPI_Comm comm) {
    constexpr int numbers = sizeof(ClassTimes) / sizeof(double);
    static_assert(sizeof(ClassTimes) == sizeof(double) * 3 * cost_classes);
    ClassTimes sum;
    MPI_Reduce(&mine, &sum, numbers, MPI_DOUBLE, MPI_SUM, 0, comm);
    return sum;
}

}  // namespace

RunStatus run_items(const std::vector<WorkItem>& items,
                    const std::function<void(const WorkItem&, int)>& compute, MPI_Comm comm,
                    const ScheduleOptions& options) {
    int rank = 0, ranks = 1;
    MPI_Comm_rank(comm, &rank);
    MPI_Comm_size(comm, &ranks);
    ClassTimes untold;  // of items that were finished after the last message
    if (rank == 0) {
        Master master(items, comm, options);
        work(items, compute, options, ranks, master);
        if (options.costs) *options.costs = master.costs();
    } else {
        Worker worker(items, comm, options);
        work(items, compute, options, ranks, worker);
        untold = worker.take_times();
    }
    quiet_barrier(comm);
    const ClassTimes of_workers = sum_over_ranks(untold, comm);
    if (rank == 0 && options.costs) options.costs->learn(of_workers);
    int stopped = options.stop() ? 1 : 0;
    MPI_Allreduce(MPI_IN_PLACE, &stopped, 1, MPI_INT, MPI_MAX, comm);
    return stopped != 0 ? RunStatus::stopped : RunStatus::finished;
}

}  // namespace mirage
