#include "parallel/scheduler.hpp"

#include <omp.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "parallel/chunk_scheduler.hpp"
#include "parallel/communicator.hpp"
#include "parallel/local_queue.hpp"

namespace mirage {
namespace {

using Seconds = std::chrono::duration<double>;

constexpr int request_tag = 1;  // worker to master: a Request
constexpr int range_tag = 2;    // master to worker: two numbers; an empty range is the last one
constexpr ItemRange stop_range{-1, -1};
constexpr auto poll_interval = std::chrono::microseconds(100);
constexpr Seconds min_pause{20e-6}, max_pause{1e-3};  // while a message is awaited
constexpr Seconds max_wait{20e-3};                    // while nothing but a stop is

enum Drawn : std::int64_t { nothing_yet = -1, nothing_more = -2 };  // else the number of an item

/// `wanted` asks for a range. `stop` asks for the end of the run. `closed` answers an empty range and is a
/// worker's last word, so that no message is ever left over.
enum class Message : std::int64_t { wanted, stop, closed };
struct Request {
    Message word = Message::wanted;
    std::int64_t idle = 0;  ///< threads without an item
    ClassTimes times;       ///< of what was finished since the last word
};

double now() { return Seconds(std::chrono::steady_clock::now().time_since_epoch()).count(); }

/// Sleeps while nothing comes, the longer the longer nothing has come.
class Backoff {
public:
    void sleep() {
        std::this_thread::sleep_for(pause_);
        pause_ = std::min(2.0 * pause_, max_pause);
    }
    void reset() { pause_ = min_pause; }

private:
    Seconds pause_ = min_pause;
};

/// Rank 0: answers requests; its own threads draw straight from the list.
class Master {
public:
    Master(const std::vector<WorkItem>& items, MPI_Comm comm, const ScheduleOptions& options)
        : comm_(comm),
          options_(options),
          closing_(static_cast<std::size_t>(ranks(comm)), false),
          open_(ranks(comm) - 1),
          chunks_(items, ranks(comm), options.threads, options.costs ? *options.costs : CostModel{}),
          queue_(items, options.threads) {}

    /// By the main thread, again and again until it is false: nothing is left to hand out, all workers know.
    bool serve() {
        int pending = 0;
        MPI_Status status;
        for (std::size_t i = 0; i < closing_.size() && open_ > 0;
             ++i) {  // not for ever: a stop is to be seen
            MPI_Iprobe(MPI_ANY_SOURCE, request_tag, comm_, &pending, &status);
            if (!pending) break;
            answer(status.MPI_SOURCE);
            backoff_.reset();
        }
        if (options_.stop() && !stopped_) stop();
        answer_waiting();
        bool over = false;
        {
            const std::lock_guard lock(mutex_);
            done_ = std::max(done_, chunks_.done());  // what is learned may take some of it back
            over = open_ == 0 && (dropped_ || chunks_.empty());
        }
        options_.report(done_);
        return !over;
    }
    /// By the main thread where it has nothing else to do.
    void rest() { backoff_.sleep(); }

    /// By any thread: an item's number, or Drawn.
    std::int64_t draw(int thread, bool) {
        const std::lock_guard lock(mutex_);
        if (!dropped_) {
            if (!may_take()) return nothing_yet;
            queue_.add(chunks_.take_one());
        }
        const std::int64_t item = queue_.draw(thread, now());
        return item < 0 ? nothing_more : item;
    }
    void finish(int thread) {
        const std::lock_guard lock(mutex_);
        queue_.finish(thread, now());
        chunks_.learn(queue_.take_times());
    }
    /// Nothing more is drawn.
    void drop() {
        const std::lock_guard lock(mutex_);
        dropped_ = true;
    }
    const CostModel& costs() const { return chunks_.costs(); }

private:
    static int ranks(MPI_Comm comm) {
        int size = 1;
        MPI_Comm_size(comm, &size);
        return size;
    }

    void answer(int source) {
        Request request;
        MPI_Recv(&request, sizeof request, MPI_BYTE, source, request_tag, comm_, MPI_STATUS_IGNORE);
        if (request.word == Message::closed) --open_;
        if (request.word == Message::stop && !stopped_) stop();
        {
            const std::lock_guard lock(mutex_);
            chunks_.learn(request.times);
        }
        const bool wanted = request.word == Message::wanted && !closing_[static_cast<std::size_t>(source)];
        if (wanted && !hand_out(source, request.idle)) waiting_.push_back({source, request.idle});
    }

    /// False where nothing may be handed out for now.
    bool hand_out(int worker, std::int64_t idle) {
        ItemRange range;
        {
            const std::lock_guard lock(mutex_);
            if (!dropped_ && !may_take()) return false;
            range = dropped_ ? stop_range : is_held() ? chunks_.take_one() : chunks_.take(idle);
        }
        send(worker, range);
        return true;
    }

