#pragma once
// The pair amplitudes of the normal state to first order, without Rashba coupling and with every kind of
// scattering: a continued fraction in omega, whose Matsubara sum is digamma functions at the roots of a
// cubic.
//
// Theory page, section 8, for one pair of valleys; it contains Abrikosov and Gor'kov 1961, [ZF] Zhang and
// Falson 2021 eqs. 1 and 6, and the instability with disorder of the theory page, eq. 9. Reduced units:
// energies and fields in Delta0, temperatures in Tc0, 2 pi k T = 2 pi T/1.7639 Delta0.

namespace mirage {

/// Rates of the self-consistent Born approximation [Delta0], >= 0, each the same within and between the
/// valleys; along and across (the sum of both components): by the component of spin with respect to the
/// field.
struct ScatteringRates {
    double potential = 0.0;  ///< Gamma; with different rates twice that between the valleys, the one within
                             ///< them being without effect
    double magnetic_along = 0.0, magnetic_across = 0.0;
    double spin_orbit_along = 0.0, spin_orbit_across = 0.0;
    double orbital = 0.0;  ///< Gamma_o/B^2 [1/Delta0] of a film in a parallel field
};

/// A third of the magnetic and of the spin-orbit rate for each component of spin, as in Material.
ScatteringRates isotropic_rates(double potential, double magnetic, double spin_orbit, double orbital = 0.0);

/// Decay rates [Delta0] of the three amplitudes that the field and the Ising coupling connect.
struct PairRelaxation {
    double singlet = 0.0;  ///< F: 2 Gamma_m + 2 Gamma_o, the pair breaking of Abrikosov and Gor'kov
    double triplet = 0.0;  ///< f_x, odd in frequency: 2 Gamma_m,along + 2 Gamma_o + 2 Gamma_so,across
    double valley = 0.0;   ///< f_y, odd in the valley: Gamma + Gamma_m + Gamma_so + Gamma_o
};
PairRelaxation pair_relaxation(const ScatteringRates& rates, double B);

/// F/Delta = K = 1/(omega + a + B^2/(omega + b + beta^2/(omega + c))), a, b, c the three rates in that order.
double linear_kernel(double omega, double B, double beta, const PairRelaxation& relaxation);

/// The sums 2 pi k T sum_n [1/omega_n - K] of the linear response to the singlet order parameter Delta and to
/// that of the valley-odd triplet, eta, of the kernels K = [(omega + M)^-1]_11, _33 and _13, the last without
/// 1/omega_n, with M = {{a, B, 0}, {-B, b, beta}, {0, -beta, c}}. The state is unstable where the symmetric
/// matrix {{ln T + singlet, mixed}, {mixed, ln(T/T_t) + valley}} is not positive.
struct LinearResponse {
    double singlet = 0.0, valley = 0.0, mixed = 0.0;
};

/// In closed form; error below 1e-12 of max(1, |value|) for all rates, coinciding roots included.
LinearResponse linear_response(double T, double B, double beta, const PairRelaxation& relaxation);

/// Critical temperature at B = 0 [Tc0]: Abrikosov and Gor'kov with the pair breaking of the singlet, 0 where
/// that exceeds Delta0/2.
double pair_breaking_temperature(const ScatteringRates& rates);

/// The second-order field [Delta0]: ln T + singlet = 0, which has one root because K falls with B; 0 at and
/// above the critical temperature, NaN where a parameter is NaN. Relative accuracy 1e-11 where T is below
/// 0.999 of the critical temperature.
double pair_breaking_field(double T, double beta, const ScatteringRates& rates);

}  // namespace mirage
