// Compiled once per instruction set, each time in a namespace of its own (MIRAGE_KERNEL).

#include <cstdint>

#if defined(__SSE2__)
#include <immintrin.h>
#elif defined(__wasm_simd128__)
#include <wasm_simd128.h>
#endif

#include "propagator/kernel.hpp"
#include "propagator/momentum_frequency.hpp"

namespace mirage::MIRAGE_KERNEL {

#include "numeric/pack.hpp"

int solve_turning(const MaterialModel& m, const MaterialArrays& arrays) {
    return solve_moving<TurningField<Pack>>(m, arrays);
}

}  // namespace mirage::MIRAGE_KERNEL
