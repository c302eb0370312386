#include "command/show_measurements.hpp"

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "fit/data.hpp"
#include "fit/files.hpp"
#include "fit/measurements_json.hpp"
#include "fit/reading.hpp"
#include "input/arguments.hpp"
#include "input/text.hpp"
#include "results/heading.hpp"
#include "results/output.hpp"
#include "tables/cells.hpp"

namespace mirage {
namespace {

bool is_result(const std::string& file) {
    const std::string extension = std::filesystem::path(file).extension().string();
    if (extension == ".h5" || extension == ".hdf5" || extension == ".nc") return true;
    constexpr std::string_view signature = "\x89HDF\r\n\x1a\n";
    std::string start(signature.size(), '\0');
    std::ifstream(file, std::ios::binary).read(start.data(), static_cast<std::streamsize>(start.size()));
    return start == signature;
}

std::string number_or_nothing(double x) { return std::isnan(x) ? "" : fmt::format("{}", x); }

Heading heading_of(const Arguments& arguments) {
    return {command_line("show", arguments),
            Units::si,
            Json::object(),
            {{"sample", "1"}, {"T", "K"}, {"B", "T"}, {"sigma_T", "K"}, {"sigma_B", "T"}}};
}

std::string as_csv(const Measurements& data, const Heading& heading) {
    std::string text = csv_head(heading);
    for (const MeasuredSample& sample : data.samples)
        for (const Measurement& m : sample.points)
            text += fmt::format("{},{},{}{},{},{}\n", csv_cell(printable(sample.name)), m.T, sign_of(m.bound),
                                m.B, number_or_nothing(m.sigma_T), number_or_nothing(m.sigma_B));
    return text;
}

std::string as_json(const Measurements& data, const Heading& heading) {
    Json json = json_head(heading);
    json.update(json_of(data));
    return json_text(json);
}

std::string as_table(const Measurements& data) {
    std::string text;
    for (const std::string& note : data.notes) text += fmt::format("{}\n", printable(note));
    for (const MeasuredSample& sample : data.samples) {
        text += fmt::format("\n{}, {}\n{:>14}{:>14}{:>14}{:>14}\n", printable(sample.name),
                            counted(sample.points.size(), "point"), "T [K]", "B [T]", "sigma_T", "sigma_B");
        for (const Measurement& m : sample.points)
            text += fmt::format("{:>14.6g}{:>14}{:>14.4g}{:>14.4g}\n", m.T,
                                fmt::format("{}{:.6g}", sign_of(m.bound), m.B), m.sigma_T, m.sigma_B);
    }
    return text;
}

}  // namespace

bool are_measurements(const Arguments& arguments) {
    Arguments files = arguments;
    for (const char* option : {"format", "output", "columns", "tc0", "g-factor"}) take_option(files, option);
    std::error_code ignored;
    return files.size() == 1 && std::filesystem::is_regular_file(files[0], ignored) && !is_result(files[0]);
}

int show_measurements(const Arguments& arguments) {
    Arguments files = arguments;
    const Format format = take_format(files, Format::table);
    const std::string output = take_option(files, "output");
    const ReadingOptions options = take_reading_options(files);
    for (const char* option : {"tc0", "g-factor"}) take_option(files, option);
    const Measurements data = read_measurements(files[0], options);
    if (format != Format::table)
        for (const std::string& note : data.notes) fmt::print(stderr, "mirage: note: {}\n", printable(note));
    write_text(output, format == Format::json  ? as_json(data, heading_of(arguments))
                       : format == Format::csv ? as_csv(data, heading_of(arguments))
                                               : as_table(data));
    return 0;
}

}  // namespace mirage
