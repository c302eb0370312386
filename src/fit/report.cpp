#include "fit/report.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "fit/band.hpp"
#include "input/input_error.hpp"
#include "input/text.hpp"
#include "mirage/formulas/critical_field_formulas.hpp"
#include "mirage/model/units.hpp"

namespace mirage {
namespace {

constexpr int curve_points = 200;

const char* text_of(FitStatus status) {
    static constexpr const char* names[] = {"determined", "upper bound", "lower bound", "undetermined",
                                            "fixed"};
    return names[static_cast<int>(status)];
}

/// The 2.5 and 97.5 % points of one parameter over the bootstrap samples.
std::array<double, 2> percentiles(const FitReport& report, std::size_t which) {
    std::vector<double> values;
    for (const std::vector<double>& sample : report.samples) values.push_back(sample[which]);
    std::sort(values.begin(), values.end());
    const auto at = [&](double share) {
        return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5)];
    };
    return {at(0.025), at(0.975)};
}

std::string with_unit(const FitParameter& p) {
    return *p.unit ? fmt::format("{} [{}]", printable(p.name), p.unit) : printable(p.name);
}

/// Known to no better than its own size, or not at all.
bool is_vague(const FittedParameter& p) {
    return p.status != FitStatus::determined || p.high - p.low > std::fabs(p.value);
}

double min_aic(const FitReport& report) {
    double least = report.fits[0].result.aic;
    for (const ModelFit& fit : report.fits) least = std::min(least, fit.result.aic);
    return least;
}

Json parameters_json(const FitResult& r) {
    Json json;
    for (const FittedParameter& p : r.parameters)
        json[p.name] = {{"value", p.value},
                        {"error", p.error},
                        {"interval", {p.low, p.high}},
                        {"status", text_of(p.status)}};
    return json;
}

/// Points, residuals, curve and band of every sample.
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

