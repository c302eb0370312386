#pragma once
// What the linear instability of the normal state towards pairs of momentum Q averages over directions.

namespace mirage {

/// A quantity of one frequency and its derivatives with respect to B^2 and to Q.
struct PairDerivatives {
    double value = 0.0, B2 = 0.0, Q = 0.0, QQ = 0.0, B2Q = 0.0;
};

/// Averages over directions of real parts, with
///   W = w + i Q v,   v = cos(phi - Q_angle),   V = (W^2 + g_x^2)/A,   g_x = -alpha sin(phi),
///   A = W^2 (W^2 + alpha^2 + beta^2) + B^2 (W^2 + g_x^2).
struct PairAverages {
    PairDerivatives over_w;   ///< <V/W>
    PairDerivatives plain;    ///< <V>
    PairDerivatives times_w;  ///< <V W>
};

/// Energies in any common unit.
struct PairField {
    double B2 = 0.0;      ///< B^2
    double beta2 = 0.0;   ///< beta^2
    double alpha2 = 0.0;  ///< alpha^2
    double Q = 0.0;
    double along = 0.0, across = 1.0;  ///< cos and sin of Q_angle; one of them exactly 0 on an axis
};

/// A frequency of a sum, with the points in a quarter of the circle that its average needs.
struct PairFrequency {
    double w = 0.0;       ///< omega + Gamma > 0
    double weight = 0.0;  ///< in the sum
    int directions = 0;
};

/// At one frequency, by the midpoint rule; where Q is neither along nor across the field in half of the
/// circle, with twice as many points. `weight` does not count.
using AveragePairs = PairAverages (*)(const PairField& field, const PairFrequency& frequency);

/// The weighted sum over frequencies of <V/W>, all that counts without scattering.
using SumPairs = PairDerivatives (*)(const PairField& field, int count, const PairFrequency* frequencies);

}  // namespace mirage
