#pragma once
// Whether the model describes the points and the curves of a sample, and both with one set of parameters.

#include <optional>
#include <string>
#include <vector>

#include "fit/goodness.hpp"
#include "junction/junction_goodness.hpp"
#include "sample/joint_fit.hpp"

namespace mirage {

/// Each part by its own fit; both where none fails and the chance of a larger disagreement is at least 0.001.
struct JointGoodness {
    std::optional<Goodness> points;
    std::optional<JunctionGoodness> spectra;
    double p_value = quiet_nan;  ///< of chi-squared of all; NaN unless every part states its errors
    bool agree = true;
    bool describes = true;
    std::string statement;
    std::vector<FitStatus> status;  ///< what may be said of every parameter
};

JointGoodness joint_goodness(const JointTask& task, const JointFit& fit);

}  // namespace mirage
