#include "fit/report.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "fit/band.hpp"
#include "input/text.hpp"

namespace mirage {

const char* name_of(FitStatus status) {
    static constexpr const char* names[] = {"determined", "upper bound", "lower bound", "undetermined",
                                            "fixed"};
    return names[static_cast<int>(status)];
}

std::array<double, 2> percentiles(const std::vector<std::vector<double>>& samples, std::size_t which) {
    std::vector<double> values;
    for (const std::vector<double>& sample : samples) values.push_back(sample[which]);
    std::sort(values.begin(), values.end());
    const auto at = [&](double share) {
        return values[static_cast<std::size_t>(std::lround(share * static_cast<double>(values.size() - 1)))];
    };
    return {at(0.025), at(0.975)};
}

double aic_above_best(const FitReport& report, std::size_t which) {
    double least = report.fits[0].result.aic;
    for (const ModelFit& fit : report.fits) least = std::min(least, fit.result.aic);
    return report.fits[which].result.aic - least;
}

Heading curve_heading(const FitReport& report) {
    Heading heading = report.heading;
    if (report.fits[0].task.samples.size() > 1) heading.columns.push_back({"sample", "1"});
    heading.columns.push_back(column("T", UnitKind::temperature, Units::si));
    for (const char* name : {"B_c2", "low", "high"})
        heading.columns.push_back(column(name, UnitKind::field, Units::si));
    return heading;
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
