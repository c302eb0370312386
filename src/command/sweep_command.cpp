#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

#include "checkpoint/checkpoint_writer.hpp"
#include "command/commands.hpp"
#include "command/recipe.hpp"
#include "file/result_target.hpp"
#include "input/arguments.hpp"
#include "input/configuration.hpp"
#include "input/input_error.hpp"
#include "input/text.hpp"
#include "results/output.hpp"
#include "sweep/dry_run.hpp"
#include "sweep/sweep.hpp"

namespace mirage {
namespace {

/// What rank 0 found in the input: the whole configuration, or why not.
struct Input {
    std::string deck;
    std::string error;
};

/// From a deck, or from the result of an earlier sweep.
Configuration read_sweep(const std::string& deck, const std::string& from,
                         const std::vector<std::string>& arguments) {
    return from.empty() ? read_configuration(deck, arguments, Scope::sweep)
                        : configuration_of(recipe_of(from), from, arguments, Scope::sweep);
}

/// Whether a setting is given that decides numbers: more than where they go.
bool asks_for_numbers(const std::vector<std::string>& arguments) {
    const auto given = [&](const Setting& setting) {
        return std::any_of(arguments.begin(), arguments.end(), [&](const std::string& word) {
            return names(word, "--" + setting.option) || names(word, "--" + setting.key());
        });
    };
    const bool pockets = std::any_of(arguments.begin(), arguments.end(), [](const std::string& word) {
        return names(word, "--pocket") || word.starts_with("--pocket.");
    });
    return pockets || std::any_of(settings().begin(), settings().end(), [&](const Setting& setting) {
               return setting.decides == Decides::numbers && given(setting);
           });
}

Input read_input(std::vector<std::string> arguments, Existing existing) {
    try {
        const std::string from = take_option(arguments, "from");
        const bool has_deck = !arguments.empty() && !arguments[0].starts_with("--");
        if (has_deck && !from.empty())
            throw InputError("sweep: a deck and --from are two configurations: give one");
        if (!has_deck && from.empty() && !asks_for_numbers(arguments))
            throw InputError(
                "sweep: needs a deck, a result or settings: mirage sweep [CONFIG|--from FILE.h5] "
                "[--section.key=value "
                "...]");
        const std::string deck = has_deck ? arguments[0] : "";
        if (has_deck) arguments.erase(arguments.begin());
        Configuration configuration = read_sweep(deck, from, arguments);
        print_notes(configuration);
        if (configuration.output.empty()) configuration.output = "mirage.h5";
        check_result_target(configuration, {has_deck ? deck : from}, existing);
        configuration.output = link_target(configuration.output);
        return {to_deck(configuration), ""};
    } catch (const InputError& error) {
        return {"", error.what()};
    }
}

/// What the sweep would take, said by rank 0.
int look_at(const Configuration& configuration, const MpiSession& mpi) {
    const Communicator all = communicator_of(MPI_COMM_WORLD, configuration.threads);
    if (mpi.rank == 0) write_text("", dry_run(configuration, {all.size, all.threads}));
    quiet_barrier(MPI_COMM_WORLD);
    return 0;
}

int run_sweep_command(const Arguments& given) {
    Arguments arguments = given;
    SweepOptions options;
    const bool only_look = take_flag(arguments, "dry-run");
    options.start = take_flag(arguments, "restart") ? Start::restart : Start::resume;
    const Existing existing = take_flag(arguments, "overwrite") ? Existing::replace : Existing::keep;
    options.launcher = launcher();
    block_stop_signals();
    const MpiSession mpi;
    // Rank 0 prints and returns the status, the others return 0: mpirun reports the first that is not.
    const auto leave = [&mpi](int status, const std::string& message) {
        if (mpi.rank == 0 && !message.empty()) fmt::print(stderr, "mirage: {}\n", message);
        return mpi.rank == 0 ? status : 0;
    };
    const Input input = mpi.rank == 0 ? read_input(arguments, existing) : Input{};
    const std::string error = broadcast(input.error, MPI_COMM_WORLD);
    if (!error.empty()) return leave(2, error);
    const Configuration configuration = parse_deck(broadcast(input.deck, MPI_COMM_WORLD));
    try {
        if (only_look) return look_at(configuration, mpi);
        return leave(
            run_sweep(configuration, MPI_COMM_WORLD, options) == RunStatus::stopped ? stopped_status : 0, "");
    } catch (const InputError& refusal) {
        return leave(2, refusal.what());
    } catch (const RunError& failure) {
        leave(1, failure.what());
        // Not through MPI_Finalize: HDF5 ends itself there and faults on a file that it could not write.
        quiet_barrier(MPI_COMM_WORLD);
        return MPI_Abort(MPI_COMM_WORLD, 1);
    }
}

}  // namespace

Command sweep_command() {
    Command command;
    command.name = "sweep";
    command.summary =
        "the (T, B, gamma, alpha) grid and its critical lines -> one HDF5 file; alone or under mpirun, srun";
    command.usage = "[CONFIG|--from FILE.h5] [--restart] [--dry-run] [--section.key=value ...]";
    command.description =
        "The (T, B, gamma, alpha) grid and its critical lines -> one HDF5 file. Any other numeric setting of "
        "the material "
        "may be an axis too: --beta 1:9:5. Every setting may be given on the command line, which takes "
        "precedence over the "
        "deck; mirage init writes a deck to begin with.\n"
        "Runs alone or under mpirun or srun: ranks share the grid, OpenMP threads share the work of a rank. "
        "Without "
        "--output the file is mirage.h5. A run that was stopped (SIGTERM, SIGUSR1, Ctrl-C: exit status 75) "
        "or killed "
        "resumes with the same command.";
    command.examples = {
        "mirage sweep --T 0.05:1:20 --B 0:9:46 --beta 7 --output run.h5",
        "mpirun -n 2 mirage sweep jobs/quickstart.cfg --grid.gamma=0,0.2 --output run.h5   # K, tesla, meV"};
    command.settings = Scope::sweep;
    command.options = {{"from", "FILE.h5", "the configuration inside a result, in place of a deck"},
                       {"restart", "", "starts over and discards what an unfinished run has computed"}};
    command.options.push_back({"dry-run", "", "tells what the run would take, and writes nothing"});
    command.words = {"CONFIG", 1};
    command.output = Output::result;
    command.run = run_sweep_command;
    return command;
}

}  // namespace mirage
