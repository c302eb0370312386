#pragma once
// The equations of a material at one complex frequency with ways to their solution.

#include <cmath>
#include <memory>

#include "propagator/retarded_newton.hpp"

namespace mirage {

/// The equations of one frequency, which move with omega.
template <class Field>
class RetardedEquations {
public:
    explicit RetardedEquations(const MaterialModel& m)
        : m_(m), f_(std::make_unique<RetardedFrequency<Field>>()) {
        f_->layout = unknown_layout<Field>(m);
    }

    /// From the normal state.
    bool solve_from_rounds(Complex<double> omega, int rounds) {
        set_omega(omega);
        f_->state = f_->bare;
        for (int p = 0; p < m_.pocket_count; ++p) {
            f_->state.x[p][Field::w] += Complex<double>(rate_of_leaving<Field>(m_, p), 0.0);
        }
        for (int round = 0; round < rounds && scatters(m_); ++round) retarded_round(*f_, m_);
        return solve();
    }

    /// From the solution of another frequency.
    bool solve_from_here(Complex<double> omega) {
        set_omega(omega);
        return solve();
    }

    RetardedFrequency<Field>& frequency() { return *f_; }
    const RetardedQuality& quality() const { return quality_; }
    double error() const { return error_; }

private:
    const MaterialModel& m_;
    std::unique_ptr<RetardedFrequency<Field>> f_;
    RetardedQuality quality_;
    double error_ = 0.0;
    double re_omega_ = 0.0;

    void set_omega(Complex<double> omega) {
        set_bare(f_->bare, omega, m_);
        re_omega_ = omega.re;
    }

    bool solve() {
        if (scatters(m_))
            error_ = retarded_newton(*f_, m_, 20);
        else
            f_->state = f_->bare;
        quality_ = average_retarded(*f_, m_, Coordinates::all, 2e-12);
        return error_ < solved_step && is_physical(*f_, re_omega_);
    }
};

/// An energy beyond which the plain start converges, up to a small factor.
inline double largest_energy(const MaterialModel& m) {
    double chi = 0.0, rates = 0.0;
    for (int p = 0; p < m.pocket_count; ++p) {
        chi = std::max(chi, std::fabs(m.pocket[p].chi));
        rates = std::max(rates, rate_of_leaving<InPlaneField>(m, p));
    }
    return chi * m.Delta + std::fabs(m.pocket[0].triplet * m.eta) + m.B_x + m.B_z + rates;
}

/// Continuation in Re omega, from where the plain start converges down, in steps that Newton can take.
template <class Field>
inline bool continue_down(RetardedEquations<Field>& equations, const MaterialModel& m,
                          Complex<double> omega) {
    constexpr double smallest_step = 1e-4;
    double at = std::max(omega.re, 4.0 * largest_energy(m));
    bool solved = equations.solve_from_rounds({at, omega.im}, 4);
    for (double step = 1.0; solved && at > omega.re;) {
        const auto last = equations.frequency().state;
        const double next = std::max(omega.re, at * std::exp(-step));
        if (equations.solve_from_here({next, omega.im})) {
            at = next;
            step *= 2.0;
        } else {
            equations.frequency().state = last;
            step *= 0.5;
            solved = step > smallest_step;
        }
    }
    return solved;
}

/// From a few rounds of the plain fixed point, from more of them, by continuation.
template <class Field>
inline bool solve_robustly(RetardedEquations<Field>& equations, const MaterialModel& m,
                           Complex<double> omega) {
    constexpr int few = 4, many = 60;
    return equations.solve_from_rounds(omega, few) ||
           (scatters(m) && (equations.solve_from_rounds(omega, many) || continue_down(equations, m, omega)));
}

}  // namespace mirage
