#include <mpi.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "command/bootstrap.hpp"
#include "command/citation.hpp"
#include "command/commands.hpp"
#include "command/help_text.hpp"
#include "command/output_guard.hpp"
#include "input/arguments.hpp"
#include "input/input_error.hpp"
#include "input/text.hpp"
#include "parallel/communicator.hpp"
#include "parallel/launch.hpp"
#include "propagator/kernel.hpp"
#include "results/output.hpp"
#include "results/references.hpp"

namespace mirage {

namespace {

/// A sweep and the samples of a bootstrap are shared among ranks; anything else is computed once.
bool uses_all_ranks(const Arguments& arguments) {
    if (arguments.empty() || asks_for_help(arguments) || asks_for_citation(arguments)) return false;
    const bool fits = arguments[0] == "fit" || arguments[0] == "fit-spectrum" || arguments[0] == "fit-sample";
    return arguments[0] == "sweep" || (fits && asks_for_bootstrap(arguments));
}

/// A misspelt value would mean the default, silently.
void check_environment() {
    const char* wanted = std::getenv("MIRAGE_INSTRUCTION_SET");
    if (!wanted || !*wanted || kernel(std::string_view(wanted))) return;
    std::string known;
    for (const char* name : instruction_sets)
        if (kernel(std::string_view(name))) known += fmt::format("{}{}", known.empty() ? "" : ", ", name);
    throw InputError(
        fmt::format("MIRAGE_INSTRUCTION_SET = '{}': on this machine allowed: {}", wanted, known));
}

/// `mirage COMMAND --help`, with the name of a formula in between.
std::string help_on(const Command& command, const Arguments& arguments) {
    const bool named = command.topic && !arguments[0].starts_with("-");
    return named ? command.topic(arguments[0]) : command_help(command);
}

int run(const Arguments& arguments) {
    if (const Launch launch = launch_of_environment(); launch.size > 1 && !uses_all_ranks(arguments)) {
        if (launch.rank > 0) return 0;
        fmt::print(stderr, "mirage: this command runs on one rank; {} without work\n",
                   counted(static_cast<std::uint64_t>(launch.size - 1), "rank"));
    }
    if (arguments.empty()) throw InputError("no command; mirage help lists them");
    if (arguments[0] == "--help" || arguments[0] == "-h") return find_command("help").run({});
    if (arguments[0] == "--version") return find_command("version").run({});
    if (arguments[0] == "--cite") return find_command("cite").run({});
    if (arguments[0].starts_with("-"))
        throw InputError(fmt::format(
            "unknown option '{}': mirage --help, mirage --version, or mirage COMMAND ...", arguments[0]));
    const Command& command = find_command(arguments[0]);
    const Arguments own(arguments.begin() + 1, arguments.end());
    if (asks_for_help(own)) return write_text("", help_on(command, own)), 0;
    if (asks_for_citation(own)) return write_text("", bibliography(citation_keys(command, own))), 0;
    check_environment();
    const Arguments checked = checked_arguments(command, own);
    return command.run(command.output == Output::text ? guarded_arguments(command, checked) : checked);
}

}  // namespace
}  // namespace mirage

int main(int argc, char** argv) {
    int rank = 0;
    int parallel = 0;
    int status = 1;
    try {
        status = mirage::run({argv + 1, argv + argc});
    } catch (const mirage::InputError& error) {
        // said once: the other ranks end without a word
        MPI_Initialized(&parallel);
        const bool silent = !parallel && mirage::launch_of_environment().rank > 0;
        if (!silent) fmt::print(stderr, "mirage: {}\n", error.what());
        status = silent ? 0 : 2;
    } catch (const std::exception& error) {
        const char* const why =
            dynamic_cast<const std::bad_alloc*>(&error) ? mirage::out_of_memory : error.what();
        MPI_Initialized(&parallel);
        if (parallel) MPI_Comm_rank(MPI_COMM_WORLD, &rank);
        fmt::print(stderr, "mirage: {}{}\n", parallel ? fmt::format("rank {}: ", rank) : "", why);
        if (parallel) MPI_Abort(MPI_COMM_WORLD, 1);
    }
    return status;
}
