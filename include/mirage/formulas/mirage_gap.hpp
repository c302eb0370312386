#pragma once
// The mirage gap in closed form, [T] Tang, Bruder and Belzig 2021. Energies in a common unit.

namespace mirage {

/// Positions and widths of the mirage gap: half sum and difference of
/// epsilon_1,2 = sqrt(beta^2 + (B +- Delta)^2), exact without disorder and Rashba coupling, and [T] eqs. 5
/// and 6.
struct MirageGap {
    double epsilon_1 = 0.0, epsilon_2 = 0.0;
    double position = 0.0, width = 0.0;  ///< (epsilon_1 + epsilon_2)/2, epsilon_1 - epsilon_2
    double approximate_position = 0.0, approximate_width = 0.0;  ///< W, 2 Delta B/W: Delta << W
};
MirageGap mirage_gap(double Delta, double B, double beta);

/// With a valley-odd triplet order parameter eta >= 0 (Patil, Tang and Belzig, arXiv:2307.03456):
/// epsilon_1,2 = sqrt((W +- m)^2 + b^2), exact without disorder and Rashba coupling, with the part of the
/// order parameters that pairs within a spin-split band, b = (beta Delta + B eta)/W, which is the gap edge
/// for W > |m|, and the one that pairs across, m = (B Delta - beta eta)/W. The approximate width is 2 |m|. T
/// -> 0, B << beta: the field induces eta = (B/beta) Delta l/(l + L), l = ln(2 beta/Delta0), L = ln(Tc0/T_t),
/// and the gap narrows by the factor L/(l + L).
MirageGap mirage_gap_with_triplet(double Delta, double eta, double B, double beta);

}  // namespace mirage
