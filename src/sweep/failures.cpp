#include "sweep/failures.hpp"

#include <limits>

#include <fmt/format.h>

namespace mirage {
namespace {

constexpr const char* kind_names[work_kinds] = {"points", "temperatures of critical lines",
                                                "planes of special temperatures", "spectra"};

/// The rank that holds the failure with the lowest number.
int rank_of_first(const FailureLog::Failures& mine, const Communicator& mpi) {
    struct {
        long number;
        int rank;
    } own{mine.count > 0 ? static_cast<long>(mine.first) : std::numeric_limits<long>::max(), mpi.rank},
        first{};
    MPI_Allreduce(&own, &first, 1, MPI_LONG_INT, MPI_MINLOC, mpi.comm);
    return first.rank;
}

}  // namespace

std::string text_of(const Parameters& p) {
    return fmt::format("T = {}, B = {}, beta = {}, gamma = {}, alpha = {} (reduced units)", p.T, p.B, p.beta,
                       p.gamma, p.alpha);
}

void FailureLog::add(WorkKind kind, std::int64_t number, const std::string& reason) {
    const std::lock_guard lock(mutex_);
    Failures& failures = failures_[static_cast<std::size_t>(kind)];
    if (failures.count++ == 0 || number < failures.first) failures.first = number, failures.reason = reason;
}

FailureLog::Failures FailureLog::of(WorkKind kind) const {
    const std::lock_guard lock(mutex_);
    return failures_[static_cast<std::size_t>(kind)];
}

std::vector<std::string> failure_lines(const FailureLog& log, const Communicator& mpi) {
    std::vector<std::string> lines;
    for (std::size_t kind = 0; kind < work_kinds; ++kind) {
        const FailureLog::Failures mine = log.of(static_cast<WorkKind>(kind));
        std::int64_t count = mine.count;
        MPI_Allreduce(MPI_IN_PLACE, &count, 1, MPI_INT64_T, MPI_SUM, mpi.comm);
        if (count == 0) continue;
        const std::string reason = broadcast(mine.reason, mpi.comm, rank_of_first(mine, mpi));
        lines.push_back(fmt::format("{} {} failed; the first: {}", count, kind_names[kind], reason));
    }
    return lines;
}

}  // namespace mirage
