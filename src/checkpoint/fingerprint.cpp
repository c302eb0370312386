#include "checkpoint/fingerprint.hpp"

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include <fmt/format.h>

#include "checkpoint/journal.hpp"
#include "mirage/gap/point.hpp"
#include "mirage/numeric/matsubara.hpp"
#include "mirage/version.hpp"
#include "propagator/kernel.hpp"

namespace mirage {
namespace {

constexpr const char* checksum_key = "checksum";
constexpr const char* cost_key = "expected cost";
constexpr const char* separator = " = ";

std::string hash_text(std::uint64_t hash) { return fmt::format("{:016x}", hash); }

std::uint64_t hash_of(const std::vector<double>& numbers) {
    return checksum(std::as_bytes(std::span(numbers)));
}

std::uint64_t hash_of_tables() {
    std::vector<double> numbers;
    for (const double bandwidth : {1.0, 30.0, 1e3}) {
        const MatsubaraRule& rule = matsubara_rule(bandwidth, 1e-10);
        numbers.insert(numbers.end(), rule.node.begin(), rule.node.end());
        numbers.insert(numbers.end(), rule.weight.begin(), rule.weight.end());
    }
    return hash_of(numbers);
}

/// Another compiler or mathematical library shows in the last digits of a point.
std::uint64_t hash_of_sample() {
    const PointState state =
        solve_point({.T = 0.1, .B = 2.0, .beta = 7.0, .gamma = 0.2, .alpha = 0.3}, {1e-10});
    return hash_of({state.order_parameter, state.free_energy, state.magnetization, state.zero_energy_dos});
}

std::string shortened(const std::string& value) {
    constexpr std::size_t most = 40;
    if (value.empty()) return "none";
    return value.size() <= most ? value : value.substr(0, most) + "...";
}

std::string text_of_lines(const Fingerprint& fingerprint) {
    std::string text;
    for (const auto& [key, value] : fingerprint.lines) text += key + separator + value + "\n";
    return text;
}

}  // namespace

Fingerprint fingerprint_of(const Configuration& c) {
    Fingerprint f;
    for (const Setting& setting : settings())
        if (setting.decides == Decides::numbers)
            f.lines.emplace_back(fmt::format("{}.{}", setting.section, setting.name), setting.write(c));
    f.lines.emplace_back("program", fmt::format("{} ({})", version, git_commit));
    f.lines.emplace_back("instruction set", kernel().instruction_set);
    // the expected cost decides how the grid is cut
    const double grid_cost = expected_grid_cost(c);
    f.lines.emplace_back("work items", hash_text(hash_of({grid_cost})));
    f.lines.emplace_back("quadrature tables", hash_text(hash_of_tables()));
    f.lines.emplace_back("sample point", hash_text(hash_of_sample()));
    f.cost = grid_cost + expected_spectra_cost(c, spectrum_grid(c));
    return f;
}

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

std::string differences(const Fingerprint& old, const Fingerprint& now) {
    std::string text;
    const auto value = [](const Fingerprint& f, const std::string& key) -> std::string {
        const auto found =
            std::find_if(f.lines.begin(), f.lines.end(), [&](const auto& line) { return line.first == key; });
        return found == f.lines.end() ? "" : found->second;
    };
    const auto add = [&](const std::string& key) {
        const std::string before = value(old, key), after = value(now, key);
        if (before != after)
            text += fmt::format("{}{}: {} -> {}", text.empty() ? "" : ", ", key, shortened(before),
                                shortened(after));
    };
    for (const auto& [key, ignored] : now.lines) add(key);
    for (const auto& [key, ignored] : old.lines)
        if (value(now, key).empty()) add(key);
    return text;
}

}  // namespace mirage
