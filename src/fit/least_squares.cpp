#include "fit/least_squares.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <Eigen/Dense>

namespace mirage {
namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Chi-squared near one point: |r + J d|^2.
struct Quadratic {
    Eigen::VectorXd gradient;   ///< J^T r
    Eigen::MatrixXd curvature;  ///< J^T J

    /// By which it falls along d.
    double gain(const Eigen::VectorXd& d) const { return -2.0 * gradient.dot(d) - d.dot(curvature * d); }
};

Quadratic quadratic(const Evaluation& here, std::size_t parameters) {
    const auto size = static_cast<Eigen::Index>(parameters),
               rows = static_cast<Eigen::Index>(here.residuals.size());
    const Eigen::Map<const RowMajor> J(here.jacobian.data(), rows, size);
    const Eigen::Map<const Eigen::VectorXd> r(here.residuals.data(), rows);
    return {J.transpose() * r, J.transpose() * J};
}

/// The least of a damped quadratic between bounds.
class BoundedStep {
public:
    BoundedStep(const Quadratic& q, double damping, const Eigen::VectorXd& low, const Eigen::VectorXd& high)
        : gradient_(q.gradient),
          curvature_(q.curvature),
          low_(low),
          high_(high),
          step_(Eigen::VectorXd::Zero(low.size())),
          held_(static_cast<std::size_t>(low.size()), false) {
        const double largest = std::max(1e-300, curvature_.diagonal().maxCoeff());
        for (Eigen::Index i = 0; i < low.size(); ++i) {
            curvature_(i, i) += damping * std::max(curvature_(i, i), 1e-12 * largest);
            held_[static_cast<std::size_t>(i)] =
                (low(i) >= 0.0 && gradient_(i) >= 0.0) || (high(i) <= 0.0 && gradient_(i) <= 0.0);
        }
    }

    /// By a walk over the faces (Lawson and Hanson's method for both bounds): to the least of the present
    /// face or to the first bound on the way, until no held parameter wants to leave its bound.
    Eigen::VectorXd operator()() {
        for (Eigen::Index round = 0; round < 6 * step_.size() + 6; ++round)
            if (walk() && !release()) break;
        return step_;
    }

private:
    Eigen::VectorXd gradient_;
    Eigen::MatrixXd curvature_;
    const Eigen::VectorXd &low_, &high_;
    Eigen::VectorXd step_;
    std::vector<bool> held_;

    /// Whether the least of the face was reached.
    bool walk() {
        std::vector<Eigen::Index> moving;
        for (Eigen::Index i = 0; i < step_.size(); ++i)
            if (!held_[static_cast<std::size_t>(i)]) moving.push_back(i);
        if (moving.empty()) return true;
        const Eigen::VectorXd slope = gradient_ + curvature_ * step_;
        const Eigen::VectorXd move =
            -Eigen::MatrixXd(curvature_(moving, moving)).ldlt().solve(Eigen::VectorXd(slope(moving)));
        double share = 1.0;
        Eigen::Index first = -1;
        for (std::size_t k = 0; k < moving.size(); ++k) {
            const double d = move(static_cast<Eigen::Index>(k)), at = step_(moving[k]);
            const double room = (d < 0.0 ? low_ : high_)(moving[k]) - at;
            if (std::fabs(d) > 0.0 && room / d < share) share = std::max(0.0, room / d), first = moving[k];
        }
        for (std::size_t k = 0; k < moving.size(); ++k)
            step_(moving[k]) += share * move(static_cast<Eigen::Index>(k));
        if (first < 0) return true;
        step_(first) = step_(first) < 0.5 * (low_(first) + high_(first)) ? low_(first) : high_(first);
        held_[static_cast<std::size_t>(first)] = true;
        return false;
    }

