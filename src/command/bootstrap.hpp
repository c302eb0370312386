#pragma once
// A fit with bootstrap samples over the ranks of a run.

#include <functional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "command/commands.hpp"
#include "input/input_error.hpp"
#include "parallel/communicator.hpp"
#include "parallel/instruction_sets.hpp"
#include "propagator/kernel.hpp"

namespace mirage {

/// Whether `--bootstrap` is among the arguments.
bool asks_for_bootstrap(const Arguments& arguments);

/// `count` samples of `width` numbers on rank 0, in their order, drawn by all ranks.
std::vector<std::vector<double>> bootstrap_of_all(
    int count, std::size_t width, const std::function<std::vector<double>(std::size_t)>& draw);

/// Reads a request on every rank, which is cheap, and runs it; what was refused is said once. The exit
/// status. Collective.
template <class Request>
int run_on_all_ranks(const std::function<Request()>& read,
                     const std::function<void(const MpiSession&, const Request&)>& run) {
    const MpiSession mpi;
    Request request;
    std::string error;
    try {
        check_instruction_sets(kernel().instruction_set, communicator_of(MPI_COMM_WORLD, 1));
        request = read();
    } catch (const InputError& refused) {
        error = refused.what();
    }
    error = broadcast(error, MPI_COMM_WORLD);
    if (!error.empty()) {
        if (mpi.rank == 0) fmt::print(stderr, "mirage: {}\n", error);
        return mpi.rank == 0 ? 2 : 0;
    }
    run(mpi, request);
    return 0;
}

}  // namespace mirage
