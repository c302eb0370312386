#include "fit/optimiser.hpp"

#include <algorithm>
#include <cmath>

#include <ceres/ceres.h>

namespace mirage {
namespace {

double sum_of_squares(const std::vector<double>& r) {
    double sum = 0.0;
    for (const double x : r) sum += x * x;
    return std::isfinite(sum) ? sum : std::numeric_limits<double>::infinity();
}

/// For Ceres; keeps the residuals of the last point, where it will ask for the derivatives.
class Cost : public ceres::CostFunction {
public:
    Cost(const FitProblem& problem, const SampleParameters& base) : problem_(problem), base_(base) {
        std::size_t points = 0;
        for (const FitSample& sample : problem.task.samples) points += sample.points.size();
        set_num_residuals(static_cast<int>(points));
        mutable_parameter_block_sizes()->push_back(static_cast<int>(problem.free.size()));
    }
    bool Evaluate(double const* const* x, double* residual, double** derivative) const override {
        const std::vector<double> at(x[0], x[0] + problem_.free.size());
        if (at != last_) {
            residuals_ = problem_.residuals(problem_.at(base_, at));
            last_ = at;
        }
        std::copy(residuals_.begin(), residuals_.end(), residual);
        if (derivative && derivative[0]) {
            const std::vector<double> J = jacobian(problem_, base_, at, residuals_, Differences::forward);
            std::copy(J.begin(), J.end(), derivative[0]);
        }
        return std::all_of(residuals_.begin(), residuals_.end(),
                           [](double value) { return std::isfinite(value); });
    }

private:
    const FitProblem& problem_;
    const SampleParameters& base_;
    mutable std::vector<double> last_, residuals_;
};

/// A low-discrepancy sequence in [0, 1): the fractional parts of multiples of the root of x^(d+1) = x + 1.
double spread(std::size_t point, std::size_t dimension, std::size_t dimensions) {
    double root = 1.5;
    for (int i = 0; i < 60; ++i) root = std::pow(1.0 + root, 1.0 / (static_cast<double>(dimensions) + 1.0));
    const double step = std::pow(root, -static_cast<double>(dimension + 1)),
                 x = 0.5 + step * static_cast<double>(point);
    return x - std::floor(x);
}

/// The profile of chi-squared in one parameter: its least value with that parameter held.
class Profile {
public:
    Profile(const FitProblem& problem, const Optimum& best, std::size_t which,
            const std::vector<double>& direction)
        : whole_(problem),
          others_(problem),
          best_(best),
          which_(which),
          direction_(direction),
          inside_(best.x) {
        others_.free.erase(others_.free.begin() + static_cast<std::ptrdiff_t>(which));
    }

    /// At the fraction x of its bounds; `level` parts the inside of the interval from its outside.
    double operator()(double x, double level) {
        // from the last fit inside the interval; where that leads out of it, from the last one outside too
        Optimum found = refit(inside_, x);
        if (found.chi2 > level && !outside_.empty()) {
            const Optimum other = refit(outside_, x);
            if (other.chi2 < found.chi2) found = other;
        }
        // a descent can stick to a bound that it touched: once more from a little inside
        if (const std::vector<double> inner = off_the_bounds(found.x);
            found.chi2 > level && inner != found.x) {
            const Optimum other = descend(others_, found.values, inner, tolerance);
            if (other.chi2 < found.chi2) found = other;
        }
        std::vector<double>& near = found.chi2 > level ? outside_ : inside_;
        near = found.x;
        near.insert(near.begin() + static_cast<std::ptrdiff_t>(which_), x);
        return found.chi2;
    }

private:
    static constexpr double tolerance = 1e-6;  // of chi-squared

    static std::vector<double> off_the_bounds(std::vector<double> x) {
        constexpr double touching = 1e-6, away = 3e-3;
        for (double& at : x)
            if (at < touching || at > 1.0 - touching) at = at < 0.5 ? away : 1.0 - away;
        return x;
    }

    Optimum refit(const std::vector<double>& from, double x) const {
        const double change = x - from[which_];
        std::vector<double> others;
        for (std::size_t i = 0; i < from.size(); ++i) {
            if (i == which_) continue;
            const double moved = from[i] + (std::isfinite(direction_[i]) ? direction_[i] * change : 0.0);
            others.push_back(moved > 0.0 && moved < 1.0 ? moved : from[i]);
        }
        SampleParameters base = best_.values;
        std::vector<double> all = best_.x;
        all[which_] = x;
        return descend(others_, whole_.at(base, all), others, tolerance);
    }

