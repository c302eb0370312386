#include "sample/joint_fit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <stdexcept>
#include <utility>

#include <Eigen/Dense>

#include "fit/covariance.hpp"
#include "sample/joint_profile.hpp"
#include "sample/joint_search.hpp"

namespace mirage {
namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
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

/// J^T J of each part by the unknowns.
std::array<Eigen::MatrixXd, 2> information_of(const Evaluation& here, std::size_t unknowns,
                                              std::size_t points) {
    const auto size = static_cast<Eigen::Index>(unknowns), first = static_cast<Eigen::Index>(points),
               rows = static_cast<Eigen::Index>(here.residuals.size());
    const Eigen::Map<const RowMajor> J(here.jacobian.data(), rows, size);
    const Eigen::MatrixXd above = J.topRows(first), below = J.bottomRows(rows - first);
    return {above.transpose() * above, below.transpose() * below};
}

/// Of the unknowns that are `kept`, with the others refitted.
Eigen::MatrixXd marginal(const Eigen::MatrixXd& information, const std::vector<Eigen::Index>& kept,
                         const std::vector<Eigen::Index>& others) {
    const Eigen::MatrixXd own = information(kept, kept);
    if (others.empty()) return own;
    const Eigen::MatrixXd mixed = information(others, kept), inner = information(others, others);
    return own - mixed.transpose() * inner.completeOrthogonalDecomposition().solve(mixed);
}

bool is_inside(double x) { return x > 0.0 && x < 1.0; }

/// Over how many directions of the shared unknowns the parts can disagree.
double directions_of(const JointProblem& problem, const std::vector<double>& x,
                     const std::array<Eigen::MatrixXd, 2>& information) {
    std::vector<Eigen::Index> shared, of_points, of_spectra;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const Unknown& u = problem.unknowns[i];
        const auto at = static_cast<Eigen::Index>(i);
        if (!is_inside(x[i])) continue;
        if (u.of_points && u.of_spectra)
            shared.push_back(at);
        else
            (u.of_points ? of_points : of_spectra).push_back(at);
    }
    return common_directions(
        {marginal(information[0], shared, of_points), marginal(information[1], shared, of_spectra)});
}

/// All about one minimum of the fit of all.
class Description {
public:
    Description(const JointProblem& problem, const JointEvaluator& evaluator, const Minimum& best,
                JointFit& fit)
        : problem_(problem),
          evaluator_(evaluator),
          best_(best),
          fit_(fit),
          here_(evaluator.evaluate(problem, best.x)),
          information_(information_of(here_, best.x.size(), fit.points.points)),
          covariance_(shared_covariance(covariance_of(here_, best.x.size(), 1.0), information_,
                                        {fit.points.freedom, fit.spectra.freedom})) {}

    /// A better minimum, where the profiles met one.
    Minimum operator()(Course& course) {
        const PartChi2 parts = chi2_of_parts(problem_, here_);
        fit_.points.chi2 = parts.points, fit_.spectra.chi2 = parts.spectra;
        fit_.chi2 = best_.chi2;
        fit_.correlation = correlation_of(covariance_.whole);
        fit_.parameters.clear();
        JointProfiles profiles(problem_, evaluator_, best_, here_);
        const JointValues values = problem_.at(best_.x);
        std::size_t i = 0;
        for (const JointParameter& p : fit_.task) {
            fit_.parameters.push_back(p.free ? interval(p, i++, profiles) : fixed(p, values));
            if (p.free) course.step();
        }
        return profiles.better();
    }

    void compare(Course& course) {
        fit_.directions = directions_of(problem_, best_.x, information_);
        fit_.agreement = agreement({PartIncrease{fit_.points.increase(), fit_.points.freedom},
                                    PartIncrease{fit_.spectra.increase(), fit_.spectra.freedom}},
                                   fit_.directions);
        for (std::size_t i = 0; i < best_.x.size(); ++i) {
            const Unknown& u = problem_.unknowns[i];
            if (!u.of_points || !u.of_spectra) continue;
            if (is_inside(best_.x[i])) fit_.splits.push_back(split(i));
            course.step();
        }
    }

