#include "checkpoint/checkpoint_writer.hpp"

#include <pthread.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <iterator>
#include <system_error>

#include <fmt/format.h>

namespace mirage {
namespace {

constexpr std::size_t payload_size = std::size_t{256} << 10;  // a damaged byte costs so much
constexpr double tick = 0.1;                                  // [s]
constexpr double retry = 60.0;                                // [s] after a write that failed

sigset_t stop_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGTERM, SIGUSR1, SIGINT}) sigaddset(&signals, signal);
    return signals;
}

/// A shell starts background jobs with SIGINT ignored.
bool is_ignored(int signal) {
    struct sigaction action {};
    return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

/// A signal of the set, or -1 after `seconds`.
int wait_for_signal(double seconds) {
    const sigset_t signals = stop_signals();
    timespec time{};
    time.tv_sec = static_cast<time_t>(seconds);
    time.tv_nsec = static_cast<long>(1e9 * (seconds - static_cast<double>(time.tv_sec)));
    return sigtimedwait(&signals, nullptr, &time);
}

}  // namespace

void block_stop_signals() {
    const sigset_t signals = stop_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

pid_t launcher() {
    constexpr const char* names[] = {"OMPI_COMM_WORLD_RANK", "PMIX_RANK", "PMI_RANK"};
    const auto is_set = [](const char* name) { return std::getenv(name) != nullptr; };
    return std::any_of(std::begin(names), std::end(names), is_set) ? getppid() : 0;
}

CheckpointWriter::CheckpointWriter(const std::string& journal, std::uint64_t identity, double interval,
                                   pid_t launcher)
    : journal_(journal, identity), interval_(interval), launcher_(launcher) {
    sigset_t before;  // the thread inherits the mask
    pthread_sigmask(SIG_BLOCK, nullptr, &before);
    block_stop_signals();
    thread_ = std::thread([this] { watch(); });
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

void CheckpointWriter::close() {
    if (!thread_.joinable()) return;
    ending_ = true;
    pthread_kill(thread_.native_handle(), SIGUSR1);  // wakes it
    thread_.join();
}

double CheckpointWriter::cost() {
    const std::lock_guard lock(adding_);
    return cost_;
}

void CheckpointWriter::add(const FinishedItem& finished) {
    const std::lock_guard lock(adding_);
    if (pending_.empty() || pending_.back().size() >= payload_size) pending_.emplace_back();
    append_item(pending_.back(), finished);
    cost_ += finished.item.cost;
}

/// Writes payloads and takes them out; where they do not go together, one by one, as many as go.
void CheckpointWriter::write(std::vector<Bytes>& payloads) {
    try {
        journal_.append(payloads);
        payloads.clear();
    } catch (const std::system_error&) {
        for (; !payloads.empty(); payloads.erase(payloads.begin())) journal_.append({payloads.front()});
    }
}

bool CheckpointWriter::flush() {
    const std::lock_guard one_at_a_time(writing_);
    std::vector<Bytes> payloads;
    {
        const std::lock_guard lock(adding_);
        payloads.swap(pending_);
    }
    try {
        write(payloads);
        failed_ = false;
        return true;
    } catch (const std::exception& error) {
        if (!std::exchange(complained_, true))
            fmt::print(stderr, "mirage: cannot write the checkpoint ({}): kept in memory, tried again\n",
                       error.what());
        failed_ = true;
        const std::lock_guard lock(adding_);
        pending_.insert(pending_.begin(), std::make_move_iterator(payloads.begin()),
                        std::make_move_iterator(payloads.end()));
        return false;
    }
}

bool CheckpointWriter::is_full() {
    const std::lock_guard lock(adding_);
    return pending_.size() * payload_size >= max_pending;
}

void CheckpointWriter::stop() {
    if (stopped_) return;
    deadline_ = Clock::now() +
                std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(stop_deadline));
    stopped_ = true;
    flush();  // a launcher kills soon after it asked to stop
}

void CheckpointWriter::watch() {
    Clock::time_point last = Clock::now();
    const double pause = interval_ > 0.0 ? std::min(tick, interval_) : tick;
    while (!ending_) {
        const int signal = wait_for_signal(pause);
        if (ending_) break;
        if ((signal > 0 && !is_ignored(signal)) || (launcher_ != 0 && getppid() != launcher_)) stop();
        const Clock::time_point now = Clock::now();
        if (now >= deadline_) {
            const bool safe = flush();
            fmt::print(stderr,
                       "mirage: stopped in the middle of its work; run the same command again to resume\n");
            _exit(safe ? stopped_status : 1);
        }
        const double since = std::chrono::duration<double>(now - last).count();
        const bool due = interval_ > 0.0 && since >= interval_;
        if (due || (is_full() && (!failed_ || since >= retry))) {
            flush();
            last = Clock::now();
        }
    }
}

}  // namespace mirage
