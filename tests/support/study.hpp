#pragma once
// What studies of fits of many random sets have in common: how many, and how often intervals hold the truth.

#include <cstdlib>
#include <map>
#include <string>

#include <fmt/format.h>

#include "fit_cases.hpp"
#include "setting.hpp"

namespace mirage_test {

/// How often the intervals of each parameter hold the truth, printed where it is asked for.
class Coverage {
public:
    struct Count {
        int inside = 0, sets = 0;
        std::map<FitStatus, int> status;
    };

    explicit Coverage(const char* spoken_where_set) : spoken_(std::getenv(spoken_where_set)) {}

    bool spoken() const { return spoken_; }
    const std::map<std::string, Count>& counts() const { return counts_; }

    void add(const std::string& name, const FittedParameter& p, double truth) {
        Count& c = counts_[name];
        const bool inside = p.low <= truth && truth <= p.high;
        ++c.sets, ++c.status[p.status], c.inside += inside;
        if (spoken_)
            fmt::print("    {:9} {:10.6f}{} [{:9.5f}, {:9.5f}] +- {:8.5f} truth {:9.5f} status {}{}\n",
                       p.name, p.value, p.at_bound ? "*" : " ", p.low, p.high, p.error, truth,
                       static_cast<int>(p.status), inside ? "" : "  outside");
    }
    /// Of all parameters together.
    double share() const {
        int inside = 0, sets = 0;
        for (const auto& [name, c] : counts_) inside += c.inside, sets += c.sets;
        return static_cast<double>(inside) / sets;
    }
    void print() const {
        for (const auto& [name, c] : counts_) {
            if (!spoken_) continue;
            fmt::print("{:9} inside {} of {} ({:.1f} %); status", name, c.inside, c.sets,
                       100.0 * c.inside / c.sets);
            for (const auto& [status, count] : c.status)
                fmt::print(" {}: {}", static_cast<int>(status), count);
            fmt::print("\n");
        }
    }

private:
    bool spoken_;
    std::map<std::string, Count> counts_;
};

}  // namespace mirage_test
