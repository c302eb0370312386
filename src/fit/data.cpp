#include "fit/data.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>
#include <optional>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "input/axis.hpp"
#include "input/input_error.hpp"
#include "mirage/numeric/constants.hpp"

namespace mirage {
namespace {

constexpr std::size_t max_points = 100000;
constexpr std::size_t max_samples = 50;
constexpr std::size_t max_length = 10000;  // of a line

/// Where the four columns stand.
struct Columns {
    int T = 0, B = 1, sigma_T = 2, sigma_B = 3, sample = -1;
};

std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(" \t"), last = text.find_last_not_of(" \t");
    return first == text.npos ? "" : text.substr(first, last - first + 1);
}

char separator_of(const std::string& line) {
    for (const char candidate : {',', ';', '\t'})
        if (line.find(candidate) != line.npos) return candidate;
    return ' ';
}

std::vector<std::string> cells_of(const std::string& line, char separator) {
    std::vector<std::string> cells(1);
    for (const char c : line) {
        if (c != separator)
            cells.back() += c;
        else if (separator != ' ' || !cells.back().empty())
            cells.emplace_back();
    }
    for (std::string& cell : cells) cell = trimmed(cell);
    while (cells.size() > 1 && cells.back().empty()) cells.pop_back();
    return cells;
}

/// The name of a column without its unit: `T [K]`, `T (K)`, `T/K`, `T_K` are all T.
std::string bare_name(std::string name) {
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    name = trimmed(name.substr(0, name.find_first_of("[(/")));
    for (const char* unit : {"_k", "_tesla", "_kelvin"})
        if (name.size() > std::string(unit).size() && name.ends_with(unit))
            name.resize(name.size() - std::string(unit).size());
    if (name == "b_t") name = "b";
    if (name == "b_c2" || name == "bc2" || name == "field") name = "b";
    if (name == "temperature" || name == "t_c") name = "t";
    return name;
}

std::optional<Columns> header_of(const std::vector<std::string>& cells) {
    const bool letters = std::any_of(cells.begin(), cells.end(), [](const std::string& cell) {
        return !cell.empty() && std::isalpha(static_cast<unsigned char>(cell.front())) && cell != "nan" &&
               cell != "inf";
    });
    if (!letters) return std::nullopt;
    Columns columns{-1, -1, -1, -1, -1};
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string name = bare_name(cells[i]);
        const int at = static_cast<int>(i);
        if (name == "t") columns.T = at;
        if (name == "b") columns.B = at;
        if (name == "sigma_t" || name == "dt") columns.sigma_T = at;
        if (name == "sigma_b" || name == "db") columns.sigma_B = at;
        if (name == "sample") columns.sample = at;
    }
    return columns;
}

[[noreturn]] void refuse(const std::string& file, std::size_t line, const std::string& why) {
    throw InputError(fmt::format("{}:{}: {}", file, line, why));
}

/// Empty where there is no such column.
std::string text_at(const std::vector<std::string>& cells, int column) {
    return column < 0 || static_cast<std::size_t>(column) >= cells.size()
               ? ""
               : cells[static_cast<std::size_t>(column)];
}

double cell_at(const std::string& file, std::size_t line, const std::vector<std::string>& cells, int column,
               const char* name) {
    const std::string text = text_at(cells, column);
    if (text.empty()) return quiet_nan;
    double value = 0.0;
    try {
        value = parse_number(name, text);
    } catch (const InputError&) {
        refuse(file, line, fmt::format("{} = '{}': must be a finite number", name, text));
    }
    if (value < 0.0) refuse(file, line, fmt::format("{} = {}: must not be negative", name, value));
    return value;
}

/// A line, cut where it is longer than any may be: an endless one must not fill the memory.
bool read_line(std::istream& in, std::string& text) {
    text.clear();
    for (char c = 0; text.size() <= max_length && in.get(c) && c != '\n';) text += c;
    return !text.empty() || in;
}

}  // namespace

Measurements read_measurements(const std::string& file) {
    std::error_code ignored;
    std::ifstream in(file, std::ios::binary);
    if (!in || std::filesystem::is_directory(file, ignored))
        throw InputError(fmt::format("cannot read the data '{}'", file));
    Measurements data;
    std::optional<Columns> columns;
    const std::string own_name = std::filesystem::path(file).stem().string();
    std::set<std::tuple<std::string, double, double>> seen;
    std::size_t line = 0, duplicates = 0, points = 0;
    for (std::string text; read_line(in, text);) {
        ++line;
        if (line == 1 && text.starts_with("\xef\xbb\xbf")) text.erase(0, 3);
        if (text.size() > max_length)
            refuse(file, line, fmt::format("longer than {} characters", max_length));
        if (!text.empty() && text.back() == '\r') text.pop_back();
        text = trimmed(text.substr(0, text.find('#')));
        if (text.empty()) continue;
        const std::vector<std::string> cells = cells_of(text, separator_of(text));
        if (!columns) {
            const std::optional<Columns> header = header_of(cells);
            columns = header.value_or(Columns{});
            if (header && (header->T < 0 || header->B < 0))
                refuse(file, line, "the header must name the columns T and B");
            if (header) continue;
        }
        Measurement m;
        m.T = cell_at(file, line, cells, columns->T, "T");
        m.B = cell_at(file, line, cells, columns->B, "B");
        m.sigma_T = cell_at(file, line, cells, columns->sigma_T, "sigma_T");
        m.sigma_B = cell_at(file, line, cells, columns->sigma_B, "sigma_B");
        if (std::isnan(m.T) || std::isnan(m.B))
            refuse(file, line, fmt::format("'{}': needs T [K] and B [T]", text));
        if (m.T == 0.0) refuse(file, line, "T = 0: must be above 0");
        if (m.sigma_T == 0.0 && m.sigma_B == 0.0) refuse(file, line, "sigma_T and sigma_B are both 0");
        const std::string name = columns->sample < 0 ? own_name : text_at(cells, columns->sample);
        if (name.empty()) refuse(file, line, fmt::format("'{}': needs the name of its sample", text));
        if (!seen.insert({name, m.T, m.B}).second) ++duplicates;
        const auto known = std::find_if(data.samples.begin(), data.samples.end(),
                                        [&](const MeasuredSample& sample) { return sample.name == name; });
        if (known == data.samples.end() && data.samples.size() == max_samples)
            throw InputError(fmt::format("{}: more than {} samples", file, max_samples));
        (known == data.samples.end() ? data.samples.emplace_back(MeasuredSample{name, {}}) : *known)
            .points.push_back(m);
        if (++points > max_points) throw InputError(fmt::format("{}: more than {} points", file, max_points));
    }
    if (points == 0)
        throw InputError(fmt::format("{}: holds no point; columns T [K], B [T] are needed", file));
    if (duplicates > 0)
        data.notes.push_back(fmt::format("{}: {} points stand there more than once", file, duplicates));
    return data;
}

}  // namespace mirage
