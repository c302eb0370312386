#include <mpi.h>

#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "command/commands.hpp"
#include "input/input_error.hpp"
#include "mirage/version.hpp"
#include "results/output.hpp"

namespace mirage {

namespace {

void print_usage(std::FILE* to) {
    fmt::print(to, "mirage {}: phase diagrams of Ising superconductors\n\nusage: mirage COMMAND [...]\n\n",
               version);
    for (const Command& command : commands()) fmt::print(to, "  {:<8}{}\n", command.name, command.summary);
    fmt::print(to, "\nmirage COMMAND --help lists its options.\n");
}

const Command& find_command(const std::string& name) {
    std::string known;
    for (const Command& command : commands()) {
        if (name == command.name) return command;
        known += fmt::format("{}{}", known.empty() ? "" : ", ", command.name);
    }
    throw InputError(fmt::format("unknown command '{}': allowed: {}", name, known));
}

int run(const Arguments& arguments) {
    if (arguments.empty()) throw InputError("no command; mirage --help lists them");
    if (arguments[0] == "--help" || arguments[0] == "-h") return print_usage(stdout), 0;
    if (arguments[0] == "--version") return fmt::print("mirage {} ({})\n", version, git_commit), 0;
    const Command& command = find_command(arguments[0]);
    const Arguments own(arguments.begin() + 1, arguments.end());
    if (asks_for_help(own)) return write_text("", command.help(own)), 0;
    return command.run(own);
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
        fmt::print(stderr, "mirage: {}\n", error.what());
        status = 2;
    } catch (const std::exception& error) {
        MPI_Initialized(&parallel);
        if (parallel) MPI_Comm_rank(MPI_COMM_WORLD, &rank);
        fmt::print(stderr, "mirage: {}{}\n", parallel ? fmt::format("rank {}: ", rank) : "", error.what());
        if (parallel) MPI_Abort(MPI_COMM_WORLD, 1);
    }
    return status;
}
