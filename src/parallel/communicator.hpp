#pragma once
// The ranks of a run, and what they do together.

#include <mpi.h>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

namespace mirage {

/// A run that could not be finished; thrown on all ranks together, with the same message.
class RunError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Why a run ends that gets no more memory.
inline constexpr const char* out_of_memory = "out of memory";

/// MPI from construction to destruction, with threads that leave it to the main one. Throws
/// std::runtime_error.
class MpiSession {
public:
    MpiSession();
    ~MpiSession();
    MpiSession(const MpiSession&) = delete;
    MpiSession& operator=(const MpiSession&) = delete;

    int rank = 0, size = 1;
};

/// The text of one rank on every rank. Collective.
std::string broadcast(std::string text, MPI_Comm comm, int root = 0);

struct Communicator {
    MPI_Comm comm = MPI_COMM_NULL;
    int rank = 0, size = 1;
    int threads = 1;  ///< OpenMP threads of every rank
};

/// threads = 0: all that OpenMP offers.
Communicator communicator_of(MPI_Comm comm, int threads);

/// Waits for all ranks without burning a core.
void quiet_barrier(MPI_Comm comm);

/// Does `step` on every rank and waits quietly for the others: one may have to wait for a disk, with the core
/// of another. If it threw anywhere, every rank throws RunError with the message of the first that failed.
/// Where the others do not come within 60 s after a failure, the run is aborted with its message.
void collectively(const Communicator& mpi, const std::function<void()>& step);

/// `count` lists of `width` numbers on rank 0, in their order: every list is drawn by one rank, draw(i). On
/// other ranks they are zero.
std::vector<std::vector<double>> drawn_by_all(std::size_t count, std::size_t width, const Communicator& mpi,
                                              const std::function<std::vector<double>(std::size_t)>& draw);

/// `count` things in consecutive shares, one for each rank: the first of that rank's share (of rank = size:
/// count).
std::int64_t share_begin(std::int64_t count, const Communicator& mpi, int rank);
/// The rank whose share has thing number `index`.
int share_owner(std::int64_t count, const Communicator& mpi, std::int64_t index);

/// Sends every record (plain data with a member `index`) to rank target(record); what arrives here, in the
/// order of the sending ranks, ascending in index from each. Collective.
template <class Record, class Target>
std::vector<Record> exchange(std::vector<Record> records, const Communicator& mpi, Target target) {
    const auto size = static_cast<std::size_t>(mpi.size);
    std::vector<int> send(size), receive(size), send_at(size), receive_at(size);
    std::sort(records.begin(), records.end(),
              [](const Record& a, const Record& b) { return a.index < b.index; });
    for (const Record& record : records) ++send[static_cast<std::size_t>(target(record))];
    MPI_Alltoall(send.data(), 1, MPI_INT, receive.data(), 1, MPI_INT, mpi.comm);
    std::partial_sum(send.begin(), send.end() - 1, send_at.begin() + 1);
    std::partial_sum(receive.begin(), receive.end() - 1, receive_at.begin() + 1);
    std::vector<Record> arrived(static_cast<std::size_t>(receive_at.back() + receive.back()));
    MPI_Datatype type = MPI_DATATYPE_NULL;  // counts are of records, so that int reaches 2^31 of them
    MPI_Type_contiguous(sizeof(Record), MPI_BYTE, &type);
    MPI_Type_commit(&type);
    MPI_Alltoallv(records.data(), send.data(), send_at.data(), type, arrived.data(), receive.data(),
                  receive_at.data(), type, mpi.comm);
    MPI_Type_free(&type);
    return arrived;
}

}  // namespace mirage
