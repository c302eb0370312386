#pragma once
// All frequencies of a Matsubara sum at one Delta: the vectorised inner loop, one build per instruction set.

#include <string_view>

#include "mirage/model/pairing_model.hpp"
#include "propagator/pair_averages.hpp"

namespace mirage {

/// Frequencies are worked on in packs of this many; arrays are padded to a multiple of it.
inline constexpr int pack_width = 8;

/// Arrays over frequencies, `count` a multiple of pack_width. self[6 count]: x, z, y, x_t, z_t, y_t, each of
/// `count`; start on input, solution on output. The rest is output, as in FrequencyState.
struct FrequencyArrays {
    int count = 0;
    const double* omega = nullptr;
    double* self = nullptr;
    double* F_over_Delta = nullptr;
    double* F_over_Delta_slope = nullptr;
    double* F_over_Delta_B = nullptr;
    double* phi = nullptr;
    double* G = nullptr;
    double* g0 = nullptr;
    double* error = nullptr;
    double* directions_error = nullptr;
};

/// The same at real energies, omega = eta - i E. Complex arrays hold `count` real parts, then `count`
/// imaginary ones.
struct RetardedArrays {
    int count = 0;
    const double* omega = nullptr;
    double* self = nullptr;       ///< x, z, y
    double* amplitude = nullptr;  ///< g0, F, G, fx, fy, g0_slope of RetardedState: output
    double* error = nullptr;
    double* domain = nullptr;
    double* directions_error = nullptr;  ///< estimate for the amplitudes
};
inline constexpr int retarded_arrays = 6;

/// Where the iteration begins: a guess of its own, or what `self` holds.
enum class RetardedStart { guess, given };

using SolveRetarded = int (*)(const PairingModel& model, const RetardedArrays& arrays, RetardedStart start);

/// Solves every frequency from its start; returns the largest number of directions used at one of them.
using SolveFrequencies = int (*)(const PairingModel& model, const FrequencyArrays& arrays);

/// Starts for Delta = 0, exact.
using StartFrequencies = void (*)(const PairingModel& model, const FrequencyArrays& arrays);

/// Sums over frequencies, weighted: of F/Delta, its derivatives with respect to Delta^2 and to B.
struct CleanSums {
    double F_over_Delta = 0.0, F_over_Delta_slope = 0.0, F_over_Delta_B = 0.0;
};

/// The sums of a model without scattering; `count` a multiple of pack_width.
using SumClean = CleanSums (*)(const PairingModel& model, int count, const double* omega,
                               const double* weight);

/// Sums over frequencies, weighted, of ThermalTerms (thermal.hpp).
struct ThermalSums {
    double entropy = 0.0, heat = 0.0, coupling = 0.0;
};

/// The sums at the dressing that `arrays.self` holds, which solves the equations of every frequency.
using SumThermal = ThermalSums (*)(const PairingModel& model, const FrequencyArrays& arrays,
                                   const double* weight);

/// Materials beyond the two-valley model: material_kernel.hpp, but for what Newton does not solve.
struct MaterialModel;
struct MaterialArrays;
struct MaterialSums;
using SolveMaterial = int (*)(const MaterialModel& model, const MaterialArrays& arrays);
using SumMaterial = MaterialSums (*)(const MaterialArrays& arrays, const double* weight);

/// Averages over directions of one frequency: direction_kernel.hpp.
struct DirectionKernel;

/// One build of the kernels.
struct Kernel {
    std::string_view instruction_set;  ///< "plain", "avx2" or "avx512"
    StartFrequencies start = nullptr;
    SolveFrequencies solve = nullptr;
    SumClean sum_clean = nullptr;
    SolveRetarded solve_retarded = nullptr;
    SumThermal sum_thermal = nullptr;
    SolveMaterial solve_material = nullptr, solve_momentum = nullptr;
    SumMaterial sum_material = nullptr;
    AveragePairs average_pairs = nullptr;
    SumPairs sum_pairs = nullptr;
    const DirectionKernel* directions = nullptr;
};

/// The names of kernels, the fastest first; not every build and processor has all of them.
inline constexpr const char* instruction_sets[] = {"avx512", "avx2", "plain"};

/// The best kernel of this build that this processor runs; the environment variable MIRAGE_INSTRUCTION_SET
/// names another one. Results of different kernels agree to about 1e-14, those of one kernel bit for bit.
const Kernel& kernel();

/// The kernel of that name, or nullptr where this build or this processor does not have it.
const Kernel* kernel(std::string_view instruction_set);

}  // namespace mirage
