#include "command/bootstrap.hpp"

#include <algorithm>

#include "input/arguments.hpp"

namespace mirage {

bool asks_for_bootstrap(const Arguments& arguments) {
    return std::any_of(arguments.begin(), arguments.end(),
                       [](const std::string& word) { return names(word, "--bootstrap"); });
}

std::vector<std::vector<double>> bootstrap_of_all(
    int count, std::size_t width, const std::function<std::vector<double>(std::size_t)>& draw) {
    return drawn_by_all(static_cast<std::size_t>(count), width, communicator_of(MPI_COMM_WORLD, 1), draw);
}

}  // namespace mirage
