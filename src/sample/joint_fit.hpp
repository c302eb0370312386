#pragma once
// Least squares of the points and the curves of one sample together, with honest intervals.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "fit/fit.hpp"
#include "junction/junction_fit.hpp"
#include "sample/agreement.hpp"
#include "sample/joint_task.hpp"

namespace mirage {

/// One part of the data in the fit of all.
struct FittedPart {
    double scale = 1.0;  ///< of its errors
    double freedom =
        0.0;            ///< of the scale: that of its own fit; infinite where the errors are stated or given
    double chi2 = 0.0;  ///< at the fit of all, in units of the scaled errors
    double chi2_alone = 0.0;  ///< the least of this part alone; 0 where it is too little to be fitted alone
    std::size_t points = 0;
    bool errors_stated = true;
    double increase() const { return chi2 - chi2_alone; }
};

/// A shared parameter that each part has its own of, all others still shared.
struct SplitParameter {
    std::string name;
    double points = 0.0, spectra = 0.0;
    Chance chance;  ///< of a larger difference; NaN where a part does not tell the parameter
};

struct JointFit {
    std::vector<JointParameter> task;         ///< what there is
    std::vector<FittedParameter> parameters;  ///< of each
    double chi2 = 0.0;                        ///< in units of the scaled errors
    double freedom = 0.0;
    std::vector<std::vector<double>> correlation;  ///< of the free parameters in their order
    FittedPart points, spectra;
    double directions = 0.0;  ///< of the parameters that both parts measure
    Chance agreement;
    std::vector<SplitParameter> splits;     ///< of every shared free parameter that is not at a bound
    std::optional<FitResult> points_alone;  ///< by the task as it is given
    std::optional<JunctionFit> spectra_alone;
    JointTask aligned;       ///< the task of the fit of all
    FitResult points_there;  ///< the parts at the fit of all, by the aligned task
    JunctionFit spectra_there;
};

/// Is told which part of a fit is done.
using JointProgress = JunctionProgress;

/// Each part alone by fit and fit_junction, then all together: chi-squared is the sum of those of the parts,
/// each in units of its errors. Where a part states none, the scatter about its own best fit sets their
/// scale, which does not know of the other part; points that are too few to be fitted alone keep 1 % of the
/// largest T and B. Intervals by the profile of that sum, with Student's t of Welch's degrees of freedom. Of
/// a single part the answer is that of its own fit. Throws std::runtime_error where chi-squared is finite
/// nowhere, InputError where the parts have no range of a parameter in common.
JointFit fit_joint(const JointTask& task, const JointProgress& progress = {});

/// The fit of one resampling of the points and of the points of every curve (number `sample`), started at
/// `fit`: the free parameters in their order. The same numbers wherever it is computed.
std::vector<double> joint_bootstrap_sample(const JointFit& fit, std::uint64_t sample);

}  // namespace mirage
