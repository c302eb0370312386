#include "fit/report_json.hpp"

#include "fit/band.hpp"
#include "fit/statements.hpp"
#include "fit/validity.hpp"
#include "mirage/formulas/critical_field_formulas.hpp"
#include "mirage/model/units.hpp"

namespace mirage {
namespace {

Json parameters_json(const ModelFit& fit, const Goodness& g) {
    Json json;
    for (std::size_t i = 0; i < fit.result.parameters.size(); ++i) {
        const FittedParameter& p = fit.result.parameters[i];
        json[p.name] = {{"value", p.value},
                        {"error", p.error},
                        {"interval", {p.low, p.high}},
                        {"status", name_of(g.status[i])},
                        {"unit", *fit.task.parameters[i].unit ? fit.task.parameters[i].unit : "1"},
                        {"at_bound", p.status != FitStatus::fixed && p.at_bound}};
        if (p.status != FitStatus::fixed) json[p.name]["bounds"] = {p.lowest, p.highest};
    }
    return json;
}

Json goodness_json(const ModelFit& fit, const Goodness& g) {
    Json json{{"p_value", g.p_value},
              {"scatter_percent", g.scatter},
              {"trend_p_value", g.trend},
              {"describes", g.describes},
              {"statement", g.statement}};
    for (const FarPoint& far : g.worst)
        json["worst_points"].push_back({{"sample", fit.task.samples[far.sample].name},
                                        {"T", far.point.T},
                                        {"B", far.point.B},
                                        {"residual", far.residual}});
    return json;
}

Json comparison_json(const FitReport& report) {
    Json list = Json::array();
    for (std::size_t i = 0; i < report.fits.size(); ++i) {
        const ModelFit& fit = report.fits[i];
        const Goodness g = goodness(fit.task, fit.result);
        Json entry{{"model", name_of(fit.task.model)},
                   {"chi2", fit.result.chi2},
                   {"aic", fit.result.aic},
                   {"delta_aic", aic_above_best(report, i)},
                   {"goodness", goodness_json(fit, g)},
                   {"holds", broken_assumptions(fit.task, fit.result).empty()},
                   {"parameters", parameters_json(fit, g)}};
        for (const Reading& r : report.readings[i])
            entry["readings"].push_back({{"parameter", leading_coupling(fit.task)->name},
                                         {"from", r.from},
                                         {"value", r.value},
                                         {"error", r.error},
                                         {"points", r.points},
                                         {"agrees", r.agrees}});
        list.push_back(std::move(entry));
    }
    return list;
}

/// The models compared with the first: their curves.
Json compared_json(const FitReport& report) {
    Json list = Json::array();
    for (std::size_t i = 1; i < report.fits.size(); ++i) {
        const ModelFit& fit = report.fits[i];
        Json samples = Json::array();
        for (std::size_t k = 0; k < fit.task.samples.size(); ++k) {
            Json curve;
            for (const BandPoint& p : fitted_curve(fit.task, fit.result, k, curve_points)) {
                curve["T"].push_back(p.T);
                curve["B_c2"].push_back(p.B);
            }
            samples.push_back({{"name", fit.task.samples[k].name}, {"curve", curve}});
        }
        list.push_back({{"model", name_of(fit.task.model)}, {"samples", samples}});
    }
    return list;
}

Json plan_json(const FitReport& report) {
    const ModelFit& fit = report.fits[0];
    const std::vector<std::string> free = free_names(fit.result);
    Json list = Json::array();
    for (const PlannedPoint& p : report.plan) {
        Json entry{{"sample", fit.task.samples[p.sample].name}, {"T", p.T}, {"B", p.B}, {"gain", p.gain}};
        for (std::size_t i = 0; i < free.size(); ++i) entry["errors"][free[i]] = p.errors[i];
        list.push_back(std::move(entry));
    }
    return list;
}

}  // namespace

Json samples_json(const ModelFit& fit) {
    Json list = Json::array();
    std::size_t row = 0;
    for (std::size_t k = 0; k < fit.task.samples.size(); ++k) {
        const FitSample& sample = fit.task.samples[k];
        const FitParameters& f = fit.result.values[k];
        Json json{{"name", sample.name},
                  {"enhancement", enhancement(fit.task, fit.result, k)},
                  {"pauli_field", pauli_limit() * si_units(f.tc0, f.g_factor).field}};
        const Measurement* first = sample.points.data();
        const auto column = [&](double Measurement::*member) {
            Json values = Json::array();
            for (std::size_t i = 0; i < sample.points.size(); ++i) values.push_back(first[i].*member);
            return values;
        };
        json["points"] = {{"T", column(&Measurement::T)},
                          {"B", column(&Measurement::B)},
                          {"sigma_T", column(&Measurement::sigma_T)},
                          {"sigma_B", column(&Measurement::sigma_B)}};
        for (const Measurement& m : sample.points)
            json["points"]["bound"].push_back(m.bound == Bound::lower   ? "lower"
                                              : m.bound == Bound::upper ? "upper"
                                                                        : "none");
        for (std::size_t i = 0; i < sample.points.size(); ++i)
            json["points"]["residual"].push_back(fit.result.residuals[row++]);
        for (const BandPoint& p : fitted_curve(fit.task, fit.result, k, curve_points)) {
            json["curve"]["T"].push_back(p.T);
            json["curve"]["B_c2"].push_back(p.B);
            json["curve"]["low"].push_back(p.low);
            json["curve"]["high"].push_back(p.high);
        }
        list.push_back(std::move(json));
    }
    return list;
}

std::string fit_json(const FitReport& report) {
    const ModelFit& fit = report.fits[0];
    const FitResult& r = fit.result;
    const Goodness g = goodness(fit.task, r);
    const std::vector<std::string> free = free_names(r);
    Json json = json_head(curve_heading(report));
    json["model"] = name_of(fit.task.model);
    json["parameters"] = parameters_json(fit, g);
    json["chi2"] = r.chi2;
    json["reduced_chi2"] = r.reduced_chi2;
    json["aic"] = r.aic;
    json["points"] = r.points;
    json["errors_stated"] = r.errors_stated;
    json["goodness"] = goodness_json(fit, g);
    if (report.remedy)
        json["goodness"]["remedy"] = {{"free", report.remedy->freed},
                                      {"chi2", report.remedy->chi2},
                                      {"describes", report.remedy->goodness.describes}};
    json["correlation"] = {{"parameters", free}, {"matrix", r.correlation}};
    Json samples = samples_json(fit);
    json["enhancement"] = samples[0]["enhancement"];
    json["samples"] = std::move(samples);
    json["statements"] = statements(report);
    json["notes"] = report.notes;
    if (!report.samples.empty()) {
        json["bootstrap"]["samples"] = report.samples.size();
        for (std::size_t i = 0; i < free.size(); ++i)
            json["bootstrap"]["intervals"][free[i]] = percentiles(report.samples, i);
    }
    if (report.fits.size() > 1) {
        json["comparison"] = comparison_json(report);
        json["compared"] = compared_json(report);
    }
    for (const ModelPair& pair : report.pairs)
        json["tells_apart"].push_back(
            {{"models", {name_of(report.fits[pair.a].task.model), name_of(report.fits[pair.b].task.model)}},
             {"sample", fit.task.samples[pair.where.sample].name},
             {"T", pair.where.T},
             {"B", {pair.where.B[0], pair.where.B[1]}},
             {"errors", pair.where.errors}});
    if (!report.plan.empty()) json["plan"] = plan_json(report);
    return json_text(json);
}

}  // namespace mirage