    /// The parts as the reports of their own have them.
    void take_parts() {
        const JointValues values = problem_.at(best_.x);
        take_points(values);
        if (!values.spectra.empty()) take_spectra(values);
    }

private:
    const JointProblem& problem_;
    const JointEvaluator& evaluator_;
    const Minimum& best_;
    JointFit& fit_;
    Evaluation here_;
    std::array<Eigen::MatrixXd, 2> information_;
    SharedCovariance covariance_;

    static FittedParameter fixed(const JointParameter& p, const JointValues& values, const JointTask& task) {
        return fixed_parameter(p.name, p.of_points
                                           ? task.points.parameters[*p.of_points].member(values.points[0])
                                           : value_of(task.spectra.parameters[*p.of_spectra], values));
    }
    FittedParameter fixed(const JointParameter& p, const JointValues& values) const {
        return fixed(p, values, fit_.aligned);
    }
    static double value_of(const JunctionParameter& p, const JointValues& values) {
        return p.member(values.spectra[p.curve.value_or(0)]);
    }

    FittedParameter interval(const JointParameter& p, std::size_t i, JointProfiles& profiles) {
        const auto at = static_cast<Eigen::Index>(i);
        const Eigen::VectorXd along = Eigen::VectorXd::Unit(covariance_.whole.rows(), at);
        const double variance = covariance_.whole(at, at),
                     sigma = variance >= 0.0 ? std::sqrt(variance) : quiet_nan, x = best_.x[i];
        FittedParameter f{p.name,      p.range.value(x), p.range.deviation(x, sigma),
                          p.range.low, p.range.high,     FitStatus::undetermined,
                          p.range.low, p.range.high,     !is_inside(x)};
        const Threshold limit = student_threshold(freedom_along(along));
        const double level = best_.chi2 + limit.quantile * limit.quantile, guess = guess_of(sigma, limit);
        const IntervalEnd low = profiles.end(i, 0.0, guess, level), high = profiles.end(i, 1.0, guess, level);
        set_interval(f, low, high, limit);
        shorten_error(f, limit);
        return f;
    }

    /// Where the covariance is not known, that of the part that knows less.
    double freedom_along(const Eigen::VectorXd& g) const {
        const double freedom = covariance_.freedom_along(g);
        return std::isnan(freedom) ? std::min(fit_.points.freedom, fit_.spectra.freedom) : freedom;
    }

    /// With a value of this parameter for each part.
    SplitParameter split(std::size_t i) const {
        std::vector<Unknown> unknowns = problem_.unknowns;
        std::vector<double> start = best_.x;
        unknowns.push_back({std::nullopt, unknowns[i].of_spectra}), start.push_back(start[i]);
        unknowns[i].of_spectra.reset();
        JointProblem two = with_unknowns(problem_, std::move(unknowns));
        const Minimum found = joint_minimum(two, evaluator_, std::move(start), 1e-8);
        const Evaluation there = evaluator_.evaluate(two, found.x);
        const std::array<Eigen::MatrixXd, 2> information =
            information_of(there, found.x.size(), fit_.points.points);
        const SharedCovariance covariance =
            shared_covariance(covariance_of(there, found.x.size(), 1.0), information, covariance_.freedom);
        const auto last = static_cast<Eigen::Index>(found.x.size()) - 1;
        const Eigen::VectorXd difference = Eigen::VectorXd::Unit(last + 1, static_cast<Eigen::Index>(i)) -
                                           Eigen::VectorXd::Unit(last + 1, last);
        double freedom = covariance.freedom_along(difference);
        if (std::isnan(freedom)) freedom = std::min(fit_.points.freedom, fit_.spectra.freedom);
        const FitRange range = problem_.range(i);
        // a part that does not tell the parameter contradicts nothing
        constexpr double widest = 0.5, least = 0.05;
        double t = std::sqrt(std::max(0.0, best_.chi2 - found.chi2));
        const double variance = difference.dot(covariance.whole * difference);
        if (!(variance < widest * widest) && t < least) t = quiet_nan;
        return {fit_.task[place_of(i)].name, range.value(found.x[i]), range.value(found.x.back()),
                difference_chance(t, freedom)};
    }

