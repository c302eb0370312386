#pragma once
// The free energy over (Delta, Q) as the search for the best momentum sees it: columns of one Q each, and the
// descent into a minimum.

#include <cmath>
#include <vector>

#include "gap/pair_sums.hpp"
#include "mirage/gap/gap_equation.hpp"

namespace mirage {

/// Evaluations at any (Delta, Q) of one sum.
class FreeEnergyLandscape {
public:
    FreeEnergyLandscape(const Parameters& parameters, double tolerance, double digits)
        : problem_(gap_problem(parameters, tolerance, digits)), B_(std::fabs(parameters.B)) {}

    GapState at(double Delta, double Q) {
        problem_.parameters.Q = Q;
        return evaluate(problem_, workspace_, Delta, B_);
    }
    /// Of two order parameters: those along the lowest eigenvalue at the normal state follow.
    void begin_branch() { workspace_.angle = {}; }
    /// Or those of a known state.
    void begin_branch(double amplitude2, double angle) {
        workspace_.angle = {};
        if (has_angle()) workspace_.angle = {angle, amplitude2, B_, 0.0, 0.0};
    }
    /// Where g is that of zero amplitude but for its square.
    double least_amplitude() const { return 0.01 * problem_.omega[0]; }
    bool has_angle() const { return has_triplet(problem_.parameters); }
    /// At this momentum.
    const GapProblem& problem(double Q) {
        problem_.parameters.Q = Q;
        return problem_;
    }

private:
    GapProblem problem_;
    GapWorkspace workspace_;
    double B_;
};

/// Where along one Q the free energy has minima, from values of g and its slope at the scanned amplitudes.
struct MomentumColumn {
    double Q = 0.0;
    double lowest = 0.0;      ///< free energy of the lowest minimum, 0 without one
    double amplitude2 = 0.0;  ///< and its Delta^2
    double current = 0.0;     ///< and dOmega/dQ there
    double angle = 0.0;       ///< of the order parameters there
    double g_zero = 0.0, g_zero_Q = 0.0;
    GapState least;  ///< at nearly zero amplitude
    bool solved = true;
};

/// The columns at these momenta, and at others where g at zero amplitude has a minimum close to zero;
/// largest: the largest amplitude of the scan. From `near` on, where no band is shifted as much, only a state
/// that condenses from the normal one by a transition of second order or close to it.
std::vector<MomentumColumn> scan_momenta(FreeEnergyLandscape& landscape, const std::vector<double>& momenta,
                                         double near, double largest);

/// A place in the landscape.
struct MomentumPlace {
    double amplitude2, Q;
    double angle = 0.0;  ///< of two order parameters
};

/// Newton for a stationary point of Omega(t, Q), t = Delta^2, as a descent from a place, which moves: the
/// second derivatives where they are positive, else their moduli; steps are halved until the free energy
/// falls. False where it ends in a uniform or the normal state.
bool descend(FreeEnergyLandscape& landscape, MomentumPlace& place, double largest_Q, double accuracy,
             GapState& state);

}  // namespace mirage
