#include "sample/joint_report.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "fit/report.hpp"
#include "input/text.hpp"
#include "junction/junction_report.hpp"
#include "sample/joint_statements.hpp"

namespace mirage {
namespace {

std::string number(double value, int digits) {
    return std::isnan(value) ? "-" : fmt::format("{:.{}g}", value, digits);
}

std::string with_unit(const JointParameter& p) {
    return *p.unit ? fmt::format("{} [{}]", printable(p.name), p.unit) : printable(p.name);
}

std::size_t name_width(const JointReport& report) {
    std::size_t width = 20;
    for (const JointParameter& p : report.fit.task) width = std::max(width, with_unit(p).size());
    return width;
}

std::string head_line(const JointReport& report) {
    std::string text = "model exact, gap of the gap equation: ";
    if (report.task.has_points())
        text += counted(report.fit.points.points, "point") + (report.task.has_spectra() ? " and " : "");
    if (report.task.has_spectra())
        text += fmt::format("{} of {}", counted(report.task.spectra.curves.size(), "curve"),
                            counted(report.fit.spectra.points, "point"));
    return text + "\n\n";
}

std::string parameter_rows(const JointReport& report) {
    std::vector<std::string> labels;
    for (const JointParameter& p : report.fit.task) labels.push_back(with_unit(p));
    return fitted_rows(labels, name_width(report), report.fit.parameters, report.goodness.status);
}

std::string value_text(const FittedParameter* p) {
    if (!p || p->status == FitStatus::fixed) return "-";
    if (p->status == FitStatus::undetermined) return "undetermined";
    if (p->status == FitStatus::upper_bound) return fmt::format("< {:.6g}", p->high);
    if (p->status == FitStatus::lower_bound) return fmt::format("> {:.6g}", p->low);
    return fmt::format("{:.6g} +- {}", p->value, number(p->error, 2));
}

/// What each part says of the free parameters, where there are two.
std::string part_rows(const JointReport& report) {
    const JointFit& fit = report.fit;
    if (!fit.spectra_alone || !report.task.has_points()) return "";
    const std::size_t width = name_width(report);
    std::string text = fmt::format("\n{:<{}}  {:<26}{:<26}{:<26}{}\n", "each alone", width, "points",
                                   "spectra", "together", "apart [sigma]");
    for (std::size_t i = 0; i < fit.task.size(); ++i) {
        const JointParameter& p = fit.task[i];
        if (!p.free) continue;
        const FittedParameter* points =
            fit.points_alone && p.of_points ? &fit.points_alone->parameters[*p.of_points] : nullptr;
        const FittedParameter* spectra =
            p.of_spectra ? &fit.spectra_alone->parameters[*p.of_spectra] : nullptr;
        const auto split = std::find_if(fit.splits.begin(), fit.splits.end(),
                                        [&](const SplitParameter& s) { return s.name == p.name; });
        text += fmt::format("{:<{}}  {:<26}{:<26}{:<26}{}\n", with_unit(p), width, value_text(points),
                            value_text(spectra), value_text(&fit.parameters[i]),
                            split == fit.splits.end() ? "-" : number(split->chance.sigmas, 2));
    }
    text += fmt::format("\n{:<10}{:>8}{:>12}{:>12}{:>12}{:>12}{:>12}\n", "part", "points", "errors x", "chi2",
                        "alone", "increase", "p alone");
    const auto row = [&](const char* name, const FittedPart& part, double p) {
        text += fmt::format("{:<10}{:>8}{:>12.4g}{:>12.6g}{:>12.6g}{:>12.3g}{:>12}\n", name, part.points,
                            part.scale, part.chi2, part.chi2_alone, part.increase(), number(p, 2));
    };
    row("points", fit.points, report.goodness.points ? report.goodness.points->p_value : quiet_nan);
    row("spectra", fit.spectra, report.goodness.spectra->p_value);
    return text;
}

std::string quality_lines(const JointReport& report) {
    const JointFit& fit = report.fit;
    return fmt::format(
        "\n{}\nchi2 {:.6g}, {} degrees of freedom{}\n", report.goodness.statement, fit.chi2, fit.freedom,
        std::isnan(report.goodness.p_value) ? "" : ", " + chance_text(report.goodness.p_value));
}

std::string bootstrap_rows(const JointReport& report) {
    if (report.samples.empty()) return "";
    std::string text = fmt::format("\nbootstrap, {}\n", counted(report.samples.size(), "sample"));
    std::size_t which = 0;
    for (const JointParameter& p : report.fit.task) {
        if (!p.free) continue;
        const auto [low, high] = percentiles(report.samples, which++);
        text += fmt::format("{:<24} 95 % of them from {:.6g} to {:.6g}\n", printable(p.name), low, high);
    }
    return text;
}

}  // namespace

JointReport joint_report(const JointTask& task, const std::string& conductance,
                         const std::vector<std::string>& notes, const std::string& command,
                         const JointProgress& progress) {
    JointReport report;
    // not in one list of members: where a later one throws, g++ 12 destroys the JSON before it twice
    report.fit = fit_joint(task, progress);
    report.task = task, report.conductance = conductance, report.notes = notes;
    report.heading.command = command, report.heading.units = Units::si;
    report.heading.parameters["model"] = "exact";
    for (const FittedParameter& p : report.fit.parameters) report.heading.parameters[p.name] = p.value;
    report.goodness = joint_goodness(task, report.fit);
    report.statements = joint_statements(task, report.fit, report.goodness);
    return report;
}

std::string joint_table(const JointReport& report) {
    std::string text = head_line(report) + parameter_rows(report) + part_rows(report) +
                       quality_lines(report) + bootstrap_rows(report);
    if (!report.statements.empty()) text += "\n";
    for (const std::string& statement : report.statements) text += "- " + statement + "\n";
    return text;
}

Heading joint_heading(const JointReport& report) {
    Heading heading = report.heading;
    heading.columns = {{"part", "1"},
                       {"curve", "1"},
                       {"T", "K"},
                       {"B", "T"},
                       {"V", "mV"},
                       {"measured", report.conductance},
                       {"fitted", report.conductance},
                       {"residual", "1"}};
    return heading;
}

std::string joint_csv(const JointReport& report) {
    std::string text = csv_head(joint_heading(report));
    std::size_t row = 0;
    if (report.task.has_points())
        for (const Measurement& m : report.fit.aligned.points.samples[0].points)
            text += fmt::format("points,nan,{:.10g},{:.10g},nan,nan,nan,{:.6g}\n", m.T, m.B,
                                report.fit.points_there.residuals[row++]);
    for (std::size_t k = 0; k < report.task.spectra.curves.size(); ++k) {
        const JunctionCurve& curve = report.task.spectra.curves[k];
        const FittedCurve& fitted = report.fit.spectra_there.curves[k];
        for (std::size_t i = 0; i < curve.V.size(); ++i)
            text += fmt::format("spectra,{},{:.8g},{:.8g},{:.10g},{:.10g},{:.10g},{:.6g}\n", k + 1, curve.T,
                                curve.B, curve.V[i], curve.G[i], fitted.fitted[i], fitted.residuals[i]);
    }
    return text;
}

}  // namespace mirage
