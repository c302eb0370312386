#include "sample/joint_problem.hpp"

#include <algorithm>
#include <stdexcept>

#include "fit/evaluation.hpp"
#include "fit/optimiser.hpp"

namespace mirage {
namespace {

/// Places among the parameters of a part that the unknowns move.
std::vector<std::size_t> moved(const std::vector<Unknown>& unknowns,
                               std::optional<std::size_t> Unknown::*part) {
    std::vector<std::size_t> list;
    for (const Unknown& u : unknowns)
        if (u.*part) list.push_back(*(u.*part));
    return list;
}

std::vector<double> chosen(const std::vector<Unknown>& unknowns, std::optional<std::size_t> Unknown::*part,
                           const std::vector<double>& x) {
    std::vector<double> own;
    for (std::size_t i = 0; i < x.size(); ++i)
        if (unknowns[i].*part) own.push_back(x[i]);
    return own;
}

/// Derivatives of one part by its own unknowns, among those of all.
void add_rows(std::vector<double>& jacobian, const std::vector<double>& own, std::size_t rows, double scale,
              const std::vector<Unknown>& unknowns, std::optional<std::size_t> Unknown::*part) {
    const std::size_t width = moved(unknowns, part).size();
    for (std::size_t row = 0; row < rows; ++row) {
        std::size_t column = 0;
        for (const Unknown& u : unknowns)
            jacobian.push_back(u.*part ? own[row * width + column++] / scale : 0.0);
    }
}

}  // namespace

std::size_t rows_of_points(const JointProblem& problem) {
    std::size_t rows = 0;
    for (const FitSample& sample : problem.points.task.samples) rows += sample.points.size();
    return rows;
}

FitRange JointProblem::range(std::size_t i) const {
    const Unknown& u = unknowns[i];
    return u.of_points ? points.task.parameters[*u.of_points].range()
                       : spectra.task.parameters[*u.of_spectra].range();
}

std::vector<double> JointProblem::of_points(const std::vector<double>& x) const {
    return chosen(unknowns, &Unknown::of_points, x);
}

std::vector<double> JointProblem::of_spectra(const std::vector<double>& x) const {
    return chosen(unknowns, &Unknown::of_spectra, x);
}

JointValues JointProblem::at(const std::vector<double>& x) const {
    return {points.at(base.points, of_points(x)), spectra.at(base.spectra, of_spectra(x))};
}

std::vector<double> JointProblem::fractions(const JointValues& values) const {
    const std::vector<double> p = points.fractions(values.points), s = spectra.fractions(values.spectra);
    std::vector<double> x;
    std::size_t i = 0, j = 0;
    for (const Unknown& u : unknowns) {
        const double of_points = u.of_points ? p[i++] : 0.0;
        x.push_back(u.of_spectra ? s[j++] : of_points);
    }
    return x;
}

JointProblem with_unknowns(JointProblem problem, std::vector<Unknown> unknowns) {
    problem.unknowns = std::move(unknowns);
    problem.points.free = moved(problem.unknowns, &Unknown::of_points);
    problem.spectra.free = moved(problem.unknowns, &Unknown::of_spectra);
    return problem;
}

JointProblem joint_problem(const JointTask& weighted, const PartScales& scale) {
    JointProblem problem{fit_problem(weighted.points), junction_problem(weighted.spectra), scale, {}, {}};
    problem.base = {problem.points.start(), weighted.spectra.start};
    std::vector<Unknown> unknowns;
    for (const JointParameter& p : joint_parameters(weighted))
        if (p.free) unknowns.push_back({p.of_points, p.of_spectra});
    return with_unknowns(std::move(problem), std::move(unknowns));
}

JointProblem held(const JointProblem& problem, const std::vector<double>& x, std::size_t which) {
    std::vector<Unknown> others = problem.unknowns;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(which));
    JointProblem narrow = with_unknowns(problem, std::move(others));
    narrow.base = problem.at(x);
    return narrow;
}

Evaluation JointEvaluator::residuals(const JointProblem& problem, const std::vector<double>& x) const {
    const JointValues values = problem.at(x);
    Evaluation all{problem.points.residuals(values.points), {}};
    for (double& r : all.residuals) r /= problem.scale.points;
    if (values.spectra.empty()) return all;
    for (const double r : spectra_.residuals(values.spectra).residuals)
        all.residuals.push_back(r / problem.scale.spectra);
    return all;
}

void JointEvaluator::differentiate(const JointProblem& problem, const std::vector<double>& x,
                                   Evaluation& here) const {
    const JointValues values = problem.at(x);
    const std::size_t rows = rows_of_points(problem);
    here.jacobian.clear();
    if (rows > 0)
        add_rows(here.jacobian, mirage::evaluate(problem.points, values.points).jacobian, rows,
                 problem.scale.points, problem.unknowns, &Unknown::of_points);
    if (values.spectra.empty()) return;
    Evaluation own{{here.residuals.begin() + static_cast<std::ptrdiff_t>(rows), here.residuals.end()}, {}};
    spectra_.differentiate(problem.spectra, values.spectra, problem.of_spectra(x), own);
    add_rows(here.jacobian, own.jacobian, own.residuals.size(), problem.scale.spectra, problem.unknowns,
             &Unknown::of_spectra);
}

Evaluation JointEvaluator::evaluate(const JointProblem& problem, const std::vector<double>& x) const {
    Evaluation here = residuals(problem, x);
    differentiate(problem, x, here);
    return here;
}

PartChi2 chi2_of_parts(const JointProblem& problem, const Evaluation& here) {
    const auto end = here.residuals.begin() + static_cast<std::ptrdiff_t>(rows_of_points(problem));
    return {Evaluation{{here.residuals.begin(), end}, {}}.chi2(),
            Evaluation{{end, here.residuals.end()}, {}}.chi2()};
}

Minimum joint_minimum(JointProblem& problem, const JointEvaluator& evaluator, std::vector<double> start,
                      double tolerance) {
    JointProblem trial = problem;
    const auto from = [&](const FitProblem& points, std::vector<double> x) {
        trial.points.ratio = points.ratio;
        return bounded_minimum([&](const std::vector<double>& at) { return evaluator.residuals(trial, at); },
                               std::move(x), tolerance,
                               [&](const std::vector<double>& at, Evaluation& here) {
                                   evaluator.differentiate(trial, at, here);
                               });
    };
    Minimum found = from(problem.points, std::move(start));
    if (problem.base.points.empty()) return found;
    const RatioDescent whole{[&](const std::vector<double>& x) { return problem.at(x).points; },
                             [&](const FitProblem& points, const std::vector<double>& x) {
                                 trial.points.ratio = points.ratio;
                                 return evaluator.residuals(trial, x).chi2();
                             },
                             from};
    try {
        return with_ratios(problem.points, found, tolerance, whole);
    } catch (const std::runtime_error&) {
        return {found.x, whole.chi2(problem.points, found.x)};
    }
}

}  // namespace mirage
