#include "mirage/scheduler.hpp"

#include <omp.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <mutex>
#include <thread>

namespace mirage {
namespace {

constexpr int request_tag = 1;  // worker to master: a Request
constexpr int range_tag = 2;    // master to worker: two numbers; an empty range is the last one
constexpr ItemRange stop_range{-1, -1};
constexpr auto nap = std::chrono::microseconds(100);

/// `wanted` asks for a range. `stop` asks for the end of the run. `closed` answers an empty range and is a worker's last
/// word, so that no message is ever left over.
enum class Word : std::int64_t { wanted, stop, closed };
struct Request {
    Word word = Word::wanted;
    double done = 0.0;  ///< by this worker, expected cost [s]
};

/// Items that this rank holds. Threads draw from it; only the main thread fills it.
class LocalQueue {
public:
    void add(ItemRange range) {
        const std::lock_guard lock(mutex_);
        for (std::int64_t i = range.begin; i < range.end && !dropped_; ++i) items_.push_back(i);
    }
    void close() {
        const std::lock_guard lock(mutex_);
        closed_ = true;
    }
    /// Nothing more is drawn.
    void drop() {
        const std::lock_guard lock(mutex_);
        items_.clear();
        dropped_ = closed_ = true;
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
    bool closed_ = false, dropped_ = false;
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
          workers_(static_cast<std::size_t>(ranks(comm))) {
        open_ = static_cast<int>(workers_.size()) - 1;
    }

    /// Called by the main thread between its own items; false when nothing is left to hand out.
    bool serve() {
        int pending = 0;
        MPI_Status status;
        while (open_ > 0 && (MPI_Iprobe(MPI_ANY_SOURCE, request_tag, comm_, &pending, &status), pending))
            answer(status.MPI_SOURCE);
        if (options_.stop() && !stopped_) stop();
        if (!stopped_ && queue_.size() < static_cast<std::size_t>(options_.threads))
            queue_.add(dispenser_.take_items(options_.threads));
        if (dispenser_.empty()) queue_.close();
        workers_[0].done = queue_.done();
        double total = 0.0;
        for (const WorkerState& worker : workers_) total += worker.done;
        options_.report(total);
        return open_ > 0 || !(stopped_ || dispenser_.empty());
    }

private:
    struct WorkerState {
        double done = 0.0;
        bool closing = false;  ///< an empty range is on its way
    };

    static int ranks(MPI_Comm comm) {
        int size = 1;
        MPI_Comm_size(comm, &size);
        return size;
    }

    void answer(int source) {
        Request request;
        MPI_Recv(&request, sizeof request, MPI_BYTE, source, request_tag, comm_, MPI_STATUS_IGNORE);
        WorkerState& worker = workers_[static_cast<std::size_t>(source)];
        worker.done = request.done;
        if (request.word == Word::closed) --open_;
        if (request.word == Word::stop && !stopped_) stop();
        if (request.word == Word::wanted && !worker.closing) send(source, dispenser_.take());
    }

    void send(int worker, ItemRange range) {
        const std::int64_t message[2] = {range.begin, range.end};
        MPI_Send(message, 2, MPI_INT64_T, worker, range_tag, comm_);
        workers_[static_cast<std::size_t>(worker)].closing = range.begin == range.end;
    }

    void stop() {
        stopped_ = true;
        queue_.drop();
        for (int worker = 1; worker < static_cast<int>(workers_.size()); ++worker)
            if (!workers_[static_cast<std::size_t>(worker)].closing) send(worker, stop_range);
    }

    MPI_Comm comm_;
    const ScheduleOptions& options_;
    LocalQueue& queue_;
    Dispenser dispenser_;
    std::vector<WorkerState> workers_;
    int open_ = 0;  ///< workers whose last word is still to come
    bool stopped_ = false;
};

/// Any other rank: asks for the next range before the present one is used up.
class Worker {
public:
    Worker(MPI_Comm comm, const ScheduleOptions& options, LocalQueue& queue)
        : comm_(comm), options_(options), queue_(queue) {}

    bool serve() {
        if (over_) return false;
        if (receive_ == MPI_REQUEST_NULL) MPI_Irecv(message_, 2, MPI_INT64_T, 0, range_tag, comm_, &receive_);
        if (options_.stop() && !stopped_) {
            stopped_ = true;
            queue_.drop();
            send(Word::stop);
        }
        if (!stopped_ && !asked_ && queue_.size() <= static_cast<std::size_t>(options_.threads)) {
            asked_ = true;
            send(Word::wanted);
        }
        int arrived = 0;
        MPI_Test(&receive_, &arrived, MPI_STATUS_IGNORE);
        if (arrived) take({message_[0], message_[1]});
        return !over_;
    }

private:
    void send(Word word) const {
        const Request request{word, queue_.done()};
        MPI_Send(&request, sizeof request, MPI_BYTE, 0, request_tag, comm_);
    }

    void take(ItemRange range) {
        asked_ = false;
        over_ = range.begin == range.end;
        queue_.add(range);
        if (range.begin == stop_range.begin) queue_.drop();
        if (over_) queue_.close();
        if (over_) send(Word::closed);
    }

    MPI_Comm comm_;
    const ScheduleOptions& options_;
    LocalQueue& queue_;
    MPI_Request receive_ = MPI_REQUEST_NULL;
    std::int64_t message_[2] = {0, 0};
    bool asked_ = false, stopped_ = false, over_ = false;
};

/// All threads draw items; the main thread communicates in between.
template <class Server>
void work(const std::vector<WorkItem>& items, const std::function<void(const WorkItem&, int)>& compute,
          const ScheduleOptions& options, LocalQueue& queue, Server server) {
#pragma omp parallel num_threads(options.threads)
    {
        const int thread = omp_get_thread_num();
        bool serving = thread == 0;
        for (;;) {
            if (serving) serving = server.serve();
            if (options.stop()) queue.drop();
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

Ending run_items(const std::vector<WorkItem>& items, const std::function<void(const WorkItem&, int)>& compute, MPI_Comm comm,
                 const ScheduleOptions& options) {
    int rank = 0;
    MPI_Comm_rank(comm, &rank);
    LocalQueue queue;
    if (rank == 0) {
        work(items, compute, options, queue, Master(items, comm, options, queue));
    } else {
        work(items, compute, options, queue, Worker(comm, options, queue));
    }
    quiet_barrier(comm);
    int stopped = options.stop() ? 1 : 0;
    MPI_Allreduce(MPI_IN_PLACE, &stopped, 1, MPI_INT, MPI_MAX, comm);
    return stopped != 0 ? Ending::stopped : Ending::done;
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
