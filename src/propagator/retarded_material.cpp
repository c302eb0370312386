#include "propagator/retarded_material.hpp"

#include <cmath>
#include <limits>
#include <memory>

#include "propagator/retarded_newton.hpp"

namespace mirage {
namespace {

constexpr int newton_steps = 20;
constexpr double fine = 2e-12;  ///< of averages over directions

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
            double total = 0.0;
            for (int q = 0; q < m_.pocket_count; ++q) total += rate<Field>(m_, Field::w, p, q);
            f_->state.x[p][Field::w] += Complex<double>(total, 0.0);
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
            error_ = retarded_newton(*f_, m_, newton_steps);
        else
            f_->state = f_->bare;
        quality_ = average_retarded(*f_, m_, Coordinates::all, fine);
        return error_ < solved_step && is_physical(*f_, re_omega_);
    }
};

double largest_energy(const MaterialModel& m) {
    double chi = 0.0, rates = 0.0;
    for (int p = 0; p < m.pocket_count; ++p) {
        chi = std::max(chi, std::fabs(m.pocket[p].chi));
        double total = 0.0;
        for (int q = 0; q < m.pocket_count; ++q) total += rate<InPlaneField>(m, in_plane_w, p, q);
        rates = std::max(rates, total);
    }
    return chi * m.Delta + std::fabs(m.pocket[0].triplet * m.eta) + m.B_x + m.B_z + rates;
}

/// Continuation in Re omega, from where the plain start converges down, in steps that Newton can take.
template <class Field>
bool continue_down(RetardedEquations<Field>& equations, const MaterialModel& m, Complex<double> omega) {
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

template <class Field>
bool solve_robustly(RetardedEquations<Field>& equations, const MaterialModel& m, Complex<double> omega) {
    constexpr int few = 4, many = 60;
    return equations.solve_from_rounds(omega, few) ||
           (scatters(m) && (equations.solve_from_rounds(omega, many) || continue_down(equations, m, omega)));
}

/// d<g0>/d omega of every pocket: the explicit change of w~, then the response of all coordinates.
template <class Field>
void set_slopes(RetardedFrequency<Field>& f, const MaterialModel& m, RetardedMaterial& result) {
    Complex<double> b[RetardedFrequency<Field>::most];
    const auto& layout = f.layout;
    for (int k = 0; k < layout.count; ++k) b[k] = Complex<double>(0.0, 0.0);
    for (int p = 0; p < layout.pockets; ++p) b[layout.first[p] + Field::w] = Complex<double>(1.0, 0.0);
    if (scatters(m)) {
        factorise(f, m);
        solve_factors(f, b);
    }
    for (int p = 0; p < layout.pockets; ++p) {
        Complex<double> slope(0.0, 0.0);
        for (int j = 0; j < layout.extent[p]; ++j)
            slope += f.pocket[p].H[Field::w][j] * b[layout.first[p] + j];
        result.pocket[p].g0_slope = standard(slope);
    }
}

/// The gradient in d along the field.
template <class Field>
Complex<double> along_triplet(const Complex<double>* r, const MaterialModel& m) {
    if constexpr (Field::all == general_all)
        return m.B_x_B * r[general_d] + m.B_z_B * r[general_d + 2];
    else
        return m.B_x_B * r[in_plane_d];
}

template <class Field>
RetardedMaterial result_of(RetardedEquations<Field>& equations, const MaterialModel& m) {
    RetardedMaterial result;
    RetardedFrequency<Field>& f = equations.frequency();
    result.solved = true;
    result.directions = equations.quality().directions;
    result.directions_error = equations.quality().error;
    for (int p = 0; p < m.pocket_count; ++p) {
        const Complex<double>* r = f.pocket[p].r;
        PocketAmplitudes& a = result.pocket[p];
        a.g0 = standard(r[Field::w]);
        a.F = standard(r[Field::D]);
        a.G = standard(-Field::field_slope(r, m.B_x_B, m.B_z_B));
        a.fx = standard(-along_triplet<Field>(r, m));
        a.fy = m.pocket[p].form == SpinOrbitForm::valley ? standard(r[Field::y]) : 0.0;
    }
    set_slopes(f, m, result);
    return result;
}

template <class Field>
RetardedMaterial solve_with(const MaterialModel& m, std::complex<double> omega) {
    RetardedEquations<Field> equations(m);
    return solve_robustly(equations, m, lane_of(omega)) ? result_of(equations, m) : RetardedMaterial{};
}

}  // namespace

RetardedMaterial solve_retarded_material(const MaterialModel& m, std::complex<double> omega) {
    return is_in_plane(m) ? solve_with<InPlaneField>(m, omega) : solve_with<AnyField>(m, omega);
}

}  // namespace mirage
