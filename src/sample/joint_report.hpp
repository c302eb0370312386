#pragma once
// What `mirage fit-sample` prints.

#include <string>
#include <vector>

#include "results/heading.hpp"
#include "sample/joint_goodness.hpp"

namespace mirage {

struct JointReport {
    Heading heading;  ///< without columns
    JointTask task;
    JointFit fit;
    std::string conductance;  ///< unit of the curves
    std::vector<std::string> notes;
    JointGoodness goodness;
    std::vector<std::string> statements;
    std::vector<std::vector<double>> samples{};  ///< bootstrap: free parameters of each
};

/// The fit with all that is said about it.
JointReport joint_report(const JointTask& task, const std::string& conductance,
                         const std::vector<std::string>& notes, const std::string& command,
                         const JointProgress& progress = {});

/// Parameters, each part alone beside them, chi-squared of the parts, and every statement.
std::string joint_table(const JointReport& report);

/// With the columns of points and curves.
Heading joint_heading(const JointReport& report);

/// Points and curves: part,curve,T,B,V,measured,fitted,residual; a point has its residual alone.
std::string joint_csv(const JointReport& report);

}  // namespace mirage
