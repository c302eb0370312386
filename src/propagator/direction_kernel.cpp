// Compiled once per instruction set, each time in a namespace of its own (MIRAGE_KERNEL).

#include "propagator/direction_kernel.hpp"

#include <cstdint>

#if defined(__SSE2__)
#include <immintrin.h>
#elif defined(__wasm_simd128__)
#include <wasm_simd128.h>
#endif

namespace mirage::MIRAGE_KERNEL {

#include "numeric/pack.hpp"

namespace {

template <class Field, int n, class C>
PocketPanel<C, n> panel(const C (&x)[Field::all], const PocketModel& pocket, const Quarters& quarters,
                        double centre, double half) {
    return pocket_panel<Field, n, Pack>(x, pocket, quarters, centre, half);
}

template <class Field, class C>
constexpr PanelFunctions<Field, C> panels() {
    return {panel<Field, Field::even, C>, panel<Field, Field::all, C>};
}
template <class Field>
constexpr PanelFunctions<Field, Complex<double>> retarded() {
    return panels<Field, Complex<double>>();
}
template <class Field>
constexpr PanelFunctions<Field, double> real() {
    return panels<Field, double>();
}

template <class Field, int n>
AverageTerms<double, n> level(const double (&x)[Field::all], const PocketModel& pocket,
                              const DirectionLevel& of) {
    return level_average<Field, n, Pack>(x, pocket, of);
}

template <class Field>
constexpr LevelFunctions<Field> levels() {
    return {level<Field, Field::even>, level<Field, Field::all>};
}

}  // namespace

extern const DirectionKernel directions;
constexpr DirectionKernel directions{
    {retarded<InPlaneField>(), retarded<AnyField>(), retarded<AnyTurningField>(), retarded<RetardedAcross>(),
     retarded<RetardedMomentum>(), retarded<RetardedTurning>(), real<InPlaneField>(), real<AnyField>(),
     real<AnyTurningField>()},
    {levels<InPlaneField>(), levels<AnyField>(), levels<AnyTurningField>()}};

}  // namespace mirage::MIRAGE_KERNEL
