#include "transitions/crossing.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include <Eigen/Dense>

namespace mirage {
namespace {

/// Points of the sweep around a first guess.
struct Window {
    std::size_t first = 0, last = 0;
    double centre = 0.0, half = 0.0;
    std::size_t size() const { return last - first; }
};

Window window_around(const SweepBranch& branch, double x, double half) {
    const auto first = std::lower_bound(branch.x.begin(), branch.x.end(), x - half),
               last = std::upper_bound(first, branch.x.end(), x + half);
    return {static_cast<std::size_t>(first - branch.x.begin()),
            static_cast<std::size_t>(last - branch.x.begin()), x, half};
}

/// How large the window for a share is: a fifth of the width between 10 and 90 %, less near the ends of the
/// transition, where it bends, and where it is steeper on one side than as a whole.
double half_window(const SweepBranch& branch, const Levels& levels, double share) {
    const auto at = [&](double other) { return outermost(branch, levels, other); };
    const double up = at(0.9) - at(0.5), down = at(0.5) - at(0.1), part = 0.5 * std::min(share, 1.0 - share);
    const double width = std::isnan(up) ? 2.0 * down : std::isnan(down) ? 2.0 * up : up + down;
    if (std::isnan(width)) return 0.0;
    const double half = (0.1 + 0.2 * std::min(share, 1.0 - share)) * width;
    const double near = 0.8 * std::fmin(at(share + part) - at(share), at(share) - at(share - part));
    return std::isnan(near) ? half : std::clamp(near, 0.25 * half, half);
}

/// y(x) = sum_k a_k ((x - centre)/half)^k, a straight line where the last coefficient is 0.
struct Polynomial {
    Eigen::Vector3d a = Eigen::Vector3d::Zero();
    Eigen::Matrix3d covariance = Eigen::Matrix3d::Zero();  ///< over the variance of a point
    double scatter = 0.0;                                  ///< standard deviation of a point, in shares
    static Eigen::Vector3d powers(double u) { return {1.0, u, u * u}; }
    double value(double u) const { return powers(u).dot(a); }
    double slope(double u) const { return a(1) + 2.0 * a(2) * u; }
    double sigma(double u) const { return scatter * std::sqrt(powers(u).dot(covariance * powers(u))); }
};

/// Least squares by the normal equations, which are well conditioned in a scaled window.
Polynomial fitted(const SweepBranch& branch, const Levels& levels, const Window& window, double order) {
    Eigen::Matrix3d M = Eigen::Matrix3d::Zero();
    Eigen::Vector3d v = Eigen::Vector3d::Zero();
    const auto place = [&](std::size_t i) { return (branch.x[i] - window.centre) / window.half; };
    const auto powers = [&](std::size_t i) {
        Eigen::Vector3d p = Polynomial::powers(place(i));
        if (order < 2.0) p(2) = 0.0;
        return p;
    };
    for (std::size_t i = window.first; i < window.last; ++i) {
        M += powers(i) * powers(i).transpose();
        v += powers(i) * levels.share_at(branch.x[i], branch.y[i]);
    }
    if (order < 2.0) M(2, 2) = 1.0;
    Polynomial p;
    if (!(std::abs(M.determinant()) > 1e-9)) return p;  // all at one place
    p.covariance = M.inverse();
    p.a = p.covariance * v;
    double rest = 0.0;
    for (std::size_t i = window.first; i < window.last; ++i)
        rest += std::pow(levels.share_at(branch.x[i], branch.y[i]) - p.value(place(i)), 2);
    const double noise = levels.noise / levels.height(window.centre),
                 freedom = std::max(0.0, static_cast<double>(window.size()) - order - 1.0);
    // the noise of the plateaus counts as ten more points
    p.scatter = std::sqrt((rest + 10.0 * noise * noise) / (freedom + 10.0));
    return p;
}

/// Where the polynomial has the share, near the centre; NaN where it has it nowhere in the window.
double root_of(const Polynomial& p, double share) {
    double u = 0.0;
    for (int k = 0; k < 30; ++k) {
        const double slope = p.slope(u);
        if (!(slope > 0.0)) return quiet_nan;
        u = std::clamp(u - (p.value(u) - share) / slope, -1.0, 1.0);
    }
    return std::abs(p.value(u) - share) < 1e-6 ? u : quiet_nan;
}

/// The neighbours between which the share lies, by the smoothed sweep.
struct Neighbours {
    double spacing = 0.0, rise = 0.0;
};

Neighbours neighbours_of(const SweepBranch& branch, const Levels& levels, double x) {
    const auto above = std::upper_bound(branch.x.begin(), branch.x.end(), x);
    const auto i = std::clamp<std::ptrdiff_t>(above - branch.x.begin(), 1, std::ssize(branch.x) - 1);
    const auto at = static_cast<std::size_t>(i);
    const double rise = levels.share[at] - levels.share[at - 1];
    return {branch.x[at] - branch.x[at - 1], std::clamp(rise, 0.0, 1.0)};
}

/// The error of a crossing of the given local slope [1/x] and error of the share there.
double sigma_at(const SweepBranch& branch, const Levels& levels, double x, double share, double slope,
                double sigma_share) {
    const double height = levels.height(x), normal = share * levels.normal.sigma(x) / height,
                 zero = (1.0 - share) * levels.sigma_zero / height;
    const Neighbours near = neighbours_of(branch, levels, x);
    return std::hypot(std::sqrt(sigma_share * sigma_share + normal * normal + zero * zero) / slope,
                      near.spacing / std::sqrt(12.0) * near.rise);
}

/// Between neighbours, where there are too few points for a fit.
Crossing interpolated(const SweepBranch& branch, const Levels& levels, double x, double share) {
    const Neighbours near = neighbours_of(branch, levels, x);
    const double slope = std::max(near.rise, 1e-3) / near.spacing;
    return {x, sigma_at(branch, levels, x, share, slope, levels.noise / levels.height(x)), Bound::none};
}

/// By a fit to the points within `half` of the guess; nothing where they are too few or do not rise.
std::optional<Crossing> fitted_crossing(const SweepBranch& branch, const Levels& levels, double guess,
                                        double half, double share) {
    const Window window = window_around(branch, guess, half);
    if (window.size() < 4) return std::nullopt;
    const Polynomial p = fitted(branch, levels, window, window.size() < 8 ? 1.0 : 2.0);
    const double u = root_of(p, share);
    if (std::isnan(u)) return std::nullopt;
    const double x = guess + u * window.half;
    return Crossing{x, sigma_at(branch, levels, x, share, p.slope(u) / window.half, p.sigma(u)), Bound::none};
}

Crossing crossing_of_share(const SweepBranch& branch, const Levels& levels, double share) {
    const double guess = outermost(branch, levels, share);
    if (std::isnan(guess)) {
        const bool normal = levels.share[levels.top] >= share;
        return {normal ? branch.x.front() : branch.x.back(), quiet_nan, normal ? Bound::upper : Bound::lower};
    }
    const double half = half_window(branch, levels, share);
    const auto wide = fitted_crossing(branch, levels, guess, half, share);
    if (!wide) return interpolated(branch, levels, guess, share);
    // what a parabola does not follow shows in half of the window, or between neighbours
    const Crossing narrow = fitted_crossing(branch, levels, guess, 0.5 * half, share)
                                .value_or(interpolated(branch, levels, guess, share));
    const double off = narrow.x - wide->x, expected = narrow.sigma;
    const double excess = std::max(0.0, off * off - expected * expected);
    return {wide->x, std::sqrt(wide->sigma * wide->sigma + excess), Bound::none};
}

/// The first departure from a plateau, above the noise of the smoothed sweep.
double departure(const Levels& levels) {
    const double smooth = levels.noise / std::sqrt(static_cast<double>(2 * levels.half + 1));
    return std::clamp(3.0 * smooth / levels.height(levels.normal.at), 0.02, 0.4);
}

Crossing crossing_of_slope(const SweepBranch& branch, const Levels& levels) {
    const Crossing low = crossing_of_share(branch, levels, 0.3),
                   high = crossing_of_share(branch, levels, 0.7);
    if (low.bound != Bound::none) return low;
    if (high.bound != Bound::none) return high;
    const double part = 0.3 / 0.4;
    return {high.x + part * (high.x - low.x), std::hypot((1.0 + part) * high.sigma, part * low.sigma),
            Bound::none};
}

}  // namespace

Crossing crossing_of(const SweepBranch& branch, const Levels& levels, const Criterion& criterion) {
    switch (criterion.at) {
        case ReadAt::onset:
            return crossing_of_share(branch, levels, 1.0 - departure(levels));
        case ReadAt::zero:
            return crossing_of_share(branch, levels, departure(levels));
        case ReadAt::slope:
            return crossing_of_slope(branch, levels);
        case ReadAt::share:
            break;
    }
    return crossing_of_share(branch, levels, criterion.share);
}

}  // namespace mirage
