#include "input/suggestion.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "input/input_error.hpp"
#include "input/text.hpp"

namespace mirage {
namespace {

/// Longer words are nobody's slip, and the distance costs the product of the lengths.
constexpr std::size_t longest = 64;

std::size_t most_edits(std::size_t letters) {
    return letters < 2 ? 0 : letters < 5 ? 1 : letters < 8 ? 2 : 3;
}

}  // namespace

std::size_t edit_distance(std::string_view first, std::string_view second) {
    const std::string a = lower_case(first), b = lower_case(second);
    // rows of the table of distances between beginnings: two before, one before, this one
    std::vector<std::size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        before.swap(above);
        above.swap(row);
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1])});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
    }
    return row[b.size()];
}

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
    if (word.size() > longest) return {};
    std::string best;
    std::size_t least = most_edits(word.size()) + 1;
    for (const std::string& candidate : known) {
        if (candidate.size() > longest) continue;
        const std::size_t distance = edit_distance(word, candidate);
        if (distance >= least || distance > most_edits(candidate.size())) continue;
        least = distance;
        best = candidate;
    }
    return best;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& known,
                         std::string_view prefix) {
    const std::string meant = nearest(word, known);
    return meant.empty() ? std::string() : fmt::format(": did you mean {}{}?", prefix, meant);
}

std::size_t choice(std::string_view option, std::string_view word, const std::vector<std::string>& allowed) {
    for (std::size_t i = 0; i < allowed.size(); ++i)
        if (lower_case(word) == lower_case(allowed[i])) return i;
    throw InputError(fmt::format("{} = '{}'{}{} allowed: {}", option, word, did_you_mean(word, allowed),
                                 nearest(word, allowed).empty() ? ":" : "", fmt::join(allowed, ", ")));
}

}  // namespace mirage
