#include "transitions/criterion.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "input/arguments.hpp"
#include "input/input_error.hpp"
#include "input/text.hpp"

namespace mirage {
namespace {

bool is_percentage(double x) { return x > 0.0 && x < 100.0; }

Criterion criterion_of(const std::string& word) {
    if (word == "onset") return {ReadAt::onset, 1.0};
    if (word == "zero") return {ReadAt::zero, 0.0};
    if (word == "slope") return {ReadAt::slope, 1.0};
    const std::string number = word.ends_with('%') ? word.substr(0, word.size() - 1) : word;
    const double percent =
        number_where("--criterion", number, is_percentage,
                     "must be a percentage above 0 and below 100, onset, zero, slope or all");
    return {ReadAt::share, percent / 100.0};
}

}  // namespace

std::string Criterion::name() const {
    if (at == ReadAt::onset) return "onset";
    if (at == ReadAt::zero) return "zero";
    if (at == ReadAt::slope) return "slope";
    return fmt::format("{:.6g}", 100.0 * share);
}

std::vector<Criterion> criteria_of(const std::string& text) {
    if (text == "all") return criteria_of("10,50,90,onset,zero,slope");
    std::vector<Criterion> criteria;
    for (const std::string_view word : split(text, ',')) {
        criteria.push_back(criterion_of(lower_case(word)));
        const auto same = [&](const Criterion& c) { return c.name() == criteria.back().name(); };
        if (std::count_if(criteria.begin(), criteria.end(), same) > 1)
            throw InputError(
                fmt::format("--criterion = '{}': {} is given twice", text, criteria.back().name()));
    }
    return criteria;
}

}  // namespace mirage
