#include <mpi.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "command/commands.hpp"
#include "command/help_text.hpp"
#include "input/input_error.hpp"
#include "propagator/kernel.hpp"
#include "results/output.hpp"

namespace mirage {

namespace {

/// Of a process that mpirun or srun started; 0 alone. Known before MPI_Init.
int rank_of_environment() {
    for (const char* name : {"OMPI_COMM_WORLD_RANK", "PMIX_RANK", "PMI_RANK"})
        if (const char* rank = std::getenv(name)) return std::atoi(rank);
    return 0;
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
    if (arguments.empty()) throw InputError("no command; mirage help lists them");
    if (arguments[0] == "--help" || arguments[0] == "-h") return find_command("help").run({});
    if (arguments[0] == "--version") return find_command("version").run({});
    if (arguments[0].starts_with("-"))
        throw InputError(fmt::format(
            "unknown option '{}': mirage --help, mirage --version, or mirage COMMAND ...", arguments[0]));
    const Command& command = find_command(arguments[0]);
    const Arguments own(arguments.begin() + 1, arguments.end());
    if (asks_for_help(own)) return write_text("", help_on(command, own)), 0;
    check_environment();
    return command.run(checked_arguments(command, own));
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
        const bool silent = !parallel && mirage::rank_of_environment() > 0;
        if (!silent) fmt::print(stderr, "mirage: {}\n", error.what());
        status = silent ? 0 : 2;
    } catch (const std::exception& error) {
        MPI_Initialized(&parallel);
        if (parallel) MPI_Comm_rank(MPI_COMM_WORLD, &rank);
        fmt::print(stderr, "mirage: {}{}\n", parallel ? fmt::format("rank {}: ", rank) : "", error.what());
        if (parallel) MPI_Abort(MPI_COMM_WORLD, 1);
    }
    return status;
}
