#include "mirage/formulas/mirage_gap.hpp"

#include <cmath>

namespace mirage {

MirageGap mirage_gap(double Delta, double B, double beta) {
    MirageGap gap;
    gap.epsilon_1 = std::hypot(beta, B + Delta);
    gap.epsilon_2 = std::hypot(beta, B - Delta);
    const double sum = gap.epsilon_1 + gap.epsilon_2;
    gap.position = 0.5 * sum;
    gap.width = sum > 0.0 ? 4.0 * B * Delta / sum : 0.0;
    gap.approximate_position = std::hypot(beta, B);
    gap.approximate_width =
        gap.approximate_position > 0.0 ? 2.0 * Delta * B / gap.approximate_position : 2.0 * Delta;
    return gap;
}

MirageGap mirage_gap_with_triplet(double Delta, double eta, double B, double beta) {
    const double W = std::hypot(beta, B);
    if (W == 0.0) return mirage_gap(std::hypot(Delta, eta), 0.0, 0.0);
    const double within = (beta * Delta + B * eta) / W, across = std::fabs(B * Delta - beta * eta) / W;
    MirageGap gap;
    gap.epsilon_1 = std::hypot(W + across, within);
    gap.epsilon_2 = std::hypot(W - across, within);
    const double sum = gap.epsilon_1 + gap.epsilon_2;
    gap.position = 0.5 * sum;
    gap.width = 4.0 * W * across / sum;
    gap.approximate_position = W;
    gap.approximate_width = 2.0 * across;
    return gap;
}

}  // namespace mirage
