#include "interface/parallel_loop.hpp"

#ifdef __wasm__  // its standard library has no threads

namespace mirage {

LoopEnd parallel_loop(std::int64_t count, const mirage_run* run,
                      const std::function<std::int64_t(std::int64_t)>& body) {
    for (std::int64_t i = 0; i < count; ++i) {
        if (run && run->stop && __atomic_load_n(run->stop, __ATOMIC_RELAXED) != 0) return LoopEnd::stopped;
        const std::int64_t rows = body(i);
        if (run && run->done) __atomic_fetch_add(run->done, rows, __ATOMIC_RELAXED);
    }
    return LoopEnd::finished;
}

}  // namespace mirage

#else

#ifdef __linux__
#include <sched.h>
#endif

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace mirage {
namespace {

constexpr std::chrono::microseconds alone{200};
constexpr std::int64_t largest_chunk = 256;

/// Those that the process may use.
std::int64_t processors() {
#ifdef __linux__
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0) return CPU_COUNT(&set);
#endif
    return std::max(1u, std::thread::hardware_concurrency());
}

class Loop {
public:
    Loop(std::int64_t count, const mirage_run& run, const std::function<std::int64_t(std::int64_t)>& body)
        : count_(count), run_(run), threads_(run.threads), body_(body) {}

    LoopEnd go() {
        begin();
        if (!ended()) share();
        if (error_) std::rethrow_exception(error_);
        return stopped_ ? LoopEnd::stopped : LoopEnd::finished;
    }

private:
    bool ended() const { return stopped_ || failed_ || next_ >= count_; }

    /// Whether to go on.
    bool may_run() {
        if (run_.stop && __atomic_load_n(run_.stop, __ATOMIC_RELAXED) != 0) stopped_ = true;
        return !stopped_ && !failed_;
    }

    void run_one(std::int64_t i) {
        try {
            const std::int64_t rows = body_(i);
            if (run_.done) __atomic_fetch_add(run_.done, rows, __ATOMIC_RELAXED);
        } catch (...) {
            const std::lock_guard lock(mutex_);
            if (!error_) error_ = std::current_exception();
            failed_ = true;
        }
    }

    void begin() {
        const auto start = std::chrono::steady_clock::now();
        while (next_ < count_ && may_run()) {
            run_one(next_++);
            if (threads_ != 1 && std::chrono::steady_clock::now() - start > alone) return;
        }
    }

    void share() {
        if (threads_ == 0) threads_ = processors();
        const std::int64_t most = std::min(threads_, count_ - next_);
        std::vector<std::thread> threads;
        try {
            while (static_cast<std::int64_t>(threads.size()) + 1 < most)
                threads.emplace_back([this] { work(); });
        } catch (const std::system_error&) {  // those that are there do it
        }
        work();
        for (std::thread& thread : threads) thread.join();
    }

    /// Chunks grow smaller towards the end.
    void work() {
        while (may_run()) {
            const std::int64_t left = count_ - next_;
            const std::int64_t chunk = std::clamp<std::int64_t>(left / (4 * threads_), 1, largest_chunk);
            const std::int64_t first = next_.fetch_add(chunk), end = std::min(count_, first + chunk);
            if (first >= count_) return;
            for (std::int64_t i = first; i < end && may_run(); ++i) run_one(i);
        }
    }

    const std::int64_t count_;
    const mirage_run& run_;
    std::int64_t threads_;  ///< 0: not known yet
    const std::function<std::int64_t(std::int64_t)>& body_;
    std::atomic<std::int64_t> next_{0};
    std::atomic<bool> stopped_{false}, failed_{false};
    std::mutex mutex_;
    std::exception_ptr error_;
};

}  // namespace

LoopEnd parallel_loop(std::int64_t count, const mirage_run* run,
                      const std::function<std::int64_t(std::int64_t)>& body) {
    constexpr mirage_run plain{0, nullptr, nullptr};
    return Loop(count, run ? *run : plain, body).go();
}

}  // namespace mirage

#endif
