#include "fit/report_table.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "fit/band.hpp"
#include "fit/statements.hpp"
#include "fit/validity.hpp"
#include "input/text.hpp"

namespace mirage {
namespace {

std::string with_unit(const FitParameter& p) {
    return *p.unit ? fmt::format("{} [{}]", printable(p.name), p.unit) : printable(p.name);
}

/// A number that does not exist is a dash.
std::string number(double value, int digits) {
    return std::isnan(value) ? "-" : fmt::format("{:.{}g}", value, digits);
}

std::string head_line(const ModelFit& fit) {
    std::size_t bounds = 0, all = 0;
    for (const FitSample& sample : fit.task.samples)
        for (const Measurement& m : sample.points) {
            ++all;
            bounds += m.bound != Bound::none;
        }
    std::string text = fmt::format("model {}, {}", name_of(fit.task.model), counted(all, "point"));
    if (bounds > 0)
        text += fmt::format(", of which {}", bounds == 1 ? "1 is a bound of the field"
                                                         : fmt::format("{} are bounds of the field", bounds));
    return text + "\n\n";
}

/// What the table says of a parameter.
std::string status_text(const FittedParameter& p, FitStatus status) {
    std::string text = name_of(status);
    if (p.status != FitStatus::fixed && p.at_bound)
        text += fmt::format(", at its bound {:.4g}{}", p.value, p.value == 0.0 ? "" : " (--bounds)");
    return text;
}

/// What the free parameters were kept within; empty where none is free.
std::string bounds_line(const ModelFit& fit) {
    std::string text;
    for (const FittedParameter& p : fit.result.parameters)
        if (p.status != FitStatus::fixed)
            text += fmt::format("{}{} {:.4g} to {:.4g}", text.empty() ? "bounds: " : ", ", printable(p.name),
                                p.lowest, p.highest);
    return text.empty() ? text : text + "\n";
}

std::string parameter_rows(const ModelFit& fit, const Goodness& g) {
    std::size_t width = 20;
    for (const FitParameter& p : fit.task.parameters) width = std::max(width, with_unit(p).size());
    std::string text = fmt::format("{:<{}} {:>11}{:>12}   {:<28}{}\n", "parameter", width, "value", "error",
                                   "95 % interval", "status");
    for (std::size_t i = 0; i < fit.result.parameters.size(); ++i) {
        const FittedParameter& p = fit.result.parameters[i];
        const bool fixed = p.status == FitStatus::fixed;
        text += fmt::format("{:<{}} {:>11.6g}{:>12}   {:<28}{}\n", with_unit(fit.task.parameters[i]), width,
                            p.value, fixed ? "" : number(p.error, 3),
                            fixed ? "" : fmt::format("{:.6g} to {:.6g}", p.low, p.high),
                            status_text(p, g.status[i]));
    }
    return text + bounds_line(fit);
}

std::string quality_lines(const ModelFit& fit, const Goodness& g) {
    const FitResult& r = fit.result;
    std::string text = fmt::format(
        "\n{}\nchi2 {:.6g}, reduced {}, AIC {:.6g}{}\n", g.statement, r.chi2, number(r.reduced_chi2, 4),
        r.aic,
        r.errors_stated ? "" : " (no errors stated: 1 % of the largest T and B, scaled by the scatter)");
    for (std::size_t k = 0; k < fit.task.samples.size(); ++k)
        text += fmt::format(
            "B_c2(0.001 Tc0)/B_p = {}{}\n", number(enhancement(fit.task, r, k), 4),
            fit.task.samples.size() > 1 ? fmt::format(" ({})", printable(fit.task.samples[k].name)) : "");
    const std::vector<std::string> free = free_names(r);
    for (std::size_t i = 0; i < free.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (std::fabs(r.correlation[i][j]) > 0.9)
                text += fmt::format("correlation of {} and {}: {:.4f}\n", printable(free[j]),
                                    printable(free[i]), r.correlation[i][j]);
    return text;
}

std::string bootstrap_rows(const FitReport& report) {
    const std::vector<std::string> free = free_names(report.fits[0].result);
    std::size_t width = 16;
    for (const std::string& name : free) width = std::max(width, printable(name).size());
    std::string text = fmt::format("\nbootstrap, {}\n", counted(report.samples.size(), "sample"));
    for (std::size_t i = 0; i < free.size(); ++i) {
        const auto [low, high] = percentiles(report.samples, i);
        text +=
            fmt::format("{:<{}} 95 % of them from {:.6g} to {:.6g}\n", printable(free[i]), width, low, high);
    }
    return text;
}

/// What the leading coupling is over parts of the data, a column for each.
std::string reading_cells(const FitReport& report, std::size_t i) {
    const FitParameter* coupling = leading_coupling(report.fits[i].task);
    if (!coupling || report.readings.size() <= i || report.readings[i].empty()) return "";
    std::string text = fmt::format("{:<24}", with_unit(*coupling));
    for (const double from : reading_ranges) {
        const auto found = std::find_if(report.readings[i].begin(), report.readings[i].end(),
                                        [&](const Reading& r) { return r.from == from; });
        text += fmt::format("{:>16}", found == report.readings[i].end() ? "-"
                                      : found->agrees                   ? fmt::format("{:.4g}", found->value)
                                                      : fmt::format("{:.4g} differs", found->value));
    }
    return text;
}

std::string comparison_rows(const FitReport& report) {
    std::string text = fmt::format("\n{:<8}{:>12}{:>12}{:>12}   {:<22}{:<24}", "model", "chi2", "AIC",
                                   "above best", "describes the data", "leading coupling");
    for (const double from : reading_ranges)
        text += fmt::format("{:>16}", from == 0.0 ? "all points" : fmt::format("T > {} Tc0", from));
    text += "\n";
    for (std::size_t i = 0; i < report.fits.size(); ++i) {
        const ModelFit& fit = report.fits[i];
        const bool holds = broken_assumptions(fit.task, fit.result).empty();
        const std::string describes = goodness(fit.task, fit.result).describes ? "yes" : "no";
        text += fmt::format("{:<8}{:>12.5g}{:>12.5g}{:>12.4g}   {:<22}{}\n", name_of(fit.task.model),
                            fit.result.chi2, fit.result.aic, aic_above_best(report, i),
                            holds ? describes : describes + ", out of range", reading_cells(report, i));
    }
    return text;
}

std::string plan_rows(const FitReport& report) {
    const ModelFit& fit = report.fits[0];
    std::size_t width = 11;
    for (const FitSample& sample : fit.task.samples) width = std::max(width, printable(sample.name).size());
    const auto cell = [&](const std::string& name) {
        return fit.task.samples.size() > 1 ? fmt::format("{:>{}} ", name, width) : std::string{};
    };
    std::string text = fmt::format("\nwhere the next point tells most, up to {} T\n{}{:>10}{:>10}",
                                   report.largest_field, cell("sample"), "T [K]", "B [T]");
    std::vector<std::size_t> widths;
    for (const std::string& name : free_names(fit.result)) {
        const std::string title = "error " + printable(name);
        widths.push_back(std::max<std::size_t>(18, title.size() + 2));
        text += fmt::format("{:>{}}", title, widths.back());
    }
    text += "\n";
    for (std::size_t k = 0; k < std::min<std::size_t>(5, report.plan.size()); ++k) {
        const PlannedPoint& p = report.plan[k];
        text += cell(printable(fit.task.samples[p.sample].name));
        text += fmt::format("{:>10.4g}{:>10.4g}", p.T, p.B);
        for (std::size_t i = 0; i < p.errors.size(); ++i)
            text += fmt::format("{:>{}.3g}", p.errors[i], widths[i]);
        text += "\n";
    }
    return text;
}

}  // namespace

std::string fit_table(const FitReport& report) {
    const ModelFit& fit = report.fits[0];
    const Goodness g = goodness(fit.task, fit.result);
    std::string text = head_line(fit) + parameter_rows(fit, g) + quality_lines(fit, g);
    if (!report.samples.empty()) text += bootstrap_rows(report);
    if (report.fits.size() > 1) text += comparison_rows(report);
    if (!report.plan.empty()) text += plan_rows(report);
    const std::vector<std::string> said = statements(report);
    if (!said.empty()) text += "\n";
    for (const std::string& statement : said) text += "- " + statement + "\n";
    return text;
}

}  // namespace mirage
