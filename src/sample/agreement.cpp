#include "sample/agreement.hpp"

#include <algorithm>
#include <cmath>

#include <Eigen/Eigenvalues>

#include "fit/distributions.hpp"
#include "mirage/numeric/constants.hpp"

namespace mirage {
namespace {

/// Of both sides of a normal distribution.
double sigmas_of(double p) {
    constexpr double least = 1e-300;
    if (std::isnan(p)) return quiet_nan;
    return p >= 1.0 ? 0.0 : normal_exceeded_with(0.5 * std::max(p, least));
}

/// Directions with an error below one half.
double measured_directions(const Eigen::MatrixXd& information) {
    if (information.size() == 0) return 0.0;
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(information, Eigen::EigenvaluesOnly);
    return static_cast<double>((solver.eigenvalues().array() > 4.0).count());
}

}  // namespace

Chance agreement(const std::array<PartIncrease, 2>& parts, double directions) {
    const double sum = parts[0].chi2 + parts[1].chi2;
    if (!(directions > 0.0) || !std::isfinite(sum)) return {quiet_nan, quiet_nan};
    if (!(sum > 0.0)) return {};
    double inverse = 0.0;  // of the degrees of freedom
    for (const PartIncrease& part : parts)
        if (std::isfinite(part.freedom)) inverse += std::pow(part.chi2 / sum, 2) / part.freedom;
    double p = quiet_nan;
    if (inverse == 0.0) {
        p = chance_of_larger_chi_squared(directions, sum);
    } else if (const double freedom = 1.0 / inverse, left = freedom - directions + 1.0; left > 0.0) {
        p = chance_of_larger_ratio(directions, left, sum * left / (freedom * directions));
    }
    return {p, sigmas_of(p)};
}

Chance difference_chance(double t, double freedom) {
    if (std::isnan(t) || !(freedom > 0.0)) return {quiet_nan, quiet_nan};
    const double size = std::fabs(t);
    if (std::isfinite(freedom)) {
        const double p = 2.0 * chance_of_larger_t(freedom, size);
        return {p, sigmas_of(p)};
    }
    return {2.0 * chance_of_larger_normal(size), size};
}

double SharedCovariance::freedom_along(const Eigen::VectorXd& g) const {
    double sum = 0.0, inverse = 0.0;
    for (std::size_t r = 0; r < of_part.size(); ++r) {
        const double variance = g.dot(of_part[r] * g);
        sum += variance;
        if (std::isfinite(freedom[r])) inverse += variance * variance / freedom[r];
    }
    return sum * sum / inverse;
}

SharedCovariance shared_covariance(const Eigen::MatrixXd& whole,
                                   const std::array<Eigen::MatrixXd, 2>& information,
                                   const std::array<double, 2>& freedom) {
    const Eigen::MatrixXd known = whole.unaryExpr([](double c) { return std::isfinite(c) ? c : 0.0; });
    return {whole, {known * information[0] * known, known * information[1] * known}, freedom};
}

double common_directions(const std::array<Eigen::MatrixXd, 2>& information) {
    return measured_directions(information[0]) + measured_directions(information[1]) -
           measured_directions(information[0] + information[1]);
}

}  // namespace mirage
