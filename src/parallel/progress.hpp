#pragma once
// How far a run is, on standard error: one updated line on a terminal, plain lines at a growing pace in a
// log.

#include <chrono>
#include <cstdio>
#include <string>

namespace mirage {

class Progress {
public:
    /// `before` of the total was done by an earlier start.
    Progress(double total, std::FILE* out, bool terminal, double before = 0.0);

    /// `done` of `total` [expected seconds]; prints only when it is time to.
    void update(double done);
    /// The last line.
    void finish();

private:
    using Clock = std::chrono::steady_clock;
    void print(double share, double elapsed);

    double total_, before_;
    std::FILE* out_;
    bool terminal_;
    Clock::time_point start_ = Clock::now();
    double next_ = 0.0;  ///< elapsed time at which the next line is due [s]
};

}  // namespace mirage
