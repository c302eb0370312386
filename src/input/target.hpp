#pragma once
// Files that are to be written: links, devices, and what is there already.

#include <string>
#include <vector>

namespace mirage {

/// What becomes of a file that is in the way: it stays, or `--overwrite` is given.
enum class Existing { keep, replace };

/// The file that a name stands for, links followed, also those to files that are not there yet; the name
/// itself where it is no link, or one to a pipe or a device. Throws InputError for a link that leads nowhere.
std::string link_target(const std::string& name);

/// Whether a name stands for standard output: empty, `-`, `/dev/stdout`.
bool is_standard_output(const std::string& name);

/// Whether text goes straight into it: a pipe, /dev/null, /dev/stderr, any device.
bool is_stream(const std::string& name);

/// Throws InputError where the file is, by whatever name, one of the inputs ("-" and "/dev/stdin": what is
/// read there), or lies under /dev, /proc or /sys (/dev/shm is a place for files).
void check_place(const std::string& option, const std::string& file, const std::vector<std::string>& inputs);

/// Whether there is nothing that writing this file would destroy: no file, or an empty one.
bool is_free(const std::string& file);

}  // namespace mirage
