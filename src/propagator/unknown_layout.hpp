#pragma once
// Which coordinates of which pockets scattering dresses, the unknowns of one Matsubara frequency of a
// material.

#include "propagator/material_model.hpp"

namespace mirage {

/// The coordinates of Field for one pocket all of which are unknown, as those of the two valleys with a
/// triplet channel are: the compiler knows every size.
template <class Field>
struct OnePocket : Field {};

template <class Field>
inline constexpr int most_pockets = max_pocket_models;
template <class Field>
inline constexpr int most_pockets<OnePocket<Field>> = 1;

template <class Field>
MIRAGE_INLINE int pockets_of(const MaterialModel& m) {
    return most_pockets<Field> == 1 ? 1 : m.pocket_count;
}

/// Dressed coordinates of all pockets, without the spin-orbit field of a direction.
template <class V, class Field>
struct MaterialState {
    V x[most_pockets<Field>][Field::all];
};

/// The unknowns: even coordinates of every pocket, odd ones of the pairs for which `n` is `all`.
template <class Field>
struct UnknownLayout {
    int pockets = 1;
    int extent[max_pocket_models];  ///< coordinates of each pocket
    int first[max_pocket_models];
    int count = 0;
};

template <class Field>
struct UnknownLayout<OnePocket<Field>> {
    static constexpr int pockets = 1, extent[] = {Field::all}, first[] = {0}, count = Field::all;
};

MIRAGE_INLINE bool scatters(const MaterialModel& m) {
    bool any_rate = m.magnetic > 0.0 || m.spin_orbit > 0.0 || m.orbital > 0.0 || m.orbital_B > 0.0;
    for (int p = 0; p < m.pocket_count; ++p) {
        any_rate = any_rate || m.odd[p] != 0.0;
        for (int q = 0; q < m.pocket_count; ++q) any_rate = any_rate || m.even[p][q] > 0.0;
    }
    return any_rate;
}

template <class Field>
MIRAGE_INLINE UnknownLayout<Field> unknown_layout(const MaterialModel& m) {
    UnknownLayout<Field> layout;
    constexpr bool varies = most_pockets<Field> != 1;
    if constexpr (varies) {
        layout.pockets = m.pocket_count;
        for (int p = 0; p < m.pocket_count; ++p) {
            const bool odd = m.odd[p] != 0.0 || m.pocket[p].triplet != 0.0;
            layout.extent[p] = odd ? Field::all : scatters(m) ? Field::even : Field::clean;
            layout.first[p] = layout.count;
            layout.count += layout.extent[p];
        }
    }
    return layout;
}

/// Whether OnePocket is enough.
template <class Field>
MIRAGE_INLINE bool is_one_pocket(const UnknownLayout<Field>& layout) {
    return layout.pockets == 1 && layout.extent[0] == Field::all;
}

}  // namespace mirage
