// Compiled once per instruction set, each time in a namespace of its own (MIRAGE_KERNEL).

#include <cstdint>

#if defined(__SSE2__)
#include <immintrin.h>
#elif defined(__wasm_simd128__)
#include <wasm_simd128.h>
#endif

#include "propagator/clean_terms.hpp"
#include "propagator/kernel.hpp"
#include "propagator/retarded_self_energy.hpp"
#include "propagator/thermal.hpp"

namespace mirage::MIRAGE_KERNEL {

#include "numeric/pack.hpp"
using mirage::load_lanes;
using mirage::store;

namespace {

constexpr int max_steps = 12;

MIRAGE_INLINE Pack load(const double* from) { return load_lanes(from, Pack{}); }

MIRAGE_INLINE void store_self(const FrequencyArrays& to, int at, const Dressing<Pack>& self) {
    const Pack values[6] = {self.x, self.z, self.y, self.x_t, self.z_t, self.y_t};
    for (int i = 0; i < 6; ++i) store(to.self + i * to.count + at, values[i]);
}

constexpr int retarded_rounds = 4, retarded_steps = 16;

template <class V>
MIRAGE_INLINE void store_complex(double* to, int count, Complex<V> z) {
    store(to, z.re);
    store(to + count, z.im);
}

/// One frequency or several, with their places in the arrays.
template <class V>
MIRAGE_INLINE int solve_retarded_at(const PairingModel& model, const RetardedArrays& arrays, int at,
                                    RetardedStart start) {
    const int n = arrays.count;
    const auto complex_at = [&](const double* from) {
        return Complex<V>(load_lanes(from + at, V{}), load_lanes(from + n + at, V{}));
    };
    Dressing<Complex<V>> self{};
    if (start == RetardedStart::given) {
        self.x = complex_at(arrays.self);
        self.z = complex_at(arrays.self + 2 * n);
        self.y = complex_at(arrays.self + 4 * n);
    }
    RetardedAverager<Pack> average{model};
    const int rounds = start == RetardedStart::guess ? retarded_rounds : 0;
    const auto f =
        solve_retarded_frequency(self, complex_at(arrays.omega), model, rounds, retarded_steps, average);
    store_complex(arrays.self + at, n, self.x);
    store_complex(arrays.self + 2 * n + at, n, self.z);
    store_complex(arrays.self + 4 * n + at, n, self.y);
    const Complex<V> amplitude[retarded_arrays] = {f.g0, f.F, f.G, f.fx, f.fy, f.g0_slope};
    for (int i = 0; i < retarded_arrays; ++i)
        store_complex(arrays.amplitude + 2 * n * i + at, n, amplitude[i]);
    store(arrays.error + at, f.error);
    store(arrays.domain + at, f.domain);
    store(arrays.directions_error + at, average.error + 0.0 * f.error);
    return average.directions;
}

}  // namespace

void start(const PairingModel& model, const FrequencyArrays& arrays) {
    for (int at = 0; at < arrays.count; at += lanes)
        store_self(arrays, at, normal_dressing(load(arrays.omega + at), model));
}

int solve(const PairingModel& model, const FrequencyArrays& arrays) {
    int directions = 1;
    for (int at = 0; at < arrays.count; at += lanes) {
        const double* self_at = arrays.self + at;
        Dressing<Pack> self;
        self.x = load(self_at);
        self.z = load(self_at + arrays.count);
        self.y = load(self_at + 2 * arrays.count);
        const FrequencyState<Pack> f = solve_frequency(self, load(arrays.omega + at), model, max_steps);
        store_self(arrays, at, self);
        store(arrays.F_over_Delta + at, f.F_over_Delta);
        store(arrays.F_over_Delta_slope + at, f.F_over_Delta_slope);
        store(arrays.F_over_Delta_B + at, f.F_over_Delta_B);
        store(arrays.phi + at, f.phi);
        store(arrays.G + at, f.G);
        store(arrays.g0 + at, f.g0);
        store(arrays.error + at, f.error);
        store(arrays.directions_error + at, f.directions_error);
        directions = f.directions > directions ? f.directions : directions;
    }
    return directions;
}

CleanSums sum_clean(const PairingModel& model, int count, const double* omega, const double* weight) {
    Pack F = 0.0, slope = 0.0, field_slope = 0.0;
    int directions = 1;
    for (int at = 0; at < count; at += lanes) {
        const Pack w = load(weight + at);
        const CleanTerms<Pack> f = clean_terms(load(omega + at), model, directions);
        F += w * f.F_over_Delta;
        slope += w * f.F_over_Delta_slope;
        field_slope += w * f.F_over_Delta_B;
    }
    return {sum_lanes(F), sum_lanes(slope), sum_lanes(field_slope)};
}

ThermalSums sum_thermal(const PairingModel& model, const FrequencyArrays& arrays, const double* weight) {
    Pack entropy = 0.0, heat = 0.0, coupling = 0.0;
    int directions = 1;
    for (int at = 0; at < arrays.count; at += lanes) {
        const double* self_at = arrays.self + at;
        const int n = arrays.count;
        const Dressing<Pack> self{load(self_at),         load(self_at + n),     load(self_at + 2 * n),
                                  load(self_at + 3 * n), load(self_at + 4 * n), load(self_at + 5 * n)};
        const ThermalTerms<Pack> f = thermal_terms(self, load(arrays.omega + at), model, directions);
        const Pack w = load(weight + at);
        entropy += w * f.entropy;
        heat += w * f.heat;
        coupling += w * f.coupling;
    }
    return {sum_lanes(entropy), sum_lanes(heat), sum_lanes(coupling)};
}

int solve_retarded(const PairingModel& model, const RetardedArrays& arrays, RetardedStart start) {
    int directions = 1;
    if (model.alpha == 0.0) {
        for (int at = 0; at < arrays.count; at += lanes) solve_retarded_at<Pack>(model, arrays, at, start);
    } else {
        for (int at = 0; at < arrays.count; ++at) {
            const int used = solve_retarded_at<double>(model, arrays, at, start);
            directions = used > directions ? used : directions;
        }
    }
    return directions;
}

}  // namespace mirage::MIRAGE_KERNEL
