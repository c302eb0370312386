#include "sample/joint_search.hpp"

#include <algorithm>

#include "junction/junction_start.hpp"

namespace mirage {
namespace {

constexpr double rough = 1e-5, fine = 1e-10;  ///< of chi-squared

/// Shared parameters of the points; the others of the curves stay.
std::vector<double> shared_from_points(const JointProblem& problem, const std::vector<double>& x,
                                       const SampleParameters& points) {
    std::vector<double> there = x;
    for (std::size_t i = 0; i < x.size(); ++i)
        if (const auto& place = problem.unknowns[i].of_points) {
            const FitParameter& p = problem.points.task.parameters[*place];
            there[i] = problem.range(i).fraction(p.member(points[0]));
        }
    return there;
}

/// What may be absent is.
std::vector<double> narrowest(const JointProblem& problem, std::vector<double> x) {
    for (std::size_t i = 0; i < x.size(); ++i) {
        const Unknown& u = problem.unknowns[i];
        if (u.of_spectra ? is_optional(problem.spectra.task.parameters[*u.of_spectra])
                         : is_optional(problem.points.task.parameters[*u.of_points]))
            x[i] = 0.0;
    }
    return x;
}

/// The lowest local minima over a grid of the Ising coupling, where both parts have it.
std::vector<std::vector<double>> over_couplings(const JointProblem& problem, const JointEvaluator& evaluator,
                                                const std::vector<double>& x) {
    constexpr std::size_t most = 3;
    const auto is_beta = [&](const Unknown& u) {
        return u.of_points && u.of_spectra &&
               problem.points.task.parameters[*u.of_points].member == FitMember(&FitParameters::beta);
    };
    const auto found = std::find_if(problem.unknowns.begin(), problem.unknowns.end(), is_beta);
    if (found == problem.unknowns.end()) return {};
    const auto i = static_cast<std::size_t>(found - problem.unknowns.begin());
    const FitRange range = problem.range(i);
    std::vector<std::vector<double>> row;
    std::vector<double> chi2;
    for (const double beta : beta_grid(problem.spectra.task, problem.at(x).spectra, range.low, range.high)) {
        row.push_back(x);
        row.back()[i] = range.fraction(beta);
        chi2.push_back(evaluator.residuals(problem, row.back()).chi2());
    }
    std::vector<std::size_t> lowest;
    for (std::size_t k = 0; k < row.size(); ++k)
        if ((k == 0 || chi2[k] <= chi2[k - 1]) && (k + 1 == row.size() || chi2[k] <= chi2[k + 1]))
            lowest.push_back(k);
    std::sort(lowest.begin(), lowest.end(), [&](std::size_t a, std::size_t b) { return chi2[a] < chi2[b]; });
    std::vector<std::vector<double>> starts;
    for (std::size_t k = 0; k < std::min(most, lowest.size()); ++k) starts.push_back(row[lowest[k]]);
    return starts;
}

std::vector<std::vector<double>> starts_of(const JointProblem& problem, const JointEvaluator& evaluator,
                                           const PartValues& alone) {
    const JointValues known{alone.points.empty() ? problem.base.points : alone.points, alone.spectra};
    std::vector<std::vector<double>> starts{problem.fractions(known)};
    if (!alone.points.empty()) starts.push_back(shared_from_points(problem, starts[0], alone.points));
    for (std::size_t k = 0, count = starts.size(); k < count; ++k)
        if (std::vector<double> narrow = narrowest(problem, starts[k]); narrow != starts[k])
            starts.push_back(std::move(narrow));
    for (std::vector<double>& start : over_couplings(problem, evaluator, starts[0]))
        starts.push_back(std::move(start));
    return starts;
}

}  // namespace

Minimum joint_search(JointProblem& problem, const JointEvaluator& evaluator, const PartValues& alone) {
    Minimum best;
    JointProblem of_best = problem;
    for (std::vector<double>& start : starts_of(problem, evaluator, alone)) {
        JointProblem own = problem;
        Minimum found = joint_minimum(own, evaluator, std::move(start), rough);
        if (found.chi2 < best.chi2) best = std::move(found), of_best = std::move(own);
    }
    problem = std::move(of_best);
    return best.x.empty() ? best : joint_minimum(problem, evaluator, best.x, fine);
}

}  // namespace mirage
