#include "sample/joint_report_json.hpp"

#include <cmath>

#include "fit/report.hpp"
#include "fit/report_json.hpp"
#include "junction/junction_report.hpp"

namespace mirage {
namespace {

Json parameter_json(const FittedParameter& p, FitStatus status) {
    Json json{
        {"value", p.value}, {"error", p.error}, {"interval", {p.low, p.high}}, {"status", name_of(status)}};
    json["at_bound"] = p.status != FitStatus::fixed && p.at_bound;
    if (p.status != FitStatus::fixed) json["bounds"] = {p.lowest, p.highest};
    return json;
}

Json parameters_json(const JointReport& report) {
    Json json = Json::object();
    for (std::size_t i = 0; i < report.fit.task.size(); ++i) {
        const JointParameter& p = report.fit.task[i];
        Json entry = parameter_json(report.fit.parameters[i], report.goodness.status[i]);
        entry["unit"] = *p.unit ? p.unit : "1";
        entry["of"] = p.is_shared() ? "both" : p.of_points ? "points" : "spectra";
        json[p.name] = std::move(entry);
    }
    return json;
}

Json alone_json(const std::vector<FittedParameter>& parameters, const std::vector<FitStatus>& status) {
    Json json = Json::object();
    for (std::size_t i = 0; i < parameters.size(); ++i)
        if (parameters[i].status != FitStatus::fixed)
            json[parameters[i].name] = parameter_json(parameters[i], status[i]);
    return json;
}

Json part_json(const FittedPart& part) {
    return {{"points", part.points},
            {"errors_stated", part.errors_stated},
            {"error_scale", part.scale},
            {"freedom_of_scale", std::isfinite(part.freedom) ? Json(part.freedom) : Json()},
            {"chi2", part.chi2},
            {"chi2_alone", part.chi2_alone},
            {"increase", part.increase()}};
}

/// Each part: its chi-squared, what it says by itself, whether the model describes it.
Json parts_json(const JointReport& report) {
    Json json = Json::object();
    if (report.task.has_points()) {
        json["points"] = part_json(report.fit.points);
        if (const auto& g = report.goodness.points) {
            json["points"]["alone"] = alone_json(report.fit.points_alone->parameters, g->status);
            json["points"]["p_value"] = g->p_value;
            json["points"]["describes"] = g->describes;
            json["points"]["statement"] = g->statement;
        }
    }
    if (const auto& g = report.goodness.spectra) {
        json["spectra"] = part_json(report.fit.spectra);
        json["spectra"]["alone"] = alone_json(report.fit.spectra_alone->parameters, g->status);
        json["spectra"]["p_value"] = g->p_value;
        json["spectra"]["trend_p_value"] = g->trend;
        json["spectra"]["describes"] = g->describes;
        json["spectra"]["statement"] = g->statement;
    }
    return json;
}

Json consistency_json(const JointReport& report) {
    const JointFit& fit = report.fit;
    Json json{{"increase", fit.points.increase() + fit.spectra.increase()},
              {"directions", fit.directions},
              {"p_value", fit.agreement.p_value},
              {"sigmas", fit.agreement.sigmas},
              {"agree", report.goodness.agree},
              {"parameters", Json::object()}};
    for (const SplitParameter& s : fit.splits)
        json["parameters"][s.name] = {{"points", s.points},
                                      {"spectra", s.spectra},
                                      {"p_value", s.chance.p_value},
                                      {"sigmas", s.chance.sigmas}};
    return json;
}

std::vector<std::string> free_names_of(const JointFit& fit) {
    std::vector<std::string> names;
    for (const JointParameter& p : fit.task)
        if (p.free) names.push_back(p.name);
    return names;
}

}  // namespace

std::string joint_json(const JointReport& report) {
    const JointFit& fit = report.fit;
    Json json = json_head(joint_heading(report));
    json["model"] = "exact";
    json["self_consistent"] = true;
    json["parameters"] = parameters_json(report);
    json["chi2"] = fit.chi2;
    json["freedom"] = fit.freedom;
    json["reduced_chi2"] = fit.freedom > 0.0 ? fit.chi2 / fit.freedom : quiet_nan;
    json["points"] = fit.points.points + fit.spectra.points;
    json["errors_stated"] = fit.points.errors_stated && fit.spectra.errors_stated;
    json["goodness"] = {{"p_value", report.goodness.p_value},
                        {"describes", report.goodness.describes},
                        {"statement", report.goodness.statement}};
    json["parts"] = parts_json(report);
    json["consistency"] = consistency_json(report);
    const std::vector<std::string> free = free_names_of(fit);
    json["correlation"] = {{"parameters", free}, {"matrix", fit.correlation}};
    json["samples"] = Json::array();
    if (report.task.has_points()) json["samples"] = samples_json({fit.aligned.points, fit.points_there});
    json["curves"] = Json::array();
    for (std::size_t k = 0; k < report.task.spectra.curves.size(); ++k)
        json["curves"].push_back(curve_json(fit.aligned.spectra.curves[k], fit.spectra_there.curves[k],
                                            mirage_window(fit.aligned.spectra, fit.spectra_there, k)));
    if (!report.samples.empty()) {
        json["bootstrap"]["samples"] = report.samples.size();
        for (std::size_t i = 0; i < free.size(); ++i)
            json["bootstrap"]["intervals"][free[i]] = percentiles(report.samples, i);
    }
    json["statements"] = report.statements;
    json["notes"] = report.notes;
    return json_text(json);
}

}  // namespace mirage
