#pragma once
// The least-squares problem of a sample: residuals of its points and of its curves by common unknowns.

#include <vector>

#include "fit/least_squares.hpp"
#include "fit/problem.hpp"
#include "junction/junction_evaluation.hpp"
#include "sample/joint_task.hpp"

namespace mirage {

/// The values of every part.
struct JointValues {
    SampleParameters points;
    std::vector<CurveValues> spectra;
};

/// What an unknown moves: a parameter of the points, one of the curves, or both.
struct Unknown {
    std::optional<std::size_t> of_points{}, of_spectra{};
};

/// By how much the errors of each part are larger than the ones that it states or is given.
struct PartScales {
    double points = 1.0, spectra = 1.0;
};

struct JointProblem {
    FitProblem points;        ///< weighted; free: what the unknowns move, in their order
    JunctionProblem spectra;  ///< free: likewise
    PartScales scale;
    std::vector<Unknown> unknowns;
    JointValues base;  ///< of what does not move

    FitRange range(std::size_t i) const;
    std::vector<double> of_points(const std::vector<double>& x) const;
    std::vector<double> of_spectra(const std::vector<double>& x) const;
    JointValues at(const std::vector<double>& x) const;
    /// From the curves where they have the parameter.
    std::vector<double> fractions(const JointValues& values) const;
};

/// Of an aligned task with an error on every point.
JointProblem joint_problem(const JointTask& weighted, const PartScales& scale);

/// With other unknowns.
JointProblem with_unknowns(JointProblem problem, std::vector<Unknown> unknowns);

/// Unknown number `which` does not move from x[which].
JointProblem held(const JointProblem& problem, const std::vector<double>& x, std::size_t which);

/// How many residuals are of the points.
std::size_t rows_of_points(const JointProblem& problem);

/// Residuals of the points, then of the curves, in units of the scaled errors.
class JointEvaluator {
public:
    explicit JointEvaluator(const JunctionTask& spectra) : spectra_(spectra) {}
    JointEvaluator(const JunctionTask& spectra, std::vector<std::vector<double>> errors)
        : spectra_(spectra, std::move(errors)) {}

    Evaluation residuals(const JointProblem& problem, const std::vector<double>& x) const;
    void differentiate(const JointProblem& problem, const std::vector<double>& x, Evaluation& here) const;
    /// Both.
    Evaluation evaluate(const JointProblem& problem, const std::vector<double>& x) const;
    const JunctionEvaluator& spectra() const { return spectra_; }

private:
    JunctionEvaluator spectra_;
};

/// Of residuals of all, those of one part.
struct PartChi2 {
    double points = 0.0, spectra = 0.0;
};
PartChi2 chi2_of_parts(const JointProblem& problem, const Evaluation& here);

/// A minimum from x with the first-order transitions that belong to it, which are left in the problem; where
/// the engine finds no field far from the points, those of the start stay.
Minimum joint_minimum(JointProblem& problem, const JointEvaluator& evaluator, std::vector<double> x,
                      double tolerance);

}  // namespace mirage
