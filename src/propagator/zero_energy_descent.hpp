#pragma once
// The way of a material down to omega -> 0+.

#include <algorithm>
#include <cmath>
#include <memory>
#include <type_traits>
#include <utility>

#include "propagator/material_anew.hpp"
#include "propagator/retarded_equations.hpp"

namespace mirage {

inline constexpr double lowest_omega = 1e-18;
inline constexpr double negligible_dos = 1e-8;  ///< of the accuracy 1e-7

inline double mean_dos(const MaterialModel& m, const auto& frequency, int w) {
    double sum = 0.0;
    for (int p = 0; p < m.pocket_count; ++p) sum += m.pocket[p].share * real_part(frequency.pocket[p].r[w]);
    return sum;
}

/// The equations at real omega > 0, where all is real.
template <class Field>
class MatsubaraEquations {
public:
    using Number = double;
    explicit MatsubaraEquations(const MaterialModel& m)
        : m_(m),
          f_(std::make_unique<MaterialFrequency<double, Field>>()),
          response_(std::make_unique<MaterialResponse<double, Field>>()) {
        f_->layout = unknown_layout<Field>(m);
        constexpr int last_level = 12;  // where edges are sharper they have to be followed
        for (AverageQuality<double>& quality : f_->quality) quality.last_level = last_level;
    }

    bool begin(double omega) {
        set_bare(f_->bare, omega, m_);
        return keep(solve_anew(*f_, m_, *response_));
    }
    bool solve_from_here(double omega) {
        set_bare(f_->bare, omega, m_);
        constexpr int max_steps = 12;  // a start that needs more is too far away
        return keep(solve_material_frequency(*f_, m_, direction_accuracy(m_), max_steps, *response_));
    }
    MaterialFrequency<double, Field>& frequency() { return *f_; }
    double error() const { return error_; }
    bool is_physical(double) const { return positive_; }
    /// Whether directions were not resolved, which smaller steps do not mend.
    bool unresolved() const { return unresolved_; }

private:
    const MaterialModel& m_;
    std::unique_ptr<MaterialFrequency<double, Field>> f_;
    std::unique_ptr<MaterialResponse<double, Field>> response_;
    double error_ = 0.0;
    bool positive_ = false, unresolved_ = false;

    bool keep(const MaterialTerms<double>& t) {
        error_ = t.error;
        positive_ = t.lowest_g0 > 0.0;
        unresolved_ = !(t.directions_error < 1e-8);
        return error_ < solved_step && positive_ && !unresolved_;
    }
};

/// The same with averages that follow the edges of a pocket with little or no scattering. Where the gap of a
/// pocket closes by Zeeman splitting alone, D~ and h~ grow and cancel: V = Extended.
template <class V, class Field>
class EdgeEquations : public RetardedEquations<V, Field> {
public:
    using Number = V;
    explicit EdgeEquations(const MaterialModel& m) : RetardedEquations<V, Field>(m), m_(m) {}

    bool begin(double omega) { return solve_robustly(*this, m_, V{omega}); }
    bool solve_from_here(double omega) { return RetardedEquations<V, Field>::solve_from_here(V{omega}); }
    bool is_physical(double omega) { return mirage::is_physical(this->frequency(), omega); }
    bool unresolved() const { return false; }

private:
    const MaterialModel& m_;
};

/// Goes down in omega. In a gapped pocket w~ and d vanish like omega, in a gapless one they stay; in between
/// like a power of omega, which the last step tells.
template <class Equations, class Field>
class MaterialDescent {
public:
    MaterialDescent(const MaterialModel& m, double start) : m_(m), equations_(m), start_(start) {}

    bool descend() {
        if (!begin()) return false;
        // steps that grow as the powers settle; what they miss the second descent finds
        bool found = true;
        for (const double part : {0.1, 0.03, 0.03, 0.01, 3e-3, 1e-3, 1e-4, 0.0})
            found = found && (done() || step(part));
        if (found) return true;
        if (equations_.unresolved() || !begin()) return false;
        constexpr int max_steps = 60;  // more is rounding, next to the closing of a gap
        int count = 0;
        for (double part = 0.1; omega_ > lowest_omega && !done(); ++count) {
            if (count == max_steps) return false;
            if (step(part)) continue;
            if (equations_.unresolved()) return false;
            part = std::sqrt(part);
            // given up: as if the field were off by some 1e-12
            if (part > 0.9) return omega_ < 1e-12;
        }
        return true;
    }

