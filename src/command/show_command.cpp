#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>

#include <fmt/format.h>

#include "checkpoint/checkpoint.hpp"
#include "command/commands.hpp"
#include "command/show_measurements.hpp"
#include "file/result_reader.hpp"
#include "input/input_error.hpp"
#include "input/text.hpp"
#include "results/quantities.hpp"

namespace mirage {
namespace {

std::string attribute(const FileSummary& summary, const std::string& name) {
    for (const auto& [key, value] : summary.attributes)
        if (key == name) return printable(value);
    return {};
}

void print_coordinates(const FileSummary& summary) {
    for (const Coordinate& c : summary.coordinates)
        fmt::print("  {:<15}{:>8} values  {:.6g} to {:.6g} {}\n", c.name, c.values.size(), c.values.front(),
                   c.values.back(), printable(c.units));
}

void print_variables(const FileSummary& summary) {
    for (const VariableSummary& v : summary.variables) {
        if (!v.flag_meanings.empty() || (v.total > 0 && v.missing == v.total)) continue;
        fmt::print("  {:<18}{:>14.6g} to {:<14.6g}{:<10}{}\n", v.name, v.min, v.max,
                   v.units == "1" ? "" : printable(v.units),
                   v.missing ? fmt::format("{} missing", v.missing) : "");
    }
}

/// How often each word of a flag occurs; any other value is that of a failure.
void print_counts(const FileSummary& summary) {
    for (const VariableSummary& v : summary.variables) {
        if (v.flag_meanings.empty()) continue;
        std::string text;
        for (int flag = 0; flag < 3; ++flag) {
            std::string word = printable(meaning(v.flag_meanings.c_str(), flag));
            std::replace(word.begin(), word.end(), '_', ' ');
            if (!word.empty())
                text += fmt::format("{}{} {}", text.empty() ? "" : ", ", word,
                                    v.counts[static_cast<std::size_t>(flag)]);
        }
        fmt::print("{:<13} {}{}\n", v.name, text, v.counts[3] ? fmt::format(", failed {}", v.counts[3]) : "");
    }
}

/// B_c2 at the lowest temperature, one row for each of the other axes' values.
void print_fields(const FileSummary& summary) {
    const std::size_t planes = summary.axes - 2;  // axes before T and B
    const Coordinate &T = summary.coordinates[planes], &B = summary.coordinates[planes + 1];
    std::size_t rows = 1;
    for (std::size_t i = 0; i < planes; ++i) rows *= summary.coordinates[i].values.size();
    if (summary.critical_field.size() != rows) return;
    constexpr std::size_t max_rows = 12;
    fmt::print("\nB_c2 at T = {:.6g} {}\n  ", T.values.front(), printable(T.units));
    for (std::size_t i = 0; i < planes; ++i)
        fmt::print("{:>{}}", summary.coordinates[i].name, i == 0 ? 10 : 12);
    fmt::print("{:>14}\n", "B");
    for (std::size_t row = 0; row < std::min(rows, max_rows); ++row) {
        std::string text;
        std::size_t index = row;
        for (std::size_t i = planes; i-- > 0;) {
            const std::vector<double>& values = summary.coordinates[i].values;
            text = fmt::format("{:>{}.6g}", values[index % values.size()], i == 0 ? 10 : 12) + text;
            index /= values.size();
        }
        fmt::print("  {}{:>14.6g} {}\n", text, summary.critical_field[row], printable(B.units));
    }
    if (rows > max_rows) fmt::print("  ... {} more\n", rows - max_rows);
}

void print_summary(const std::string& file, const FileSummary& summary) {
    const std::string wall_time = attribute(summary, "wall_time");
    fmt::print(
        "{}\n  mirage {} ({}), {}, {} ranks x {} threads{}{}\n\n", printable(file),
        attribute(summary, "program_version"), attribute(summary, "git_commit"),
        attribute(summary, "creation_time"), attribute(summary, "ranks"), attribute(summary, "threads"),
        wall_time.empty() ? "" : ", " + duration_text(std::strtod(wall_time.c_str(), nullptr)),
        attribute(summary, "instruction_set").empty() ? "" : ", " + attribute(summary, "instruction_set"));
    print_coordinates(summary);
    fmt::print("\n");
    print_variables(summary);
    fmt::print("\n");
    print_counts(summary);
    print_fields(summary);
    fmt::print("\npictures: mirage plot {}\n", printable(file));
}

/// HDF5 itself can fault on a damaged file, so a child process does the rest: it gets nothing here, its
/// parent the exit status. Throws InputError if the child faulted.
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

/// How far an unfinished run is, and what to do.
void print_status(const std::string& file, const CheckpointStatus& status) {
    fmt::print("{}: not finished, {:.1f} % of the expected work is kept\n", printable(file),
               100.0 * status.share);
    fmt::print("  {}\n", status.age < 0.0 ? "nothing written yet"
                                          : fmt::format("{} in {}.checkpoint, last written {} ago",
                                                        size_text(static_cast<double>(status.size)),
                                                        printable(file), duration_text(status.age)));
    if (status.damaged > 0)
        fmt::print("  {} damaged or cut off; what they held will be computed again\n",
                   size_text(static_cast<double>(status.damaged)));
    fmt::print("  {}\n",
               status.holder.empty()
                   ? "not running; run the same mirage sweep command again to resume, --restart starts over"
                   : "running: " + status.holder);
}

/// The result that a name is about, which may be that of its checkpoint.
std::string result_name(std::string name) {
    while (name.size() > 1 && name.ends_with('/')) name.pop_back();
    constexpr std::string_view suffix = ".checkpoint";
    if (name.ends_with(suffix) && std::filesystem::is_directory(name))
        name.resize(name.size() - suffix.size());
    return name;
}

int show_file(const std::string& file) {
    if (const auto status = status_of_child(file)) return *status;
    print_summary(file, read_summary(file));
    return 0;
}

}  // namespace

std::string show_help(const Arguments&) {
    return "usage: mirage show FILE.h5\n       mirage show DATA.csv [--format table|csv|json]\n\n"
           "What a result file holds, in a screenful; how far a run is that has not finished it. Of measured "
           "points, what\nmirage fit reads them as: in K and T, every sample.\n\n"
           "example: mirage show quickstart.h5\n";
}

int run_show(const Arguments& arguments) {
    if (are_measurements(arguments)) return show_measurements(arguments);
    if (arguments.size() != 1) throw InputError("show: needs one file: mirage show FILE.h5");
    const std::string file = result_name(arguments[0]);
    if (const auto status = checkpoint_status(file)) {
        print_status(file, *status);
        if (!std::filesystem::exists(file)) return 0;
        std::fputs("\nfrom an earlier run:\n", stdout);
        std::fflush(stdout);
    }
    return show_file(file);
}

}  // namespace mirage
