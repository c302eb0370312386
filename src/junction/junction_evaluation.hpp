#pragma once
// Residuals of all curves and their derivatives.

#include <atomic>
#include <vector>

#include "fit/least_squares.hpp"
#include "junction/curve_model.hpp"
#include "junction/junction_background.hpp"

namespace mirage {

/// Everything about one curve at given values.
struct EvaluatedCurve {
    JunctionState state;
    CurveFit fit;
    std::vector<double> voltages;  ///< of the junction [mV]
    ThermalConductance conductance;
};

/// Of all curves one after the other.
std::vector<double> residuals_of(const std::vector<EvaluatedCurve>& curves);

/// A problem with the errors of its points.
class JunctionEvaluator {
public:
    explicit JunctionEvaluator(const JunctionTask& task);
    /// With other errors.
    JunctionEvaluator(const JunctionTask& task, std::vector<std::vector<double>> errors);

    EvaluatedCurve curve(std::size_t k, const CurveValues& values, const EvaluatedCurve* near = nullptr,
                         Panels panels = Panels::given) const;
    /// With panels of their own, faster where all curves at values nearby are given.
    std::vector<EvaluatedCurve> curves(const std::vector<CurveValues>& values,
                                       const std::vector<EvaluatedCurve>& near = {}) const;
    const std::vector<double>& errors(std::size_t k) const { return errors_[k]; }

    /// Residuals after the best backgrounds, of all curves one after the other; curves are shared among
    /// threads.
    Evaluation residuals(const std::vector<CurveValues>& values) const;
    /// Their derivatives by the free fractions: differences of the residuals, backgrounds found anew, on the
    /// panels of the curve itself, `centre` where they are known. Curves and parameters are shared among
    /// threads; the bits do not depend on them.
    void differentiate(const JunctionProblem& problem, const std::vector<CurveValues>& base,
                       const std::vector<double>& x, Evaluation& here) const;
    void differentiate(const JunctionProblem& problem, const std::vector<CurveValues>& base,
                       const std::vector<double>& x, const std::vector<EvaluatedCurve>& centre,
                       Evaluation& here) const;

private:
    const JunctionTask& task_;
    std::vector<std::vector<double>> errors_;
    /// Of one curve, by the last time it was taken; threads are worth it for longer work alone.
    mutable std::atomic<double> seconds_ = 0.0;

    EvaluatedCurve measured(std::size_t k, const CurveValues& values, JunctionState state,
                            ThermalConductance g) const;
    bool is_worth_threads(std::size_t curves) const;
};

/// The minimum from x; values that are not free are those of `base`. `jacobian`: derivatives of a point
/// nearby, if any.
Minimum junction_minimum(const JunctionProblem& problem, const JunctionEvaluator& evaluator,
                         const std::vector<CurveValues>& base, std::vector<double> x, double tolerance,
                         Slopes slopes = Slopes::checked, std::vector<double> jacobian = {});

}  // namespace mirage
