#include "parallel/communicator.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <new>
#include <thread>

#include <fmt/format.h>

#include "input/threads.hpp"
#include "parallel/launch.hpp"

namespace mirage {
namespace {

using Clock = std::chrono::steady_clock;

/// False where the others have not come until then.
bool wait_quietly(MPI_Request& request, Clock::time_point until = Clock::time_point::max()) {
    constexpr auto poll_interval = std::chrono::microseconds(100);
    for (;;) {
        int arrived = 0;
        MPI_Test(&request, &arrived, MPI_STATUS_IGNORE);
        if (arrived || Clock::now() >= until) return arrived != 0;
        std::this_thread::sleep_for(poll_interval);
    }
}

/// Where a step is itself a call of all ranks, such as opening a file, those where it has not failed may wait
/// in it for ever.
void wait_after_failure(MPI_Request& request, const Communicator& mpi, const std::string& message) {
    constexpr std::chrono::seconds patience{60};
    if (wait_quietly(request, Clock::now() + patience)) return;
    fmt::print(stderr, "mirage: rank {}: {}\n", mpi.rank, message);
    MPI_Abort(mpi.comm, 1);
}

}  // namespace

MpiSession::MpiSession() {
    set_mpi_environment();
    int provided = MPI_THREAD_SINGLE;
    MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &provided);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (provided < MPI_THREAD_FUNNELED)
        throw std::runtime_error("this MPI library does not allow threads (MPI_THREAD_FUNNELED)");
}

MpiSession::~MpiSession() {
    // An exception on one rank alone must take the others down; main does that with MPI_Abort.
    if (std::uncaught_exceptions() == 0) MPI_Finalize();
}

std::string broadcast(std::string text, MPI_Comm comm, int root) {
    int rank = 0;
    MPI_Comm_rank(comm, &rank);
    auto length = static_cast<long>(text.size());
    MPI_Bcast(&length, 1, MPI_LONG, root, comm);
    if (rank != root) text.resize(static_cast<std::size_t>(length));
    MPI_Bcast(text.data(), static_cast<int>(length), MPI_CHAR, root, comm);
    return text;
}

Communicator communicator_of(MPI_Comm comm, int threads) {
    Communicator mpi{comm};
    MPI_Comm_rank(comm, &mpi.rank);
    MPI_Comm_size(comm, &mpi.size);
    mpi.threads = thread_count(threads);
    return mpi;
}

void quiet_barrier(MPI_Comm comm) {
    MPI_Request request = MPI_REQUEST_NULL;
    MPI_Ibarrier(comm, &request);
    wait_quietly(request);
}

void collectively(const Communicator& mpi, const std::function<void()>& step) {
    std::string message;
    try {
        step();
    } catch (const std::bad_alloc&) {
        message = out_of_memory;
    } catch (const std::exception& error) {
        message = error.what();
    }
    const int own = message.empty() ? mpi.size : mpi.rank;
    int failed = own;
    MPI_Request request = MPI_REQUEST_NULL;
    MPI_Iallreduce(&own, &failed, 1, MPI_INT, MPI_MIN, mpi.comm, &request);
    if (message.empty())
        wait_quietly(request);
    else
        wait_after_failure(request, mpi, message);
    if (failed == mpi.size) return;  // NOLINT: both ways wait for the request
    auto length = static_cast<int>(message.size());
    MPI_Bcast(&length, 1, MPI_INT, failed, mpi.comm);
    message.resize(static_cast<std::size_t>(length));
    MPI_Bcast(message.data(), length, MPI_CHAR, failed, mpi.comm);
    throw RunError(message);
}

std::vector<std::vector<double>> drawn_by_all(std::size_t count, std::size_t width, const Communicator& mpi,
                                              const std::function<std::vector<double>(std::size_t)>& draw) {
    std::vector<double> mine(count * width, 0.0), all(count * width, 0.0);
    for (std::size_t i = static_cast<std::size_t>(mpi.rank); i < count;
         i += static_cast<std::size_t>(mpi.size)) {
        const std::vector<double> values = draw(i);
        std::copy(values.begin(), values.end(), mine.begin() + static_cast<std::ptrdiff_t>(i * width));
    }
    // every list was drawn by one rank: the others add nothing
    MPI_Reduce(mine.data(), all.data(), static_cast<int>(all.size()), MPI_DOUBLE, MPI_SUM, 0, mpi.comm);
    std::vector<std::vector<double>> lists;
    for (std::size_t i = 0; i < count; ++i)
        lists.emplace_back(all.begin() + static_cast<std::ptrdiff_t>(i * width),
                           all.begin() + static_cast<std::ptrdiff_t>((i + 1) * width));
    return lists;
}

std::int64_t share_begin(std::int64_t count, const Communicator& mpi, int rank) {
    return count * rank / mpi.size;
}

int share_owner(std::int64_t count, const Communicator& mpi, std::int64_t index) {
    auto rank = static_cast<int>(index * mpi.size / count);
    while (share_begin(count, mpi, rank + 1) <= index) ++rank;
    while (share_begin(count, mpi, rank) > index) --rank;
    return rank;
}

}  // namespace mirage
