#include "junction/junction_search.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "junction/junction_start.hpp"
#include "mirage/model/units.hpp"

namespace mirage {
namespace {

constexpr double rough = 1e-5, fine = 1e-8;  ///< of chi-squared

class Search {
public:
    Search(const JunctionProblem& problem, const JunctionEvaluator& evaluator)
        : problem_(problem), evaluator_(evaluator) {}

    JunctionOptimum operator()() {
        JunctionProblem narrow = problem_;
        std::vector<std::size_t> optional;
        for (const std::size_t i : problem_.free)
            if (is_optional(parameter(i))) optional.push_back(i);
        std::erase_if(narrow.free, [&](std::size_t i) { return is_optional(parameter(i)); });
        JunctionOptimum best;
        best.chi2 = std::numeric_limits<double>::infinity();
        for (const std::vector<CurveValues>& start : starts(optional))
            keep_better(best, descend(narrow, start, rough));
        if (optional.empty()) return descend(problem_, best.values, fine);
        const JunctionOptimum narrowest = best;
        if (optional.size() > 1)
            for (const std::size_t i : optional) keep_better(best, widened(narrow, narrowest, i));
        keep_better(best, descend(problem_, narrowest.values, fine));
        if (optional.size() == 1) keep_better(best, widened(narrow, narrowest, optional[0]));
        return descend(problem_, best.values, fine);
    }

private:
    const JunctionProblem& problem_;
    const JunctionEvaluator& evaluator_;

    const JunctionParameter& parameter(std::size_t i) const { return problem_.task.parameters[i]; }

    static void keep_better(JunctionOptimum& best, JunctionOptimum other) {
        if (other.chi2 < best.chi2) best = std::move(other);
    }

    JunctionOptimum descend(const JunctionProblem& problem, const std::vector<CurveValues>& from,
                            double tolerance) const {
        const Minimum found = junction_minimum(problem, evaluator_, from, problem.fractions(from), tolerance,
                                               tolerance < rough ? Slopes::checked : Slopes::kept);
        const std::vector<CurveValues> values = problem.at(from, found.x);
        return {values, problem_.fractions(values), found.chi2};
    }

    /// With one parameter more, from zero and from sizes that change the curves.
    JunctionOptimum widened(JunctionProblem narrow, const JunctionOptimum& from, std::size_t added) const {
        narrow.free.push_back(added);
        std::sort(narrow.free.begin(), narrow.free.end());
        const JunctionParameter& p = parameter(added);
        JunctionOptimum best = descend(narrow, from.values, rough);
        for (const double share : {0.003, 0.03, 0.2}) {
            std::vector<CurveValues> values = from.values;
            for (std::size_t k = 0; k < values.size(); ++k)
                if (p.is_of(k)) p.member(values[k]) = p.low + share * (p.high - p.low);
            keep_better(best, descend(narrow, values, rough));
        }
        return best;
    }

    /// The best few of the grid over beta, where it is free; what is optional at its lower bound.
    std::vector<std::vector<CurveValues>> starts(const std::vector<std::size_t>& optional) const {
        const JunctionTask& task = problem_.task;
        std::vector<CurveValues> values = suited_values(task);
        for (const std::size_t i : optional)
            for (std::size_t k = 0; k < values.size(); ++k)
                if (parameter(i).is_of(k)) parameter(i).member(values[k]) = parameter(i).low;
        const auto beta = std::find_if(task.parameters.begin(), task.parameters.end(), [](const auto& p) {
            return p.free && p.member == JunctionMember(&FitParameters::beta);
        });
        if (beta == task.parameters.end()) return {values};
        std::vector<std::vector<CurveValues>> tried;
        for (const double b : beta_grid(task, values, beta->low, beta->high))
            tried.push_back(with_beta(task, values, b));
        return lowest(std::move(tried));
    }

    /// Of a row of starts the lowest local minima of chi-squared, and the last.
    std::vector<std::vector<CurveValues>> lowest(std::vector<std::vector<CurveValues>> row) const {
        constexpr std::size_t most = 4;
        std::vector<double> chi2;
        std::vector<EvaluatedCurve> last;  // one after the other, each from the one before
        for (const std::vector<CurveValues>& values : row) {
            last = evaluator_.curves(values, last);
            chi2.push_back(Evaluation{residuals_of(last), {}}.chi2());
        }
        std::vector<std::size_t> minima;
        for (std::size_t i = 0; i < row.size(); ++i)
            if ((i == 0 || chi2[i] <= chi2[i - 1]) && (i + 1 == row.size() || chi2[i] <= chi2[i + 1]))
                minima.push_back(i);
        std::sort(minima.begin(), minima.end(),
                  [&](std::size_t a, std::size_t b) { return chi2[a] < chi2[b]; });
        if (minima.size() > most) minima.resize(most);
        if (std::find(minima.begin(), minima.end(), row.size() - 1) == minima.end())
            minima.push_back(row.size() - 1);
        std::vector<std::vector<CurveValues>> chosen;
        for (const std::size_t i : minima) chosen.push_back(row[i]);
        return chosen;
    }
};

}  // namespace

JunctionOptimum junction_search(const JunctionProblem& problem, const JunctionEvaluator& evaluator) {
    return Search(problem, evaluator)();
}

}  // namespace mirage