    /// Lets go of the held parameter that would lower the quadratic most.
    bool release() {
        const Eigen::VectorXd slope = gradient_ + curvature_ * step_;
        Eigen::Index which = -1;
        double most = 1e-14 * gradient_.squaredNorm();
        for (Eigen::Index i = 0; i < step_.size(); ++i) {
            const bool inward = step_(i) <= low_(i) ? slope(i) < 0.0 : slope(i) > 0.0;
            const double gain = slope(i) * slope(i);
            if (held_[static_cast<std::size_t>(i)] && inward && gain > most) most = gain, which = i;
        }
        if (which >= 0) held_[static_cast<std::size_t>(which)] = false;
        return which >= 0;
    }
};

Eigen::VectorXd bounded_step(const Quadratic& q, const std::vector<double>& x, double damping) {
    const Eigen::Map<const Eigen::VectorXd> at(x.data(), static_cast<Eigen::Index>(x.size()));
    const Eigen::VectorXd low = -at, high = Eigen::VectorXd::Ones(at.size()) - at;
    return BoundedStep(q, damping, low, high)();
}

/// x + step; what comes to rest beside a bound lies on it.
std::vector<double> moved(const std::vector<double>& x, const Eigen::VectorXd& step) {
    constexpr double beside = 1e-14;
    std::vector<double> there;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double at = x[i] + step(static_cast<Eigen::Index>(i));
        there.push_back(at < beside ? 0.0 : at > 1.0 - beside ? 1.0 : at);
    }
    return there;
}

}  // namespace

double Evaluation::chi2() const {
    double sum = 0.0;
    for (const double r : residuals) sum += r * r;
    return std::isfinite(sum) ? sum : std::numeric_limits<double>::infinity();
}

Minimum bounded_minimum(const std::function<Evaluation(const std::vector<double>&)>& evaluate,
                        std::vector<double> x, double tolerance, const Derivatives& derivatives) {
    constexpr int most_steps = 200;
    constexpr double undamped = 1e-12, most_damped = 1e10;
    Evaluation here = evaluate(x);
    double chi2 = here.chi2(), damping = 1e-3;
    for (int step = 0; step < most_steps && !x.empty() && std::isfinite(chi2); ++step) {
        if (derivatives) derivatives(x, here);
        const Quadratic near = quadratic(here, x.size());
        const double enough = tolerance * (1e-12 + chi2);
        // the conditions of a minimum: without damping no step inside the bounds would gain
        if (!(near.gain(bounded_step(near, x, undamped)) > enough)) break;
        for (bool lower = false; !lower && damping < most_damped;) {
            const Eigen::VectorXd change = bounded_step(near, x, damping);
            const std::vector<double> there = moved(x, change);
            Evaluation next = evaluate(there);
            const double gain = chi2 - next.chi2(), share = gain / near.gain(change);
            lower = gain > 0.0;
            damping *= share > 0.75 ? 0.1 : share > 0.25 ? 1.0 : 5.0;
            if (lower) x = there, chi2 = next.chi2(), here = std::move(next);
        }
        if (damping >= most_damped) break;
        damping = std::max(damping, 1e-10);
    }
    return {std::move(x), chi2};
}

std::vector<double> valley(const Evaluation& here, const std::vector<double>& x, std::size_t which) {
    const auto size = static_cast<Eigen::Index>(x.size()),
               rows = static_cast<Eigen::Index>(here.residuals.size());
    const Eigen::Map<const RowMajor> J(here.jacobian.data(), rows, size);
    std::vector<double> direction(x.size(), 0.0);
    direction[which] = 1.0;
    std::vector<Eigen::Index> others;
    for (std::size_t i = 0; i < x.size(); ++i)
        if (i != which && x[i] > 0.0 && x[i] < 1.0) others.push_back(static_cast<Eigen::Index>(i));
    if (others.empty()) return direction;
    const Eigen::MatrixXd part = J(Eigen::all, others);
    const Eigen::VectorXd follow =
        -part.completeOrthogonalDecomposition().solve(J.col(static_cast<Eigen::Index>(which)));
    for (std::size_t k = 0; k < others.size(); ++k)
        direction[static_cast<std::size_t>(others[k])] = follow(static_cast<Eigen::Index>(k));
    return direction;
}

}  // namespace mirage
