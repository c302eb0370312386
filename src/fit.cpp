#include "mirage/fit.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <random>

#include <ceres/ceres.h>
#include <Eigen/Dense>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/students_t.hpp>

namespace mirage {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// The free parameters as the optimiser sees them: fractions of their range.
struct Scaled {
    const FitTask& task;
    std::vector<std::size_t> free;  ///< which parameters move
    double lowest_T;
    FirstOrderRatio ratio;

    double value(std::size_t i, double x) const {
        const FitParameter& p = task.parameters[free[i]];
        if (p.scale == FitScale::squared) return std::sqrt(p.low * p.low + x * (p.high * p.high - p.low * p.low));
        return p.low + x * (p.high - p.low);
    }
    double fraction(std::size_t i, double value) const {
        const FitParameter& p = task.parameters[free[i]];
        const double linear = (value - p.low) / (p.high - p.low);
        return std::clamp(p.scale == FitScale::squared ? linear * (value + p.low) / (p.high + p.low) : linear, 0.0, 1.0);
    }
    /// Standard deviation of a value whose fraction x has the deviation sigma; at a bound the change on its other side.
    double deviation(std::size_t i, double x, double sigma) const {
        if (!(sigma >= 0.0)) return nan;
        const double here = value(i, x), up = value(i, std::min(1.0, x + sigma)), down = value(i, std::max(0.0, x - sigma));
        return x < sigma || x + sigma > 1.0 ? std::max(up - here, here - down) : 0.5 * (up - down);
    }
    /// The fractions of all free parameters.
    std::vector<double> fractions(const FitParameters& f) const {
        std::vector<double> x;
        for (std::size_t i = 0; i < free.size(); ++i) x.push_back(fraction(i, f.*(task.parameters[free[i]].member)));
        return x;
    }
    FitParameters at(const FitParameters& base, const double* x) const {
        FitParameters f = base;
        for (std::size_t i = 0; i < free.size(); ++i) f.*(task.parameters[free[i]].member) = value(i, x[i]);
        return f;
    }
    std::vector<double> residuals(const FitParameters& f) const {
        return distances(ModelCurve(task.model, f, lowest_T, ratio), task.points);
    }
};

Scaled scaled_for(const FitTask& task, double lowest_T, FirstOrderRatio ratio) {
    Scaled scaled{task, {}, lowest_T, std::move(ratio)};
    for (std::size_t i = 0; i < task.parameters.size(); ++i)
        if (task.parameters[i].free) scaled.free.push_back(i);
    return scaled;
}

/// x with one fraction a little larger and a little smaller: a step above the rounding of a curve, one-sided at a bound.
struct Neighbours {
    std::vector<double> up, down;
    double width;  ///< between them
};

Neighbours neighbours(const std::vector<double>& x, std::size_t i) {
    const double h = std::max(1e-3 * x[i], 1e-6);
    Neighbours n{x, x, 0.0};
    n.up[i] = std::min(1.0, x[i] + h), n.down[i] = std::max(0.0, x[i] - h);
    n.width = n.up[i] - n.down[i];
    return n;
}

double sum_of_squares(const std::vector<double>& r) {
    double sum = 0.0;
    for (const double x : r) sum += x * x;
    return sum;
}

/// Residuals and, by differences, their derivatives in x, row by row; jacobian may be null.
std::vector<double> with_derivatives(const Scaled& scaled, const FitParameters& base, const std::vector<double>& x,
                                     double* jacobian) {
    const std::vector<double> r = scaled.residuals(scaled.at(base, x.data()));
    for (std::size_t i = 0; jacobian && i < x.size(); ++i) {
        const auto [up, down, width] = neighbours(x, i);
        const std::vector<double> above = scaled.residuals(scaled.at(base, up.data()));
        const std::vector<double> below = scaled.residuals(scaled.at(base, down.data()));
        for (std::size_t k = 0; k < r.size(); ++k) jacobian[k * x.size() + i] = (above[k] - below[k]) / width;
    }
    return r;
}

/// For Ceres.
class Cost : public ceres::CostFunction {
public:
    Cost(const Scaled& scaled, const FitParameters& base) : scaled_(scaled), base_(base) {
        set_num_residuals(static_cast<int>(scaled.task.points.size()));
        mutable_parameter_block_sizes()->push_back(static_cast<int>(scaled.free.size()));
    }
    bool Evaluate(double const* const* x, double* residual, double** jacobian) const override {
        const std::vector<double> at(x[0], x[0] + scaled_.free.size());
        const std::vector<double> r = with_derivatives(scaled_, base_, at, jacobian ? jacobian[0] : nullptr);
        std::copy(r.begin(), r.end(), residual);
        return std::all_of(r.begin(), r.end(), [](double value) { return std::isfinite(value); });
    }

private:
    const Scaled& scaled_;
    const FitParameters& base_;
};

struct Optimum {
    FitParameters parameters;
    std::vector<double> x;
    double chi2 = std::numeric_limits<double>::infinity();
};

/// Levenberg-Marquardt from one start.
Optimum descend(const Scaled& scaled, const FitParameters& base, std::vector<double> x) {
    if (!x.empty()) {
        ceres::Problem problem;
        problem.AddResidualBlock(new Cost(scaled, base), nullptr, x.data());
        for (std::size_t i = 0; i < x.size(); ++i) {
            problem.SetParameterLowerBound(x.data(), static_cast<int>(i), 0.0);
            problem.SetParameterUpperBound(x.data(), static_cast<int>(i), 1.0);
        }
        ceres::Solver::Options options;
        options.max_num_iterations = 60;
        options.linear_solver_type = ceres::DENSE_QR;
        options.function_tolerance = 1e-10;
        options.parameter_tolerance = 1e-9;
        options.logging_type = ceres::SILENT;
        options.num_threads = 1;
        ceres::Solver::Summary summary;
        ceres::Solve(options, &problem, &summary);
    }
    Optimum found{scaled.at(base, x.data()), x, 0.0};
    found.chi2 = sum_of_squares(scaled.residuals(found.parameters));
    if (!std::isfinite(found.chi2)) found.chi2 = std::numeric_limits<double>::infinity();
    return found;
}

/// A low-discrepancy sequence in [0, 1): the fractional parts of multiples of the root of x^(d+1) = x + 1.
double spread(std::size_t point, std::size_t dimension, std::size_t dimensions) {
    double root = 1.5;
    for (int i = 0; i < 60; ++i) root = std::pow(1.0 + root, 1.0 / (static_cast<double>(dimensions) + 1.0));
    const double step = std::pow(root, -static_cast<double>(dimension + 1)), x = 0.5 + step * static_cast<double>(point);
    return x - std::floor(x);
}

/// Couplings may have any size; tc0 and the g-factor are known roughly.
bool is_coupling(const FitParameter& p) { return p.name != "tc0" && p.name != "g-factor"; }

/// The best of several descents; they end early when three agree.
Optimum search(const Scaled& scaled, const FitParameters& base) {
    constexpr std::size_t starts = 10;
    const std::size_t n = scaled.free.size();
    Optimum best;
    int agree = 0;
    for (std::size_t start = 0; start <= starts && agree < 3; ++start) {
        std::vector<double> x = scaled.fractions(base);
        for (std::size_t i = 0; start > 0 && i < n; ++i)
            if (is_coupling(scaled.task.parameters[scaled.free[i]]))
                x[i] = std::pow(10.0, -3.0 * (1.0 - spread(start, i, n)));
        const Optimum found = descend(scaled, base, x);
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

/// Jacobian of the residuals in the fractions x.
Eigen::MatrixXd jacobian(const Scaled& scaled, const Optimum& best) {
    using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    RowMajor J(static_cast<Eigen::Index>(scaled.task.points.size()), static_cast<Eigen::Index>(scaled.free.size()));
    with_derivatives(scaled, best.parameters, best.x, J.data());
    return J;
}

/// The profile of chi-squared in one parameter: its best value with that parameter held.
class Profile {
public:
    Profile(const Scaled& scaled, const Optimum& best, std::size_t which, double level)
        : whole_(scaled), others_(scaled), best_(best), which_(which), level_(level) {
        member_ = scaled.task.parameters[scaled.free[which]].member;
        others_.free.erase(others_.free.begin() + static_cast<std::ptrdiff_t>(which));
        inside_ = best.x;
        inside_.erase(inside_.begin() + static_cast<std::ptrdiff_t>(which));
    }
    /// At the fraction x of its bounds.
    double operator()(double x) {
        FitParameters base = best_.parameters;
        base.*member_ = whole_.value(which_, x);
        // from the last fit inside the interval; where that leads out of it, from the last one outside too
        Optimum found = descend(others_, base, inside_);
        if (found.chi2 > level_ && !outside_.empty()) {
            const Optimum other = descend(others_, base, outside_);
            if (other.chi2 < found.chi2) found = other;
        }
        (found.chi2 > level_ ? outside_ : inside_) = found.x;
        return found.chi2;
    }

private:
    const Scaled& whole_;
    Scaled others_;
    const Optimum& best_;
    std::size_t which_;
    double FitParameters::*member_;
    double level_;
    std::vector<double> inside_, outside_;  ///< the other parameters
};

struct End {
    double value;
    bool found;
};

/// Where the profile crosses `level` between the best fraction and a bound, 0 or 1; `guess`: how far.
End end_of_interval(const Scaled& scaled, const Optimum& best, std::size_t which, double bound, double guess, double level) {
    Profile profile(scaled, best, which, level);
    const double centre = best.x[which], span = bound - centre, end = scaled.value(which, bound);
    if (span == 0.0) return {end, false};
    double inside = 0.0, outside = 1.0, chi2_inside = best.chi2, chi2_outside = 0.0;
    double step = std::clamp(std::fabs(guess / span), 1e-6, 1.0);
    for (bool open = true; open; step = std::min(1.0, 2.0 * step)) {
        const double chi2 = profile(centre + step * span);
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
        const double at = inside + std::clamp(share, 0.05, 0.95) * (outside - inside), chi2 = profile(centre + at * span);
        (chi2 > level ? outside : inside) = at;
        (chi2 > level ? chi2_outside : chi2_inside) = chi2;
    }
    return {scaled.value(which, centre + 0.5 * (inside + outside) * span), true};
}

/// Errors of the points that state none.
std::vector<Measurement> weighted(const std::vector<Measurement>& points, bool& stated) {
    double T = 0.0, B = 0.0;
    stated = true;
    for (const Measurement& m : points) {
        T = std::max(T, m.T), B = std::max(B, m.B);
        stated = stated && !(std::isnan(m.sigma_T) && std::isnan(m.sigma_B));
    }
    std::vector<Measurement> all = points;
    for (Measurement& m : all) {
        if (!stated) m.sigma_T = 0.01 * T, m.sigma_B = 0.01 * B;
        if (std::isnan(m.sigma_T)) m.sigma_T = 0.0;
        if (std::isnan(m.sigma_B)) m.sigma_B = 0.0;
    }
    return all;
}

/// Signed distance of one point; s of the nearest point of the curve by a coarse scan and Newton.
double distance(const ModelCurve& curve, const std::vector<std::array<double, 3>>& scan, const Measurement& m) {
    const double tc0 = curve.tc0();
    if (m.sigma_T == 0.0) return (m.B - curve.field_at(m.T)) / m.sigma_B;
    if (m.sigma_B == 0.0) {  // the temperature at which the curve has this field, the nearest of several
        double best = nan;
        for (std::size_t i = 0; i + 1 < scan.size(); ++i) {
            if ((scan[i][2] - m.B) * (scan[i + 1][2] - m.B) > 0.0) continue;
            double low = scan[i][0], high = scan[i + 1][0];
            for (int step = 0; step < 50; ++step) {
                const double middle = 0.5 * (low + high);
                ((curve.field(middle) - m.B) * (scan[i][2] - m.B) > 0.0 ? low : high) = middle;
            }
            const double T = tc0 * (1.0 - low * low), r = (m.T - T) / m.sigma_T;
            if (std::isnan(best) || std::fabs(r) < std::fabs(best)) best = r;
        }
        // above every field of the curve: as far as its lowest temperature is
        if (std::isnan(best)) {
            const double s = curve.largest_s(), slope = std::max(std::fabs(curve.slope(s)), 1e-3 * curve.field(s));
            best = (m.T - tc0 * (1.0 - s * s)) / m.sigma_T + (m.B - curve.field(s)) / slope * 2.0 * tc0 * s / m.sigma_T;
        }
        return best;
    }
    const auto squared = [&](double T, double B) {
        const double x = (m.T - T) / m.sigma_T, y = (m.B - B) / m.sigma_B;
        return x * x + y * y;
    };
    double s = 0.0, least = std::numeric_limits<double>::infinity();
    for (const auto& [at, T, B] : scan)
        if (squared(T, B) < least) least = squared(T, B), s = at;
    const double reach = 1.5 * (scan[1][0] - scan[0][0]), first = s - reach, last = s + reach;
    for (int step = 0; step < 30; ++step) {  // Gauss-Newton on the distance
        const double x = (m.T - tc0 * (1.0 - s * s)) / m.sigma_T, y = (m.B - curve.field(s)) / m.sigma_B;
        const double dx = 2.0 * tc0 * s / m.sigma_T, dy = -curve.slope(s) / m.sigma_B;
        const double change = -(x * dx + y * dy) / (dx * dx + dy * dy);
        const double next = std::clamp(s + change, first, last);
        const bool done = std::fabs(next - s) < 1e-12;
        s = next;
        if (done) break;
    }
    const double x = (m.T - tc0 * (1.0 - s * s)) / m.sigma_T, y = (m.B - curve.field(s)) / m.sigma_B;
    // the outward normal of the curve in units of the errors
    const double side = x * curve.slope(s) / m.sigma_B + y * 2.0 * tc0 * s / m.sigma_T;
    return std::copysign(std::sqrt(x * x + y * y), side);
}

}  // namespace

std::vector<double> distances(const ModelCurve& curve, const std::vector<Measurement>& points) {
    constexpr int count = 80;
    std::vector<std::array<double, 3>> scan;
    for (int i = -8; i <= count; ++i) {
        const double s = curve.largest_s() * i / count;
        scan.push_back({s, curve.tc0() * (1.0 - s * s), curve.field(s)});
    }
    std::vector<double> result;
    result.reserve(points.size());
    for (const Measurement& m : points) result.push_back(distance(curve, scan, m));
    return result;
}

FitResult fit(const FitTask& given) {
    FitResult result;
    FitTask task = given;
    task.points = weighted(given.points, result.errors_stated);
    double lowest_T = std::numeric_limits<double>::infinity();
    for (const Measurement& m : task.points) lowest_T = std::min(lowest_T, m.T);
    Scaled scaled = scaled_for(task, 0.9 * lowest_T, {});

    Optimum best = search(scaled, task.start);
    // transitions of first order: correct the second-order field by the ratio at the optimum until it stays
    for (int round = 0; task.model == FitModel::exact && round < 6; ++round) {
        const FirstOrderRatio ratio = first_order_ratio(best.parameters, scaled.lowest_T);
        double change = 0.0;
        for (std::size_t i = 0; i < ratio.size(); ++i)
            change = std::max(change, std::fabs(ratio[i] - (scaled.ratio.empty() ? 1.0 : scaled.ratio[i])));
        if (change < 1e-6) break;
        scaled.ratio = ratio;
        best = descend(scaled, best.parameters, best.x);
    }

    const std::size_t n = task.points.size(), k = scaled.free.size();
    const double freedom = n > k ? static_cast<double>(n - k) : 0.0;
    result.best = best.parameters;
    result.chi2 = best.chi2;
    result.points = n;
    result.reduced_chi2 = freedom > 0.0 ? best.chi2 / freedom : nan;
    result.aic = (result.errors_stated ? best.chi2 : static_cast<double>(n) * std::log(best.chi2 / static_cast<double>(n))) +
                 2.0 * static_cast<double>(k);
    result.residuals = scaled.residuals(best.parameters);
    result.lowest_T = scaled.lowest_T;
    result.ratio = scaled.ratio;

    // scatter of the points as the scale of the errors, where none are stated
    double scale = 1.0, quantile = std::sqrt(boost::math::quantile(boost::math::chi_squared(1.0), 0.95));
    if (!result.errors_stated) {
        scale = freedom > 0.0 ? best.chi2 / freedom : nan;
        if (freedom > 0.0) quantile = boost::math::quantile(boost::math::students_t(freedom), 0.975);
    }
    const Eigen::MatrixXd J = jacobian(scaled, best);
    const Eigen::MatrixXd information = J.transpose() * J;
    const Eigen::FullPivLU<Eigen::MatrixXd> factors(information);
    const auto size = static_cast<Eigen::Index>(k);
    Eigen::MatrixXd covariance = Eigen::MatrixXd::Constant(size, size, nan);
    if (k > 0 && factors.isInvertible()) covariance = scale * factors.inverse();
    result.covariance.assign(k, std::vector<double>(k, nan));
    result.correlation = result.covariance;
    for (Eigen::Index i = 0; i < size; ++i)
        for (Eigen::Index j = 0; j < size; ++j) {
            const auto a = static_cast<std::size_t>(i), b = static_cast<std::size_t>(j);
            result.covariance[a][b] = covariance(i, j);
            result.correlation[a][b] = covariance(i, j) / std::sqrt(covariance(i, i) * covariance(j, j));
        }

    std::size_t at = 0;
    for (const FitParameter& p : task.parameters) {
        FittedParameter f{p.name, best.parameters.*(p.member), 0.0, 0.0, 0.0, FitStatus::fixed};
        if (!p.free) {
            f.low = f.high = f.value;
        } else {
            const auto i = static_cast<Eigen::Index>(at);
            const double sigma = covariance(i, i) >= 0.0 ? std::sqrt(covariance(i, i)) : nan;
            f.error = scaled.deviation(at, best.x[at], sigma);
            if (std::isnan(scale)) {  // as many parameters as points, and no errors: nothing is known of the interval
                f.low = p.low, f.high = p.high, f.error = nan;
                f.status = FitStatus::undetermined;
            } else {
                const double level = best.chi2 + scale * quantile * quantile;
                const double guess = std::isfinite(sigma) ? quantile * sigma : 0.1;
                const End low = end_of_interval(scaled, best, at, 0.0, guess, level);
                const End high = end_of_interval(scaled, best, at, 1.0, guess, level);
                f.low = low.value, f.high = high.value;
                f.status = low.found ? (high.found ? FitStatus::determined : FitStatus::lower_bound)
                                     : (high.found ? FitStatus::upper_bound : FitStatus::undetermined);
            }
            ++at;
        }
        result.parameters.push_back(f);
    }
    return result;
}

std::vector<double> bootstrap_sample(const FitTask& given, const FitResult& result, std::uint64_t sample) {
    bool stated = false;
    FitTask task = given;
    const std::vector<Measurement> points = weighted(given.points, stated);
    std::mt19937_64 random(sample + 1);
    for (Measurement& m : task.points) m = points[random() % points.size()];
    const Scaled scaled = scaled_for(task, result.lowest_T, result.ratio);
    const Optimum found = descend(scaled, result.best, scaled.fractions(result.best));
    std::vector<double> values;
    for (const std::size_t i : scaled.free) values.push_back(found.parameters.*(task.parameters[i].member));
    return values;
}

std::vector<PlannedPoint> plan(const FitTask& given, const FitResult& result, double largest_B) {
    bool stated = false;
    FitTask task = given;
    task.points = weighted(given.points, stated);
    Scaled scaled = scaled_for(task, std::min(result.lowest_T, 0.02 * result.best.tc0), {});
    const Optimum best{result.best, scaled.fractions(result.best), result.chi2};
    if (task.model == FitModel::exact) scaled.ratio = first_order_ratio(result.best, scaled.lowest_T);
    const double scale = !stated && result.reduced_chi2 > 0.0 ? result.reduced_chi2 : 1.0;
    const Eigen::MatrixXd J = jacobian(scaled, best);
    Eigen::MatrixXd information = J.transpose() * J / scale;
    information.diagonal().array() += 12.0;  // a fraction anywhere between 0 and 1
    const Eigen::VectorXd before = information.inverse().diagonal().cwiseSqrt();

    // the candidates as points of a task of their own, on the curve
    const auto median = [&](double Measurement::*member) {
        std::vector<double> values;
        for (const Measurement& m : task.points) values.push_back(m.*member);
        std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
        return values[values.size() / 2];
    };
    const double sigma_T = median(&Measurement::sigma_T), sigma_B = median(&Measurement::sigma_B);
    const ModelCurve curve(task.model, result.best, scaled.lowest_T, scaled.ratio);
    FitTask candidates = task;
    candidates.points.clear();
    for (int i = 1; i < 100; ++i) {
        const double T = 0.01 * i * result.best.tc0, B = curve.field_at(T);
        if (T >= scaled.lowest_T && B <= largest_B) candidates.points.push_back({T, B, sigma_T, sigma_B});
    }
    const Scaled at_candidates{candidates, scaled.free, scaled.lowest_T, scaled.ratio};
    if (candidates.points.empty()) return {};
    const Eigen::MatrixXd rows = jacobian(at_candidates, best);
    std::vector<PlannedPoint> list;
    for (Eigen::Index i = 0; i < rows.rows(); ++i) {
        const Eigen::MatrixXd with = information + rows.row(i).transpose() * rows.row(i) / scale;
        const Eigen::VectorXd after = with.inverse().diagonal().cwiseSqrt();
        const Measurement& m = candidates.points[static_cast<std::size_t>(i)];
        PlannedPoint p{m.T, m.B, {}, 0.0};
        for (std::size_t k = 0; k < best.x.size(); ++k)
            p.errors.push_back(scaled.deviation(k, best.x[k], after(static_cast<Eigen::Index>(k))));
        int couplings = 0;
        for (Eigen::Index k = 0; k < before.size(); ++k) {
            if (!is_coupling(task.parameters[scaled.free[static_cast<std::size_t>(k)]])) continue;
            p.gain += std::log(before(k) / after(k));
            ++couplings;
        }
        if (couplings == 0)
            p.gain = (before.array() / after.array()).log().sum(), couplings = static_cast<int>(before.size());
        p.gain /= couplings;
        list.push_back(p);
    }
    std::stable_sort(list.begin(), list.end(), [](const PlannedPoint& a, const PlannedPoint& b) { return a.gain > b.gain; });
    return list;
}

std::vector<BandPoint> fitted_curve(const FitTask& task, const FitResult& result, int count) {
    const Scaled scaled = scaled_for(task, result.lowest_T, result.ratio);
    const std::vector<double> x = scaled.fractions(result.best);
    const auto curve_at = [&](const std::vector<double>& at) {
        return ModelCurve(task.model, scaled.at(result.best, at.data()), result.lowest_T, result.ratio);
    };
    const ModelCurve centre = curve_at(x);
    std::vector<double> T;
    for (int i = 0; i < count; ++i)
        T.push_back(result.lowest_T + (result.best.tc0 - result.lowest_T) * static_cast<double>(i) / (count - 1));
    std::vector<std::vector<double>> gradient;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const auto [up, down, width] = neighbours(x, i);
        const ModelCurve above = curve_at(up), below = curve_at(down);
        gradient.emplace_back();
        for (const double t : T) gradient.back().push_back((above.field_at(t) - below.field_at(t)) / width);
    }
    std::vector<BandPoint> band;
    for (std::size_t k = 0; k < T.size(); ++k) {
        double variance = 0.0;
        for (std::size_t i = 0; i < x.size(); ++i)
            for (std::size_t j = 0; j < x.size(); ++j) variance += gradient[i][k] * result.covariance[i][j] * gradient[j][k];
        const double B = centre.field_at(T[k]), half = 1.96 * std::sqrt(variance);
        band.push_back({T[k], B, std::max(0.0, B - half), B + half});
    }
    return band;
}

}  // namespace mirage
