// r with its gradient at every frequency, summed over directions: the innermost loop alone, compiled once per
// instruction set like src/kernel.cpp.

#include <cstdint>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

#include "propagator/direction_average.hpp"
#include "propagator/kernel.hpp"

namespace mirage::MIRAGE_KERNEL {

#include "numeric/pack.hpp"

/// gradient[4 count]: <v/(r + w~)>, which is <r> - w~, and the averages of dr/ds, dr/db2, dr/de; returns the
/// directions.
int pair_gradients(const PairingModel& model, int count, const double* omega, double* gradient) {
    int directions = 1;
    for (int at = 0; at < count; at += lanes) {
        const DirectionAverage<Pack> r =
            average(bare_amplitudes(load_lanes(omega + at, Pack{}), model), model, directions);
        const Pack values[4] = {r.v, r.s, r.b, r.e};
        for (int i = 0; i < 4; ++i) store(gradient + i * count + at, values[i]);
    }
    return directions;
}

}  // namespace mirage::MIRAGE_KERNEL
