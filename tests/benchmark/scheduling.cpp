// How many ranks a run can use: the scheduler's own decisions (ChunkScheduler, LocalQueue) simulated against
// a clock, with task times measured here. A random sample of points, lines and planes of the deck is
// computed; its times, in units of the expected ones, are laid over a grid with so many values of T and B
// that each number of ranks has a run of the given length.
//   build/tests/benchmark/scheduling jobs/quickstart.cfg
//   build/tests/benchmark/scheduling --T=0.02:1:50 --B=0:60:50 --gamma=0:0.9:10 --alpha=0:0.9:10 --beta=7
//   --json out.json mpirun -n 2 build/tests/benchmark/scheduling --messages     what a request costs mpirun
//   -n 32 build/tests/benchmark/scheduling --asleep      the whole scheduler with items that only sleep,
//   beside its simulation
// Options: --ranks LIST, --threads N, --seconds S (of a run), --sample N (lines of each class), --latency S
// (one way, with the naps of who waits), --service S (of the master for a request), --range B (more values of
// B only: the longest items),
// --parts N (as one of N parts of a sweep), --json FILE.

#include <mpi.h>
#include <time.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "input/arguments.hpp"
#include "input/configuration.hpp"
#include "input/input_error.hpp"
#include "mirage/gap/point.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "mirage/lines/special_temperatures.hpp"
#include "parallel/communicator.hpp"
#include "parallel/scheduler.hpp"
#include "simulated_run.hpp"
#include "sweep/expected_cost.hpp"
#include "sweep/partition.hpp"

namespace {

using namespace mirage;
using mirage_test::Machine;
using mirage_test::SimulatedRun;
using mirage_test::Simulation;
using Json = nlohmann::ordered_json;

double processor_time() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

/// Processor time of this thread [s]: others on the machine do not count.
template <class Work>
double time_of(const Work& work, int times = 1) {
    const double start = processor_time();
    try {
        for (int i = 0; i < times; ++i) work();
    } catch (const std::exception&) {  // a run marks it and goes on
    }
    return (processor_time() - start) / times;
}

bool is_couplings(const Parameters& p, int couplings) {
    return (p.gamma > 0.0) + 2 * (p.alpha > 0.0) == couplings;
}

/// Measured over expected times of the planes with the same couplings.
struct Sample {
    static constexpr int positions = 16;
    std::vector<std::array<double, positions>> points;  ///< along random lines
    std::vector<double> lines, planes;
};

/// [0]: neither gamma nor alpha, [1]: gamma, [2]: alpha, [3]: both
using Samples = std::array<Sample, 4>;

Samples measure(const Configuration& c, int lines) {
    const Grid grid = grid_of(c);
    std::mt19937 random(1);
    Samples samples;
    // above Tc there is nothing to do
    const auto below_Tc = std::lower_bound(c.T.values.begin(), c.T.values.end(), unit_system(c).temperature) -
                          c.T.values.begin();
    for (int couplings = 0; couplings < 4; ++couplings) {
        std::vector<std::int64_t> planes;
        for (std::int64_t plane = 0; plane < grid.planes(); ++plane)
            if (is_couplings(grid_plane(grid, plane).parameters, couplings)) planes.push_back(plane);
        if (planes.empty()) continue;
        Sample& sample = samples[static_cast<std::size_t>(couplings)];
        const auto any = [&](std::int64_t n) {
            return std::uniform_int_distribution<std::int64_t>(0, n - 1)(random);
        };
        const auto any_plane = [&] {
            return planes[static_cast<std::size_t>(any(static_cast<std::int64_t>(planes.size())))];
        };
        for (int i = 0; i < lines; ++i) {
            const std::int64_t line = any_plane() * grid.T() + any(below_Tc);
            std::array<double, Sample::positions> factors{};
            for (int k = 0; k < Sample::positions; ++k) {
                const std::int64_t B =
                    std::min<std::int64_t>(grid.B() - 1, (2 * k + 1) * grid.B() / (2 * Sample::positions));
                const Parameters p = grid_point(grid, line * grid.B() + B).parameters;
                const auto solve = [&] { solve_point(p, {c.tolerance}); };
                solve();  // tables of the quadrature are made once
                factors[static_cast<std::size_t>(k)] = time_of(solve, 5) / expected_point_cost(p);
            }
            sample.points.push_back(factors);
            const Parameters p = grid_line(grid, line).parameters;
            sample.lines.push_back(time_of([&] { critical_fields(p); }) / expected_line_cost(p));
        }
        for (int i = 0; i < std::max(1, lines / 8); ++i) {
            const Parameters p = grid_plane(grid, any_plane()).parameters;
            const double lowest = c.T.values.front() / unit_system(c).temperature;
            sample.planes.push_back(time_of([&] {
                                        tricritical_temperatures(p, 1e-3);
                                        critical_point_temperatures(p, 1e-3);
                                        if (lowest < 0.9) upturn_temperature(p, lowest);
                                    }) /
                                    expected_plane_cost(p));
        }
    }
    return samples;
}

/// One of them, always the same for the same number.
template <class Value>
const Value& pick(const std::vector<Value>& values, std::int64_t number) {
    auto hash = static_cast<std::uint64_t>(number) * 0x9e3779b97f4a7c15u;
    return values[(hash >> 33) % values.size()];
}

/// Measured over expected time of an item, from places that stand for its own.
double factor_of(const WorkItem& item, const Grid& grid, const Samples& samples) {
    const bool points = item.kind == WorkKind::points, lines = item.kind == WorkKind::lines;
    const std::int64_t line = points ? item.first / grid.B() : item.first;
    const Parameters p = grid_plane(grid, points || lines ? line / grid.T() : item.first).parameters;
    const Sample& sample = samples[static_cast<std::size_t>((p.gamma > 0.0) + 2 * (p.alpha > 0.0))];
    double sum = 0.0;
    if (points) {
        if (grid_line(grid, line).parameters.T >= 1.0) return 1.0;
        const auto& along = pick(sample.points, line);
        const auto position = [&](std::int64_t point) {
            return point % grid.B() * Sample::positions / grid.B();
        };
        const std::int64_t begin = position(item.first), end = position(item.first + item.count - 1) + 1;
        for (std::int64_t k = begin; k < end; ++k) sum += along[static_cast<std::size_t>(k)];
        return sum / static_cast<double>(end - begin);
    }
    for (std::int64_t i = item.first; i < item.first + item.count; ++i)
        sum += pick(lines ? sample.lines : sample.planes, i);
    return sum / item.count;
}

/// What an item takes [s]; `wrong` times as long, or as short in every second class.
double seconds_of(const WorkItem& item, const Grid& grid, const Samples& samples, double wrong) {
    return item.cost * factor_of(item, grid, samples) * (item.cost_class % 2 == 0 ? wrong : 1.0 / wrong);
}

Axis stretched(const Axis& axis, double factor) {
    const std::size_t old = axis.values.size();
    const auto size = static_cast<std::size_t>(std::max(2.0, std::round(factor * static_cast<double>(old))));
    Axis more = axis;
    more.values.clear();
    for (std::size_t i = 0; i < size; ++i) {
        const double at =
            static_cast<double>(i) * static_cast<double>(old - 1) / static_cast<double>(size - 1);
        const auto before = std::min(static_cast<std::size_t>(at), old - 2);
        more.values.push_back(
            std::lerp(axis.values[before], axis.values[before + 1], at - static_cast<double>(before)));
    }
    return more;
}

/// A grid with its items and their times.
struct Load {
    Configuration configuration;
    std::vector<WorkItem> items;
    std::vector<double> seconds;
    double cutting = 0.0;  ///< time that partition() took [s]

