#include "fit/profile.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>

#include <Eigen/Dense>

#include "fit/evaluation.hpp"
#include "fit/level_crossing.hpp"

namespace mirage {
namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// The profile of chi-squared in one parameter: its least value with that parameter held.
class Profile {
public:
    Profile(const FitProblem& problem, const Optimum& best, std::size_t which, Optimum& better)
        : whole_(problem),
          others_(problem),
          best_(best),
          which_(which),
          direction_(valley(evaluate(problem, best.values), best.x, which)),
          better_(better),
          inside_(best.x) {
        others_.free.erase(others_.free.begin() + static_cast<std::ptrdiff_t>(which));
    }

    /// At the fraction x of its bounds, as it would be, by its quadratic, without the bounds of the others
    /// but zero: an interval is none of the data where only such a bound ends it. `level` parts the inside of
    /// the interval from its outside.
    double operator()(double x, double level) {
        // from the last fit inside the interval; where that leads out of it, from the last one outside too
        Optimum found = refit(inside_, x);
        if (found.chi2 > level && !outside_.empty()) keep_better(found, refit(outside_, x));
        // what lay at a bound at the best fit may be wanted now: once more from a little inside
        if (const std::vector<double> inner = off_the_bounds(found.x); found.chi2 > level && inner != found.x)
            keep_better(found, descend(others_, found.values, inner, tolerance));
        try {
            found = with_ratios(others_, found, tolerance);
        } catch (const std::runtime_error&) {
            // far from the best fit the engine may not find B_c2: the ratios of the last fit stay
        }
        std::vector<double>& near = found.chi2 > level ? outside_ : inside_;
        near = whole_.fractions(found.values);
        near[which_] = x;
        if (found.chi2 < better_.chi2) better_ = {found.values, near, found.chi2};
        const double gain = gain_beyond_the_bounds(near);
        relief_ = gain > 0.0 ? std::max(0.0, gain - gain_beyond_the_bounds(best_.x)) : 0.0;
        return found.chi2 - relief_;
    }

    /// By how much the last value lies below that within the bounds of the others.
    double relief() const { return relief_; }

private:
    static constexpr double tolerance = 1e-5;  // of chi-squared

    static void keep_better(Optimum& found, Optimum other) {
        if (other.chi2 < found.chi2) found = std::move(other);
    }

    static std::vector<double> off_the_bounds(std::vector<double> x) {
        constexpr double touching = 1e-6, away = 1e-3;
        for (double& at : x)
            if (at < touching || at > 1.0 - touching) at = at < 0.5 ? away : 1.0 - away;
        return x;
    }

    /// By how much chi-squared would fall if the other parameters could leave their bounds, but for zero.
    double gain_beyond_the_bounds(const std::vector<double>& x) const {
        std::vector<Eigen::Index> moving;
        bool bounded = false;
        for (std::size_t i = 0; i < x.size(); ++i) {
            const bool natural = x[i] <= 0.0 && whole_.task.parameters[whole_.free[i]].low == 0.0;
            if (i == which_ || natural) continue;
            bounded = bounded || x[i] <= 0.0 || x[i] >= 1.0;
            moving.push_back(static_cast<Eigen::Index>(i));
        }
        if (!bounded) return 0.0;
        FitProblem problem = whole_;
        problem.ratio = others_.ratio;
        const Evaluation here = evaluate(problem, problem.at(best_.values, x));
        const Eigen::Map<const RowMajor> J(here.jacobian.data(),
                                           static_cast<Eigen::Index>(here.residuals.size()),
                                           static_cast<Eigen::Index>(x.size()));
        const Eigen::Map<const Eigen::VectorXd> r(here.residuals.data(), J.rows());
        const Eigen::MatrixXd part = J(Eigen::all, moving);
        const Eigen::VectorXd left = r - part * part.completeOrthogonalDecomposition().solve(r);
        return r.squaredNorm() - left.squaredNorm();
    }

    Optimum refit(const std::vector<double>& from, double x) const {
        const double change = x - from[which_];
        std::vector<double> others;
        for (std::size_t i = 0; i < from.size(); ++i)
            if (i != which_) others.push_back(std::clamp(from[i] + direction_[i] * change, 0.0, 1.0));
        std::vector<double> all = best_.x;
        all[which_] = x;
        return descend(others_, whole_.at(best_.values, all), others, tolerance);
    }

    const FitProblem& whole_;
    FitProblem others_;
    const Optimum& best_;
    std::size_t which_;
    std::vector<double> direction_;
    Optimum& better_;
    std::vector<double> inside_, outside_;  ///< all fractions
    double relief_ = 0.0;
};

}  // namespace

IntervalEnd interval_end(const FitProblem& problem, const Optimum& best, std::size_t which, double bound,
                         double guess, double level, Optimum& better) {
    Profile profile(problem, best, which, better);
    const double centre = best.x[which], span = bound - centre, end = problem.value(which, bound);
    if (span == 0.0) return {end, false};
    const std::optional<double> share =
        level_crossing([&](double at) { return profile(centre + at * span, level); }, best.chi2, level,
                       std::fabs(guess / span));
    if (!share) return {end, false};
    // a coupling that others follow out of their bounds is known no better than they are
    const bool coupling = is_coupling(problem.task.parameters[problem.free[which]]);
    if (coupling && profile.relief() > 0.5 * (level - best.chi2)) return {end, false};
    return {problem.value(which, centre + *share * span), true};
}

}  // namespace mirage
