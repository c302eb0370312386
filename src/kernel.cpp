// Compiled once per instruction set, each time in a namespace of its own (MIRAGE_KERNEL).

#include <cstdint>

#include "mirage/kernel.hpp"

namespace mirage::MIRAGE_KERNEL {

#include "pack.hpp"

namespace {

constexpr int most_steps = 12;

MIRAGE_INLINE Pack load(const double* from) {
    Pack x;
    for (int i = 0; i < pack_width; ++i) x.v[i] = from[i];
    return x;
}

MIRAGE_INLINE void store(double* to, Pack x) {
    for (int i = 0; i < pack_width; ++i) to[i] = x.v[i];
}

MIRAGE_INLINE void store_self(const FrequencyArrays& to, int at, const SelfEnergy<Pack>& self) {
    const Pack values[6] = {self.x, self.z, self.y, self.x_t, self.z_t, self.y_t};
    for (int i = 0; i < 6; ++i) store(to.self + i * to.count + at, values[i]);
}

}  // namespace

void start(const PairingModel& model, const FrequencyArrays& arrays) {
    for (int at = 0; at < arrays.count; at += pack_width)
        store_self(arrays, at, normal_self_energy(load(arrays.omega + at), model));
}

int solve(const PairingModel& model, const FrequencyArrays& arrays) {
    int directions = 1;
    for (int at = 0; at < arrays.count; at += pack_width) {
        const double* self_at = arrays.self + at;
        SelfEnergy<Pack> self;
        self.x = load(self_at);
        self.z = load(self_at + arrays.count);
        self.y = load(self_at + 2 * arrays.count);
        const FrequencyState<Pack> f = solve_frequency(self, load(arrays.omega + at), model, most_steps);
        store_self(arrays, at, self);
        store(arrays.F_over_Delta + at, f.F_over_Delta);
        store(arrays.F_over_Delta_slope + at, f.F_over_Delta_slope);
        store(arrays.phi + at, f.phi);
        store(arrays.G + at, f.G);
        store(arrays.g0 + at, f.g0);
        store(arrays.error + at, f.error);
        store(arrays.directions_error + at, f.directions_error);
        directions = f.directions > directions ? f.directions : directions;
    }
    return directions;
}

}  // namespace mirage::MIRAGE_KERNEL