    /// Of an unknown among all parameters.
    std::size_t place_of(std::size_t unknown) const {
        std::size_t count = 0, k = 0;
        for (; k < fit_.task.size(); ++k)
            if (fit_.task[k].free && count++ == unknown) break;
        return k;
    }

    /// Of the unknowns of one part, in the order of its own parameters.
    Eigen::MatrixXd covariance_of_part(std::optional<std::size_t> Unknown::*part) const {
        std::vector<std::pair<std::size_t, Eigen::Index>> order;
        for (std::size_t i = 0; i < problem_.unknowns.size(); ++i)
            if (problem_.unknowns[i].*part)
                order.emplace_back(*(problem_.unknowns[i].*part), static_cast<Eigen::Index>(i));
        std::sort(order.begin(), order.end());
        std::vector<Eigen::Index> columns;
        for (const auto& [parameter, column] : order) columns.push_back(column);
        return covariance_.whole(columns, columns);
    }

    /// Those of the fit of all that a part has, in its order.
    std::vector<FittedParameter> parameters_of_part(std::optional<std::size_t> JointParameter::*part,
                                                    std::size_t count) const {
        std::vector<FittedParameter> own(count);
        for (std::size_t i = 0; i < fit_.task.size(); ++i)
            if (const auto place = fit_.task[i].*part) own[*place] = fit_.parameters[i];
        return own;
    }

    void take_points(const JointValues& values) {
        FitResult& r = fit_.points_there;
        r.values = values.points;
        r.residuals = problem_.points.residuals(values.points);
        r.chi2 = Evaluation{r.residuals, {}}.chi2(), r.points = r.residuals.size();
        r.reduced_chi2 = r.aic = quiet_nan;
        r.errors_stated = fit_.points.errors_stated;
        r.lowest_T = problem_.points.lowest_T, r.ratio = problem_.points.ratio;
        r.parameters = parameters_of_part(&JointParameter::of_points, fit_.aligned.points.parameters.size());
        // a parameter at its bound does not vary
        const Eigen::MatrixXd covariance = covariance_of_part(&Unknown::of_points);
        for (Eigen::Index i = 0; i < covariance.rows(); ++i) {
            r.covariance.emplace_back();
            for (Eigen::Index j = 0; j < covariance.cols(); ++j)
                r.covariance.back().push_back(std::isfinite(covariance(i, j)) ? covariance(i, j) : 0.0);
        }
    }

    void take_spectra(const JointValues& values) {
        JunctionFit& s = fit_.spectra_there;
        const JunctionProblem own = junction_problem(problem_.spectra.task);
        s.values = values.spectra;
        s.parameters =
            parameters_of_part(&JointParameter::of_spectra, fit_.aligned.spectra.parameters.size());
        s.points = fit_.spectra.points, s.errors_stated = fit_.spectra.errors_stated;
        const double unit = fit_.spectra.scale * fit_.spectra.scale;
        s.chi2 = fit_.spectra.chi2 * unit, s.freedom = fit_.spectra_alone->freedom;
        s.reduced_chi2 = s.chi2 / s.freedom, s.aic = quiet_nan;
        s.curves =
            fitted_curves(own, evaluator_.spectra(), {values.spectra, own.fractions(values.spectra), s.chi2},
                          covariance_of_part(&Unknown::of_spectra), unit);
    }
};

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
        Description all(problem, evaluator, best, fit);
        const Minimum better = all(course);
        const bool last = better.chi2 >= best.chi2 * (1.0 - 1e-6) - 1e-9 || round == 3;
        if (last) {
            all.compare(course);
            all.take_parts();
            break;
        }
        best = joint_minimum(problem, evaluator, better.x, 1e-10);
    }
    // bounds of the field that hold tell nothing
    std::size_t told = fit.spectra.points;
    std::size_t row = 0;
    for (const Measurement& m : whole.points.samples[0].points)
        told += m.bound == Bound::none || fit.points_there.residuals[row] != 0.0, ++row;
    const std::size_t unknowns =
        best.x.size() + whole.spectra.curves.size() * static_cast<std::size_t>(whole.spectra.background);
    fit.freedom = told > unknowns ? static_cast<double>(told - unknowns) : 0.0;
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
