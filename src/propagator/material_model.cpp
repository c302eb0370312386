#include "propagator/material_model.hpp"

#include <cmath>

namespace mirage {
namespace {

void set_pockets(MaterialModel& model, const PairingModel& m) {
    PocketModel& valleys = model.pocket[0];
    int count = 1;
    for (const Pocket& p : m.material->pockets) {
        if (!(p.share > 0.0)) continue;
        valleys.share -= p.share;
        model.pocket[count++] = {p.share, p.gap, 0.0, p.beta, p.alpha, p.velocity, p.tunnel_weight, p.form};
    }
    model.pocket_count = count;
    valleys.beta = m.beta;
    valleys.alpha = m.alpha;
    if (valleys.share < 1e-12) valleys.share = 0.0;  // rounding of shares that leave nothing
    if (valleys.share > 0.0 && m.material->T_triplet > 0.0) valleys.triplet = 1.0 / std::sqrt(valleys.share);
    double square = 0.0;
    for (int p = 0; p < count; ++p)
        square += model.pocket[p].share * model.pocket[p].chi * model.pocket[p].chi;
    for (int p = 0; p < count; ++p) model.pocket[p].chi /= std::sqrt(square);
}

void set_rates(MaterialModel& model, const PairingModel& m) {
    const Material& material = *m.material;
    const double gamma_intra = material.gamma_intra, gamma_inter = m.gamma - gamma_intra;
    for (int p = 0; p < model.pocket_count; ++p) {
        const double share = model.pocket[p].share;
        const bool pair = model.pocket[p].form == SpinOrbitForm::valley;
        for (int q = 0; q < model.pocket_count; ++q) model.even[q][p] = 2.0 * share * material.gamma_pocket;
        model.even[p][p] = pair ? share * (gamma_intra + gamma_inter) : 2.0 * share * gamma_intra;
        model.odd[p] = pair ? share * (gamma_intra - gamma_inter) : 0.0;
    }
    model.magnetic = material.gamma_magnetic;
    model.spin_orbit = material.gamma_spin_orbit;
}

/// The direction of the field; multiples of 90 degrees exactly: what vanishes there by symmetry must not be
/// left to rounding.
void set_direction(MaterialModel& model, const Material& material) {
    if (material.theta == 0.0) return;
    const double quarters = material.theta / std::asin(1.0);
    const bool in_plane = std::fabs(std::remainder(quarters, 2.0)) < 1e-14;
    const bool perpendicular = std::fabs(std::remainder(quarters - 1.0, 2.0)) < 1e-14;
    model.B_x_B = perpendicular ? 0.0 : std::fabs(std::cos(material.theta));
    model.B_z_B = in_plane ? 0.0 : std::fabs(std::sin(material.theta));
}

void set_orbital(MaterialModel& model, const Material& material) {
    model.orbital_quadratic = material.orbital * model.B_x_B * model.B_x_B;
    model.orbital_linear = material.orbital_perpendicular * model.B_z_B;
}

/// Multiples of 90 degrees exactly, like the direction of the field.
void set_momentum(MaterialModel& model, const PairingModel& m) {
    model.Q = std::fabs(m.Q);
    if (m.Q_angle == across_the_field) return;
    const double quarters = m.Q_angle / across_the_field;
    const bool along = std::fabs(std::remainder(quarters, 2.0)) < 1e-14;
    const bool across = std::fabs(std::remainder(quarters - 1.0, 2.0)) < 1e-14;
    model.Q_x = across ? 0.0 : std::cos(m.Q_angle);
    model.Q_y = along ? 0.0 : std::sin(m.Q_angle);
}

/// Of the two-valley model.
MaterialModel valleys_alone(const PairingModel& m) {
    Material material;
    material.gamma_intra = 0.5 * m.gamma;
    PairingModel with_material = m;
    with_material.material = &material;
    return material_model(with_material);
}

/// Whether no average has a component tau1.
bool has_no_phase_by_symmetry(const MaterialModel& m) {
    bool rashba = false, rashba_around_gamma = false;
    for (int p = 0; p < m.pocket_count; ++p) {
        const bool here = m.pocket[p].alpha != 0.0;
        rashba = rashba || here;
        rashba_around_gamma = rashba_around_gamma || (here && m.pocket[p].form == SpinOrbitForm::cos3phi);
    }
    const bool across = m.Q_x == 0.0, along = m.Q_y == 0.0;
    const bool valleys_alone = m.pocket_count == 1 && m.pocket[0].triplet == 0.0;
    return !rashba || (is_in_plane(m) && (across || along)) || (across && !rashba_around_gamma) ||
           (along && valleys_alone);
}

}  // namespace

bool turns_phase(const MaterialModel& m) {
    const bool triplet = m.pocket[0].triplet != 0.0;
    bool coupled = triplet || m.magnetic > 0.0 || m.spin_orbit > 0.0 || m.orbital > 0.0 || m.orbital_B > 0.0;
    for (int p = 0; p < m.pocket_count; ++p)
        for (int q = 0; q < m.pocket_count; ++q) coupled = coupled || m.even[p][q] > 0.0;
    // of two valleys it has opposite sign, but for a triplet in a tilted field
    const bool odd_alone = m.pocket_count == 1 && (is_in_plane(m) || !triplet);
    return !has_no_phase_by_symmetry(m) && coupled && !(odd_alone && m.odd[0] == 0.0);
}

bool has_three_axes(const MaterialModel& m) {
    for (int p = 0; p < m.pocket_count; ++p) {
        const PocketModel& pocket = m.pocket[p];
        if (pocket.form == SpinOrbitForm::cos3phi && pocket.alpha > 0.0 && pocket.beta > 0.0) return true;
    }
    return false;
}

bool turns_uniform_phase(const MaterialModel& m) {
    bool unequal = false;
    for (int p = 0; p < m.pocket_count; ++p) unequal = unequal || m.odd[p] != 0.0;
    return unequal && !is_in_plane(m) && has_three_axes(m);
}

bool has_real_order_parameters(const MaterialModel& m) {
    const bool valleys_in_plane = m.pocket_count == 1 && is_in_plane(m);
    return m.pocket[0].triplet == 0.0 || valleys_in_plane || !turns_phase(m);
}

SplitPockets split_pockets(const MaterialModel& m) {
    SplitPockets split;
    split.model = m;
    MaterialModel& halves = split.model;
    halves.pocket_count = 0;
    for (int p = 0; p < m.pocket_count; ++p) {
        const bool pair = m.pocket[p].form == SpinOrbitForm::valley;
        if (halves.pocket_count + (pair ? 2 : 1) > max_pocket_models) return split;
        PocketModel half = m.pocket[p];
        if (pair) half.share *= 0.5;
        split.first[p] = split.last[p] = halves.pocket_count;
        halves.pocket[halves.pocket_count++] = half;
        if (!pair) continue;
        half.beta = -half.beta, half.triplet = -half.triplet;
        split.last[p] = halves.pocket_count;
        halves.pocket[halves.pocket_count++] = half;
    }
    split.possible = true;
    // a rate into a pair is shared by its halves; within a pair even + odd stays in a half, even - odd
    // changes it
    for (int p = 0; p < m.pocket_count; ++p)
        for (int q = 0; q < m.pocket_count; ++q)
            for (const int from : {split.first[p], split.last[p]})
                for (const int to : {split.first[q], split.last[q]}) {
                    const bool pair = split.first[q] != split.last[q];
                    const double odd = p == q ? (from == to ? m.odd[p] : -m.odd[p]) : 0.0;
                    halves.even[from][to] = pair ? 0.5 * (m.even[p][q] + odd) : m.even[p][q];
                }
    for (double& odd : halves.odd) odd = 0.0;
    return split;
}

MaterialModel material_model(const PairingModel& m) {
    if (!m.material) return valleys_alone(m);
    MaterialModel model;
    model.Delta = m.Delta;
    model.eta = m.eta;
    model.digits = m.digits;
    set_momentum(model, m);
    set_pockets(model, m);
    set_rates(model, m);
    set_direction(model, *m.material);
    set_orbital(model, *m.material);
    set_field(model, m.B);
    return model;
}

void set_field(MaterialModel& model, double B) {
    model.B_x = B * model.B_x_B;
    model.B_z = B * model.B_z_B;
    model.orbital = (model.orbital_quadratic * B + model.orbital_linear) * B;
    model.orbital_B = 2.0 * model.orbital_quadratic * B + model.orbital_linear;
}

}  // namespace mirage
