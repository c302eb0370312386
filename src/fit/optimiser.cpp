#include "fit/optimiser.hpp"

#include <algorithm>
#include <cmath>

#include <Eigen/Dense>
#include <ceres/ceres.h>

#include "fit/start.hpp"
#include "mirage/model/units.hpp"

namespace mirage {
namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// For Ceres, one block for each fraction, of which it may hold some; keeps what it computed last, where
/// Ceres will ask for the derivatives.
class Cost : public ceres::CostFunction {
public:
    Cost(const FitProblem& problem, const SampleParameters& base) : problem_(problem), base_(base) {
        std::size_t points = 0;
        for (const FitSample& sample : problem.task.samples) points += sample.points.size();
        set_num_residuals(static_cast<int>(points));
        mutable_parameter_block_sizes()->assign(problem.free.size(), 1);
    }
    const Evaluation& at(const std::vector<double>& x) const {
        if (evaluation_.residuals.empty() || x != last_) {
            evaluation_ = evaluate(problem_, problem_.at(base_, x));
            last_ = x;
        }
        return evaluation_;
    }
    bool Evaluate(double const* const* x, double* residual, double** derivative) const override {
        const std::size_t width = problem_.free.size();
        std::vector<double> fractions;
        for (std::size_t i = 0; i < width; ++i) fractions.push_back(*x[i]);
        const Evaluation& here = at(fractions);
        std::copy(here.residuals.begin(), here.residuals.end(), residual);
        for (std::size_t i = 0; derivative && i < width; ++i)
            for (std::size_t row = 0; derivative[i] && row < here.residuals.size(); ++row)
                derivative[i][row] = here.jacobian[row * width + i];
        return std::isfinite(here.chi2()) && std::all_of(here.jacobian.begin(), here.jacobian.end(),
                                                         [](double d) { return std::isfinite(d); });
    }

private:
    const FitProblem& problem_;
    const SampleParameters& base_;
    mutable std::vector<double> last_;
    mutable Evaluation evaluation_;
};

/// What the conditions of a minimum within bounds say at one point.
struct Conditions {
    std::vector<bool> held;  ///< at a bound, out of which the gradient pushes
    double gain = 0.0;       ///< by which the others would lower chi-squared, were it quadratic
};

Conditions conditions(const Evaluation& here, const std::vector<double>& x) {
    const auto size = static_cast<Eigen::Index>(x.size()),
               rows = static_cast<Eigen::Index>(here.residuals.size());
    const Eigen::Map<const RowMajor> J(here.jacobian.data(), rows, size);
    const Eigen::Map<const Eigen::VectorXd> r(here.residuals.data(), rows);
    const Eigen::VectorXd gradient = J.transpose() * r;
    Conditions result{std::vector<bool>(x.size(), false), 0.0};
    std::vector<Eigen::Index> moving;
    for (Eigen::Index i = 0; i < size; ++i) {
        const double at = x[static_cast<std::size_t>(i)];
        const bool held = (at <= 0.0 && gradient(i) >= 0.0) || (at >= 1.0 && gradient(i) <= 0.0);
        result.held[static_cast<std::size_t>(i)] = held;
        if (!held) moving.push_back(i);
    }
    if (moving.empty()) return result;
    const Eigen::MatrixXd part = J(Eigen::all, moving);
    const Eigen::VectorXd left = r - part * part.colPivHouseholderQr().solve(r);
    result.gain = std::max(0.0, r.squaredNorm() - left.squaredNorm());
    return result;
}

/// One run of Ceres over the fractions that are not held.
void solve(ceres::CostFunction& cost, const std::vector<bool>& held, std::vector<double>& x,
           double tolerance) {
    ceres::Problem::Options keep;
    keep.cost_function_ownership = ceres::DO_NOT_TAKE_OWNERSHIP;
    ceres::Problem least_squares(keep);
    std::vector<double*> blocks;
    for (double& fraction : x) blocks.push_back(&fraction);
    least_squares.AddResidualBlock(&cost, nullptr, blocks);
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (held[i]) {
            least_squares.SetParameterBlockConstant(blocks[i]);
            continue;
        }
        least_squares.SetParameterLowerBound(blocks[i], 0, 0.0);
        least_squares.SetParameterUpperBound(blocks[i], 0, 1.0);
    }
    ceres::Solver::Options options;
    options.max_num_iterations = 60;
    options.linear_solver_type = ceres::DENSE_QR;
    options.function_tolerance = tolerance;
    options.parameter_tolerance = 1e-10;
    options.logging_type = ceres::SILENT;
    options.num_threads = 1;
    ceres::Solver::Summary summary;
    ceres::Solve(options, &least_squares, &summary);
}

