#include <fmt/format.h>

#include "command/commands.hpp"
#include "mirage/version.hpp"
#include "results/output.hpp"

namespace mirage {
namespace {

int run_version(const Arguments&) {
    write_text("", fmt::format("mirage {} ({})\n", version, git_commit));
    return 0;
}

}  // namespace

Command version_command() {
    Command command;
    command.name = "version";
    command.summary = "version and commit of the program";
    command.description = "Version and commit of the program; mirage --version does the same.";
    command.examples = {"mirage version"};
    command.run = run_version;
    return command;
}

}  // namespace mirage
