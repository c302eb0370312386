#include "command/child_process.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

#include <fmt/format.h>

#include "input/input_error.hpp"

namespace mirage {

std::optional<int> status_of_child(const std::string& file) {
    const pid_t child = fork();
    if (child <= 0) return std::nullopt;  // the child, or no second process to be had
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    if (WIFEXITED(status)) return WEXITSTATUS(status);
    const int signal = WTERMSIG(status);
    if (signal == SIGSEGV || signal == SIGBUS || signal == SIGFPE || signal == SIGABRT)
        throw InputError(fmt::format("'{}': damaged, HDF5 fails on it", file));
    return 128 + signal;  // a closed pipe, say
}

}  // namespace mirage
