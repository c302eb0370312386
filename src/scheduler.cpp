#include "mirage/scheduler.hpp"

#include <omp.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <mutex>
#include <thread>

namespace mirage {
namespace {

constexpr int request_tag = 1;
constexpr int range_tag = 2;
constexpr auto nap = std::chrono::microseconds(100);

/// Items that this rank holds. Threads draw from it; only the main thread fills it.
class LocalQueue {
public:
    void add(ItemRange range) {
        const std::lock_guard lock(mutex_);
        for (std::int64_t i = range.begin; i < range.end; ++i) items_.push_back(i);
    }
    void close() {
        const std::lock_guard lock(mutex_);
        closed_ = true;
    }
    /// An item number, or -1 when there is none at the moment, or -2 when there will be none any more.
    std::int64_t draw() {
        const std::lock_guard lock(mutex_);
        if (items_.empty()) return closed_ ? -2 : -1;
        const std::int64_t item = items_.front();
        items_.pop_front();
        return item;
    }
    std::size_t size() {
        const std::lock_guard lock(mutex_);
        return items_.size();
    }
    void finished(double cost) {
        const std::lock_guard lock(mutex_);
        done_ += cost;
    }
    double done() {
        const std::lock_guard lock(mutex_);
        return done_;
    }

private:
    std::mutex mutex_;
    std::deque<std::int64_t> items_;
    bool closed_ = false;
    double done_ = 0.0;
};

/// Rank 0: answers requests, keeps its own queue filled while items are left.
class Master {
public:
    Master(const std::vector<WorkItem>& items, MPI_Comm comm, const ScheduleOptions& options, LocalQueue& queue)
        : comm_(comm),
          options_(options),
          queue_(queue),
          dispenser_(items, ranks(comm)),
          done_(static_cast<std::size_t>(ranks(comm))) {
        waiting_ = ranks(comm) - 1;
    }

    /// Called by the main thread between its own items; false when nothing is left to hand out.
    bool serve() {
        int pending = 0;
        MPI_Status status;
        while (waiting_ > 0 && (MPI_Iprobe(MPI_ANY_SOURCE, request_tag, comm_, &pending, &status), pending))
            answer(status.MPI_SOURCE);
        if (queue_.size() < static_cast<std::size_t>(options_.threads)) queue_.add(dispenser_.take_items(options_.threads));
        if (dispenser_.empty()) queue_.close();
        done_[0] = queue_.done();
        double total = 0.0;
        for (const double part : done_) total += part;
        options_.report(total);
        return waiting_ > 0 || !dispenser_.empty();
    }

private:
    static int ranks(MPI_Comm comm) {
        int size = 1;
        MPI_Comm_size(comm, &size);
        return size;
    }

    void answer(int source) {
        MPI_Recv(&done_[static_cast<std::size_t>(source)], 1, MPI_DOUBLE, source, request_tag, comm_, MPI_STATUS_IGNORE);
        const ItemRange range = dispenser_.take();
        const std::int64_t message[2] = {range.begin, range.end};
        MPI_Send(message, 2, MPI_INT64_T, source, range_tag, comm_);
        if (range.begin == range.end) --waiting_;
    }

    MPI_Comm comm_;
    const ScheduleOptions& options_;
    LocalQueue& queue_;
    Dispenser dispenser_;
    std::vector<double> done_;
    int waiting_ = 0;
};

/// Any other rank: asks for the next range before the present one is used up.
class Worker {
public:
    Worker(MPI_Comm comm, const ScheduleOptions& options, LocalQueue& queue)
        : comm_(comm), options_(options), queue_(queue) {}

    bool serve() {
        if (over_) return false;
        if (request_ == MPI_REQUEST_NULL) {
            if (queue_.size() > static_cast<std::size_t>(options_.threads)) return true;
            done_ = queue_.done();
            MPI_Irecv(message_, 2, MPI_INT64_T, 0, range_tag, comm_, &request_);
            MPI_Send(&done_, 1, MPI_DOUBLE, 0, request_tag, comm_);
        }
        int arrived = 0;
        MPI_Test(&request_, &arrived, MPI_STATUS_IGNORE);
        if (!arrived) return true;
        over_ = message_[0] == message_[1];
        queue_.add({message_[0], message_[1]});
        if (over_) queue_.close();
        return !over_;
    }

private:
    MPI_Comm comm_;
    const ScheduleOptions& options_;
    LocalQueue& queue_;
    MPI_Request request_ = MPI_REQUEST_NULL;
    std::int64_t message_[2] = {0, 0};
    double done_ = 0.0;
    bool over_ = false;
};

/// All threads draw items; the main thread communicates in between.
template <class Server>
void work(const std::vector<WorkItem>& items, const std::function<void(const WorkItem&, int)>& compute, int threads,
          LocalQueue& queue, Server server) {
#pragma omp parallel num_threads(threads)
    {
        const int thread = omp_get_thread_num();
        bool serving = thread == 0;
        for (;;) {
            if (serving) serving = server.serve();
            const std::int64_t item = queue.draw();
            if (item >= 0) {
                compute(items[static_cast<std::size_t>(item)], thread);
                queue.finished(items[static_cast<std::size_t>(item)].cost);
            } else if (item == -2 && !serving) {
                break;
            } else {
                std::this_thread::sleep_for(nap);
            }
        }
    }
}

}  // namespace

Dispenser::Dispenser(const std::vector<WorkItem>& items, int workers) : items_(&items), workers_(workers) {
    for (const WorkItem& item : items) remaining_ += item.cost;
}

ItemRange Dispenser::take() {
    const double share = remaining_ / (4.0 * workers_);
    ItemRange range{next_, next_};
    double cost = 0.0;
    while (!empty() && (range.begin == range.end || cost < share)) {
        cost += (*items_)[static_cast<std::size_t>(next_)].cost;
        range.end = ++next_;
    }
    remaining_ -= cost;
    return range;
}

ItemRange Dispenser::take_items(int count) {
    ItemRange range{next_, next_};
    for (int i = 0; i < count && !empty(); ++i) {
        remaining_ -= (*items_)[static_cast<std::size_t>(next_)].cost;
        range.end = ++next_;
    }
    return range;
}

void run_items(const std::vector<WorkItem>& items, const std::function<void(const WorkItem&, int)>& compute, MPI_Comm comm,
               const ScheduleOptions& options) {
    int rank = 0;
    MPI_Comm_rank(comm, &rank);
    LocalQueue queue;
    if (rank == 0) {
        work(items, compute, options.threads, queue, Master(items, comm, options, queue));
    } else {
        work(items, compute, options.threads, queue, Worker(comm, options, queue));
    }
    quiet_barrier(comm);
}

void quiet_barrier(MPI_Comm comm) {
    MPI_Request request;
    MPI_Ibarrier(comm, &request);
    for (int arrived = 0; !arrived;) {
        MPI_Test(&request, &arrived, MPI_STATUS_IGNORE);
        if (!arrived) std::this_thread::sleep_for(nap);
    }
}

}  // namespace mirage
