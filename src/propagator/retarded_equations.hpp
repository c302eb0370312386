#pragma once
// The equations of a material at one frequency, complex or real, with ways to their solution.

#include <cmath>
#include <memory>

#include "propagator/retarded_newton.hpp"

namespace mirage {

/// With that real part.
inline Complex<double> with_real_part(Complex<double> omega, double re) { return {re, omega.im}; }
template <std::floating_point C>
inline C with_real_part(C, double re) {
    return re;
}

/// The equations of one frequency, which move with omega: a Complex<double>, or real.
template <class C, class Field>
class RetardedEquations {
public:
    explicit RetardedEquations(const MaterialModel& m)
        : m_(m), f_(std::make_unique<MaterialFrequency<C, Field>>()) {
        f_->layout = unknown_layout<Field>(m);
    }

    /// From the normal state.
    bool solve_from_rounds(C omega, int rounds) {
        set_omega(omega);
        f_->state = f_->bare;
        for (int p = 0; p < m_.pocket_count; ++p) {
            f_->state.x[p][Field::w] = f_->bare.x[p][Field::w] + rate_of_leaving<Field>(m_, p);
        }
        for (int round = 0; round < rounds && scatters(m_); ++round) retarded_round(*f_, m_);
        return solve();
    }

    /// From the solution of another frequency.
    bool solve_from_here(C omega) {
        set_omega(omega);
        return solve();
    }

    /// From coordinates that near(pocket, coordinate) tells.
    template <class Near>
    bool solve_from_coordinates(C omega, const Near& near) {
        set_omega(omega);
        f_->state = f_->bare;
        for (int p = 0; p < m_.pocket_count; ++p)
            for (int i = 0; i < f_->layout.extent[p]; ++i) f_->state.x[p][i] = near(p, i);
        return solve();
    }

    MaterialFrequency<C, Field>& frequency() { return *f_; }
    const RetardedQuality& quality() const { return quality_; }
    double error() const { return error_; }

private:
    const MaterialModel& m_;
    std::unique_ptr<MaterialFrequency<C, Field>> f_;
    RetardedQuality quality_;
    double error_ = 0.0;
    double re_omega_ = 0.0;

    void set_omega(C omega) {
        set_bare(f_->bare, omega, m_);
        re_omega_ = real_part(omega);
    }

    bool solve() {
        if (scatters(m_))
            error_ = retarded_newton(*f_, m_, 20);
        else
            f_->state = f_->bare;
        quality_ = average_retarded(*f_, m_, Coordinates::all, fine_average<C>);
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
template <class C, class Field>
inline bool continue_down(RetardedEquations<C, Field>& equations, const MaterialModel& m, C omega) {
    constexpr double smallest_step = 1e-4;
    const double target = real_part(omega);
    double at = std::max(target, 4.0 * largest_energy(m));
    bool solved = equations.solve_from_rounds(with_real_part(omega, at), 4);
    for (double step = 1.0; solved && at > target;) {
        const auto last = equations.frequency().state;
        const double next = std::max(target, at * std::exp(-step));
        if (equations.solve_from_here(with_real_part(omega, next))) {
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
template <class C, class Field>
inline bool solve_robustly(RetardedEquations<C, Field>& equations, const MaterialModel& m, C omega) {
    constexpr int few = 4, many = 60;
    return equations.solve_from_rounds(omega, few) ||
           (scatters(m) && (equations.solve_from_rounds(omega, many) || continue_down(equations, m, omega)));
}

}  // namespace mirage
