#include "transitions/branches.hpp"

#include <algorithm>
#include <cmath>

namespace mirage {
namespace {

constexpr std::size_t fewest = 4;

/// Rows from `first` to before `last`, all one way.
struct Run {
    std::size_t first, last;
    Turn turn;
};

Turn opposite(Turn turn) {
    return turn == Turn::up ? Turn::down : turn == Turn::down ? Turn::up : Turn::none;
}

/// Runs between turning points: where x has come back from its extreme by more than `tolerance`.
std::vector<Run> runs_of(const std::vector<double>& x, double tolerance) {
    std::vector<Run> runs;
    std::size_t first = 0, low = 0, high = 0;
    Turn turn = Turn::none;
    for (std::size_t i = 1; i < x.size(); ++i) {
        if (x[i] >= x[high]) high = i;
        if (x[i] <= x[low]) low = i;
        const bool fell = x[high] - x[i] > tolerance, rose = x[i] - x[low] > tolerance;
        if (turn == Turn::none) {
            if (fell || rose) turn = fell && (!rose || high < low) ? Turn::down : Turn::up;
            if (turn == Turn::up) high = i;
            if (turn == Turn::down) low = i;
            continue;
        }
        if (!(turn == Turn::up ? fell : rose)) continue;
        const std::size_t at = turn == Turn::up ? high : low;
        runs.push_back({first, at + 1, turn});
        first = at + 1;
        low = high = i;
        turn = opposite(turn);
    }
    runs.push_back({first, x.size(), turn});
    return runs;
}

SweepBranch branch_from(const MeasuredCurve& curve, std::vector<std::size_t> rows, Turn turn) {
    const auto x = [&](std::size_t i) {
        return curve.swept == Measurand::field ? std::abs(curve.x[i]) : curve.x[i];
    };
    std::stable_sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) { return x(a) < x(b); });
    SweepBranch branch;
    branch.turn = turn;
    for (const std::size_t i : rows) {
        branch.x.push_back(x(i));
        branch.y.push_back(curve.y[i]);
        if (!curve.other.empty()) branch.other.push_back(curve.other[i]);
    }
    return branch;
}

/// The branches of one run: a field on both sides of zero makes two, of which one goes the other way in |B|.
/// A side that is only the overshoot of the other one is left out.
void add_run(const MeasuredCurve& curve, const Run& run, std::vector<SweepBranch>& branches) {
    std::vector<std::size_t> above, below;
    double most = 0.0, least = 0.0;
    for (std::size_t i = run.first; i < run.last; ++i) {
        (curve.x[i] >= 0.0 || curve.swept != Measurand::field ? above : below).push_back(i);
        most = std::max(most, curve.x[i]);
        least = std::min(least, curve.x[i]);
    }
    const double reach = std::max(most, -least);
    if (!above.empty() && most > 0.1 * reach) branches.push_back(branch_from(curve, above, run.turn));
    if (!below.empty() && -least > 0.1 * reach)
        branches.push_back(branch_from(curve, below, opposite(run.turn)));
}

}  // namespace

std::vector<SweepBranch> branches_of(const MeasuredCurve& curve) {
    const auto [low, high] = std::minmax_element(curve.x.begin(), curve.x.end());
    std::vector<Run> runs = runs_of(curve.x, 0.05 * (*high - *low));
    if (runs.size() * 10 > curve.x.size()) runs = {{0, curve.x.size(), Turn::none}};
    std::erase_if(runs, [](const Run& run) { return run.last - run.first < fewest; });
    std::vector<SweepBranch> branches;
    for (Run run : runs) {
        if (curve.turn != Turn::none) run.turn = curve.turn;
        add_run(curve, run, branches);
    }
    std::erase_if(branches, [](const SweepBranch& branch) { return branch.x.size() < 5; });
    return branches;
}

}  // namespace mirage
