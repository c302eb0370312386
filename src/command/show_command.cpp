#include <cmath>
#include <cstdio>
#include <filesystem>

#include <fmt/format.h>

#include "checkpoint/checkpoint.hpp"
#include "command/child_process.hpp"
#include "command/commands.hpp"
#include "command/show_measurements.hpp"
#include "file/part_text.hpp"
#include "file/summary_text.hpp"
#include "fit/reading.hpp"
#include "input/arguments.hpp"
#include "input/check_output.hpp"
#include "input/input_error.hpp"
#include "input/selection.hpp"
#include "input/target.hpp"
#include "input/text.hpp"

namespace mirage {
namespace {

/// How far an unfinished run is, and what to do.
void print_status(const std::string& file, const CheckpointStatus& status) {
    fmt::print("{}: not finished, {:.1f} % of the expected work is kept\n", printable(file),
               100.0 * status.share);
    fmt::print("  {}\n", status.size == 0 ? "nothing written yet"
                                          : fmt::format("{} in {}.checkpoint, last written {} {}",
                                                        size_text(static_cast<double>(status.size)),
                                                        printable(file), duration_text(std::abs(status.age)),
                                                        status.age < 0.0 ? "ahead of this clock" : "ago"));
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

/// What is to be shown of a file.
struct Request {
    std::string file, command, output;
    Format format = Format::table;
    std::vector<std::string> variables;
    std::vector<std::pair<std::string, double>> selected;
};

Request request_of(Arguments arguments) {
    Request request;
    request.command = command_line("show", arguments);
    const std::string variables = take_option(arguments, "variable");
    request.selected = selection_of(take_option(arguments, "select"));
    request.output = take_option(arguments, "output");
    request.format = take_format(arguments, variables.empty() ? Format::table : Format::csv);
    if (arguments.size() != 1) throw InputError("show: needs one file: mirage show FILE.h5");
    request.file = arguments[0];
    if (!variables.empty())
        for (const std::string_view name : split(variables, ',')) request.variables.emplace_back(name);
    if (variables.empty() && (request.format == Format::csv || !request.selected.empty()))
        throw InputError("show: --format csv and --select are for a variable: name it by --variable");
    if (!variables.empty() && request.format == Format::table)
        throw InputError("show: --variable: --format csv or json");
    if (!request.output.empty()) check_output("--output", request.output);
    std::error_code ignored;
    if (std::filesystem::equivalent(request.file, request.output, ignored))
        throw InputError(fmt::format("--output = '{}': that is the file to be shown", request.output));
    return request;
}

void write_variables(const Request& request) {
    const FileSummary layout = read_layout(request.file);
    const FilePart part = select_part(layout, request.variables, request.selected);
    Heading heading = heading_of(layout, request.command);
    heading.columns = columns_of(part);
    TextWriter out(request.output);
    if (request.format == Format::json)
        write_json(request.file, part, heading, out);
    else
        write_csv(request.file, part, heading, out);
    out.close();
}

int show_file(const Request& request) {
    if (const auto status = status_of_child(request.file)) return *status;
    if (!request.variables.empty()) {
        write_variables(request);
        return 0;
    }
    const FileSummary summary = read_summary(request.file);
    write_text(request.output, request.format == Format::json ? summary_json(summary, request.command)
                                                              : summary_text(request.file, summary));
    return 0;
}

int run_show(const Arguments& arguments) {
    if (are_measurements(arguments)) return show_measurements(arguments);
    Request request = request_of(arguments);
    request.file = result_name(request.file);
    if (const auto status = checkpoint_status(link_target(request.file))) {
        // the result of an earlier run is still there to be taken out
        if (request.format == Format::table) print_status(request.file, *status);
        if (!std::filesystem::exists(request.file)) {
            if (request.format == Format::table) return 0;
            throw InputError(fmt::format("'{}': not finished", request.file));
        }
        if (request.format == Format::table) std::fputs("\nfrom an earlier run:\n", stdout);
        std::fflush(stdout);
    }
    return show_file(request);
}

}  // namespace

Command show_command() {
    Command command;
    command.name = "show";
    command.summary = "what a result file holds, or what measured points are read as";
    command.usage =
        "FILE.h5 [--variable NAME [--select gamma=0.1]] [--format table|csv|json] [--output FILE]";
    command.description =
        "What a result file holds, in a screenful; how far a run is that has not finished it. With "
        "--variable the values: csv has a row for each point, the axes first; json nested lists, one level "
        "for each axis. Flags are words. Of measured points, DATA.csv, what mirage fit reads them as: in K "
        "and "
        "T, every sample.";
    command.examples = {
        "mirage show quickstart.h5",
        "mirage show quickstart.h5 --variable B_c2,transition_order --select gamma=0.1   # K, tesla, meV",
        "mirage show data.csv --format csv"};
    command.options = {{"variable", "NAME", "a variable, or a comma list of several on the same axes"},
                       {"select", "NAME=VALUE", "comma list: only this value of an axis"},
                       format_option({"table", "csv", "json"}, "table, of variables csv"),
                       columns_option(),
                       {"tc0", "NUMBER", "of measured points in reduced units [K]"},
                       {"g-factor", "NUMBER", "of measured fields over B_p (default 2)"},
                       {"output", "FILE", "file to write"}};
    command.words = {"FILE.h5", 1};
    command.run = run_show;
    return command;
}

}  // namespace mirage
