#pragma once
// Whether a model describes dI/dV curves, and which part of them it does not.

#include <string>
#include <vector>

#include "junction/junction_fit.hpp"

namespace mirage {

/// Neighbours that lie on one side of the fit.
struct MissedRange {
    std::size_t curve = 0;
    double low = 0.0, high = 0.0;  ///< [mV]
    double deviation = 0.0;        ///< mean of measured less fitted, in units of the normal conductance
    double significance = 0.0;     ///< in standard deviations
};

/// With stated errors the chance of a larger chi-squared; without, that of a larger ratio of the scatter
/// about the fit to the noise of neighbours (F distribution, the noise as well known as by a third of the
/// points). The model describes the curves where this chance is at least 0.001 and that of neighbours to err
/// alike so often (von Neumann's ratio) at least 0.0001.
struct JunctionGoodness {
    double p_value = 0.0;  ///< NaN without degrees of freedom
    double trend = 1.0;
    bool describes = true;
    std::string statement;
    std::vector<MissedRange> missed;  ///< at most four, the most significant first; empty where it describes
    /// Of every parameter: nothing is said where the model does not describe the curves; an Ising coupling
    /// whose interval spans a factor of 4 is known from below alone.
    std::vector<FitStatus> status;
};

JunctionGoodness junction_goodness(const JunctionTask& task, const JunctionFit& fit);

}  // namespace mirage
