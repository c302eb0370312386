#pragma once
// Averages over directions of one frequency by the kernel of this processor: a register of them at a time.

#include <tuple>

#include "propagator/direction_level.hpp"
#include "propagator/kernel.hpp"
#include "propagator/phi_panel.hpp"
#include "propagator/retarded_momentum.hpp"

namespace mirage {

/// One interval of a pocket with the coordinates x: derivatives in the first n of them.
template <class Field, int n, class C>
using PanelFunction = PocketPanel<C, n> (*)(const C (&x)[Field::all], const PocketModel& pocket,
                                            const Quarters& quarters, double centre, double half);

/// In the even coordinates and in all of them, which are the same for some fields.
template <class Field, class C>
struct PanelFunctions {
    PanelFunction<Field, Field::even, C> even = nullptr;
    PanelFunction<Field, Field::all, C> all = nullptr;
};

/// One level, whose directions are a multiple of pack_width.
template <class Field, int n>
using LevelFunction = AverageTerms<double, n> (*)(const double (&x)[Field::all], const PocketModel& pocket,
                                                  const DirectionLevel& level);

template <class Field>
struct LevelFunctions {
    LevelFunction<Field, Field::even> even = nullptr;
    LevelFunction<Field, Field::all> all = nullptr;
};

/// One build of the kernels.
struct DirectionKernel {
    template <class Field>
    using Retarded = PanelFunctions<Field, Complex<double>>;
    template <class Field>
    using Real = PanelFunctions<Field, double>;

    std::tuple<Retarded<InPlaneField>, Retarded<AnyField>, Retarded<AnyTurningField>,
               Retarded<RetardedAcross>, Retarded<RetardedMomentum>, Retarded<RetardedTurning>,
               Real<InPlaneField>, Real<AnyField>, Real<AnyTurningField>>
        panels;
    std::tuple<LevelFunctions<InPlaneField>, LevelFunctions<AnyField>, LevelFunctions<AnyTurningField>>
        levels;
};

/// pocket_panel of phi_panel.hpp; for long double without the kernel.
template <class Field, int n, class C>
inline PocketPanel<C, n> panel_at(const C (&x)[Field::all], const PocketModel& pocket,
                                  const Quarters& quarters, double centre, double half) {
    if constexpr (std::is_same_v<C, long double>) {
        return pocket_panel<Field, n, double>(x, pocket, quarters, centre, half);
    } else {
        const auto& panels = std::get<PanelFunctions<Field, C>>(kernel().directions->panels);
        if constexpr (n == Field::even)
            return panels.even(x, pocket, quarters, centre, half);
        else
            return panels.all(x, pocket, quarters, centre, half);
    }
}

/// level_average of direction_level.hpp.
template <class Field, int n>
inline AverageTerms<double, n> level_at(const double (&x)[Field::all], const PocketModel& pocket,
                                        const DirectionLevel& level) {
    const auto& levels = std::get<LevelFunctions<Field>>(kernel().directions->levels);
    if constexpr (n == Field::even)
        return levels.even(x, pocket, level);
    else
        return levels.all(x, pocket, level);
}

}  // namespace mirage
