#include "junction/junction_report.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "fit/report.hpp"
#include "input/text.hpp"
#include "junction/junction_parameters.hpp"
#include "junction/junction_shown.hpp"

namespace mirage {
namespace {

std::string number(double value, int digits) {
    return std::isnan(value) ? "-" : fmt::format("{:.{}g}", value, digits);
}

std::string with_unit(const JunctionParameter& p) {
    return *p.unit ? fmt::format("{} [{}]", p.name, p.unit) : p.name;
}

std::string parameter_rows(const JunctionReport& report) {
    std::size_t width = 20;
    std::vector<std::string> labels;
    for (const JunctionParameter& p : report.task.parameters) {
        labels.push_back(with_unit(p));
        width = std::max(width, labels.back().size());
    }
    return fitted_rows(labels, width, report.fit.parameters, report.goodness.status);
}

std::string background_text(const FittedCurve& curve) {
    std::string text;
    for (std::size_t j = 0; j < curve.background.size(); ++j)
        text += fmt::format("{}{:.5g} +- {:.2g}", j > 0 ? ", " : "", curve.background[j],
                            curve.background_error[j]);
    return text;
}

/// One line for each curve; of many the first.
std::string curve_rows(const JunctionReport& report) {
    constexpr std::size_t most = 40;
    const auto in_brackets = [&](const char* name, const char* unit) {
        return fmt::format("{} [{}]", name, shown_unit(report.task.units, unit));
    };
    std::string text =
        fmt::format("\n{:<7}{:>9}{:>12}{:>16}{:>10}{:>11}   {}\n", "curve", in_brackets("T", "K"),
                    in_brackets("B", "T"), in_brackets("Delta", "meV"), "noise [%]", "chi2/point",
                    fmt::format("background [{}], powers of {}",
                                report.conductance == "1" ? "as in the file" : report.conductance,
                                shown_unit(report.task.units, "mV")));
    for (std::size_t k = 0; k < std::min(most, report.task.curves.size()); ++k) {
        const JunctionCurve& curve = report.task.curves[k];
        const FittedCurve& fitted = report.fit.curves[k];
        text += fmt::format("{:<7}{:>9.4g}{:>12.4g}{:>16.5g}{:>10.2g}{:>11.3g}   {}\n", k + 1, curve.T,
                            curve.B, fitted.delta, 100.0 * fitted.error / std::fabs(fitted.background[0]),
                            fitted.chi2 / static_cast<double>(curve.G.size()), background_text(fitted));
    }
    if (report.task.curves.size() > most)
        text += fmt::format("and {} more: --format json\n", report.task.curves.size() - most);
    return text;
}

std::vector<std::string> free_names_of(const JunctionReport& report) {
    std::vector<std::string> names;
    for (const JunctionParameter& p : report.task.parameters)
        if (p.free) names.push_back(p.name);
    return names;
}

std::string quality_lines(const JunctionReport& report) {
    const JunctionFit& fit = report.fit;
    std::string text = fmt::format(
        "\n{}\nchi2 {:.6g}, reduced {}, AIC {:.6g}{}\n", report.goodness.statement, fit.chi2,
        number(fit.reduced_chi2, 4), fit.aic,
        fit.errors_stated ? "" : " (no errors stated: the noise of neighbours, intervals by the scatter)");
    const std::vector<std::string> free = free_names_of(report);
    for (std::size_t i = 0; i < free.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (std::fabs(fit.correlation[i][j]) > 0.9)
                text += fmt::format("correlation of {} and {}: {:.4f}\n", free[j], free[i],
                                    fit.correlation[i][j]);
    return text;
}

std::string bootstrap_rows(const JunctionReport& report) {
    if (report.samples.empty()) return "";
    std::string text = fmt::format("\nbootstrap, {}\n", counted(report.samples.size(), "sample"));
    const std::vector<std::string> free = free_names_of(report);
    for (std::size_t i = 0; i < free.size(); ++i) {
        const auto [low, high] = percentiles(report.samples, i);
        text += fmt::format("{:<24} 95 % of them from {:.6g} to {:.6g}\n", free[i], low, high);
    }
    return text;
}

const char* gap_text(const JunctionTask& task) {
    return task.gap == GapOf::engine ? ", gap of the gap equation" : "";
}

Json parameters_json(const JunctionReport& report) {
    Json json = Json::object();
    for (std::size_t i = 0; i < report.fit.parameters.size(); ++i) {
        const FittedParameter& p = report.fit.parameters[i];
        const char* unit = report.task.parameters[i].unit;
        const bool fixed = p.status == FitStatus::fixed;
        json[p.name] = {{"value", p.value},
                        {"error", p.error},
                        {"interval", {p.low, p.high}},
                        {"status", name_of(report.goodness.status[i])},
                        {"unit", *unit ? unit : "1"},
                        {"at_bound", !fixed && p.at_bound}};
        if (!fixed) json[p.name]["bounds"] = {p.lowest, p.highest};
    }
    return json;
}

Json goodness_json(const JunctionReport& report) {
    const JunctionGoodness& g = report.goodness;
    Json json{{"p_value", g.p_value},
              {"trend_p_value", g.trend},
              {"describes", g.describes},
              {"statement", g.statement},
              {"not_described", Json::array()}};
    for (const MissedRange& m : g.missed)
        json["not_described"].push_back({{"curve", m.curve + 1},
                                         {"V", {m.low, m.high}},
                                         {"deviation", m.deviation},
                                         {"standard_deviations", m.significance}});
    return json;
}

Heading curve_heading(const JunctionReport& report) {
    Heading heading = report.heading;
    heading.columns = {{"curve", "1"},
                       {"T", shown_unit(report.task.units, "K")},
                       {"B", shown_unit(report.task.units, "T")},
                       {"V", shown_unit(report.task.units, "mV")},
                       {"measured", report.conductance},
                       {"fitted", report.conductance},
                       {"residual", "1"}};
    return heading;
}

}  // namespace

JunctionReport junction_report(const JunctionTask& task, const std::string& conductance,
                               const std::vector<std::string>& notes, const std::string& command,
                               const JunctionProgress& progress) {
    JunctionReport report;
    // not in one list of members: where a later one throws, g++ 12 destroys the JSON before it twice
    report.fit = fit_junction(task, progress);
    report.task = task, report.conductance = conductance, report.notes = notes;
    report.heading.command = command, report.heading.units = task.units;
    report.goodness = junction_goodness(task, report.fit);
    for (std::size_t k = 0; k < task.curves.size(); ++k)
        report.windows.push_back(mirage_window(task, report.fit, k));
    const JunctionReport r = shown(report);
    report.heading.parameters["model"] = name_of(task.model);
    for (const FittedParameter& p : r.fit.parameters) report.heading.parameters[p.name] = p.value;
    report.statements = junction_statements(r.task, r.fit, r.goodness, r.windows);
    return report;
}

std::string fitted_rows(const std::vector<std::string>& labels, std::size_t width,
                        const std::vector<FittedParameter>& parameters,
                        const std::vector<FitStatus>& statuses) {
    std::string text = fmt::format("{:<{}} {:>11}{:>12}   {:<28}{}\n", "parameter", width, "value", "error",
                                   "95 % interval", "status");
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        const FittedParameter& p = parameters[i];
        const bool fixed = p.status == FitStatus::fixed;
        std::string status = name_of(statuses[i]);
        if (!fixed && p.at_bound)
            status += fmt::format(", at its bound {:.4g}{}", p.value, p.value == 0.0 ? "" : " (--bounds)");
        text += fmt::format("{:<{}} {:>11}{:>12}   {:<28}{}\n", labels[i], width, number(p.value, 6),
                            fixed ? "" : number(p.error, 3),
                            fixed ? "" : fmt::format("{:.6g} to {:.6g}", p.low, p.high), status);
    }
    return text;
}

Json curve_json(const JunctionCurve& curve, const FittedCurve& fitted, const MirageWindow& window) {
    return {{"name", curve.name},
            {"file", curve.file},
            {"T", curve.T},
            {"B", curve.B},
            {"delta", fitted.delta},
            {"background", fitted.background},
            {"background_error", fitted.background_error},
            {"noise", fitted.error},
            {"chi2", fitted.chi2},
            {"points", curve.G.size()},
            {"mirage",
             {{"epsilon_2", window.epsilon_2},
              {"epsilon_1", window.epsilon_1},
              {"inside_window", window.inside},
              {"depth", window.depth},
              {"least_visible_depth", window.least},
              {"seen", window.seen()}}},
            {"V", curve.V},
            {"measured", curve.G},
            {"fitted", fitted.fitted},
            {"residual", fitted.residuals}};
}

std::string junction_table(const JunctionReport& computed) {
    const JunctionReport report = shown(computed);
    std::string text =
        fmt::format("model {}{}, {} of {}\n\n", name_of(report.task.model), gap_text(report.task),
                    counted(report.task.curves.size(), "curve"), counted(report.fit.points, "point"));
    text += parameter_rows(report) + curve_rows(report) + quality_lines(report) + bootstrap_rows(report);
    if (!report.statements.empty()) text += "\n";
    for (const std::string& statement : report.statements) text += "- " + statement + "\n";
    return text;
}

std::string junction_csv(const JunctionReport& computed) {
    const JunctionReport report = shown(computed);
    std::string text = csv_head(curve_heading(report));
    for (std::size_t k = 0; k < report.task.curves.size(); ++k) {
        const JunctionCurve& curve = report.task.curves[k];
        for (std::size_t i = 0; i < curve.V.size(); ++i)
            text += fmt::format("{},{:.8g},{:.8g},{:.10g},{:.10g},{:.10g},{:.6g}\n", k + 1, curve.T, curve.B,
                                curve.V[i], curve.G[i], report.fit.curves[k].fitted[i],
                                report.fit.curves[k].residuals[i]);
    }
    return text;
}

std::string junction_json(const JunctionReport& computed) {
    const JunctionReport report = shown(computed);
    const JunctionFit& fit = report.fit;
    Json json = json_head(curve_heading(report));
    json["model"] = name_of(report.task.model);
    json["self_consistent"] = report.task.gap == GapOf::engine;
    json["parameters"] = parameters_json(report);
    json["chi2"] = fit.chi2;
    json["reduced_chi2"] = fit.reduced_chi2;
    json["aic"] = fit.aic;
    json["points"] = fit.points;
    json["errors_stated"] = fit.errors_stated;
    json["goodness"] = goodness_json(report);
    json["correlation"] = {{"parameters", free_names_of(report)}, {"matrix", fit.correlation}};
    json["curves"] = Json::array();
    for (std::size_t k = 0; k < report.task.curves.size(); ++k)
        json["curves"].push_back(curve_json(report.task.curves[k], report.fit.curves[k], report.windows[k]));
    if (!report.samples.empty()) {
        json["bootstrap"]["samples"] = report.samples.size();
        const std::vector<std::string> free = free_names_of(report);
        for (std::size_t i = 0; i < free.size(); ++i)
            json["bootstrap"]["intervals"][free[i]] = percentiles(report.samples, i);
    }
    json["statements"] = report.statements;
    json["notes"] = report.notes;
    return json_text(json);
}

}  // namespace mirage
