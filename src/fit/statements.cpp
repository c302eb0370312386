#include "fit/statements.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include <fmt/format.h>

#include "fit/validity.hpp"
#include "input/text.hpp"

namespace mirage {
namespace {

using Lines = std::vector<std::string>;

void append(Lines& list, const Lines& more) { list.insert(list.end(), more.begin(), more.end()); }

std::string joined(const Lines& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ", ") + printable(word);
    return text;
}

/// Known to no better than its own size, or not at all.
bool is_vague(const FittedParameter& p) {
    return p.status != FitStatus::determined || p.high - p.low > std::fabs(p.value);
}

std::string worst_points(const ModelFit& fit, const Goodness& g) {
    Lines points;
    for (const FarPoint& far : g.worst)
        points.push_back(
            fmt::format("T = {:.4g} K, B = {:.4g} T{} ({:.3g} {} {})", far.point.T, far.point.B,
                        fit.task.samples.size() > 1 ? " of " + fit.task.samples[far.sample].name : "",
                        std::fabs(far.residual), fit.result.errors_stated ? "sigma" : "%",
                        far.residual > 0.0 ? "above" : "below"));
    return "farthest from the curve: " + joined(points);
}

/// Names as --free has them.
Lines bare_free_names(const ModelFit& fit) {
    Lines names;
    for (const FitParameter& p : fit.task.parameters) {
        const std::string name = bare_name(p);
        if (p.free && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
    return names;
}

std::string remedy_line(const FitReport& report) {
    const ModelFit& fit = report.fits[0];
    Lines names = bare_free_names(fit);
    append(names, report.remedy->freed);
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "" : ",") + name;
    const Goodness& g = report.remedy->goodness;
    const std::string quality = std::isfinite(g.p_value)   ? chance_text(g.p_value)
                                : std::isfinite(g.scatter) ? fmt::format("{:.2g} % of scatter", g.scatter)
                                                           : "no degree of freedom left";
    return fmt::format("with {} free chi2 falls from {:.4g} to {:.4g} ({}){}: --free {}",
                       joined(report.remedy->freed), fit.result.chi2, report.remedy->chi2, quality,
                       g.describes ? "" : ", which is not enough either", list);
}

Lines failure_lines(const FitReport& report, const Goodness& g) {
    if (g.describes) return {};
    Lines list{worst_points(report.fits[0], g)};
    if (report.remedy) list.push_back(remedy_line(report));
    list.emplace_back(
        "values and errors of a model that does not describe the data mean nothing: no parameter is "
        "called determined");
    return list;
}

/// d ln B/d ln p at the coldest point of the curve.
double along(const ModelFit& fit, const FitParameter& p) {
    const std::size_t k = p.sample.value_or(0);
    const FitProblem problem = problem_of(fit.task, fit.result);
    const ModelCurve curve = problem.curve(k, fit.result.values, ModelCurve::With::derivatives);
    const FieldDerivatives by = curve.derivatives(curve.largest_s());
    const double derivative = p.member == &FitParameters::beta ? by.beta : by.gamma;
    return derivative * p.member(fit.result.values[k]) / curve.field(curve.largest_s());
}

/// beta^2/gamma, where it alone decides the field: strong scattering between the valleys.
std::string known_combination(const ModelFit& fit, std::size_t i, std::size_t j) {
    constexpr const char* only = "only a combination of them is known";
    const FitProblem problem = problem_of(fit.task, fit.result);
    const FitParameter &a = fit.task.parameters[problem.free[i]], &b = fit.task.parameters[problem.free[j]];
    if (a.member != &FitParameters::beta || b.member != &FitParameters::gamma) return only;
    const FitParameters& f = fit.result.values[a.sample.value_or(b.sample.value_or(0))];
    // d ln beta/d ln gamma at the same field of the coldest point
    const double slope = -along(fit, b) / along(fit, a);
    if (!(std::fabs(slope - 0.5) < 0.1)) return only;
    return fmt::format("only about beta^2/gamma = {:.3g} meV is known", f.beta * f.beta / f.gamma);
}

/// The coupling is absent.
bool at_zero(const FittedParameter& p) { return p.at_bound && p.value == 0.0; }

Lines unknown_lines(const ModelFit& fit) {
    const std::vector<std::vector<double>> correlation = correlation_without_bounds(fit.task, fit.result);
    Lines list;
    std::vector<const FittedParameter*> free;
    for (const FittedParameter& p : fit.result.parameters)
        if (p.status != FitStatus::fixed) free.push_back(&p);
    for (std::size_t i = 0; i < free.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (const double r = correlation[i][j]; std::fabs(r) > 0.9 && !at_zero(*free[i]) &&
                                                    !at_zero(*free[j]) &&
                                                    (is_vague(*free[i]) || is_vague(*free[j])))
                list.push_back(fmt::format(
                    "{} and {} are hardly told apart by these data (correlation {:.3f}): {}",
                    printable(free[j]->name), printable(free[i]->name), r, known_combination(fit, j, i)));
    for (const FittedParameter* p : free) {
        if (p->status == FitStatus::undetermined && std::isfinite(fit.result.reduced_chi2))
            list.push_back(
                fmt::format("the data say nothing about {} within its bounds", printable(p->name)));
        // at zero a coupling is absent, at another bound it would go on
        if (p->at_bound && p->value != 0.0)
            list.push_back(
                fmt::format("{} ends at its bound {:.4g}: the others are the best for that value (--bounds "
                            "{}={:.4g}:{:.4g})",
                            printable(p->name), p->value, printable(p->name.substr(0, p->name.find('@'))),
                            p->lowest, p->highest));
    }
    return list;
}

Lines reading_lines(const FitReport& report) {
    Lines list;
    for (std::size_t i = 0; i < report.readings.size(); ++i) {
        const std::vector<Reading>& readings = report.readings[i];
        if (std::all_of(readings.begin(), readings.end(), [](const Reading& r) { return r.agrees; }))
            continue;
        const auto extreme =
            std::minmax_element(readings.begin(), readings.end(),
                                [](const Reading& a, const Reading& b) { return a.value < b.value; });
        const char* unit = leading_coupling(report.fits[i].task)->unit;
        list.push_back(fmt::format(
            "the {} of model {} depends on the range of temperatures ({:.4g} to {:.4g}{}{}): it does "
            "not hold over all of them",
            leading_coupling(report.fits[i].task)->name, name_of(report.fits[i].task.model),
            extreme.first->value, extreme.second->value, *unit ? " " : "", unit));
    }
    return list;
}

/// Which of the compared models fail, or are used where they do not hold.
Lines comparison_lines(const FitReport& report) {
    Lines list;
    const bool none = std::none_of(report.fits.begin(), report.fits.end(), [](const ModelFit& fit) {
        return goodness(fit.task, fit.result).describes;
    });
    for (std::size_t i = 0; i < report.fits.size(); ++i) {
        const ModelFit& fit = report.fits[i];
        const Goodness g = goodness(fit.task, fit.result);
        if (i == 0) continue;
        if (!g.describes && !none)
            list.push_back(fmt::format("model {} does not describe the data", name_of(fit.task.model)));
        append(list, broken_assumptions(fit.task, fit.result));
    }
    if (none && report.fits.size() > 1)
        list.emplace_back(
            "none of the models compared describes the data: the lowest AIC names no right one");
    for (const ModelPair& pair : report.pairs) {
        const ModelFit &a = report.fits[pair.a], &b = report.fits[pair.b];
        if (pair.where.errors < 0.05) {
            list.push_back(
                fmt::format("{} and {} give the same curve", name_of(a.task.model), name_of(b.task.model)));
            continue;
        }
        list.push_back(fmt::format(
            "{} and {} differ by {:.1f} in AIC; a point at T = {:.3g} K tells most, {:.4g} against {:.4g} "
            "T, {:.1f} of its errors",
            name_of(a.task.model), name_of(b.task.model), std::fabs(a.result.aic - b.result.aic),
            pair.where.T, pair.where.B[0], pair.where.B[1], pair.where.errors));
    }
    return list;
}

}  // namespace

std::vector<std::string> statements(const FitReport& report) {
    const ModelFit& fit = report.fits[0];
    const Goodness g = goodness(fit.task, fit.result);
    Lines list = failure_lines(report, g);
    if (!g.describes) append(list, points_above_tc0(fit.task, fit.result));
    append(list, beyond_every_model(fit.task, fit.result, g));
    append(list, broken_assumptions(fit.task, fit.result));
    if (g.describes) append(list, unknown_lines(fit));
    append(list, reading_lines(report));
    append(list, comparison_lines(report));
    return list;
}

}  // namespace mirage
