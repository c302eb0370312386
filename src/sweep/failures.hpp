#pragma once
// What could not be computed, and why: nothing is dropped silently.

#include <array>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "mirage/model/parameters.hpp"
#include "parallel/communicator.hpp"
#include "parallel/work_item.hpp"

namespace mirage {

/// "T = 0.1, B = 2, beta = 7, gamma = 0, alpha = 0 (reduced units)", with what a material adds
std::string text_of(const Parameters& parameters);

/// Failures of this rank by kind of work, each with the reason of the one with the lowest number.
class FailureLog {
public:
    struct Failures {
        std::int64_t count = 0;
        std::int64_t first = 0;  ///< its number
        std::string reason;
    };

    /// From any thread.
    void add(WorkKind kind, std::int64_t number, const std::string& reason);
    Failures of(WorkKind kind) const;

private:
    mutable std::mutex mutex_;
    std::array<Failures, work_kinds> failures_;
};

/// One line for each kind of work that failed on any rank: "3 points failed; the first: ...". Collective.
std::vector<std::string> failure_lines(const FailureLog& log, const Communicator& mpi);

}  // namespace mirage
