// How many ranks a run can use: the scheduler's own decisions (ChunkScheduler, LocalQueue) simulated against
// a clock, with task times measured here. A random sample of points, lines, planes and spectra of the deck is
// computed; its times, in units of the expected ones, are laid over a grid with so many values of T and B
// that each number of ranks has a run of the given length. Spectra follow when all points are done, as in a
// sweep.
//   build/tests/benchmark/scheduling jobs/quickstart.cfg
//   build/tests/benchmark/scheduling --T=0.02:1:50 --B=0:60:50 --gamma=0:0.9:10 --alpha=0:0.9:10 --beta=7
//   mpirun -n 2 build/tests/benchmark/scheduling --messages     what a request costs
//   mpirun -n 32 build/tests/benchmark/scheduling --asleep      the whole scheduler with items that only
//   sleep, beside
//                                                               its simulation
// Options: --ranks LIST, --threads N, --seconds S (of a run), --sample N (lines of each class), --latency S
// (one way, with the naps of who waits), --service S (of the master for a request), --range B (more values of
// B only: the longest items), --parts N (as one of N parts of a sweep), --json FILE.

#include <mpi.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <numeric>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "input/arguments.hpp"
#include "input/configuration.hpp"
#include "input/input_error.hpp"
#include "processor_time.hpp"
#include "scheduling_messages.hpp"
#include "simulated_run.hpp"
#include "task_times.hpp"

namespace {

using namespace mirage;
using namespace mirage_benchmark;
using mirage_test::Machine;
using mirage_test::SimulatedRun;
using Json = nlohmann::ordered_json;

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

/// Items that are scheduled together, and their times.
struct Phase {
    std::vector<WorkItem> items;
    std::vector<double> seconds;

    double total() const { return std::accumulate(seconds.begin(), seconds.end(), 0.0); }
};

/// A sweep: points, lines and planes, then spectra.
struct Load {
    SweepPlan plan;
    std::vector<Phase> phases;
    double cutting = 0.0;  ///< time that partition() took [s]

