#include "fit/optimiser.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <stdexcept>

#include "fit/evaluation.hpp"
#include "fit/material_curve.hpp"
#include "fit/start.hpp"
#include "mirage/model/domain.hpp"
#include "mirage/model/units.hpp"

namespace mirage {
namespace {

/// A low-discrepancy sequence in [0, 1): the fractional parts of multiples of the root of x^(d+1) = x + 1.
double spread(std::size_t point, std::size_t dimension, std::size_t dimensions) {
    double root = 1.5;
    for (int i = 0; i < 60; ++i) root = std::pow(1.0 + root, 1.0 / (static_cast<double>(dimensions) + 1.0));
    const double step = std::pow(root, -static_cast<double>(dimension + 1)),
                 x = 0.5 + step * static_cast<double>(point);
    return x - std::floor(x);
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
            if (p.is_of(k) && is_leading(p)) p.member(values[k]) = std::clamp(coupling, p.low, p.high);
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

/// Kinds of free parameters without which the model is a narrower one, in their order.
std::vector<FitMember> optional_kinds(const FitProblem& problem) {
    std::vector<FitMember> kinds;
    for (const std::size_t i : problem.free) {
        const FitParameter& p = problem.task.parameters[i];
        if (is_optional(p) && std::find(kinds.begin(), kinds.end(), p.member) == kinds.end())
            kinds.push_back(p.member);
    }
    return kinds;
}

/// Whether there is a critical temperature within the domain of the engine.
bool superconducts(const FitParameters& f) {
    return critical_temperature(f) > (1.0 + 1e-6) * domain::min_temperature * f.tc0;
}

bool superconducts(const FitProblem& problem, const SampleParameters& values) {
    return problem.task.model != FitModel::exact ||
           std::all_of(values.begin(), values.end(), [](const FitParameters& f) { return superconducts(f); });
}

/// Tc0, at most `highest`, with which the critical temperature of the material is what Tc0 was.
double raised_tc0(FitParameters f, double highest) {
    const double wanted = f.tc0;
    double low = wanted, high = highest;
    for (int step = 0; step < 30; ++step) {
        f.tc0 = std::sqrt(low * high);
        (critical_temperature(f) >= wanted ? high : low) = f.tc0;
    }
    return high;
}

/// The start; where the pair breaking in it leaves no critical temperature, a free Tc0 is raised within its
/// bounds.
SampleParameters superconducting_start(const FitProblem& problem) {
    SampleParameters values = problem.start();
    if (superconducts(problem, values)) return values;
    for (const std::size_t i : problem.free) {
        const FitParameter& p = problem.task.parameters[i];
        if (!(p.member == &FitParameters::tc0)) continue;
        double tc0 = 0.0;
        for (std::size_t k = 0; k < values.size(); ++k)
            if (p.is_of(k) && !superconducts(values[k])) tc0 = std::max(tc0, raised_tc0(values[k], p.high));
        for (std::size_t k = 0; k < values.size(); ++k)
            if (p.is_of(k)) values[k].tc0 = std::max(values[k].tc0, tc0);
    }
    return values;
}

/// Of a problem without ratios: the optimum of each narrower model and of the whole, each from those before.
/// Of many kinds only those without any, with one of them, and with all.
void descend_through_faces(const FitProblem& problem, const SampleParameters& base,
                           const std::vector<double>& start, Minima& minima) {
    constexpr std::size_t most_kinds = 3;
    const std::vector<FitMember> kinds = optional_kinds(problem);
    const std::size_t count = std::size_t{1} << kinds.size();
    const auto is_visited = [&](std::size_t face) {
        return kinds.size() <= most_kinds || std::popcount(face) <= 1 || face == count - 1;
    };
    std::vector<Optimum> best(count);
    for (std::size_t face = 0; face < count; ++face) {  // bit i: kind i moves
        if (!is_visited(face)) continue;
        FitProblem narrow = problem;
        std::erase_if(narrow.free, [&](std::size_t i) {
            const auto at = std::find(kinds.begin(), kinds.end(), problem.task.parameters[i].member);
            return at != kinds.end() && !(face >> (at - kinds.begin()) & 1u);
        });
        std::vector<std::vector<double>> starts;
        if (face == 0) {
            std::vector<double> lowest = start;
            for (std::size_t i = 0; i < lowest.size(); ++i)
                if (is_optional(problem.task.parameters[problem.free[i]])) lowest[i] = 0.0;
            starts = {lowest, through_the_coldest(problem, base, lowest)};
        }
        const bool from_single = kinds.size() > most_kinds && std::popcount(face) > 1;
        for (std::size_t bit = 0; bit < kinds.size(); ++bit)
            if (face >> bit & 1u)
                starts.push_back(
                    best[from_single ? std::size_t{1} << bit : face ^ (std::size_t{1} << bit)].x);
        for (const std::vector<double>& from : starts) {
            const SampleParameters values = problem.at(base, from);
            Optimum found = descend(narrow, values, narrow.fractions(values));
            found.x = problem.fractions(found.values);
            if (found.chi2 < best[face].chi2 || best[face].x.empty()) best[face] = found;
        }
        minima.add(best[face]);
    }
}

/// Brings the ratios up to date where any differs by more than `enough`; by how much one did.
double update_ratios(FitProblem& problem, const SampleParameters& values, double enough) {
    double change = 0.0;
    for (std::size_t k = 0; k < problem.ratio.size(); ++k) {
        FirstOrderRatio next = first_order_ratio(values[k], problem.lowest_T[k]);
        double own = 0.0;
        for (const FirstOrderRatio::Node& node : next.nodes)
            own = std::max(own, std::fabs(node.value - problem.ratio[k](node.root_t, values[k])));
        change = std::max(change, own);
        if (own <= enough) continue;
        problem.ratio[k] = next.all_second_order()
                               ? std::move(next)
                               : first_order_ratio_with_derivatives(values[k], problem.lowest_T[k]);
    }
    return change;
}

}  // namespace

Optimum descend(const FitProblem& problem, const SampleParameters& base, std::vector<double> x,
                double tolerance) {
    const Minimum found = bounded_minimum(
        [&](const std::vector<double>& at) { return evaluate(problem, problem.at(base, at)); }, std::move(x),
        tolerance);
    return {problem.at(base, found.x), found.x, found.chi2};
}

Minimum with_ratios(FitProblem& problem, Minimum found, double tolerance, const RatioDescent& whole) {
    if (problem.task.model != FitModel::exact) return found;
    const double enough = std::max(1e-8, tolerance);  // of a ratio, which the engine finds to 1e-10
    if (update_ratios(problem, whole.values(found.x), enough) <= enough) return found;
    found.chi2 = whole.chi2(problem, found.x);
    for (int round = 0; round < 16; ++round) {
        const Minimum next = whole.descend(problem, found.x);
        const double before = found.chi2;
        double change = 0.0;
        // an order that changes on the way is a kink: less of the step, until the true chi-squared is lower
        for (double share = 1.0; share > 1e-3 && !(found.chi2 < before); share *= 0.25) {
            std::vector<double> x = found.x;
            for (std::size_t i = 0; i < x.size(); ++i) x[i] = std::lerp(found.x[i], next.x[i], share);
            FitProblem trial = problem;
            change = update_ratios(trial, whole.values(x), enough);
            const double chi2 = whole.chi2(trial, x);
            if (chi2 < before) found = {std::move(x), chi2}, problem.ratio = std::move(trial.ratio);
        }
        if (change <= enough || before - found.chi2 <= tolerance * before) break;
    }
    return found;
}

Optimum with_ratios(FitProblem& problem, Optimum start, double tolerance) {
    const SampleParameters base = start.values;
    const auto values = [&](const std::vector<double>& x) {
        return x == start.x ? base : problem.at(base, x);
    };
    const RatioDescent whole{
        values,
        [&](const FitProblem& p, const std::vector<double>& x) { return evaluate(p, values(x)).chi2(); },
        [&](const FitProblem& p, const std::vector<double>& x) {
            const Optimum next = descend(p, base, x, tolerance);
            return Minimum{next.x, next.chi2};
        }};
    const Minimum found = with_ratios(problem, {start.x, start.chi2}, tolerance, whole);
    return {values(found.x), found.x, found.chi2};
}

Optimum search(FitProblem& problem) {
    constexpr std::size_t spread_starts = 8, most_agreeing = 3, most_polished = 4;
    const SampleParameters base = superconducting_start(problem);
    const std::size_t n = problem.free.size();
    Minima minima;
    descend_through_faces(problem, base, problem.fractions(base), minima);
    std::size_t agreeing = 1;
    for (std::size_t start = 1; n > 0 && start <= spread_starts && agreeing < most_agreeing; ++start) {
        // from the best so far, with other couplings: up to 3 Delta0 of those that lower the field
        SampleParameters values = minima.list().front().values;
        for (std::size_t i = 0; i < n; ++i) {
            const FitParameter& p = problem.task.parameters[problem.free[i]];
            if (!is_optional(p)) continue;
            for (std::size_t k = 0; k < values.size(); ++k)
                if (p.is_of(k)) {
                    const double most =
                        is_energy(p) ? si_units(values[k].tc0, values[k].g_factor).energy * 3.0 : p.high;
                    p.member(values[k]) =
                        std::clamp(most * std::pow(spread(start, i, n), 2.0), p.low, p.high);
                }
        }
        const Optimum found =
            descend(problem, base, through_the_coldest(problem, base, problem.fractions(values)));
        agreeing = minima.is_best(found)
                       ? (found.chi2 < minima.list().front().chi2 * (1.0 - 1e-7) ? 1 : agreeing + 1)
                       : agreeing;
        minima.add(found);
    }
    Optimum best;
    FitProblem polished = problem;
    const double least = minima.list().front().chi2;
    std::size_t count = 0;
    while (count < std::min(most_polished, minima.list().size()) &&
           minima.list()[count].chi2 <= 1.5 * least + 20.0)
        ++count;
    for (std::size_t i = 0; i < count; ++i) {
        FitProblem own = problem;
        try {
            const Optimum found = with_ratios(own, minima.list()[i]);
            if (found.chi2 < best.chi2) best = found, polished = std::move(own);
        } catch (const std::runtime_error&) {  // another minimum may stand where the engine finds B_c2
            if (i + 1 == count && !std::isfinite(best.chi2)) throw;
        }
    }
    if (!std::isfinite(best.chi2))
        throw std::runtime_error(superconducts(problem, base)
                                     ? "the points have no finite distance from any curve"
                                     : "the pair breaking that is given leaves no superconductivity, "
                                       "whatever Tc0 between its bounds");
    problem = std::move(polished);
    return best;
}

}  // namespace mirage