Json comparison_json(const FitReport& report) {
    Json list = Json::array();
    for (std::size_t i = 0; i < report.fits.size(); ++i) {
        const ModelFit& fit = report.fits[i];
        Json entry{{"model", name_of(fit.task.model)},
                   {"chi2", fit.result.chi2},
                   {"aic", fit.result.aic},
                   {"delta_aic", fit.result.aic - min_aic(report)},
                   {"parameters", parameters_json(fit.result)}};
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

/// With the columns of the fitted curves and their bands.
Heading curve_heading(const FitReport& report) {
    Heading heading = report.heading;
    if (report.fits[0].task.samples.size() > 1) heading.columns.push_back({"sample", "1"});
    heading.columns.push_back(column("T", UnitKind::temperature, Units::si));
    for (const char* name : {"B_c2", "low", "high"})
        heading.columns.push_back(column(name, UnitKind::field, Units::si));
    return heading;
}

std::string parameter_rows(const ModelFit& fit) {
    std::string text;
    for (std::size_t i = 0; i < fit.result.parameters.size(); ++i) {
        const FittedParameter& p = fit.result.parameters[i];
        const std::string name = with_unit(fit.task.parameters[i]);
        if (p.status == FitStatus::fixed)
            text += fmt::format("{:<21}{:>11.6g}{:>12}   {:<28}fixed\n", name, p.value, "", "");
        else
            text += fmt::format("{:<21}{:>11.6g}{:>12.3g}   {:<28}{}\n", name, p.value, p.error,
                                fmt::format("{:.6g} to {:.6g}", p.low, p.high), text_of(p.status));
    }
    return text;
}

std::string comparison_rows(const FitReport& report) {
    std::string text = fmt::format("\n{:<8}{:>12}{:>12}{:>12}   {}\n", "model", "chi2", "AIC", "above best",
                                   "leading coupling from T > x Tc0, x = 0, 0.5, 0.7, 0.9");
    for (std::size_t i = 0; i < report.fits.size(); ++i) {
        const ModelFit& fit = report.fits[i];
        text += fmt::format("{:<8}{:>12.5g}{:>12.5g}{:>12.4g}   ", name_of(fit.task.model), fit.result.chi2,
                            fit.result.aic, fit.result.aic - min_aic(report));
        if (const FitParameter* p = leading_coupling(fit.task); p && !report.readings[i].empty()) {
            text += p->name;
            for (const Reading& r : report.readings[i])
                text += fmt::format("{}{:.4g}", r.from == 0.0 ? " " : r.agrees ? ", " : ", !", r.value);
        }
        text += "\n";
    }
    return text;
}

std::string plan_rows(const FitReport& report) {
    const ModelFit& fit = report.fits[0];
    const bool several = fit.task.samples.size() > 1;
    std::string text =
        fmt::format("\nwhere the next point tells most, up to {} T\n{}{:>10}{:>10}", report.largest_field,
                    several ? fmt::format("{:>12}", "sample") : "", "T [K]", "B [T]");
    for (const std::string& name : free_names(fit.result))
        text += fmt::format("{:>18}", "error " + printable(name));
    text += "\n";
    for (std::size_t k = 0; k < std::min<std::size_t>(5, report.plan.size()); ++k) {
        const PlannedPoint& p = report.plan[k];
        if (several) text += fmt::format("{:>12}", printable(fit.task.samples[p.sample].name));
        text += fmt::format("{:>10.4g}{:>10.4g}", p.T, p.B);
        for (const double error : p.errors) text += fmt::format("{:>18.3g}", error);
        text += "\n";
    }
    return text;
}

}  // namespace

std::vector<std::string> statements(const FitReport& report) {
    std::vector<std::string> list;
    const ModelFit& fit = report.fits[0];
    std::vector<const FittedParameter*> free;
    for (const FittedParameter& p : fit.result.parameters)
        if (p.status != FitStatus::fixed) free.push_back(&p);
    for (std::size_t i = 0; i < free.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (const double r = fit.result.correlation[i][j];
                std::fabs(r) > 0.9 && (is_vague(*free[i]) || is_vague(*free[j])))
                list.push_back(
                    fmt::format("{} and {} are hardly told apart by these data (correlation {:.3f}): only a "
                                "combination of "
                                "them is known",
                                printable(free[j]->name), printable(free[i]->name), r));
    for (const FittedParameter* p : free)
        if (p->status == FitStatus::undetermined && std::isfinite(fit.result.reduced_chi2))
            list.push_back(
                fmt::format("the data say nothing about {} within its bounds", printable(p->name)));
    for (std::size_t i = 0; i < report.readings.size(); ++i) {
        const std::vector<Reading>& readings = report.readings[i];
        if (std::all_of(readings.begin(), readings.end(), [](const Reading& r) { return r.agrees; }))
            continue;
        const auto extreme =
            std::minmax_element(readings.begin(), readings.end(),
                                [](const Reading& a, const Reading& b) { return a.value < b.value; });
        list.push_back(fmt::format(
            "the {} of model {} depends on the range of temperatures ({:.4g} to {:.4g} meV): it does "
            "not hold over all of them",
            leading_coupling(report.fits[i].task)->name, name_of(report.fits[i].task.model),
            extreme.first->value, extreme.second->value));
    }
    for (const ModelPair& pair : report.pairs) {
        const ModelFit &a = report.fits[pair.a], &b = report.fits[pair.b];
        list.push_back(fmt::format(
            "{} and {} differ by {:.1f} in AIC; a point at T = {:.3g} K tells most, {:.4g} against {:.4g} "
            "T, {:.1f} of its errors",
            name_of(a.task.model), name_of(b.task.model), std::fabs(a.result.aic - b.result.aic),
            pair.where.T, pair.where.B[0], pair.where.B[1], pair.where.errors));
    }
    return list;
}

std::string fit_table(const FitReport& report) {
    const ModelFit& fit = report.fits[0];
    const FitResult& r = fit.result;
    const std::vector<std::string> free = free_names(r);
    std::string text =
        fmt::format("model {}, {} points\n\n{:<21}{:>11}{:>12}   {:<28}{}\n", name_of(fit.task.model),
                    r.points, "parameter", "value", "error", "95 % interval", "status");
    text += parameter_rows(fit);
    text += fmt::format(
        "\nchi2 {:.6g}, reduced {:.4g}, AIC {:.6g}{}\n", r.chi2, r.reduced_chi2, r.aic,
        r.errors_stated ? "" : " (no errors stated: 1 % of the largest T and B, scaled by the scatter)");
    for (std::size_t k = 0; k < fit.task.samples.size(); ++k)
        text += fmt::format(
            "B_c2(0.001 Tc0)/B_p = {:.4g}{}\n", enhancement(fit.task, r, k),
            fit.task.samples.size() > 1 ? fmt::format(" ({})", printable(fit.task.samples[k].name)) : "");
    for (std::size_t i = 0; i < free.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (r.correlation[i][j] != 0.0)
                text += fmt::format("correlation of {} and {}: {:.4f}\n", printable(free[j]),
                                    printable(free[i]), r.correlation[i][j]);
    if (!report.samples.empty()) {
        text += fmt::format("\nbootstrap, {} samples\n", report.samples.size());
        for (std::size_t i = 0; i < free.size(); ++i) {
            const auto [low, high] = percentiles(report, i);
            text += fmt::format("{:<17}95 % of them from {:.6g} to {:.6g}\n", printable(free[i]), low, high);
        }
    }
    if (report.fits.size() > 1) text += comparison_rows(report);
    if (!report.plan.empty()) text += plan_rows(report);
    const std::vector<std::string> said = statements(report);
    if (!said.empty()) text += "\n";
    for (const std::string& statement : said) text += "- " + statement + "\n";
    return text;
}

std::string fit_json(const FitReport& report) {
    const ModelFit& fit = report.fits[0];
    const FitResult& r = fit.result;
    const std::vector<std::string> free = free_names(r);
    Json json = json_head(curve_heading(report));
    json["model"] = name_of(fit.task.model);
    json["parameters"] = parameters_json(r);
    json["chi2"] = r.chi2;
    json["reduced_chi2"] = r.reduced_chi2;
    json["aic"] = r.aic;
    json["points"] = r.points;
    json["errors_stated"] = r.errors_stated;
    json["correlation"] = {{"parameters", free}, {"matrix", r.correlation}};
    Json samples = samples_json(fit);
    json["enhancement"] = samples[0]["enhancement"];
    json["samples"] = std::move(samples);
    json["statements"] = statements(report);
    json["notes"] = report.notes;
    if (!report.samples.empty()) {
        json["bootstrap"]["samples"] = report.samples.size();
        for (std::size_t i = 0; i < free.size(); ++i)
            json["bootstrap"]["intervals"][free[i]] = percentiles(report, i);
    }
    if (report.fits.size() > 1) json["comparison"] = comparison_json(report);
    for (const ModelPair& pair : report.pairs)
        json["tells_apart"].push_back(
            {{"models", {name_of(report.fits[pair.a].task.model), name_of(report.fits[pair.b].task.model)}},
             {"sample", fit.task.samples[pair.where.sample].name},
             {"T", pair.where.T},
             {"B", {pair.where.B[0], pair.where.B[1]}},
             {"errors", pair.where.errors}});
    for (const PlannedPoint& p : report.plan) {
        Json entry{{"sample", fit.task.samples[p.sample].name}, {"T", p.T}, {"B", p.B}, {"gain", p.gain}};
        for (std::size_t i = 0; i < free.size(); ++i) entry["errors"][free[i]] = p.errors[i];
        json["plan"].push_back(std::move(entry));
    }
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string fit_csv(const FitReport& report) {
    const ModelFit& fit = report.fits[0];
    const bool several = fit.task.samples.size() > 1;
    std::string text = csv_head(curve_heading(report));
    for (std::size_t k = 0; k < fit.task.samples.size(); ++k)
        for (const BandPoint& p : fitted_curve(fit.task, fit.result, k, curve_points))
            text += fmt::format("{}{:.10g},{:.10g},{:.10g},{:.10g}\n",
                                several ? printable(fit.task.samples[k].name) + "," : "", p.T, p.B, p.low,
                                p.high);
    return text;
}

}  // namespace mirage
