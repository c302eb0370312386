// Picks a build of the kernels at run time.

#include <cstdlib>

#include "propagator/kernel.hpp"

#define MIRAGE_DECLARE_KERNEL(space)                                                     \
    namespace mirage::space {                                                            \
    void start(const PairingModel&, const FrequencyArrays&);                             \
    int solve(const PairingModel&, const FrequencyArrays&);                              \
    CleanSums sum_clean(const PairingModel&, int, const double*, const double*);         \
    int solve_retarded(const PairingModel&, const RetardedArrays&, RetardedStart);       \
    ThermalSums sum_thermal(const PairingModel&, const FrequencyArrays&, const double*); \
    int solve_material(const MaterialModel&, const MaterialArrays&);                     \
    int solve_momentum(const MaterialModel&, const MaterialArrays&);                     \
    MaterialSums sum_material(const MaterialArrays&, const double*);                     \
    PairAverages average_pairs(const PairField&, const PairFrequency&);                  \
    PairDerivatives sum_pairs(const PairField&, int, const PairFrequency*);              \
    extern const DirectionKernel directions;                                             \
    }

MIRAGE_DECLARE_KERNEL(kernel_plain)
#ifdef MIRAGE_HAVE_AVX2
MIRAGE_DECLARE_KERNEL(kernel_avx2)
#endif
#ifdef MIRAGE_HAVE_AVX512
MIRAGE_DECLARE_KERNEL(kernel_avx512)
#endif

namespace mirage {
namespace {

const Kernel& best_kernel() {
    for (const char* name : instruction_sets)
        if (const Kernel* found = kernel(name)) return *found;
    return *kernel("plain");
}

}  // namespace

const Kernel* kernel(std::string_view instruction_set) {
    static constexpr Kernel plain{"plain",
                                  kernel_plain::start,
                                  kernel_plain::solve,
                                  kernel_plain::sum_clean,
                                  kernel_plain::solve_retarded,
                                  kernel_plain::sum_thermal,
                                  kernel_plain::solve_material,
                                  kernel_plain::solve_momentum,
                                  kernel_plain::sum_material,
                                  kernel_plain::average_pairs,
                                  kernel_plain::sum_pairs,
                                  &kernel_plain::directions};
    if (instruction_set == plain.instruction_set) return &plain;
#ifdef MIRAGE_HAVE_AVX2
    static constexpr Kernel avx2{"avx2",
                                 kernel_avx2::start,
                                 kernel_avx2::solve,
                                 kernel_avx2::sum_clean,
                                 kernel_avx2::solve_retarded,
                                 kernel_avx2::sum_thermal,
                                 kernel_avx2::solve_material,
                                 kernel_avx2::solve_momentum,
                                 kernel_avx2::sum_material,
                                 kernel_avx2::average_pairs,
                                 kernel_avx2::sum_pairs,
                                 &kernel_avx2::directions};
    if (instruction_set == avx2.instruction_set && __builtin_cpu_supports("avx2") &&
        __builtin_cpu_supports("fma"))
        return &avx2;
#endif
#ifdef MIRAGE_HAVE_AVX512
    static constexpr Kernel avx512{"avx512",
                                   kernel_avx512::start,
                                   kernel_avx512::solve,
                                   kernel_avx512::sum_clean,
                                   kernel_avx512::solve_retarded,
                                   kernel_avx512::sum_thermal,
                                   kernel_avx512::solve_material,
                                   kernel_avx512::solve_momentum,
                                   kernel_avx512::sum_material,
                                   kernel_avx512::average_pairs,
                                   kernel_avx512::sum_pairs,
                                   &kernel_avx512::directions};
    if (instruction_set == avx512.instruction_set && __builtin_cpu_supports("avx512f") &&
        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
        return &avx512;
#endif
    return nullptr;
}

const Kernel& kernel() {
    static const Kernel& chosen = []() -> const Kernel& {
        const char* wanted = std::getenv("MIRAGE_INSTRUCTION_SET");
        const Kernel* found = wanted ? kernel(std::string_view(wanted)) : nullptr;
        return found ? *found : best_kernel();
    }();
    return chosen;
}

}  // namespace mirage
