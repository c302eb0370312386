#pragma once
// The mirage gap in closed form, [T] Tang, Bruder and Belzig 2021.

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

}  // namespace mirage
