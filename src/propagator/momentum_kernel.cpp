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

int solve_turning(const MaterialModel& m, const MaterialArrays& arrays);  // turning_kernel.cpp

int solve_momentum(const MaterialModel& m, const MaterialArrays& arrays) {
    if (turns_phase(m)) return solve_turning(m, arrays);
    return is_across(m) ? solve_moving<AcrossField<Pack>>(m, arrays)
                        : solve_moving<MomentumField<Pack>>(m, arrays);
}

}  // namespace mirage::MIRAGE_KERNEL
