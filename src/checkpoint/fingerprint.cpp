#include "checkpoint/fingerprint.hpp"

#include <algorithm>
#include <cstdlib>
#include <span>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "checkpoint/journal.hpp"
#include "input/axis.hpp"
#include "input/input_error.hpp"
#include "input/settings.hpp"

namespace mirage {
namespace {

constexpr const char* checksum_key = "checksum";
constexpr const char* cost_key = "expected cost";
constexpr const char* separator = " = ";

std::string shortened(const std::string& value) {
    constexpr std::size_t most = 40;
    if (value.empty()) return "none";
    return value.size() <= most ? value : value.substr(0, most) + "...";
}

/// Numbers by their values; anything else as it is.
std::string by_value(const std::string& text) {
    constexpr std::size_t most_shown = 12;
    std::vector<double> values;
    try {
        values = parse_axis("", text).values;
    } catch (const InputError&) {
        return text;  // a word
    }
    if (values.size() <= most_shown) return fmt::format("{}", fmt::join(values, ","));
    return fmt::format("{}, {} ... {} ({} values, {})", values[0], values[1], values.back(), values.size(),
                       hash_text(checksum(std::as_bytes(std::span(values)))));
}

bool is_hash(const std::string& text) {
    return text.size() == 16 && text.find_first_not_of("0123456789abcdef") == text.npos;
}

std::string text_of_lines(const Fingerprint& fingerprint) {
    std::string text;
    for (const auto& [key, value] : fingerprint.lines) text += fmt::format("{}{}{}\n", key, separator, value);
    return text;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> number_settings(const Configuration& configuration) {
    std::vector<std::pair<std::string, std::string>> lines;
    for (const Setting& setting : settings())
        if (setting.decides == Decides::numbers)
            lines.emplace_back(setting.key(), by_value(setting.write(configuration)));
    for (const PocketSettings& pocket : configuration.pockets)
        for (const PocketKey& key : pocket_keys())
            lines.emplace_back(fmt::format("pocket.{}.{}", pocket.name, key.name), pocket_value(pocket, key));
    return lines;
}

std::string hash_text(std::uint64_t hash) { return fmt::format("{:016x}", hash); }

std::uint64_t identity_of(const Fingerprint& fingerprint) { return checksum(text_of_lines(fingerprint)); }

std::string to_text(const Fingerprint& f) {
    const std::string text = text_of_lines(f) + fmt::format("{}{}{}\n", cost_key, separator, f.cost);
    return text + fmt::format("{}{}{}\n", checksum_key, separator, hash_text(checksum(text)));
}

std::optional<Fingerprint> parse_fingerprint(const std::string& text) {
    Fingerprint f;
    std::istringstream lines(text);
    std::size_t read = 0;
    for (std::string line; std::getline(lines, line); read += line.size() + 1) {
        const std::size_t at = line.find(separator);
        if (at == line.npos) return std::nullopt;
        const std::string key = line.substr(0, at),
                          value = line.substr(at + std::string_view(separator).size());
        if (key == cost_key) {
            f.cost = std::strtod(value.c_str(), nullptr);
        } else if (key == checksum_key) {
            const bool whole = read + line.size() + 1 == text.size();
            if (!whole || value != hash_text(checksum(std::string_view(text).substr(0, read))))
                return std::nullopt;
            return f;
        } else {
            f.lines.emplace_back(key, value);
        }
    }
    return std::nullopt;
}

namespace {

/// Empty where there is no such key.
std::string value_of(const Fingerprint& f, const std::string& key) {
    for (const auto& [name, value] : f.lines)
        if (name == key) return value;
    return {};
}

bool has(const Fingerprint& f, const std::string& key) {
    return std::any_of(f.lines.begin(), f.lines.end(), [&](const auto& line) { return line.first == key; });
}

}  // namespace

std::string differences(const Fingerprint& old, const Fingerprint& now) {
    std::string text, hashes;
    const auto add = [&](const std::string& key) {
        const std::string before = value_of(old, key), after = value_of(now, key);
        if (before == after) return;
        if (is_hash(before) && is_hash(after))
            hashes += fmt::format("{}{}", hashes.empty() ? "" : ", ", key);
        else
            text += fmt::format("{}{}: {} -> {}", text.empty() ? "" : ", ", key, shortened(before),
                                shortened(after));
    };
    for (const auto& [key, ignored] : now.lines) add(key);
    for (const auto& [key, ignored] : old.lines)
        if (!has(now, key)) add(key);
    if (text.empty() && !hashes.empty())
        return fmt::format("another build of the program: {} differ", hashes);
    return text;
}

}  // namespace mirage
