#pragma once
// The summand of the gap equation at one frequency without scattering, with its slopes: all that a search for
// solutions needs, at a fraction of the cost of a whole FrequencyState. Theory page eq. (6) for Gamma = 0,
// where <F>/Delta = 2 <r_s>.

#include "propagator/direction_average.hpp"

namespace mirage {

/// What searches need of one frequency without scattering.
template <class V>
struct CleanTerms {
    V F_over_Delta;        ///< <F>/Delta = 2 <r_s>
    V F_over_Delta_slope;  ///< its derivative with respect to Delta^2, 2 <r_ss>
    V F_over_Delta_B;      ///< its derivative with respect to B, 2 (2 B <r_sb> + omega <r_se>)
};

/// alpha = 0: F/Delta = v/(r R) with r^2 = u, v = u + beta^2, and R of QuadraticRoot, differentiated.
template <class V>
MIRAGE_INLINE CleanTerms<V> clean_terms_without_rashba(V omega, const PairingModel& m) {
    const double D2 = m.Delta * m.Delta, b = m.B * m.B, g2 = m.beta * m.beta;
    const V w2 = omega * omega;
    const V A = w2 + (D2 - g2 - b);
    const V product = w2 * (b + g2) + D2 * g2;
    const V R = square_root(A * A + 4.0 * product);
    const V sum = R + absolute(A);
    const V u = choose(A > 0.0, 0.5 * sum, 2.0 * product / sum);
    const V v = u + g2;
    const V r = square_root(u);
    const V over = 1.0 / (u * r * R);
    const V over_rR = u * over, over_R = r * over_rR;
    const V F = v * over_rR;
    const V along_u = over_rR * (1.0 - 0.5 * v * (r * R * over)) * over_R;  // dF/du at fixed R, over R
    const V along_R = F * (over_R * over_R);                                // -dF/dR at fixed u, over R
    return {F, along_u * v - along_R * (A + 2.0 * g2),
            2.0 * m.B * (along_u * (w2 - u) - along_R * (2.0 * w2 - A))};
}

/// For any alpha; averages over directions to 10^-digits of the model. `directions` is raised to the number
/// of them where that is larger.
template <class V>
MIRAGE_INLINE CleanTerms<V> clean_terms(V omega, const PairingModel& m, int& directions) {
    if (m.alpha == 0.0) return clean_terms_without_rashba(omega, m);
    const DirectionAverage<V> r = average(bare_amplitudes(omega, m), m, directions);
    return {2.0 * r.s, 2.0 * r.ss, 2.0 * (2.0 * m.B * r.sb + omega * r.se)};
}

}  // namespace mirage