    /// Those whose answer a hold has put off.
    void answer_waiting() {
        while (!waiting_.empty() && hand_out(waiting_.back().worker, waiting_.back().idle))
            waiting_.pop_back();
    }

    // with the mutex
    bool is_held() const { return options_.hold && options_.hold->active(); }
    bool may_take() { return !is_held() || chunks_.empty() || options_.hold->pass(); }

    void send(int worker, ItemRange range) {
        const std::int64_t message[2] = {range.begin, range.end};
        MPI_Send(message, 2, MPI_INT64_T, worker, range_tag, comm_);
        closing_[static_cast<std::size_t>(worker)] = range.begin == range.end;
    }

    void stop() {
        stopped_ = true;
        drop();
        waiting_.clear();
        for (int worker = 1; worker < static_cast<int>(closing_.size()); ++worker)
            if (!closing_[static_cast<std::size_t>(worker)]) send(worker, stop_range);
    }

    struct Waiting {
        int worker;
        std::int64_t idle;
    };

    // of the main thread
    MPI_Comm comm_;
    const ScheduleOptions& options_;
    std::vector<Waiting> waiting_;  ///< requests that a hold has put off
    std::vector<bool> closing_;     ///< of each worker: an empty range is on its way
    int open_;                      ///< workers whose last word is still to come
    bool stopped_ = false;
    double done_ = 0.0;
    Backoff backoff_;
    // of all threads
    std::mutex mutex_;
    ChunkScheduler chunks_;
    LocalQueue queue_;
    bool dropped_ = false;
};

/// Any other rank: asks for the next range shortly before the present one is used up.
class Worker {
public:
    Worker(const std::vector<WorkItem>& items, MPI_Comm comm, const ScheduleOptions& options)
        : comm_(comm), options_(options), queue_(items, options.threads) {}

    bool serve() {
        if (over_) return false;
        if (receive_ == MPI_REQUEST_NULL) MPI_Irecv(message_, 2, MPI_INT64_T, 0, range_tag, comm_, &receive_);
        if (options_.stop() && !stopped_) {
            stopped_ = true;
            drop();
            send(Message::stop);
        }
        if (!stopped_ && !asked_ && time_left() <= 0.0) {
            asked_ = true;
            send(Message::wanted);
        }
        int arrived = 0;
        MPI_Test(&receive_, &arrived, MPI_STATUS_IGNORE);
        if (arrived) take({message_[0], message_[1]});
        return !over_;
    }
    void rest() {
        if (asked_ || stopped_) return backoff_.sleep();
        const Seconds most = std::clamp(Seconds(time_left()), min_pause, max_wait);
        std::unique_lock lock(mutex_);
        low_.wait_for(lock, most, [&] { return queue_.empty() && queue_.idle() > 0; });
    }

    std::int64_t draw(int thread, bool patient) {
        std::unique_lock lock(mutex_);
        if (patient) filled_.wait(lock, [&] { return closed_ || !queue_.empty(); });
        const std::int64_t item = queue_.draw(thread, now());
        return item >= 0 ? item : closed_ ? nothing_more : nothing_yet;
    }
    void finish(int thread) {
        const std::lock_guard lock(mutex_);
        queue_.finish(thread, now());
        if (queue_.empty()) low_.notify_one();
    }
    void drop() {
        const std::lock_guard lock(mutex_);
        queue_.clear();
        dropped_ = closed_ = true;
        filled_.notify_all();
    }

    /// Of what was finished since the last message, when all is done.
    ClassTimes take_times() { return queue_.take_times(); }

private:
    double time_left() {
        const std::lock_guard lock(mutex_);
        return queue_.until_request(now());
    }

    void send(Message word) {
        Request request{word, 0, {}};
        {
            const std::lock_guard lock(mutex_);
            request.idle = queue_.idle();
            request.times = queue_.take_times();
        }
        MPI_Send(&request, sizeof request, MPI_BYTE, 0, request_tag, comm_);
    }

    void take(ItemRange range) {
        asked_ = false;
        over_ = range.begin == range.end;
        backoff_.reset();
        if (range.begin == stop_range.begin) drop();
        {
            const std::lock_guard lock(mutex_);
            if (!dropped_) queue_.add(range);
            closed_ = closed_ || over_;
            filled_.notify_all();
        }
        if (over_) send(Message::closed);
    }

    // of the main thread
    MPI_Comm comm_;
    const ScheduleOptions& options_;
    MPI_Request receive_ = MPI_REQUEST_NULL;
    std::int64_t message_[2] = {0, 0};
    bool asked_ = false, stopped_ = false, over_ = false;
    Backoff backoff_;
    // of all threads
    std::mutex mutex_;
    std::condition_variable filled_, low_;
    LocalQueue queue_;
    bool closed_ = false, dropped_ = false;  ///< nothing comes any more, nothing is to be computed any more
};

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
