#include "sample/joint_fit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <stdexcept>
#include <utility>

#include "fit/covariance.hpp"
#include "sample/joint_curvature.hpp"
#include "sample/joint_parts.hpp"
#include "sample/joint_profile.hpp"
#include "sample/joint_search.hpp"

namespace mirage {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// The scale of the errors of a part by its own fit.
FittedPart scaled_part(double chi2, double freedom, std::size_t points, bool errors_stated) {
    constexpr double least = 1e-8;
    FittedPart part{1.0, infinity, 0.0, chi2, points, errors_stated};
    if (errors_stated || !(freedom > 0.0)) return part;
    part.scale = std::sqrt(std::max(least, chi2 / freedom)), part.freedom = freedom;
    part.chi2_alone = chi2 / (part.scale * part.scale);
    return part;
}

FittedPart part_of(const std::optional<FitResult>& alone, const FitTask& task) {
    if (!alone) return {1.0, infinity, 0.0, 0.0, task.samples[0].points.size(), weighted(task).errors_stated};
    return scaled_part(alone->chi2, alone->freedom, alone->points, alone->errors_stated);
}

/// How the fit of all goes on.
struct Course {
    JointProgress progress;
    std::size_t done = 0, parts = 1;
    void step() {
        if (progress) progress(done = std::min(done + 1, parts), parts);
    }
};

/// Of a parameter that does not move.
double value_of(const JointParameter& p, const JointTask& task, const JointValues& values) {
    if (p.of_points) return task.points.parameters[*p.of_points].member(values.points[0]);
    const JunctionParameter& q = task.spectra.parameters[*p.of_spectra];
    return q.member(values.spectra[q.curve.value_or(0)]);
}

/// Of a parameter that is unknown number `i`.
FittedParameter interval(const JointParameter& p, std::size_t i, const Minimum& best,
                         const JointCurvature& curvature, JointProfiles& profiles) {
    const Eigen::MatrixXd& covariance = curvature.covariance.whole;
    const auto at = static_cast<Eigen::Index>(i);
    const double variance = covariance(at, at), sigma = variance >= 0.0 ? std::sqrt(variance) : quiet_nan,
                 x = best.x[i];
    FittedParameter f{p.name,      p.range.value(x), p.range.deviation(x, sigma),
                      p.range.low, p.range.high,     FitStatus::undetermined,
                      p.range.low, p.range.high,     !is_inside(x)};
    const Threshold limit =
        student_threshold(curvature.freedom_along(Eigen::VectorXd::Unit(covariance.rows(), at)));
    const double level = best.chi2 + limit.quantile * limit.quantile, guess = guess_of(sigma, limit);
    const IntervalEnd low = profiles.end(i, 0.0, guess, level), high = profiles.end(i, 1.0, guess, level);
    set_interval(f, low, high, limit);
    shorten_error(f, limit);
    return f;
}

/// All about one minimum; a better one, where the profiles met it.
Minimum describe(JointFit& fit, const JointProblem& problem, const JointEvaluator& evaluator,
                 const Minimum& best, const JointCurvature& curvature, Course& course) {
    const PartChi2 parts = chi2_of_parts(problem, curvature.here);
    fit.points.chi2 = parts.points, fit.spectra.chi2 = parts.spectra, fit.chi2 = best.chi2;
    fit.correlation = correlation_of(curvature.covariance.whole);
    fit.parameters.clear();
    JointProfiles profiles(problem, evaluator, best, curvature.here);
    const JointValues values = problem.at(best.x);
    std::size_t i = 0;
    for (const JointParameter& p : fit.task) {
        fit.parameters.push_back(p.free ? interval(p, i++, best, curvature, profiles)
                                        : fixed_parameter(p.name, value_of(p, fit.aligned, values)));
        if (p.free) course.step();
    }
    return profiles.better();
}

/// Unknown number `i` with a value for each part.
SplitParameter split(const std::string& name, const JointProblem& problem, const JointEvaluator& evaluator,
                     const Minimum& best, std::size_t i, const std::array<double, 2>& freedom) {
    std::vector<Unknown> unknowns = problem.unknowns;
    std::vector<double> start = best.x;
    unknowns.push_back({std::nullopt, unknowns[i].of_spectra}), start.push_back(start[i]);
    unknowns[i].of_spectra.reset();
    JointProblem two = with_unknowns(problem, std::move(unknowns));
    const Minimum found = joint_minimum(two, evaluator, std::move(start), 1e-8);
    const JointCurvature curvature = curvature_at(two, evaluator, found.x, freedom);
    const auto last = static_cast<Eigen::Index>(found.x.size()) - 1;
    const Eigen::VectorXd difference =
        Eigen::VectorXd::Unit(last + 1, static_cast<Eigen::Index>(i)) - Eigen::VectorXd::Unit(last + 1, last);
    // a part that does not tell the parameter contradicts nothing
    constexpr double widest = 0.5, least = 0.05;
    double t = std::sqrt(std::max(0.0, best.chi2 - found.chi2));
    const double variance = difference.dot(curvature.covariance.whole * difference);
    if (!(variance < widest * widest) && t < least) t = quiet_nan;
    const FitRange range = problem.range(i);
    return {name, range.value(found.x[i]), range.value(found.x.back()),
            difference_chance(t, curvature.freedom_along(difference))};
}

void compare(JointFit& fit, const JointProblem& problem, const JointEvaluator& evaluator, const Minimum& best,
             const JointCurvature& curvature, Course& course) {
    fit.directions = directions_of(problem, best.x, curvature);
    fit.agreement = agreement({PartIncrease{fit.points.increase(), fit.points.freedom},
                               PartIncrease{fit.spectra.increase(), fit.spectra.freedom}},
                              fit.directions);
    std::size_t i = 0;
    for (const JointParameter& p : fit.task) {
        if (!p.free) continue;
        const std::size_t which = i++;
        if (!p.is_shared()) continue;
        if (is_inside(best.x[which]))
            fit.splits.push_back(
                split(p.name, problem, evaluator, best, which, {fit.points.freedom, fit.spectra.freedom}));
        course.step();
    }
}

/// Of one part the answer is its own.
void take_alone(JointFit& fit) {
    if (fit.points_alone) {
        fit.parameters = fit.points_alone->parameters;
        fit.chi2 = fit.points_alone->chi2, fit.freedom = fit.points_alone->freedom;
        fit.correlation = fit.points_alone->correlation;
        fit.points_there = *fit.points_alone;
    } else {
        fit.parameters = fit.spectra_alone->parameters;
        fit.chi2 = fit.spectra_alone->chi2, fit.freedom = fit.spectra_alone->freedom;
        fit.correlation = fit.spectra_alone->correlation;
        fit.spectra_there = *fit.spectra_alone;
    }
    fit.points.chi2 = fit.points.chi2_alone, fit.spectra.chi2 = fit.spectra.chi2_alone;
    fit.agreement = {quiet_nan, quiet_nan};
}

/// Bounds of the field that hold tell nothing.
double freedom_of(const JointFit& fit, std::size_t unknowns) {
    std::size_t told = fit.spectra.points, row = 0;
    for (const Measurement& m : fit.aligned.points.samples[0].points)
        told += m.bound == Bound::none || fit.points_there.residuals[row] != 0.0, ++row;
    const JunctionTask& spectra = fit.aligned.spectra;
    const std::size_t all = unknowns + spectra.curves.size() * static_cast<std::size_t>(spectra.background);
    return told > all ? static_cast<double>(told - all) : 0.0;
}

void fit_together(JointFit& fit, Course& course) {
    JointTask whole = fit.aligned;
    whole.points = weighted(whole.points).task;
    JointProblem problem = joint_problem(whole, {fit.points.scale, fit.spectra.scale});
    const JointEvaluator evaluator(whole.spectra);
    PartValues alone{{}, fit.spectra_alone->values};
    if (fit.points_alone) alone.points = fit.points_alone->values;
    Minimum best = joint_search(problem, evaluator, alone);
    if (!std::isfinite(best.chi2)) throw std::runtime_error("the sample could not be computed anywhere");
    course.step();
    for (int round = 0; round < 4; ++round) {
        const JointCurvature curvature =
            curvature_at(problem, evaluator, best.x, {fit.points.freedom, fit.spectra.freedom});
        const Minimum better = describe(fit, problem, evaluator, best, curvature, course);
        if (better.chi2 >= best.chi2 * (1.0 - 1e-6) - 1e-9 || round == 3) {
            compare(fit, problem, evaluator, best, curvature, course);
            take_parts(fit, problem, evaluator, curvature, best.x);
            break;
        }
        best = joint_minimum(problem, evaluator, better.x, 1e-10);
    }
    fit.freedom = freedom_of(fit, best.x.size());
}

}  // namespace

