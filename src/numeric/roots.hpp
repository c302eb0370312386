#pragma once
// Roots of functions of one variable between two points where their signs differ.

#include <cmath>
#include <cstdint>

#include <boost/math/tools/toms748_solve.hpp>

#include "mirage/numeric/constants.hpp"

namespace mirage {

/// Two points between which a function changes sign, for iterations that choose their own steps.
struct Bracket {
    enum class Function { rising, falling };

    double low = 0.0, high = 0.0;
    Function function = Function::rising;

    double middle() const { return 0.5 * (low + high); }
    bool contains(double x) const { return x > low && x < high; }
    /// The Newton step where it stays inside, else the fallback.
    double safeguarded(double newton, double fallback) const { return contains(newton) ? newton : fallback; }
    /// Replaces the end on whose side the value at x lies; 0 counts as positive. False, and no change, where
    /// the value is not a number.
    [[nodiscard]] bool narrow(double x, double value) {
        if (std::isnan(value)) return false;
        ((value < 0.0) == (function == Function::rising) ? low : high) = x;
        return true;
    }
};

/// Why there is a root or none.
enum class RootStatus : std::int8_t { found, no_sign_change, not_a_number, not_converged };

/// The root, NaN unless found.
struct Root {
    double at = quiet_nan;
    RootStatus status = RootStatus::not_converged;
};

/// A point and the value of a function there.
struct Sample {
    double x = 0.0, value = 0.0;
};

/// The root between low.x < high.x by algorithm 748 of Alefeld, Potra and Shi, to `bits` binary digits, or as
/// many of the interval where the root is too close to 0 for that. An end where the value is 0 is the root.
/// No root (with the reason) where the signs agree, a value is not a number, or 100 evaluations do not
/// suffice.
template <class Function>
Root root_between(Function f, const Sample& low, const Sample& high, int bits) {
    if (std::isnan(low.value) || std::isnan(high.value)) return {quiet_nan, RootStatus::not_a_number};
    if (low.value == 0.0) return {low.x, RootStatus::found};
    if (high.value == 0.0) return {high.x, RootStatus::found};
    if ((low.value < 0.0) == (high.value < 0.0) || !(low.x < high.x))
        return {quiet_nan, RootStatus::no_sign_change};
    bool numbers = true;
    const auto guarded = [&](double x) {
        const double value = f(x);
        numbers = numbers && !std::isnan(value);
        return numbers ? value : 0.0;  // ends the iteration
    };
    constexpr std::uintmax_t max_steps = 100;
    std::uintmax_t steps = max_steps;
    const auto [left, right] = boost::math::tools::toms748_solve(
        guarded, low.x, high.x, low.value, high.value,
        boost::math::tools::eps_tolerance<double>(static_cast<unsigned>(bits)), steps);
    if (!numbers) return {quiet_nan, RootStatus::not_a_number};
    if (steps >= max_steps && right - left > std::ldexp(high.x - low.x, -bits))
        return {quiet_nan, RootStatus::not_converged};
    return {0.5 * (left + right), RootStatus::found};
}

/// The same with the values at both ends computed here.
template <class Function>
Root root_between(Function f, double low, double high, int bits) {
    const double at_low = f(low);
    return root_between(f, {low, at_low}, {high, f(high)}, bits);
}

/// The two ends of a bisected interval.
struct Bisection {
    double positive = 0.0, other = 0.0;
    RootStatus status = RootStatus::not_converged;

    double middle() const { return 0.5 * (positive + other); }
};

/// Halves the interval between a point where f > 0 and one where it is not, in either order, until `narrow`
/// (of both ends). Needs no continuity. Ends early where f is not a number, and where no double is left
/// between the ends.
template <class Function, class Narrow>
Bisection bisect(Function f, double positive, double other, Narrow narrow) {
    Bisection ends{positive, other, RootStatus::found};
    while (!narrow(ends.positive, ends.other)) {
        const double middle = ends.middle();
        if (middle == ends.positive || middle == ends.other) break;
        const double value = f(middle);
        if (std::isnan(value)) {
            ends.status = RootStatus::not_a_number;
            break;
        }
        (value > 0.0 ? ends.positive : ends.other) = middle;
    }
    return ends;
}

}  // namespace mirage
