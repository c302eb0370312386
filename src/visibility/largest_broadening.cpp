#include "visibility/largest_broadening.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "numeric/roots.hpp"

namespace mirage {
namespace {

/// Broadening of one kind as a variable.
struct Kind {
    double Broadening::*member;
    double smallest;  ///< as good as none
};

/// The depth less `least` as a function of one kind of broadening. Lock-in amplitudes share one g(V), which
/// is made anew, twice as far, where a larger amplitude needs it.
class Excess {
public:
    Excess(const PairingModel& model, const Broadening& broadening, const Kind& kind, double least)
        : model_(model), broadening_(broadening), kind_(kind), least_(least) {}

    Broadening at(double x) const {
        Broadening b = broadening_;
        b.*kind_.member = x;
        return b;
    }
    double operator()(double x) { return dip(x).depth - least_; }
    double exact(double x) { return exact_depth(model_, at(x), dip(x)) - least_; }

private:
    MirageDip dip(double x) {
        const Broadening b = at(x);
        if (kind_.member != &Broadening::lock_in) return mirage_dip(model_, b);
        if (!shared_ || x > reach_) {
            reach_ = 2.0 * std::max(x, reach_);
            shared_ = conductance_for(model_, dip_window(model_, at(reach_)), at(reach_));
        }
        return mirage_dip(*shared_, dip_window(model_, b), b);
    }

    const PairingModel& model_;
    const Broadening broadening_;
    const Kind kind_;
    const double least_;
    double reach_ = 0.0;  ///< the largest amplitude that `shared_` is made for
    std::optional<ThermalConductance> shared_;
};

/// Two broadenings, the dip deep enough at the first alone.
struct Ends {
    Sample low, high;
};

/// From a broadening at which the dip is deep enough upwards.
std::optional<Ends> upwards(Excess& excess, Sample low, double first) {
    constexpr double factor = 1.7;
    for (double x = std::max(first, factor * low.x); x < 1e4; x *= factor) {
        const Sample high{x, excess(x)};
        if (std::isnan(high.value)) return std::nullopt;
        if (high.value <= 0.0) return Ends{low, high};
        low = high;
    }
    return std::nullopt;
}

std::optional<Ends> ends_of(Excess& excess, const Kind& kind, double given, double depth, double least,
                            double width) {
    const Sample here{given, depth - least};
    if (std::isnan(here.value)) return std::nullopt;
    if (here.value > 0.0) return upwards(excess, here, 0.3 * width);
    if (given <= kind.smallest) return std::nullopt;
    const Sample low{kind.smallest, excess(kind.smallest)};
    if (!(low.value > 0.0)) return std::nullopt;
    return Ends{low, here};
}

/// One Newton step from the root of the series to that of the exact depth.
double polished(Excess& excess, double x) {
    const double step = 1e-3 * x, slope = (excess(x + step) - excess(x - step)) / (2.0 * step);
    const double moved = x - excess.exact(x) / slope;
    return std::fabs(moved - x) < step ? moved : x;
}

/// The last broadening before the dip is gone at once: modulation reaches the main gap, or has moved the
/// minimum too far. A flat minimum has no sharp place, so that a part of it is left.
double last_before_jump(Excess& excess, const Ends& ends) {
    const auto narrow = [](double visible, double hidden) { return hidden - visible < 1e-7 * hidden; };
    return bisect([&](double x) { return excess(x); }, ends.low.x, ends.high.x, narrow).positive *
           (1.0 - 2e-3);
}

double largest(const PairingModel& model, const Broadening& b, const Kind& kind, double depth, double least) {
    const DipWindow window = dip_window(model, b);
    if (!window.exists()) return quiet_nan;
    Excess excess(model, b, kind, least);
    const auto ends =
        ends_of(excess, kind, b.*kind.member, depth, least, window.epsilon_1 - window.epsilon_2);
    if (!ends) return quiet_nan;
    constexpr int bits = 20;
    const auto value = [&](double x) { return excess(x); };
    const Root root = root_between(value, ends->low, ends->high, bits);
    if (root.status != RootStatus::found) return quiet_nan;
    const bool jumps = std::fabs(excess(root.at)) > std::max(2e-3 * least, 5e-6);
    return jumps ? last_before_jump(excess, *ends) : polished(excess, root.at);
}

}  // namespace

double largest_temperature(const PairingModel& model, const Broadening& b, double depth, double least) {
    const DipWindow window = dip_window(model, b);
    constexpr double part = 0.02;  // of the width, which smears nothing
    const double smallest = window.exists() ? part * (window.epsilon_1 - window.epsilon_2) : 0.0;
    return largest(model, b, {&Broadening::kT, smallest}, depth, least);
}

double largest_lock_in(const PairingModel& model, const Broadening& b, double depth, double least) {
    return largest(model, b, {&Broadening::lock_in, 0.0}, depth, least);
}

double largest_eta(const PairingModel& model, const Broadening& b, double depth, double least) {
    return largest(model, b, {&Broadening::eta, 0.0}, depth, least);
}

}  // namespace mirage
