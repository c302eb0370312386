#include "file/result_target.hpp"

#include <filesystem>

#include <fmt/format.h>

#include "checkpoint/fingerprint.hpp"
#include "file/result_reader.hpp"
#include "input/check_output.hpp"
#include "input/input_error.hpp"
#include "input/text.hpp"

namespace mirage {
namespace {

constexpr const char* option = "output.file";

[[noreturn]] void refuse(const std::string& file, const std::string& why) {
    throw InputError(fmt::format("{} = '{}': {}", option, file, why));
}

void check_name(const std::string& file) {
    if (is_standard_output(file)) refuse(file, "a result is a file, not standard output");
    const std::string end = lower_case(std::filesystem::path(file).extension().string());
    for (const char* text : {".csv", ".json", ".txt", ".dat", ".cfg"})
        if (end == text)
            refuse(file, fmt::format("a result is an HDF5 file: name it .h5, not {}; mirage show FILE.h5 "
                                     "--variable NAME exports it as text",
                                     text));
}

/// How the settings of a result differ from these; empty where they do not. Throws InputError where that
/// cannot be told.
std::string differences_from(const std::string& file, const Configuration& c) {
    const Configuration old = parse_deck(read_recipe(file).configuration);
    return differences({number_settings(old)}, {number_settings(c)});
}

void check_replaced(const std::string& file, const Configuration& c) {
    std::string what;
    try {
        what = differences_from(file, c);
    } catch (const InputError&) {
        refuse(file, "exists and is no result that mirage can read; --overwrite replaces it");
    }
    if (!what.empty())
        refuse(file, fmt::format("exists and is of another sweep ({}); --overwrite replaces it", what));
}

}  // namespace

void check_result_target(const Configuration& c, const std::vector<std::string>& inputs, Existing existing) {
    const std::string& file = c.output;
    std::error_code ignored;
    check_name(file);
    if (std::filesystem::exists(file, ignored) && !std::filesystem::is_regular_file(file, ignored))
        refuse(file, "is not a regular file");
    check_place(option, file, inputs);
    check_output(option, file);
    if (existing == Existing::keep && !is_free(file)) check_replaced(file, c);
}

}  // namespace mirage