    std::size_t items() const {
        return std::accumulate(phases.begin(), phases.end(), std::size_t{0},
                               [](std::size_t sum, const Phase& phase) { return sum + phase.items.size(); });
    }
};

/// Every item takes `wrong` times as long, or as short in every second class. `parts`: items as large as
/// those of a run so many times as long.
Load load_of(const Configuration& c, const Samples& samples, double wrong, double parts) {
    Load load{sweep_plan(c), {}, 0.0};
    load.cutting = processor_time_of([&] {
        load.phases.push_back({grid_items(load.plan, parts), {}});
        if (load.plan.spectra.spectra() > 0) load.phases.push_back({spectrum_items(load.plan, parts), {}});
    });
    for (Phase& phase : load.phases) {
        phase.seconds.reserve(phase.items.size());
        for (const WorkItem& item : phase.items)
            phase.seconds.push_back(seconds_of(item, load.plan, samples) *
                                    (item.cost_class % 2 == 0 ? wrong : 1.0 / wrong));
    }
    return load;
}

/// The deck with so many more values of T and B, or of B, that all takes about `total`. Spectra are asked for
/// at every point, or their number stays.
Configuration grown(const Configuration& c, const Samples& samples, double wrong, double total, bool only_B) {
    double part[work_kinds] = {};
    const Load load = load_of(c, samples, wrong, 1.0);
    for (const Phase& phase : load.phases)
        for (std::size_t i = 0; i < phase.items.size(); ++i)
            part[static_cast<std::size_t>(phase.items[i].kind)] += phase.seconds[i];
    const auto of = [&](WorkKind kind) { return part[static_cast<std::size_t>(kind)]; };
    const bool all_points = load.plan.spectra.spectra() == load.plan.grid.points();
    const double points = of(WorkKind::points) + (all_points ? of(WorkKind::spectra) : 0.0),
                 lines = of(WorkKind::lines),
                 fixed = of(WorkKind::planes) + (all_points ? 0.0 : of(WorkKind::spectra));
    Configuration more = c;
    const double f = only_B
                         ? (total - lines - fixed) / points
                         : (std::sqrt(lines * lines + 4.0 * points * std::max(0.0, total - fixed)) - lines) /
                               (2.0 * points);
    if (!only_B) more.T = stretched(c.T, f);
    more.B = stretched(c.B, f);
    return more;
}

/// One phase after the other, each of them learning anew.
SimulatedRun simulate(const Load& load, const Machine& machine) {
    SimulatedRun all;
    for (const Phase& phase : load.phases) {
        const SimulatedRun run = mirage_test::simulate(phase.items, phase.seconds, machine);
        all.work += run.work, all.end += run.end, all.busy += run.busy, all.capacity += run.capacity;
        all.requests += run.requests;
    }
    return all;
}

std::vector<double> numbers(std::vector<std::string>& arguments, const std::string& name,
                            const std::string& otherwise) {
    const std::string text = take_option(arguments, name);
    return parse_axis(name, text.empty() ? otherwise : text).values;
}

void print_samples(const Samples& samples, Json& json) {
    constexpr const char* kinds[] = {"points", "lines", "planes", "energies", "mirage gaps", "dI/dV"};
    fmt::print("measured over expected time: mean (least to most)\n");
    for (std::size_t i = 0; i < samples.size(); ++i) {
        std::vector<double> factors = samples[i].single;
        for (const Sample::Positions& along : samples[i].along)
            factors.insert(factors.end(), along.begin(), along.end());
        if (factors.empty()) continue;
        const auto [least, most] = std::minmax_element(factors.begin(), factors.end());
        const double mean =
            std::accumulate(factors.begin(), factors.end(), 0.0) / static_cast<double>(factors.size());
        const std::string name = fmt::format("{}{}{}{}", kinds[i / 8], i & 4 ? ", material" : "",
                                             i & 2 ? ", gamma" : "", i & 1 ? ", alpha" : "");
        fmt::print("  {:<34} {:6.2f} ({:.2f} to {:.2f})\n", name, mean, *least, *most);
        json["factors"][name] = {mean, *least, *most};
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

    const Samples samples = measure(sweep_plan(c), static_cast<int>(lines));
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
                const SimulatedRun run = simulate(load, machine);
                const auto points = static_cast<double>(load.plan.grid.points());
                fmt::print("{:7} {:9.2e} {:9} {:5} {:<7} {:8.2f} % {:9.2f} {:9} {:6.2f} % {:7.2f} s\n",
                           machine.ranks, points, load.items(), wrong, learning ? "learned" : "fixed",
                           100.0 * run.efficiency(), run.end, run.requests, 100.0 * run.busy / run.end,
                           load.cutting);
                std::fflush(stdout);
                json["runs"].push_back({{"ranks", machine.ranks},
                                        {"threads", machine.threads},
                                        {"points", points},
                                        {"items", load.items()},
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
    int status = 2, level = 0, with_mpi = 0;
    try {
        std::vector<std::string> arguments(argv + 1, argv + argc);
        const bool messages = take_flag(arguments, "messages"), asleep = take_flag(arguments, "asleep");
        if (messages || asleep) MPI_Init_thread(&argc, &argv, MPI_THREAD_FUNNELED, &level);
        const Machine machine = machine_of(arguments);
        const double seconds = numbers(arguments, "seconds", asleep ? "10" : "300")[0];
        if ((messages || asleep) && !arguments.empty())
            throw InputError("scheduling: --messages and --asleep take no deck");
        status = messages ? measure_messages()
                 : asleep ? measure_asleep(seconds, machine)
                          : simulate_all(arguments, seconds, machine);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "scheduling: %s\n", error.what());
    }
    MPI_Initialized(&with_mpi);
    if (with_mpi) MPI_Finalize();
    return status;
}
