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

/// J + (change of r - J d) (D d)^T/(d D d), D the squares of the columns: right along the last step
/// (Broyden).
void update_jacobian(const Evaluation& before, const Eigen::VectorXd& d, Evaluation& after) {
    const auto size = d.size(), rows = static_cast<Eigen::Index>(before.residuals.size());
    const Eigen::Map<const RowMajor> J(before.jacobian.data(), rows, size);
    const Eigen::Map<const Eigen::VectorXd> r(before.residuals.data(), rows),
        next(after.residuals.data(), rows);
    const Eigen::VectorXd weighted = J.colwise().squaredNorm().transpose().cwiseProduct(d);
    const double length = weighted.dot(d);
    after.jacobian = before.jacobian;
    if (!(length > 0.0)) return;
    Eigen::Map<RowMajor> updated(after.jacobian.data(), rows, size);
    updated += (next - r - J * d) / length * weighted.transpose();
}

/// The iteration from one point.
class Descent {
public:
    Descent(const std::function<Evaluation(const std::vector<double>&)>& evaluate, std::vector<double> x,
            double tolerance, const Derivatives& derivatives, Slopes slopes)
        : evaluate_(evaluate),
          derivatives_(derivatives),
          tolerance_(tolerance),
          slopes_(slopes),
          x_(std::move(x)),
          here_(evaluate_(x_)),
          chi2_(here_.chi2()) {
        if (derivatives_ && here_.jacobian.empty() && std::isfinite(chi2_) && !x_.empty())
            renew();
        else
            fresh_ = !derivatives_;
    }

    Minimum operator()() {
        constexpr int most_steps = 200;
        for (int step = 0; step < most_steps && !x_.empty() && std::isfinite(chi2_); ++step)
            if (!improve()) break;
        return {std::move(x_), chi2_};
    }

private:
    static constexpr double undamped = 1e-12, most_damped = 1e10;

    const std::function<Evaluation(const std::vector<double>&)>& evaluate_;
    const Derivatives& derivatives_;
    double tolerance_;
    Slopes slopes_;
    std::vector<double> x_;
    Evaluation here_;
    double chi2_, damping_ = 1e-3;
    bool fresh_ = true;  ///< the derivatives are those of this point

    void renew() {
        derivatives_(x_, here_);
        fresh_ = true;
    }

    /// A lower point, or better derivatives; false at the end.
    bool improve() {
        const Quadratic near = quadratic(here_, x_.size());
        const double enough = tolerance_ * (1e-12 + chi2_);
        // the conditions of a minimum: without damping no step inside the bounds would gain
        if (!(near.gain(bounded_step(near, x_, undamped)) > enough)) {
            if (fresh_ || slopes_ == Slopes::kept) return false;
            renew();
            return true;
        }
        while (damping_ < most_damped) {
            const Eigen::VectorXd change = bounded_step(near, x_, damping_);
            std::vector<double> there = moved(x_, change);
            Evaluation next = evaluate_(there);
            const double gain = chi2_ - next.chi2(), share = gain / near.gain(change);
            if (!(gain > 0.0) && !fresh_) {
                renew();
                return true;
            }
            damping_ *= share > 0.75 ? 0.1 : share > 0.25 ? 1.0 : 5.0;
            if (gain > 0.0) {
                accept(std::move(there), std::move(next), change, share);
                return true;
            }
        }
        return false;
    }

    void accept(std::vector<double> there, Evaluation next, const Eigen::VectorXd& change, double share) {
        constexpr double least = 0.5, most = 1.5;
        const bool as_promised = slopes_ != Slopes::anew && share > least && share < most;
        if (derivatives_ && as_promised) update_jacobian(here_, change, next);
        x_ = std::move(there), chi2_ = next.chi2(), here_ = std::move(next);
        damping_ = std::max(damping_, 1e-10);
        if (derivatives_ && !as_promised) renew();
        fresh_ = !derivatives_ || !as_promised;
    }
};

}  // namespace

double Evaluation::chi2() const {
    double sum = 0.0;
    for (const double r : residuals) sum += r * r;
    return std::isfinite(sum) ? sum : std::numeric_limits<double>::infinity();
}

Minimum bounded_minimum(const std::function<Evaluation(const std::vector<double>&)>& evaluate,
                        std::vector<double> x, double tolerance, const Derivatives& derivatives,
                        Slopes slopes) {
    return Descent(evaluate, std::move(x), tolerance, derivatives, slopes)();
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
