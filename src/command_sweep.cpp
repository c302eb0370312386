#include <cstdio>
#include <filesystem>

#include <fmt/format.h>

#include "mirage/commands.hpp"
#include "mirage/configuration.hpp"
#include "mirage/input_error.hpp"
#include "mirage/sweep.hpp"

namespace mirage {
namespace {

/// What rank 0 found in the input: the whole configuration, or why not.
struct Input {
    std::string deck;
    std::string error;
};

/// The finished file is renamed over what has its name: never over the deck, a device or a pipe.
void check_replaceable(const std::string& deck, const std::string& output) {
    namespace fs = std::filesystem;
    std::error_code ignored;
    if (!fs::exists(output, ignored)) return;
    if (!fs::is_regular_file(output, ignored))
        throw InputError(fmt::format("output.file = '{}': is not a regular file", output));
    if (fs::equivalent(deck, output, ignored)) throw InputError(fmt::format("output.file = '{}': is the deck", output));
}

Input read_input(std::vector<std::string> words) {
    try {
        if (words.empty() || words[0].rfind("--", 0) == 0)
            throw InputError("sweep: needs a deck: mirage sweep CONFIG [--section.key=value ...]");
        const std::string deck = words[0];
        words.erase(words.begin());
        Configuration configuration = read_configuration(deck, words, Scope::sweep);
        if (configuration.energy.text == "auto")
            throw InputError("spectrum.energy = 'auto': a sweep needs one axis for all points");
        if (configuration.output.empty()) configuration.output = "mirage.h5";
        check_output("output.file", configuration.output);
        check_replaceable(deck, configuration.output);
        return {to_deck(configuration), ""};
    } catch (const InputError& error) {
        return {"", error.what()};
    }
}

}  // namespace

int run_sweep_command(const std::vector<std::string>& given) {
    std::vector<std::string> words = given;
    if (take_help(words)) {
        std::fputs(
            help_text("mirage sweep CONFIG [--section.key=value ...]",
                      "The (T, B, gamma, alpha) grid and its critical lines -> one HDF5 file. The command line wins over "
                      "the deck.\n"
                      "Runs alone or under mpirun or srun: ranks share the grid, OpenMP threads share the work of a rank.\n"
                      "Without --output the file is mirage.h5.",
                      "mpirun -n 2 mirage sweep jobs/quickstart.cfg --grid.gamma=0,0.2 --output run.h5", Scope::sweep)
                .c_str(),
            stdout);
        return 0;
    }
    const MpiSession mpi;
    const Input input = mpi.rank == 0 ? read_input(words) : Input{};
    // One rank speaks and returns the status: the others leave in peace.
    const std::string error = broadcast(input.error, MPI_COMM_WORLD);
    if (!error.empty()) {
        if (mpi.rank == 0) fmt::print(stderr, "mirage: {}\n", error);
        return mpi.rank == 0 ? 2 : 0;
    }
    const Configuration configuration = parse_deck(broadcast(input.deck, MPI_COMM_WORLD));
    try {
        run_sweep(configuration, MPI_COMM_WORLD);
    } catch (const RunError& failure) {
        if (mpi.rank == 0) fmt::print(stderr, "mirage: {}\n", failure.what());
        return mpi.rank == 0 ? 1 : 0;
    }
    return 0;
}

}  // namespace mirage
