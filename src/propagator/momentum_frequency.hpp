#pragma once
// The Matsubara frequencies of a state with pair momentum, one after the other: lanes hold directions.

#include <memory>

#include "propagator/material_anew.hpp"
#include "propagator/material_kernel.hpp"
#include "propagator/material_start.hpp"
#include "propagator/momentum_field.hpp"

namespace mirage {

/// One frequency: Newton from the solution before, or anew.
template <class Field>
class MomentumFrequency {
public:
    explicit MomentumFrequency(const MaterialModel& m)
        : m_(m),
          accuracy_(direction_accuracy(m)),
          f_(std::make_unique<Frequency>()),
          response_(std::make_unique<Response>()) {
        f_->layout = unknown_layout<Field>(m);
    }

    void solve(const MaterialArrays& arrays, int at) {
        set_bare(f_->bare, arrays.omega[at], m_);
        if (scatters(m_)) load_start(*f_, m_, arrays, at, accuracy_, *response_);
        MaterialTerms<double> t = solve_material_frequency(*f_, m_, accuracy_, max_steps, *response_);
        if (!is_physical(t)) t = solve_anew(*f_, m_, *response_);
        store_material_terms(t, arrays, at);
        if (!is_physical(t)) arrays.error[at] = 1.0;
        if (scatters(m_)) store_start(*f_, m_, arrays, at, *response_);
    }

    int directions() const {
        int most = 1;
        for (int p = 0; p < m_.pocket_count; ++p)
            most = f_->quality[p].directions > most ? f_->quality[p].directions : most;
        return most;
    }

private:
    using Frequency = MaterialFrequency<double, Field>;
    using Response = MaterialResponse<double, Field>;
    static constexpr int max_steps = 12;
    const MaterialModel& m_;
    double accuracy_;
    std::unique_ptr<Frequency> f_;
    std::unique_ptr<Response> response_;
};

/// All of them; returns the largest number of directions.
template <class Field>
int solve_moving(const MaterialModel& m, const MaterialArrays& arrays) {
    MomentumFrequency<Field> frequency(m);
    for (int at = 0; at < arrays.count; ++at) frequency.solve(arrays, at);
    return frequency.directions();
}

}  // namespace mirage