JointFit fit_joint(const JointTask& task, const JointProgress& progress) {
    JointFit fit;
    fit.aligned = aligned(task);
    fit.task = joint_parameters(fit.aligned);
    Course course{progress, 0, 3};
    for (const JointParameter& p : fit.task) course.parts += p.free * (p.is_shared() ? 2u : 1u);
    if (task.has_points()) {
        if (!task.has_spectra() || can_stand_alone(task.points)) fit.points_alone = mirage::fit(task.points);
        fit.points = part_of(fit.points_alone, task.points);
    }
    course.step();
    if (task.has_spectra()) {
        fit.spectra_alone = fit_junction(task.spectra);
        const JunctionFit& alone = *fit.spectra_alone;
        fit.spectra = scaled_part(alone.chi2, alone.freedom, alone.points, alone.errors_stated);
    }
    course.step();
    if (task.has_points() && task.has_spectra())
        fit_together(fit, course);
    else
        take_alone(fit);
    return fit;
}

std::vector<double> joint_bootstrap_sample(const JointFit& fit, std::uint64_t number) {
    JointTask whole = fit.aligned;
    whole.points = weighted(whole.points).task;
    std::mt19937_64 random(number + 1);
    resample(whole.points, random);
    JointProblem problem = joint_problem(whole, {fit.points.scale, fit.spectra.scale});
    problem.points.ratio = fit.points_there.ratio, problem.points.lowest_T = fit.points_there.lowest_T;
    const JointEvaluator evaluator(whole.spectra, resampled_errors(whole.spectra, random));
    problem.base = {fit.points_there.values, fit.spectra_there.values};
    const Minimum found = joint_minimum(problem, evaluator, problem.fractions(problem.base), 1e-8);
    std::vector<double> values;
    for (std::size_t i = 0; i < found.x.size(); ++i) values.push_back(problem.range(i).value(found.x[i]));
    return values;
}

}  // namespace mirage
