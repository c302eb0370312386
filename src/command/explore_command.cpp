#include <filesystem>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "command/child_process.hpp"
#include "command/commands.hpp"
#include "file/page_data.hpp"
#include "fit/files.hpp"
#include "fit/measurements_json.hpp"
#include "fit/reading.hpp"
#include "input/arguments.hpp"
#include "input/check_output.hpp"
#include "input/input_error.hpp"
#include "input/selection.hpp"
#include "input/target.hpp"
#include "input/text.hpp"
#include "results/output.hpp"

namespace mirage {
namespace {

namespace fs = std::filesystem;

/// The page without data: of the build tree, or where it is installed. Throws InputError.
std::string page() {
    std::error_code ignored;
    const fs::path folder = fs::read_symlink("/proc/self/exe", ignored).parent_path();
    for (const fs::path& file : {folder / "explorer/mirage.html", folder / MIRAGE_SHARE / "explorer.html"}) {
        if (!fs::is_regular_file(file, ignored)) continue;
        std::ostringstream text;
        text << std::ifstream(file, std::ios::binary).rdbuf();
        return text.str();
    }
    throw InputError(fmt::format("explore: no explorer.html in '{}': bash jobs/explorer.sh builds it",
                                 (folder / MIRAGE_SHARE).lexically_normal().string()));
}

struct Request {
    std::string file, output;
    std::vector<std::pair<std::string, double>> selected;
    Json measurements = Json::array();
};

/// Every `--data`, in K and T.
Json take_measurements(Arguments& arguments) {
    Json all = Json::array();
    std::vector<std::string> files;
    Arguments rest;
    for (const std::string& word : arguments)
        if (constexpr std::string_view option = "--data="; word.starts_with(option))
            files.push_back(word.substr(option.size()));
        else
            rest.push_back(word);
    arguments = rest;
    const ReadingOptions options = take_reading_options(arguments);
    for (const char* option : {"tc0", "g-factor"}) take_option(arguments, option);
    for (const std::string& file : files) {
        Json data = json_of(read_measurements(file, options));
        data["name"] = fs::path(file).filename().string();
        all.push_back(data);
    }
    return all;
}

/// The page of a result where no other name is asked for: RUN.html in this folder. Throws InputError where
/// that is taken.
std::string free_name(const std::string& file) {
    std::string name = fs::path(file).stem().string() + ".html";
    if (!is_free(name))
        throw InputError(fmt::format("explore: '{0}': exists; --output {0} --overwrite replaces it", name));
    return name;
}

Request request_of(Arguments arguments) {
    Request request;
    request.selected = selection_of(take_option(arguments, "select"));
    request.output = take_option(arguments, "output");
    request.measurements = take_measurements(arguments);
    if (arguments.size() != 1) throw InputError("explore: needs one file: mirage explore FILE.h5");
    request.file = arguments[0];
    if (request.output.empty()) request.output = free_name(request.file);
    if (!is_standard_output(request.output)) check_output("--output", request.output);
    return request;
}

int run_explore(const Arguments& arguments) {
    const Request request = request_of(arguments);
    if (const auto status = status_of_child(request.file)) return *status;
    constexpr std::string_view begin = R"(<script type="application/json" id="mirage-file">)",
                               end = "</script>";
    const std::string text = page();
    const std::size_t at = text.find(begin), after = text.find(end, at);
    if (at == text.npos || after == text.npos)
        throw InputError("explore: explorer.html has no place for data");
    const FileSummary layout = read_layout(request.file);
    TextWriter out(request.output);
    out.add(std::string_view(text).substr(0, at + begin.size()));
    write_page_data(request.file, layout, request.selected, request.measurements, out);
    out.add(std::string_view(text).substr(after));
    out.close();
    if (!is_stream(request.output) && !is_standard_output(request.output))
        fmt::print("{} ({})\n", printable(request.output),
                   size_text(static_cast<double>(fs::file_size(request.output))));
    return 0;
}

}  // namespace

Command explore_command() {
    Command command;
    command.name = "explore";
    command.summary = "a page for the browser with a result in it and the engine beside it";
    command.usage = "FILE.h5 [--data CSV] [--select gamma=0.1] [--output FILE.html]";
    command.description =
        "One self-contained HTML file: the phase diagram of a result with sliders for its axes, lines, "
        "phases and "
        "spectra at a click, and the engine, so that whatever the result does not hold is computed in the "
        "page. It "
        "says what is stored, interpolated or computed, works from disk without a network and sends nothing "
        "anywhere. Values on the grid have 7 digits, lines all.";
    command.examples = {"mirage explore quickstart.h5                                      # quickstart.html",
                        "mirage explore run.h5 --data measured.csv --output run.html      # K, tesla"};
    command.options = {{"data",
                        "FILE",
                        "measured points to draw, any file that mirage fit reads; may be repeated",
                        {},
                        {},
                        true},
                       columns_option(),
                       {"tc0", "NUMBER", "of measured points in reduced units [K]"},
                       {"g-factor", "NUMBER", "of measured fields over B_p (default 2)"},
                       {"select", "NAME=VALUE", "comma list: only this value of an axis"},
                       {"output", "FILE", "page to write (default: FILE.html in this folder)"}};
    command.words = {"FILE.h5", 1};
    command.run = run_explore;
    return command;
}

}  // namespace mirage