    double total() const { return std::accumulate(seconds.begin(), seconds.end(), 0.0); }
};

/// `parts`: items as large as those of a run so many times as long.
Load load_of(const Configuration& c, const Samples& samples, double wrong, double parts) {
    Load load{c, {}, {}, 0.0};
    const Grid grid = grid_of(c);
    load.cutting = time_of([&] {
        load.items = partition(grid, GridSlab{0, grid.lines(), true}, parts * expected_grid_cost(grid));
    });
    for (const WorkItem& item : load.items) load.seconds.push_back(seconds_of(item, grid, samples, wrong));
    return load;
}

/// The deck with so many more values of T and B, or of B, that all takes about `total`.
Configuration grown(const Configuration& c, const Samples& samples, double wrong, double total, bool only_B) {
    double part[3] = {0.0, 0.0, 0.0};  // points, lines, planes
    const Load load = load_of(c, samples, wrong, 1.0);
    for (std::size_t i = 0; i < load.items.size(); ++i)
        part[static_cast<std::size_t>(load.items[i].kind)] += load.seconds[i];
    Configuration more = c;
    const double f =
        only_B ? (total - part[1] - part[2]) / part[0]
               : (std::sqrt(part[1] * part[1] + 4.0 * part[0] * std::max(0.0, total - part[2])) - part[1]) /
                     (2.0 * part[0]);
    if (!only_B) more.T = stretched(c.T, f);
    more.B = stretched(c.B, f);
    return more;
}

/// What a request costs the master while many wait, and how long one travels there and back, with messages of
/// the scheduler's size; under mpirun.
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
            service += time_of([&] {
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

/// Items of three classes, few long ones and many short ones, expected wrong by 3 each way and spread: the
/// scheduler itself, on more ranks than there are processors, and its simulation.
int measure_asleep(std::vector<std::string> arguments, double seconds, const Machine& given) {
    Machine machine = given;
    int rank = 0;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &machine.ranks);
    if (!arguments.empty()) throw InputError("scheduling: --asleep takes no deck");
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

std::vector<double> numbers(std::vector<std::string>& arguments, const std::string& name,
                            const std::string& otherwise) {
    const std::string text = take_option(arguments, name);
    return parse_axis(name, text.empty() ? otherwise : text).values;
}

void print_samples(const Samples& samples, Json& json) {
    fmt::print("measured over expected time: mean (least to most)\n");
    const char* names[] = {"neither", "gamma", "alpha", "gamma, alpha"};
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const Sample& sample = samples[i];
        if (sample.lines.empty()) continue;
        std::vector<double> points;
        for (const auto& along : sample.points) points.insert(points.end(), along.begin(), along.end());
        std::string line = fmt::format("  {:<13}", names[i]);
        for (const auto& [name, factors] : std::map<std::string, std::vector<double>>{
                 {"1 points", points}, {"2 lines", sample.lines}, {"3 planes", sample.planes}}) {
            const auto [least, most] = std::minmax_element(factors.begin(), factors.end());
            const double mean =
                std::accumulate(factors.begin(), factors.end(), 0.0) / static_cast<double>(factors.size());
            line += fmt::format("  {} {:5.2f} ({:.2f} to {:.2f})", name.substr(2), mean, *least, *most);
            json["factors"][names[i]][name.substr(2)] = {mean, *least, *most};
        }
        fmt::print("{}\n", line);
    }
}

Machine machine_of(std::vector<std::string>& arguments) {
    Machine machine;
    machine.threads = static_cast<int>(numbers(arguments, "threads", "1")[0]);
    machine.latency = numbers(arguments, "latency", "5e-4")[0];
    machine.service = numbers(arguments, "service", "5e-6")[0];
    return machine;
}

int simulate_all(std::vector<std::string> arguments, double seconds, Machine machine) {
    const std::string file = take_option(arguments, "json"), range = take_option(arguments, "range");
    const std::vector<double> ranks = numbers(arguments, "ranks", "10,100,1000,10000");
    const double lines = numbers(arguments, "sample", "24")[0], parts = numbers(arguments, "parts", "1")[0];
    std::string deck;
    if (!arguments.empty() && !arguments[0].starts_with("--")) {
        deck = arguments[0];
        arguments.erase(arguments.begin());
    }
    const Configuration c = read_configuration(deck, arguments, Scope::sweep);

    const Samples samples = measure(c, static_cast<int>(lines));
    Json json;
    print_samples(samples, json);
    json["parts"] = parts;
    json["latency"] = machine.latency;
    json["service"] = machine.service;
    fmt::print("\n{:>7} {:>9} {:>9} {:>5} {:<7} {:>10} {:>9} {:>9} {:>8} {:>9}\n", "ranks", "points", "items",
               "wrong", "costs", "efficiency", "end [s]", "requests", "master", "cutting");
    for (const double count : ranks)
        for (const double wrong : {1.0, 3.0}) {
            machine.ranks = static_cast<int>(count);
            const double total = seconds * machine.ranks * machine.threads;
            const Load load = load_of(grown(c, samples, wrong, total, range == "B"), samples, wrong, parts);
            for (const bool learning : {true, false}) {
                machine.learning = learning;
                const SimulatedRun run = mirage_test::simulate(load.items, load.seconds, machine);
                const auto points = static_cast<double>(grid_of(load.configuration).points());
                fmt::print("{:7} {:9.2e} {:9} {:5} {:<7} {:8.2f} % {:9.2f} {:9} {:6.2f} % {:7.2f} s\n",
                           machine.ranks, points, load.items.size(), wrong, learning ? "learned" : "fixed",
                           100.0 * run.efficiency(), run.end, run.requests, 100.0 * run.busy / run.end,
                           load.cutting);
                std::fflush(stdout);
                json["runs"].push_back({{"ranks", machine.ranks},
                                        {"threads", machine.threads},
                                        {"points", points},
                                        {"items", load.items.size()},
                                        {"wrong", wrong},
                                        {"learned", learning},
                                        {"efficiency", run.efficiency()},
                                        {"seconds", run.end},
                                        {"requests", run.requests},
                                        {"master_busy", run.busy / run.end},
                                        {"cutting_seconds", load.cutting}});
            }
        }
    if (!file.empty()) std::ofstream(file) << json.dump(2) << '\n';
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    std::vector<std::string> arguments(argv + 1, argv + argc);
    const bool messages = take_flag(arguments, "messages"), asleep = take_flag(arguments, "asleep");
    if (messages || asleep) {
        int provided = 0;
        MPI_Init_thread(&argc, &argv, MPI_THREAD_FUNNELED, &provided);
    }
    int status = 2;
    try {
        const Machine machine = machine_of(arguments);
        const double seconds = numbers(arguments, "seconds", asleep ? "10" : "300")[0];
        status = messages ? measure_messages()
                 : asleep ? measure_asleep(arguments, seconds, machine)
                          : simulate_all(arguments, seconds, machine);
    } catch (const InputError& error) {
        fmt::print(stderr, "scheduling: {}\n", error.what());
    }
    if (messages || asleep) MPI_Finalize();
    return status;
}
