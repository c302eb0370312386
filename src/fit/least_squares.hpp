#pragma once
// Least squares of any residuals within the bounds 0 and 1 of every unknown.

#include <functional>
#include <limits>
#include <vector>

namespace mirage {

/// Residuals in units of their errors and their derivatives by the unknowns, row by row.
struct Evaluation {
    std::vector<double> residuals, jacobian;

    double chi2() const;  ///< infinite where a residual is not a number
};

/// Completes an evaluation at x by its derivatives.
using Derivatives = std::function<void(const std::vector<double>& x, Evaluation&)>;

struct Minimum {
    std::vector<double> x;
    double chi2 = std::numeric_limits<double>::infinity();
};

/// For how long derivatives serve. anew: for one step. checked: corrected by Broyden's rank-one update as
/// long as steps gain what they promise, and computed anew before an end is believed. kept: the same without
/// that check.
enum class Slopes { anew, checked, kept };

/// A minimum of chi-squared from x, by Levenberg and Marquardt's method: every step is the least of the
/// damped quadratic within the bounds, so that an unknown comes to a bound and leaves it in one step. Ends
/// where no step within the bounds gains more than `tolerance` of chi-squared by the quadratic itself, which
/// are the conditions of Karush, Kuhn and Tucker, after 200 steps, and where chi-squared is infinite at the
/// start. `derivatives`, where they are given, are asked for at points where residuals were accepted alone,
/// as `slopes` says, and not at the start where `evaluate` gives some there, of a point nearby; else
/// `evaluate` gives them with the residuals.
Minimum bounded_minimum(const std::function<Evaluation(const std::vector<double>&)>& evaluate,
                        std::vector<double> x, double tolerance = 1e-10, const Derivatives& derivatives = {},
                        Slopes slopes = Slopes::anew);

/// d x/d x[which] along the valley of chi-squared at x: how the other unknowns follow, those at a bound not
/// at all.
std::vector<double> valley(const Evaluation& here, const std::vector<double>& x, std::size_t which);

}  // namespace mirage
