#include "scheduling_messages.hpp"

#include <mpi.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "parallel/communicator.hpp"
#include "parallel/scheduler.hpp"
#include "processor_time.hpp"

namespace mirage_benchmark {

using namespace mirage;
using mirage_test::Machine;

int measure_messages() {
    struct Request {
        std::int64_t word, idle;
        ClassTimes times;
    };
    constexpr int count = 20000, burst = 100;
    int rank = 0, size = 1;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (size < 2) return fmt::print(stderr, "--messages: needs mpirun with two ranks or more\n"), 2;
    const std::vector<WorkItem> items(count * static_cast<std::size_t>(size), {WorkKind::points, 0, 1, 1e-3});
    ChunkScheduler chunks(items, 10000);
    const auto answer = [&] {
        int pending = 0;
        MPI_Status status;
        while (MPI_Iprobe(MPI_ANY_SOURCE, 1, MPI_COMM_WORLD, &pending, &status), !pending) continue;
        Request request;
        MPI_Recv(&request, sizeof request, MPI_BYTE, status.MPI_SOURCE, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        chunks.learn(request.times);
        const ItemRange range = chunks.take(request.idle);
        const std::int64_t message[2] = {range.begin, range.end};
        MPI_Send(message, 2, MPI_INT64_T, status.MPI_SOURCE, 2, MPI_COMM_WORLD);
    };
    const auto ask = [&] {
        Request request{0, 1, {}};
        request.times.add(items[0], 1e-3);
        MPI_Send(&request, sizeof request, MPI_BYTE, 0, 1, MPI_COMM_WORLD);
    };
    const auto receive = [&] {
        std::int64_t message[2];
        MPI_Recv(message, 2, MPI_INT64_T, 0, 2, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    };
    double service = 0.0;
    for (int i = 0; i < count / burst; ++i) {
        if (rank > 0)
            for (int k = 0; k < burst; ++k) ask();
        MPI_Barrier(MPI_COMM_WORLD);
        if (rank == 0)
            service += processor_time_of([&] {
                for (int k = 0; k < burst * (size - 1); ++k) answer();
            });
        if (rank > 0)
            for (int k = 0; k < burst; ++k) receive();
    }
    MPI_Barrier(MPI_COMM_WORLD);
    const double start = MPI_Wtime();
    for (int i = 0; i < count && rank < 2; ++i) {
        if (rank == 0) answer();
        if (rank == 1) ask(), receive();
    }
    const double there_and_back = (MPI_Wtime() - start) / count;
    if (rank == 0)
        fmt::print("{} ranks: {:.2f} us of the master per request, {:.2f} us there and back\n", size,
                   1e6 * service / (count * (size - 1.0)), 1e6 * there_and_back);
    MPI_Barrier(MPI_COMM_WORLD);
    return 0;
}

int measure_asleep(double seconds, const Machine& given) {
    Machine machine = given;
    int rank = 0;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &machine.ranks);
    std::vector<WorkItem> items;
    std::vector<double> times;
    const auto add = [&](int cost_class, double share, double cost, double wrong) {
        const auto count =
            static_cast<std::int64_t>(share * seconds * machine.ranks * machine.threads / cost);
        for (std::int64_t i = 0; i < count; ++i) {
            const double expected = cost * (1.0 - 0.5 * static_cast<double>(i) / static_cast<double>(count));
            const auto number = static_cast<std::int64_t>(items.size());
            items.push_back(
                {WorkKind::points, number, 1, expected / wrong, static_cast<std::int8_t>(cost_class)});
            times.push_back(expected / 0.75 * (1.0 + 0.6 * std::sin(2.4 * static_cast<double>(i))));
        }
    };
    add(0, 0.5, 0.02, 1.0 / 3.0);
    add(1, 0.4, 0.1, 3.0);
    add(2, 0.1, 0.5, 3.0);
    ScheduleOptions options;
    options.threads = machine.threads;
    const auto sleep = [&](const WorkItem& item, int) {
        std::this_thread::sleep_for(
            std::chrono::duration<double>(times[static_cast<std::size_t>(item.first)]));
    };
    quiet_barrier(MPI_COMM_WORLD);
    const double start = MPI_Wtime();
    run_items(items, sleep, MPI_COMM_WORLD, options);
    const double end = MPI_Wtime() - start, work = std::accumulate(times.begin(), times.end(), 0.0);
    if (rank == 0)
        fmt::print("{} ranks x {} threads, {} items: efficiency {:.2f} %, simulated {:.2f} %\n",
                   machine.ranks, machine.threads, items.size(),
                   100.0 * work / (machine.ranks * machine.threads * end),
                   100.0 * mirage_test::simulate(items, times, machine).efficiency());
    quiet_barrier(MPI_COMM_WORLD);
    return 0;
}

}  // namespace mirage_benchmark
