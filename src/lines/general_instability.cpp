#include "lines/general_instability.hpp"

#include <cmath>

#include "mirage/gap/gap_equation.hpp"

namespace mirage {
namespace {

/// A function of Delta^2 at zero, from values at h and 2 h.
double at_zero(double at_h, double at_2h) { return at_h + (at_h - at_2h) / 3.0; }

/// [Delta0]: l is even in Q, and a momentum is what the current responds to.
constexpr double smallest_momentum = 1e-5;

struct SmallAmplitude {
    GapState near, far;
    double h2 = 0.0;
    bool solved() const { return near.solved && far.solved; }
    double current_slope() const { return at_zero(near.current_slope / h2, far.current_slope / (4.0 * h2)); }
};

SmallAmplitude small_amplitude(const GapProblem& problem, double B) {
    GapWorkspace workspace;
    SmallAmplitude s;
    const double h = 0.005 * problem.omega[0];
    s.h2 = h * h;
    s.far = evaluate(problem, workspace, 2.0 * h, B);
    s.near = evaluate(problem, workspace, h, B);
    return s;
}

}  // namespace

MomentumInstability general_instability(const Parameters& parameters, double tolerance) {
    const double digits = tolerance > 1e-9 ? 6.5 : 13.0;
    Parameters p = parameters;
    p.Q = std::fmax(std::fabs(p.Q), smallest_momentum);
    GapProblem problem = gap_problem(p, tolerance, digits);
    const double B = std::fabs(p.B), Q = p.Q;
    MomentumInstability l;
    const SmallAmplitude here = small_amplitude(problem, B);
    GapWorkspace workspace;
    const GapState zero = evaluate(problem, workspace, 0.0, B);
    const double step = std::fmin(1e-4, 0.5 * Q);
    problem.parameters.Q = Q - step;
    const SmallAmplitude below = small_amplitude(problem, B);
    problem.parameters.Q = Q + step;
    const SmallAmplitude above = small_amplitude(problem, B);
    if (!here.solved() || !below.solved() || !above.solved() || !zero.solved) return l;
    l.value = zero.equation;
    l.error = zero.error;
    l.field_slope = at_zero(here.near.field_slope, here.far.field_slope);
    l.momentum_slope = at_zero(here.near.momentum_slope, here.far.momentum_slope);
    l.momentum_curvature = here.current_slope();
    l.mixed_slope = (at_zero(above.near.field_slope, above.far.field_slope) -
                     at_zero(below.near.field_slope, below.far.field_slope)) /
                    (2.0 * step);
    return l;
}

double general_curvature_at_rest(const Parameters& parameters) {
    Parameters p = parameters;
    p.Q = smallest_momentum;
    const SmallAmplitude here = small_amplitude(gap_problem(p, 1e-13), std::fabs(p.B));
    return here.solved() ? here.current_slope() : quiet_nan;
}

}  // namespace mirage