    const FitProblem& whole_;
    FitProblem others_;
    const Optimum& best_;
    std::size_t which_;
    const std::vector<double>& direction_;
    std::vector<double> inside_, outside_;  ///< all fractions
};

}  // namespace

Optimum descend(const FitProblem& problem, const SampleParameters& base, std::vector<double> x,
                double tolerance) {
    if (!x.empty()) {
        ceres::Problem least_squares;
        least_squares.AddResidualBlock(new Cost(problem, base), nullptr, x.data());
        for (int i = 0; i < static_cast<int>(x.size()); ++i) {
            least_squares.SetParameterLowerBound(x.data(), i, 0.0);
            least_squares.SetParameterUpperBound(x.data(), i, 1.0);
        }
        ceres::Solver::Options options;
        options.max_num_iterations = 60;
        options.linear_solver_type = ceres::DENSE_QR;
        options.function_tolerance = tolerance;
        options.parameter_tolerance = 1e-9;
        options.logging_type = ceres::SILENT;
        options.num_threads = 1;
        ceres::Solver::Summary summary;
        ceres::Solve(options, &least_squares, &summary);
    }
    Optimum found{problem.at(base, x), x, 0.0};
    found.chi2 = sum_of_squares(problem.residuals(found.values));
    return found;
}

Optimum search(const FitProblem& problem) {
    constexpr std::size_t starts = 10;
    const SampleParameters base = problem.start();
    const std::size_t n = problem.free.size();
    Optimum best;
    int agree = 0;
    for (std::size_t start = 0; start <= starts && agree < 3; ++start) {
        std::vector<double> x = problem.fractions(base);
        for (std::size_t i = 0; start > 0 && i < n; ++i)
            if (is_coupling(problem.task.parameters[problem.free[i]]))
                x[i] = std::pow(10.0, -3.0 * (1.0 - spread(start, i, n)));
        const Optimum found = descend(problem, base, x);
        const double same = std::isfinite(best.chi2) ? 1e-6 * (1.0 + best.chi2) : 0.0;
        if (start == 0 || found.chi2 < best.chi2 - same) {
            best = found;
            agree = 1;
        } else if (found.chi2 < best.chi2 + same) {
            ++agree;
        }
    }
    return best;
}

IntervalEnd interval_end(const FitProblem& problem, const Optimum& best, std::size_t which, double bound,
                         double guess, double level, const std::vector<double>& direction) {
    Profile profile(problem, best, which, direction);
    const double centre = best.x[which], span = bound - centre, end = problem.value(which, bound);
    if (span == 0.0) return {end, false};
    double inside = 0.0, outside = 1.0, chi2_inside = best.chi2, chi2_outside = 0.0;
    double step = std::clamp(std::fabs(guess / span), 1e-6, 1.0);
    for (bool open = true; open; step = std::min(1.0, 2.0 * step)) {
        const double chi2 = profile(centre + step * span, level);
        if (chi2 > level) {
            outside = step, chi2_outside = chi2;
            open = false;
        } else {
            inside = step, chi2_inside = chi2;
            if (step >= 1.0) return {end, false};
        }
    }
    // the root of chi-squared above its minimum is nearly linear
    const auto depth = [&](double chi2) { return std::sqrt(std::max(0.0, chi2 - best.chi2)); };
    for (int i = 0; i < 12 && outside - inside > 1e-3 * outside; ++i) {
        const double share = (depth(level) - depth(chi2_inside)) / (depth(chi2_outside) - depth(chi2_inside));
        const double at = inside + std::clamp(share, 0.05, 0.95) * (outside - inside);
        const double chi2 = profile(centre + at * span, level);
        (chi2 > level ? outside : inside) = at;
        (chi2 > level ? chi2_outside : chi2_inside) = chi2;
        if (std::fabs(depth(chi2) - depth(level)) < 5e-4 * depth(level))
            return {problem.value(which, centre + at * span), true};
    }
    return {problem.value(which, centre + 0.5 * (inside + outside) * span), true};
}

}  // namespace mirage
