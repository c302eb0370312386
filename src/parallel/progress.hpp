#pragma once
// How far a run is, on standard error: one updated line on a terminal, plain lines at a growing pace in a
// log.

#include <cstdio>
#include <functional>
#include <string>

#include "parallel/steady_time.hpp"

namespace mirage {

class Progress {
public:
    /// `before` of the total was done by an earlier start; `clock` gives seconds.
    Progress(double total, std::FILE* out, bool terminal, double before = 0.0,
             std::function<double()> clock = steady_time);

    /// `done` of `total` [expected seconds]; prints only when it is time to.
    void update(double done);
    /// The last line.
    void finish();

private:
    void print(double share, double elapsed);

    double total_, before_;
    std::FILE* out_;
    bool terminal_;
    std::function<double()> clock_;
    double start_;
    double next_ = 0.0;  ///< elapsed time at which the next line is due [s]
};

}  // namespace mirage
