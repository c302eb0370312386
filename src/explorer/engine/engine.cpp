#include "engine.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "fit/answer.hpp"
#include "fit/data.hpp"
#include "fit/measurements_json.hpp"
#include "fit/reading.hpp"
#include "fit/report_json.hpp"
#include "input/input_error.hpp"
#include "input/text.hpp"
#include "mirage/mirage.h"
#include "results/heading.hpp"
#include "tables/cell_number.hpp"
#include "tables/header.hpp"

namespace mirage {
namespace {

std::string last_text;

/// A file that was dropped on the page, and what to do with it.
struct Dropped {
    std::string_view bytes;
    std::string name;
    std::vector<std::string> options;
};

Dropped dropped(std::string_view bytes, std::string_view words) {
    Dropped file{bytes, {}, {}};
    std::vector<std::string> all;
    while (!words.empty()) {
        all.emplace_back(words.substr(0, words.find('\0')));
        words.remove_prefix(all.back().size() + 1);
    }
    if (all.empty()) throw InputError("the file has no name");
    file.name = all[0];
    file.options.assign(all.begin() + 1, all.end());
    return file;
}

Table table_in(const Dropped& file) {
    check_length(file.name, file.bytes.size());
    return table_of(file.name, decoded_lines(file.name, file.bytes));
}

Json number_or_null(double x) { return x == x ? Json(x) : Json(nullptr); }

std::string read_data(const Dropped& file) {
    std::vector<std::string> options = file.options;
    const ReadingOptions reading = take_reading_options(options);
    for (const char* used : {"tc0", "g-factor"}) take_option(options, used);
    if (!options.empty()) throw InputError(fmt::format("'{}': unknown option", options[0]));
    return json_text(json_of(measurements_in(table_in(file), reading)));
}

std::string read_table(const Dropped& file) {
    const Table table = table_in(file);
    if (table.rows.empty()) throw InputError(fmt::format("{}: holds no numbers", file.name));
    const std::optional<Header> header = names_of(table);
    Json json = {{"columns", Json::array()}, {"notes", table.notes}};
    for (std::size_t at = 0; at < table.width; ++at) {
        Json values = Json::array();
        for (const TableRow& row : table.rows) {
            const auto number = at < row.cells.size() ? cell_number(row.cells[at], table.decimal)
                                                      : std::optional<CellNumber>();
            values.push_back(number_or_null(number ? number->value : quiet_nan));
        }
        const bool named = header && at < header->columns.size();
        json["columns"].push_back(
            {{"name", named ? header->columns[at].text : fmt::format("column {}", at + 1)},
             {"unit", named ? header->columns[at].unit : ""},
             {"values", values}});
    }
    return json_text(json);
}

std::string fit_of(const Dropped& file) {
    std::vector<std::string> words{file.name};
    words.insert(words.end(), file.options.begin(), file.options.end());
    const FitRequest request =
        fit_request(words, [&](const auto& files, const ReadingOptions& options, auto& notes) {
            if (files.size() != 1) throw InputError(fmt::format("'{}': one file at a time", files[1]));
            Measurements data = measurements_in(table_in(file), options);
            notes.insert(notes.end(), data.notes.begin(), data.notes.end());
            return std::move(data.samples);
        });
    if (!request.output.empty()) throw InputError("--output: a page writes no file");
    FitReport report = answer(request, command_line("fit", words));
    for (int i = 0; i < request.bootstrap; ++i)
        report.samples.push_back(
            bootstrap_sample(request.task, report.fits[0].result, static_cast<std::uint64_t>(i)));
    return fit_json(report);
}

/// Nothing is thrown out of the module.
template <class Function>
int told(Function function, const char* bytes, std::int32_t size, const char* words,
         std::int32_t words_size) noexcept {
    try {
        last_text = function(
            dropped({bytes, static_cast<std::size_t>(size)}, {words, static_cast<std::size_t>(words_size)}));
        return MIRAGE_OK;
    } catch (const InputError& error) {
        last_text = printable(error.what());
        return MIRAGE_BAD_INPUT;
    } catch (const std::exception& error) {
        last_text = printable(error.what());
        return MIRAGE_FAILED;
    }
}

}  // namespace
}  // namespace mirage

using namespace mirage;

int mirage_read_data(const char* bytes, std::int32_t size, const char* words, std::int32_t words_size) {
    return told(read_data, bytes, size, words, words_size);
}

int mirage_read_table(const char* bytes, std::int32_t size, const char* words, std::int32_t words_size) {
    return told(read_table, bytes, size, words, words_size);
}

int mirage_fit(const char* bytes, std::int32_t size, const char* words, std::int32_t words_size) {
    return told(fit_of, bytes, size, words, words_size);
}

const char* mirage_text(void) { return last_text.c_str(); }
