#pragma once
// `--output` of the commands that print text: what may be written, decided in one place before they start.

#include "command/commands.hpp"

namespace mirage {

/// The arguments without `--overwrite`, and without an `--output` that stands for standard output. Throws
/// InputError where the output would replace an input (also by a link or another name, and with
/// `--overwrite`), a folder or a device, and without `--overwrite` any file that is there, except an empty
/// one and the CSV or JSON of this very command line. Pipes, /dev/null and /dev/stderr are written straight.
Arguments guarded_arguments(const Command& command, const Arguments& arguments);

}  // namespace mirage