/// A low-discrepancy sequence in [0, 1): the fractional parts of multiples of the root of x^(d+1) = x + 1.
double spread(std::size_t point, std::size_t dimension, std::size_t dimensions) {
    double root = 1.5;
    for (int i = 0; i < 60; ++i) root = std::pow(1.0 + root, 1.0 / (static_cast<double>(dimensions) + 1.0));
    const double step = std::pow(root, -static_cast<double>(dimension + 1)),
                 x = 0.5 + step * static_cast<double>(point);
    return x - std::floor(x);
}

/// Couplings that only lower the field: a narrower model has them at their lower bound.
bool is_weakening(const FitParameter& p) {
    return p.member == &FitParameters::gamma || p.member == &FitParameters::alpha;
}

/// The free leading couplings of every sample so that its coldest point lies on the curve.
std::vector<double> through_the_coldest(const FitProblem& problem, const SampleParameters& base,
                                        const std::vector<double>& x) {
    SampleParameters values = problem.at(base, x);
    for (std::size_t k = 0; k < values.size(); ++k) {
        const double coupling =
            estimated_coupling(problem.task.model, values[k], problem.task.samples[k].points);
        for (const std::size_t i : problem.free) {
            const FitParameter& p = problem.task.parameters[i];
            if (p.is_of(k) && is_coupling(p) && !is_weakening(p))
                values[k].*(p.member) = std::clamp(coupling, p.low, p.high);
        }
    }
    return problem.fractions(values);
}

/// The minima that were found, each once, the best first.
class Minima {
public:
    void add(const Optimum& found) {
        const auto same = [&](const Optimum& other) { return std::fabs(other.chi2 - found.chi2) < near(); };
        if (std::none_of(list_.begin(), list_.end(), same)) list_.push_back(found);
        std::sort(list_.begin(), list_.end(),
                  [](const Optimum& a, const Optimum& b) { return a.chi2 < b.chi2; });
    }
    const std::vector<Optimum>& list() const { return list_; }
    bool is_best(const Optimum& found) const { return found.chi2 < list_.front().chi2 + near(); }

private:
    std::vector<Optimum> list_;

    double near() const { return list_.empty() ? 0.0 : 1e-7 * (1e-9 + list_.front().chi2); }
};

/// Of a problem without ratios: the optimum of each narrower model and of the whole, each from those before.
void descend_through_faces(const FitProblem& problem, const SampleParameters& base,
                           const std::vector<double>& start, Minima& minima) {
    std::vector<double FitParameters::*> members;
    for (const auto member : {&FitParameters::gamma, &FitParameters::alpha})
        for (const std::size_t i : problem.free)
            if (problem.task.parameters[i].member == member &&
                std::find(members.begin(), members.end(), member) == members.end())
                members.push_back(member);
    const std::size_t count = std::size_t{1} << members.size();
    std::vector<Optimum> best(count);
    for (std::size_t face = 0; face < count; ++face) {  // bit i: member i moves
        FitProblem narrow = problem;
        std::erase_if(narrow.free, [&](std::size_t i) {
            const auto at = std::find(members.begin(), members.end(), problem.task.parameters[i].member);
            return at != members.end() && !(face >> (at - members.begin()) & 1u);
        });
        std::vector<std::vector<double>> starts;
        if (face == 0) {
            std::vector<double> lowest = start;
            for (std::size_t i = 0; i < lowest.size(); ++i)
                if (is_weakening(problem.task.parameters[problem.free[i]])) lowest[i] = 0.0;
            starts = {lowest, through_the_coldest(problem, base, lowest)};
        }
        for (std::size_t bit = 0; bit < members.size(); ++bit)
            if (face >> bit & 1u) starts.push_back(best[face ^ (std::size_t{1} << bit)].x);
        for (const std::vector<double>& from : starts) {
            const SampleParameters values = problem.at(base, from);
            Optimum found = descend(narrow, values, narrow.fractions(values));
            found.x = problem.fractions(found.values);
            if (found.chi2 < best[face].chi2) best[face] = found;
        }
        minima.add(best[face]);
    }
}

}  // namespace

