#include "sample/joint_statements.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "input/text.hpp"
#include "junction/junction_statements.hpp"
#include "junction/mirage_window.hpp"

namespace mirage {
namespace {

using Lines = std::vector<std::string>;

const char* unit_of(const JointFit& fit, const std::string& name) {
    for (const JointParameter& p : fit.task)
        if (p.name == name) return p.unit;
    return "";
}

std::string with_unit(double value, const char* unit) {
    return fmt::format("{:.5g}{}{}", value, *unit ? " " : "", unit);
}

std::string split_text(const JointFit& fit, const SplitParameter& s) {
    return fmt::format("{} ({} by the points, {} by the spectra, all else in common: {:.2g} sigma)",
                       printable(s.name), with_unit(s.points, unit_of(fit, s.name)),
                       with_unit(s.spectra, unit_of(fit, s.name)), s.chance.sigmas);
}

/// In which parameters parts disagree: all that would do nearly as well as the best.
std::string apart_text(const JointFit& fit) {
    constexpr double nearly = 0.9;
    double most = 0.0;
    for (const SplitParameter& s : fit.splits) most = std::fmax(most, s.chance.sigmas);
    std::string text;
    for (const SplitParameter& s : fit.splits)
        if (s.chance.sigmas > nearly * most) text += (text.empty() ? "" : " or ") + split_text(fit, s);
    return text;
}

void add_agreement(const JointFit& fit, const JointGoodness& g, Lines& lines) {
    if (std::isnan(fit.agreement.p_value) || (g.agree && !g.describes)) return;
    const double increase = fit.points.increase() + fit.spectra.increase();
    lines.push_back(fmt::format(
        "transport and tunnelling {}: chi2 is {:.3g} higher than of each alone, over {} ({}, {:.2g} sigma)",
        g.agree ? "agree" : "disagree", increase,
        counted(static_cast<std::uint64_t>(fit.directions), "common direction"),
        chance_text(fit.agreement.p_value), fit.agreement.sigmas));
    if (g.agree) return;
    if (const std::string apart = apart_text(fit); !apart.empty())
        lines.push_back("they are apart in " + apart);
    lines.emplace_back(
        "values between parts that disagree mean nothing: no parameter is called determined; another "
        "junction "
        "or film, a surface layer, a term that the model lacks (--free) or errors larger than stated would "
        "do this");
}

void add_weights(const JointFit& fit, Lines& lines) {
    const auto add = [&](const FittedPart& part, const char* name, const char* errors) {
        if (part.errors_stated) return;
        lines.push_back(
            std::isfinite(part.freedom)
                ? fmt::format(
                      "the {} state no errors: the scatter about their own best fit, {:.3g} times {}, "
                      "weighs them",
                      name, part.scale, errors)
                : fmt::format("the {} state no errors and are too few to tell their scatter: {} weighs them",
                              name, errors));
    };
    add(fit.points, "points", "1 % of the largest T and B");
    add(fit.spectra, "spectra", "the noise of neighbours");
}

void add_bounds(const JointFit& fit, Lines& lines) {
    std::size_t bounds = 0, broken = 0, row = 0;
    for (const Measurement& m : fit.aligned.points.samples[0].points) {
        const double r = fit.points_there.residuals[row++];
        bounds += m.bound != Bound::none, broken += m.bound != Bound::none && r != 0.0;
    }
    if (bounds > 0)
        lines.push_back(fmt::format("{} of the field: the fit is beyond {}", counted(bounds, "bound"),
                                    broken == 0 ? "none" : fmt::format("{}", broken)));
}

/// Which part of the curves is missed, and where the mirage gap lies.
void add_curves(const JointTask& task, const JointFit& fit, const JointGoodness& g, Lines& lines) {
    const JunctionTask& there = g.spectra->describes ? fit.aligned.spectra : task.spectra;
    const JunctionFit& best = g.spectra->describes ? fit.spectra_there : *fit.spectra_alone;
    JunctionGoodness quality = *g.spectra;
    quality.status.assign(best.parameters.size(), FitStatus::determined);  // said of all data below
    std::vector<MirageWindow> windows;
    for (std::size_t k = 0; k < there.curves.size(); ++k) windows.push_back(mirage_window(there, best, k));
    for (const std::string& line : junction_statements(there, best, quality, windows)) lines.push_back(line);
}

void add_worst(const JointGoodness& g, const JointFit& fit, Lines& lines) {
    if (!g.points || g.points->describes) return;
    for (const FarPoint& far : g.points->worst)
        lines.push_back(
            fmt::format("far from the curve of the points alone: T = {:.4g} K, B = {:.4g} T, {:.3g} "
                        "{} {}",
                        far.point.T, far.point.B, std::fabs(far.residual),
                        fit.points.errors_stated ? "sigma" : "%", far.residual > 0.0 ? "above" : "below"));
}

void add_untold(const JointFit& fit, const JointGoodness& g, Lines& lines) {
    if (!g.describes) return;
    for (std::size_t i = 0; i < fit.parameters.size(); ++i) {
        const FittedParameter& p = fit.parameters[i];
        const char* unit = fit.task[i].unit;
        if (g.status[i] == FitStatus::undetermined)
            lines.push_back(fmt::format("the data do not determine {}", printable(p.name)));
        else if (g.status[i] == FitStatus::upper_bound && p.lowest > 0.0)
            lines.push_back(fmt::format("of {} only that it is below {} is known", printable(p.name),
                                        with_unit(p.high, unit)));
        else if (g.status[i] == FitStatus::lower_bound)
            lines.push_back(fmt::format("of {} only that it is above {} is known", printable(p.name),
                                        with_unit(p.low, unit)));
    }
    std::size_t a = 0;
    for (const FittedParameter& p : fit.parameters) {
        if (p.status == FitStatus::fixed) continue;
        std::size_t b = 0;
        for (const FittedParameter& q : fit.parameters) {
            if (q.status == FitStatus::fixed) continue;
            if (b < a && std::fabs(fit.correlation[a][b]) > 0.95)
                lines.push_back(fmt::format("{} and {} are hardly told apart (correlation {:.3f})",
                                            printable(q.name), printable(p.name), fit.correlation[a][b]));
            ++b;
        }
        ++a;
    }
}

}  // namespace

std::vector<std::string> joint_statements(const JointTask& task, const JointFit& fit,
                                          const JointGoodness& g) {
    Lines lines;
    add_agreement(fit, g, lines);
    add_worst(g, fit, lines);
    add_weights(fit, lines);
    if (task.has_points()) add_bounds(fit, lines);
    if (task.has_spectra()) add_curves(task, fit, g, lines);
    add_untold(fit, g, lines);
    return lines;
}

}  // namespace mirage
