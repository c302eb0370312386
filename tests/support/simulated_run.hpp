#pragma once
// A run on many ranks against a clock: the decisions of master and workers (ChunkScheduler, LocalQueue) with
// messages and items that take given times, event by event.

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <queue>
#include <tuple>
#include <vector>

#include "parallel/chunk_scheduler.hpp"
#include "parallel/local_queue.hpp"

namespace mirage_test {

struct Machine {
    int ranks = 1;
    int threads = 1;         ///< of each rank
    double latency = 20e-6;  ///< of a message, with the naps of who waits for it [s]
    double service = 3e-6;   ///< time of the master for one request [s]
    bool learning = true;    ///< false: by the expected costs alone
};

struct SimulatedRun {
    double work = 0.0;      ///< of all items [s]
    double end = 0.0;       ///< of the last item [s]
    double busy = 0.0;      ///< the master, with requests [s]
    double capacity = 0.0;  ///< all threads until the end [s]
    std::int64_t requests = 0;
    std::vector<int> times;  ///< that each item was computed

    double efficiency() const { return work / capacity; }
};

class Simulation {
public:
    /// `seconds`: what each item takes; `costs`: what was learned before.
    Simulation(const std::vector<mirage::WorkItem>& items, const std::vector<double>& seconds,
               const Machine& machine, const mirage::CostModel& costs = {})
        : seconds_(seconds),
          machine_(machine),
          chunks_(items, machine.ranks, machine.threads, machine.learning ? costs : believed(items)) {
        for (int rank = 0; rank < machine.ranks; ++rank)
            ranks_.push_back({mirage::LocalQueue(items, machine.threads), {}, {}});
        for (Rank& rank : ranks_) rank.idle.resize(static_cast<std::size_t>(machine.threads), true);
        run_.times.resize(items.size(), 0);
    }

    SimulatedRun run() {
        for (int rank = 0; rank < machine_.ranks; ++rank) serve(rank, 0.0);
        while (!events_.empty()) {
            const Event event = events_.top();
            events_.pop();
            if (event.kind == Kind::finished) finish(event);
            if (event.kind == Kind::due) serve(event.rank, event.time);
            if (event.kind == Kind::request) answer(event);
            if (event.kind == Kind::answer) receive(event);
        }
        run_.capacity = run_.end * machine_.ranks * machine_.threads;
        return run_;
    }
    const mirage::CostModel& costs() const { return chunks_.costs(); }

private:
    enum class Kind { finished, due, request, answer };
    struct Event {
        double time;
        std::int64_t number;  ///< of events at the same time the first one first
        Kind kind;
        int rank;
        int thread = 0;
        std::int64_t idle = 0;
        mirage::ItemRange range{};

        bool operator<(const Event& other) const {
            return std::tie(time, number) > std::tie(other.time, other.number);
        }
    };
    struct Rank {
        mirage::LocalQueue queue;
        std::vector<bool> idle;
        mirage::ClassTimes sent{};  ///< with the request on its way: there is one at most
        bool asked = false, closed = false;
        double due = -1.0;  ///< when it looks again whether to ask
    };

    Rank& at(int rank) { return ranks_[static_cast<std::size_t>(rank)]; }
    void push(Event event) {
        event.number = number_++;
        events_.push(event);
    }

    /// What is expected is taken as known.
    static mirage::CostModel believed(const std::vector<mirage::WorkItem>& items) {
        mirage::ClassTimes times;
        for (const mirage::WorkItem& item : items) times.add(item, item.cost);
        mirage::CostModel costs;
        costs.learn(times);
        return costs;
    }

    /// Idle threads draw; a worker asks if it is time to.
    void serve(int number, double now) {
        Rank& rank = at(number);
        for (int thread = 0; thread < machine_.threads; ++thread) {
            if (!rank.idle[static_cast<std::size_t>(thread)]) continue;
            if (number == 0) rank.queue.add(chunks_.take_one());
            const std::int64_t item = rank.queue.draw(thread, now);
            if (item < 0) break;
            rank.idle[static_cast<std::size_t>(thread)] = false;
            ++run_.times[static_cast<std::size_t>(item)];
            const double end = now + seconds_[static_cast<std::size_t>(item)];
            run_.work += end - now;
            run_.end = std::max(run_.end, end);
            push({end, 0, Kind::finished, number, thread});
        }
        if (number == 0 || rank.asked || rank.closed) return;
        const double left = rank.queue.until_request(now);
        if (left > 0.0) {
            if (rank.due <= now) push({rank.due = now + left + 1e-6, 0, Kind::due, number});
            return;
        }
        rank.asked = true;
        rank.sent = rank.queue.take_times();
        push({now + machine_.latency, 0, Kind::request, number, 0, rank.queue.idle()});
    }

    void finish(const Event& event) {
        Rank& rank = at(event.rank);
        rank.queue.finish(event.thread, event.time);
        rank.idle[static_cast<std::size_t>(event.thread)] = true;
        if (event.rank == 0) learn(rank.queue.take_times());
        serve(event.rank, event.time);
    }

    void answer(const Event& event) {
        free_ = std::max(free_, event.time) + machine_.service;
        run_.busy += machine_.service;
        ++run_.requests;
        learn(at(event.rank).sent);
        push({free_ + machine_.latency, 0, Kind::answer, event.rank, 0, 0, chunks_.take(event.idle)});
    }

    void receive(const Event& event) {
        Rank& rank = at(event.rank);
        rank.asked = false;
        rank.closed = event.range.begin == event.range.end;
        rank.queue.add(event.range);
        serve(event.rank, event.time);
    }

    void learn(const mirage::ClassTimes& times) {
        if (machine_.learning) chunks_.learn(times);
    }

    const std::vector<double>& seconds_;
    Machine machine_;
    mirage::ChunkScheduler chunks_;
    std::vector<Rank> ranks_;
    std::priority_queue<Event> events_;
    SimulatedRun run_;
    double free_ = 0.0;  ///< when the master has answered all so far
    std::int64_t number_ = 0;
};

inline SimulatedRun simulate(const std::vector<mirage::WorkItem>& items, const std::vector<double>& seconds,
                             const Machine& machine) {
    return Simulation(items, seconds, machine).run();
}

}  // namespace mirage_test