Optimum descend(const FitProblem& problem, const SampleParameters& base, std::vector<double> x,
                double tolerance) {
    Cost cost(problem, base);
    for (int round = 0; round < 8 && !x.empty(); ++round) {
        const Evaluation& here = cost.at(x);
        if (!std::isfinite(here.chi2())) break;
        const Conditions state = conditions(here, x);
        if (state.gain <= tolerance * (1e-12 + here.chi2())) break;
        solve(cost, state.held, x, tolerance);
        for (double& fraction : x) fraction = std::clamp(fraction, 0.0, 1.0);
    }
    Optimum found{problem.at(base, x), x, 0.0};
    found.chi2 = cost.at(x).chi2();
    return found;
}

Optimum with_ratios(FitProblem& problem, Optimum found, double tolerance) {
    if (problem.task.model != FitModel::exact) return found;
    const double enough = std::max(1e-8, tolerance);  // of a ratio, which the engine finds to 1e-10
    for (int round = 0; round < 12; ++round) {
        double change = 0.0;
        for (std::size_t k = 0; k < problem.ratio.size(); ++k) {
            FirstOrderRatio next = first_order_ratio(found.values[k], problem.lowest_T[k]);
            for (const FirstOrderRatio::Node& node : next.nodes)
                change = std::max(change,
                                  std::fabs(node.value - problem.ratio[k](node.root_t, found.values[k])));
            if (change > enough && !next.all_second_order())
                next = first_order_ratio_with_derivatives(found.values[k], problem.lowest_T[k]);
            if (change > enough) problem.ratio[k] = std::move(next);
        }
        if (change <= enough) break;
        found = descend(problem, found.values, found.x, tolerance);
    }
    return found;
}

Optimum search(FitProblem& problem) {
    constexpr std::size_t spread_starts = 8, most_agreeing = 3, most_polished = 4;
    const SampleParameters base = problem.start();
    const std::size_t n = problem.free.size();
    Minima minima;
    descend_through_faces(problem, base, problem.fractions(base), minima);
    std::size_t agreeing = 1;
    for (std::size_t start = 1; n > 0 && start <= spread_starts && agreeing < most_agreeing; ++start) {
        // from the best so far, with other couplings: up to 3 Delta0 of those that lower the field
        SampleParameters values = minima.list().front().values;
        for (std::size_t i = 0; i < n; ++i) {
            const FitParameter& p = problem.task.parameters[problem.free[i]];
            if (!is_weakening(p)) continue;
            for (std::size_t k = 0; k < values.size(); ++k)
                if (p.is_of(k))
                    values[k].*(p.member) =
                        std::clamp(si_units(values[k].tc0, values[k].g_factor).energy * 3.0 *
                                       std::pow(spread(start, i, n), 2.0),
                                   p.low, p.high);
        }
        const Optimum found =
            descend(problem, base, through_the_coldest(problem, base, problem.fractions(values)));
        agreeing = minima.is_best(found) ? (found.chi2 < minima.list().front().chi2 * (1.0 - 1e-7)
                                                ? 1
                                                : agreeing + 1)
                                         : agreeing;
        minima.add(found);
    }
    Optimum best;
    FitProblem polished = problem;
    const double least = minima.list().front().chi2;
    for (std::size_t i = 0; i < std::min(most_polished, minima.list().size()); ++i) {
        if (minima.list()[i].chi2 > 1.5 * least + 20.0) break;
        FitProblem own = problem;
        const Optimum found = with_ratios(own, minima.list()[i]);
        if (found.chi2 < best.chi2) best = found, polished = std::move(own);
    }
    problem = std::move(polished);
    return best;
}

}  // namespace mirage
