#pragma once
// What `mirage fit-spectrum` prints.

#include <string>
#include <vector>

#include "junction/junction_statements.hpp"
#include "results/heading.hpp"

namespace mirage {

struct JunctionReport {
    Heading heading;  ///< without columns
    JunctionTask task;
    JunctionFit fit;
    std::string conductance;  ///< unit of the data
    std::vector<std::string> notes;
    JunctionGoodness goodness;
    std::vector<MirageWindow> windows;
    std::vector<std::string> statements;
    std::vector<std::vector<double>> samples{};  ///< bootstrap: free parameters of each
};

/// The fit with all that is said about it. Numbers are in SI, statements in the units of the task.
JunctionReport junction_report(const JunctionTask& task, const std::string& conductance,
                               const std::vector<std::string>& notes, const std::string& command,
                               const JunctionProgress& progress = {});

/// Parameters, curves, goodness, strong correlations, and every statement.
std::string junction_table(const JunctionReport& report);

/// The curves: curve,T,B,V,measured,fitted,residual.
std::string junction_csv(const JunctionReport& report);

/// A row for each parameter: label, value, error, interval, status.
std::string fitted_rows(const std::vector<std::string>& labels, std::size_t width,
                        const std::vector<FittedParameter>& parameters,
                        const std::vector<FitStatus>& statuses);

/// One curve with its fit, residuals and mirage gap.
Json curve_json(const JunctionCurve& curve, const FittedCurve& fitted, const MirageWindow& window);

/// Everything in the report. A number that does not exist is null.
std::string junction_json(const JunctionReport& report);

}  // namespace mirage