    double dos() const { return settled_ ? dos_ * (lowest_omega / omega_) : dos_; }
    /// omega/w~; at nodes without any spin-orbit field D~^2 - h~^2 too, beyond which omega/w~ vanishes only
    /// like a logarithm of omega.
    double closing(int p) const {
        const double ratio = (constant_ ? lowest_omega : omega_) / w_[p], D = real_part(at_.x[p][Field::D]);
        const PocketModel& pocket = m_.pocket[p];
        if (pocket.form != SpinOrbitForm::cos3phi || pocket.alpha > 0.0) return ratio;
        double node = D * D;
        for (int i = 0; i < Field::even; ++i)
            if (Field::component(i) == Component::spin_tau3) node -= square(real_part(at_.x[p][i]));
        return std::min(ratio, node);
    }

private:
    const MaterialModel& m_;
    Equations equations_;
    double start_, omega_ = 0.0, dos_ = 0.0;
    double w_[max_pocket_models], power_[max_pocket_models];
    bool constant_ = false;    ///< no gap anywhere: no w~ falls
    bool settled_ = false;     ///< a gap everywhere: every w~ falls like omega, and g0 with it
    bool negligible_ = false;  ///< nothing that counts is left, though it may fall slower than omega: nodes
    std::decay_t<decltype(std::declval<Equations&>().frequency().state)> at_;

    bool done() const { return settled_ || constant_ || negligible_; }

    bool begin() {
        if (!equations_.begin(start_)) return false;
        keep(start_);
        std::fill(power_, power_ + m_.pocket_count, dos_ < 0.1 ? 1.0 : 0.0);
        settled_ = constant_ = negligible_ = false;
        return true;
    }

    void keep(double omega) {
        omega_ = omega;
        at_ = equations_.frequency().state;
        for (int p = 0; p < m_.pocket_count; ++p) w_[p] = real_part(at_.x[p][Field::w]);
        dos_ = mean_dos(m_, equations_.frequency(), Field::w);
    }

    bool step(double part) {
        const double next = std::max(lowest_omega, part * omega_), last = omega_;
        auto& state = equations_.frequency().state;
        state = at_;
        for (int p = 0; p < m_.pocket_count; ++p) scale(state.x[p], std::pow(next / omega_, power_[p]));
        const bool converged = equations_.solve_from_here(next);
        if (!(converged || nearly()) || !is_positive(next)) return false;
        double w[max_pocket_models];
        std::copy(w_, w_ + m_.pocket_count, w);
        const double dos = dos_;
        keep(next);
        const auto power_of = [&](double before, double now) {
            return std::log(before / now) / std::log(last / next);
        };
        settled_ = std::fabs(power_of(dos, dos_) - 1.0) < 1e-6;
        constant_ = next < 1e-8;
        negligible_ = dos_ < negligible_dos;
        for (int p = 0; p < m_.pocket_count; ++p) {
            const double power = power_of(w[p], w_[p]);
            settled_ = settled_ && std::fabs(power - 1.0) < 1e-10;
            constant_ = constant_ && std::fabs(power) < 1e-9;
            power_[p] = std::clamp(power, 0.0, 1.0);
        }
        return true;
    }

    /// w and d.
    static void scale(auto* x, double factor) {
        for (int i = 0; i < Field::even; ++i) {
            const Component c = Field::component(i);
            if (c == Component::tau3 || c == Component::spin_tau2) x[i] = factor * x[i];
        }
    }

    /// Next to the closing of the gap Newton cannot do better than a part of what is nearly nothing: a small
    /// part as long as there is more precision to be had.
    bool nearly() {
        constexpr double part = std::is_same_v<typename Equations::Number, double> ? 1e-4 : 0.3;
        const double error = equations_.error();
        return !equations_.unresolved() && error < part &&
               error * mean_dos(m_, equations_.frequency(), Field::w) < 1e-8;
    }

    bool is_positive(double omega) {
        for (int p = 0; p < m_.pocket_count; ++p)
            if (!(real_part(equations_.frequency().state.x[p][Field::w]) > 0.9 * omega)) return false;
        return equations_.is_physical(omega);
    }
};

}  // namespace mirage
