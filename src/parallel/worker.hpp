#pragma once
// Any other rank of a schedule.

#include <mpi.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <vector>

#include "parallel/local_queue.hpp"
#include "parallel/scheduler.hpp"
#include "parallel/work_request.hpp"

namespace mirage {

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
            send(WorkMessage::stop);
        }
        if (!stopped_ && !asked_ && time_left() <= 0.0) {
            asked_ = true;
            send(WorkMessage::wanted);
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
        const std::int64_t item = queue_.draw(thread, steady_time());
        return item >= 0 ? item : closed_ ? nothing_more : nothing_yet;
    }
    void finish(int thread) {
        const std::lock_guard lock(mutex_);
        queue_.finish(thread, steady_time());
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
        return queue_.until_request(steady_time());
    }

    void send(WorkMessage word) {
        WorkRequest request{word, 0, {}};
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
        if (over_) send(WorkMessage::closed);
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

}  // namespace mirage
