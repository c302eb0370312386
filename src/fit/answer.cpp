#include "fit/answer.hpp"

#include "fit/validity.hpp"

namespace mirage {
namespace {

/// The parameters are those of the model asked for.
Heading heading_of(const FitReport& report, const std::string& command) {
    Heading heading{command, Units::si, {}, {}};
    heading.parameters["model"] = name_of(report.fits[0].task.model);
    for (const FittedParameter& p : report.fits[0].result.parameters) heading.parameters[p.name] = p.value;
    return heading;
}

}  // namespace

FitReport answer(const FitRequest& request, const std::string& command) {
    FitReport report;
    report.fits.push_back({request.task, fit(request.task)});
    report.heading = heading_of(report, command);
    report.notes = request.notes;
    report.largest_field = request.largest_field;
    for (const FitTask& task : request.compared) report.fits.push_back({task, fit(task)});
    const ModelFit& first = report.fits[0];
    const Goodness quality = goodness(first.task, first.result);
    if (!quality.describes && beyond_every_model(first.task, first.result, quality).empty())
        report.remedy = remedy(first);
    if (request.plan) report.plan = plan(request.task, report.fits[0].result, request.largest_field);
    if (report.fits.size() == 1) return report;
    for (const ModelFit& fit : report.fits) report.readings.push_back(readings(fit));
    for (std::size_t b = 1; b < report.fits.size(); ++b)
        if (const auto where = separation(report.fits[0], report.fits[b], request.largest_field))
            report.pairs.push_back({0, b, *where});
    return report;
}

}  // namespace mirage
