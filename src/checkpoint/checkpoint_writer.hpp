#pragma once
// Keeps finished work safe: a thread of its own that writes it to a journal at an interval, and that takes
// the signals that stop a run. No MPI here.

#include <sys/types.h>

#include <atomic>
#include <chrono>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "checkpoint/checkpoint.hpp"
#include "checkpoint/journal.hpp"

namespace mirage {

inline constexpr int stopped_status = 75;  ///< exit status of a run that can go on
inline constexpr double stop_deadline =
    4.0;  ///< [s] from the signal until the process leaves, whatever it is at

/// SIGTERM, SIGUSR1 and SIGINT are left to the writer: called before any thread starts, MPI's too.
void block_stop_signals();

/// The process that started the ranks, 0 where there is none. To be asked before MPI starts.
pid_t launcher();

inline constexpr std::size_t max_pending = std::size_t{32} << 20;  ///< [bytes] kept in memory

class CheckpointWriter {
public:
    /// Writes to a new journal every `interval` seconds, 0: only at a signal and when told; but always once
    /// max_pending bytes have come together. The end of the launcher counts as a signal.
    CheckpointWriter(const std::string& journal, std::uint64_t identity, double interval, pid_t launcher = 0);
    ~CheckpointWriter() { close(); }
    CheckpointWriter(const CheckpointWriter&) = delete;
    CheckpointWriter& operator=(const CheckpointWriter&) = delete;

    /// From any thread.
    void add(const FinishedItem& finished);
    /// Whether a signal came: the run is to end at the next item.
    bool stopped() const { return stopped_; }
    /// Writes now what was added; false if that failed. What cannot be written is kept for the next time.
    bool flush();
    /// Expected cost of all that was added [s].
    double cost();
    /// Ends the thread: nothing is written any more unless told, and signals come too late.
    void close();

private:
    using Clock = std::chrono::steady_clock;
    void watch();
    void write(std::vector<Bytes>& payloads);
    void stop();
    bool is_full();

    JournalWriter journal_;
    double interval_;
    pid_t launcher_;
    std::mutex writing_, adding_;
    std::vector<Bytes> pending_;  ///< payloads, the last one still growing
    std::atomic<bool> stopped_ = false, ending_ = false;
    double cost_ = 0.0;
    bool complained_ = false;
    std::atomic<bool> failed_ = false;  ///< the last time
    Clock::time_point deadline_ = Clock::time_point::max();
    std::thread thread_;
};

}  // namespace mirage
