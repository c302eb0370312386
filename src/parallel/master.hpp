#pragma once
// Rank 0 of a schedule.

#include <mpi.h>

#include <algorithm>
#include <mutex>
#include <vector>

#include "parallel/chunk_scheduler.hpp"
#include "parallel/local_queue.hpp"
#include "parallel/scheduler.hpp"
#include "parallel/work_request.hpp"

namespace mirage {

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
        const std::int64_t item = queue_.draw(thread, steady_time());
        return item < 0 ? nothing_more : item;
    }
    void finish(int thread) {
        const std::lock_guard lock(mutex_);
        queue_.finish(thread, steady_time());
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
        WorkRequest request;
        MPI_Recv(&request, sizeof request, MPI_BYTE, source, request_tag, comm_, MPI_STATUS_IGNORE);
        if (request.word == WorkMessage::closed) --open_;
        if (request.word == WorkMessage::stop && !stopped_) stop();
        {
            const std::lock_guard lock(mutex_);
            chunks_.learn(request.times);
        }
        const bool wanted =
            request.word == WorkMessage::wanted && !closing_[static_cast<std::size_t>(source)];
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

}  // namespace mirage
