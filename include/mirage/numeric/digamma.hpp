#pragma once
// The digamma function of a complex argument: every Matsubara sum of the closed-form expressions.

#include <complex>

namespace mirage {

/// psi(z) = d ln Gamma(z)/dz, principal branch. Error below 1e-14 max(1, |psi|) for |z| up to 1e12, except
/// where psi has a zero or a pole at Re z < 0: there it is that of rounding z. Not finite at the poles z = 0,
/// -1, -2, ... Recurrence to |z| >= 10, Stirling's series, reflection for Re z < 0.
std::complex<double> digamma(std::complex<double> z);

/// Re psi(1/2 + i y) - psi(1/2) = sum_n y^2/((n + 1/2) ((n + 1/2)^2 + y^2)); relative accuracy 1e-14 also for
/// y -> 0.
double digamma_half_difference(double y);

}  // namespace mirage
