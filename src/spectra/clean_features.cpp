#include "spectra/clean_features.hpp"

#include <algorithm>
#include <cmath>

#include "mirage/spectra/material_spectrum.hpp"
#include "propagator/material_model.hpp"

namespace mirage {
namespace {

/// Of one pocket with gap D and triplet order parameter y in a field B.
MirageGap pocket_mirage_gap(double D, double y, double B, double g) {
    if (y == 0.0) return mirage_gap(std::fabs(D), B, g);
    const double square = g * g + B * B + D * D + y * y, mixed = 2.0 * std::fabs(B * D - g * y);
    MirageGap gap = mirage_gap(D, B, g);
    gap.epsilon_1 = std::sqrt(square + mixed);
    gap.epsilon_2 = std::sqrt(std::max(0.0, square - mixed));
    gap.position = 0.5 * (gap.epsilon_1 + gap.epsilon_2);
    gap.width = mixed / gap.position;
    return gap;
}

MirageGap pocket_mirage_gap(const MaterialModel& m, const PocketModel& pocket) {
    const double B = std::hypot(m.B_x, m.B_z);
    return pocket_mirage_gap(pocket.chi * m.Delta, pocket.triplet * m.eta, B,
                             std::hypot(pocket.beta, pocket.alpha));
}

/// A momentum moves energies by up to Q v either way.
std::vector<double> with_momentum(const MaterialModel& m, const std::vector<double>& features) {
    std::vector<double> moved;
    double velocity = 0.0;
    for (int p = 0; p < m.pocket_count; ++p) velocity = std::max(velocity, m.pocket[p].velocity);
    const double shift = m.Q * velocity;
    for (const double feature : features)
        moved.insert(moved.end(), {feature, std::fabs(feature - shift), feature + shift});
    return moved;  // the highest of all is the last
}

}  // namespace

MirageGap clean_mirage_gap(const PairingModel& model) {
    if (!needs_general_theory(model))
        return mirage_gap(model.Delta, model.B, std::hypot(model.beta, model.alpha));
    const MaterialModel m = material_model(model);
    return pocket_mirage_gap(m, m.pocket[0]);
}

double largest_gap(const PairingModel& model) {
    if (!needs_general_theory(model)) return model.Delta;
    const MaterialModel m = material_model(model);
    double largest = 0.0;
    for (int p = 0; p < m.pocket_count; ++p)
        largest = std::max(largest, std::hypot(m.pocket[p].chi * m.Delta, m.pocket[p].triplet * m.eta));
    return largest;
}

double largest_rate(const PairingModel& model) {
    if (!needs_general_theory(model)) return model.gamma;
    const MaterialModel m = material_model(model);
    double largest = 0.0;
    for (int p = 0; p < m.pocket_count; ++p) {
        double sum = m.magnetic + m.spin_orbit + m.orbital;
        for (int q = 0; q < m.pocket_count; ++q) sum += m.even[p][q];
        largest = std::max(largest, sum);
    }
    return largest;
}

std::vector<double> clean_features(const PairingModel& model) {
    if (!needs_general_theory(model)) {
        const MirageGap gap = clean_mirage_gap(model);
        return {model.Delta, gap.epsilon_2, gap.epsilon_1};
    }
    const MaterialModel m = material_model(model);
    std::vector<double> features;
    double highest = 0.0;
    for (int p = 0; p < m.pocket_count; ++p) {
        const MirageGap gap = pocket_mirage_gap(m, m.pocket[p]);
        const double D = std::hypot(m.pocket[p].chi * m.Delta, m.pocket[p].triplet * m.eta);
        features.insert(features.end(), {D, gap.epsilon_2, gap.epsilon_1});
        highest = std::max(highest, gap.epsilon_1);
        if (m.pocket[p].form != SpinOrbitForm::cos3phi) continue;
        // at the nodes only the field is left
        const double B = std::hypot(m.B_x, m.B_z);
        features.insert(features.end(), {std::fabs(B - D), B + D});
        highest = std::max(highest, B + D);
    }
    features.push_back(highest);
    return m.Q == 0.0 ? features : with_momentum(m, features);
}

}  // namespace mirage
