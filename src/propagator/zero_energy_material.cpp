#include "propagator/zero_energy_material.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "numeric/roots.hpp"
#include "propagator/retarded_equations.hpp"

namespace mirage {
namespace {

constexpr double lowest_omega = 1e-18;

double mean_dos(const MaterialModel& m, const auto& frequency, int w) {
    double sum = 0.0;
    for (int p = 0; p < m.pocket_count; ++p) sum += m.pocket[p].share * frequency.pocket[p].r[w].re;
    return sum;
}

/// Goes down in omega. In a gapped pocket w~ and d vanish like omega, in a gapless one they stay; in between
/// like a power of omega, which the last step tells.
template <class Field>
class MaterialDescent {
public:
    MaterialDescent(const MaterialModel& m, double start) : m_(m), equations_(m), start_(start) {}

    bool descend() {
        if (!begin()) return false;
        // steps that grow as the powers settle; what they miss the second descent finds
        bool found = true;
        for (const double part : {0.1, 0.03, 0.03, 0.01, 1e-3, 1e-4, 0.0})
            found = found && (settled_ || step(part));
        if (found) return true;
        if (!begin()) return false;
        for (double part = 0.1; omega_ > lowest_omega && !settled_;) {
            if (step(part)) continue;
            part = std::sqrt(part);
            // given up: as if the field were off by some 1e-12
            if (part > 0.99) return omega_ < 1e-12;
        }
        return true;
    }

    double dos() const { return settled_ ? dos_ * (lowest_omega / omega_) : dos_; }
    /// omega/w~; at nodes without any spin-orbit field D~^2 - h~^2 too, beyond which omega/w~ vanishes only
    /// like a logarithm of omega.
    double closing(int p) const {
        const double ratio = omega_ / w_[p];
        const PocketModel& pocket = m_.pocket[p];
        if (pocket.form != SpinOrbitForm::cos3phi || pocket.alpha > 0.0) return ratio;
        Complex<double> x[general_all];
        general_coordinates<Field>(at_.x[p], x);
        double node = x[general_D].re * x[general_D].re;
        for (int i = 0; i < 3; ++i) node -= x[general_h + i].re * x[general_h + i].re;
        return std::min(ratio, node);
    }

private:
    const MaterialModel& m_;
    RetardedEquations<Field> equations_;
    double start_, omega_ = 0.0, dos_ = 0.0;
    double w_[max_pocket_models], power_[max_pocket_models];
    bool settled_ = false;  ///< a gap everywhere: every w~ falls like omega, and g0 with it
    MaterialState<Complex<double>, Field> at_;

    bool begin() {
        if (!solve_robustly(equations_, m_, {start_, 0.0})) return false;
        keep(start_);
        std::fill(power_, power_ + m_.pocket_count, dos_ < 0.1 ? 1.0 : 0.0);
        settled_ = false;
        return true;
    }

    void keep(double omega) {
        omega_ = omega;
        at_ = equations_.frequency().state;
        for (int p = 0; p < m_.pocket_count; ++p) w_[p] = at_.x[p][Field::w].re;
        dos_ = mean_dos(m_, equations_.frequency(), Field::w);
    }

    bool step(double part) {
        const double next = std::max(lowest_omega, part * omega_), last = omega_;
        auto& state = equations_.frequency().state;
        state = at_;
        for (int p = 0; p < m_.pocket_count; ++p) scale(state.x[p], std::pow(next / omega_, power_[p]));
        const bool converged = equations_.solve_from_here({next, 0.0});
        if (!(converged || nearly()) || !is_positive(next)) return false;
        double w[max_pocket_models];
        std::copy(w_, w_ + m_.pocket_count, w);
        const double dos = dos_;
        keep(next);
        const auto power_of = [&](double before, double now) {
            return std::log(before / now) / std::log(last / next);
        };
        settled_ = std::fabs(power_of(dos, dos_) - 1.0) < 1e-6;
        for (int p = 0; p < m_.pocket_count; ++p) {
            const double power = power_of(w[p], w_[p]);
            settled_ = settled_ && std::fabs(power - 1.0) < 1e-10;
            power_[p] = std::clamp(power, 0.0, 1.0);
        }
        return true;
    }

    /// w and d.
    static void scale(Complex<double>* x, double factor) {
        for (int i = 0; i < Field::even; ++i) {
            const Component c = Field::component(i);
            if (c == Component::tau3 || c == Component::spin_tau2) x[i] = factor * x[i];
        }
    }

    /// Next to the closing of the gap Newton cannot do better than a part of what is nearly nothing.
    bool nearly() {
        const double error = equations_.error();
        return error < 0.3 && error * mean_dos(m_, equations_.frequency(), Field::w) < 1e-8;
    }

    bool is_positive(double omega) {
        for (int p = 0; p < m_.pocket_count; ++p)
            if (!(equations_.frequency().state.x[p][Field::w].re > 0.9 * omega)) return false;
        return is_physical(equations_.frequency(), omega);
    }
};

double rate_into(const MaterialModel& m, int p) {
    double sum = m.magnetic + m.spin_orbit + m.orbital;
    for (int q = 0; q < m.pocket_count; ++q) sum += m.even[p][q];
    return sum;
}

double clean_closing_of_all(const MaterialModel& m) {
    double least = std::numeric_limits<double>::infinity();
    for (int p = 0; p < m.pocket_count; ++p)
        if (m.pocket[p].share > 0.0 && rate_into(m, p) == 0.0)
            least = std::min(least, clean_closing(m, m.pocket[p]));
    return least;
}

template <class Field>
ZeroEnergyMaterial clean_limit(const MaterialModel& m) {
    ZeroEnergyMaterial result;
    RetardedEquations<Field> equations(m);
    result.solved = equations.solve_from_rounds({lowest_omega, 0.0}, 0);
    result.dos = mean_dos(m, equations.frequency(), Field::w);
    result.closing = clean_closing_of_all(m);
    return result;
}

template <class Field>
ZeroEnergyMaterial limit(const MaterialModel& m, double start) {
    if (!scatters(m)) return clean_limit<Field>(m);
    ZeroEnergyMaterial result;
    MaterialDescent<Field> descent(m, start);
    result.solved = descent.descend();
    result.dos = descent.dos();
    result.closing = clean_closing_of_all(m);
    for (int p = 0; p < m.pocket_count; ++p)
        if (m.pocket[p].share > 0.0 && rate_into(m, p) > 0.0)
            result.closing = std::min(result.closing, descent.closing(p));
    return result;
}

/// The function of clean_closing at one direction.
double closing_at(const MaterialModel& m, const PocketModel& pocket, double phi) {
    const bool nodes = pocket.form == SpinOrbitForm::cos3phi;
    const Vector3<double> g{{-pocket.alpha * std::sin(phi), pocket.alpha * std::cos(phi),
                             pocket.beta * (nodes ? std::cos(3.0 * phi) : 1.0)}};
    const Vector3<double> h{{m.B_x, 0.0, m.B_z}}, y{{0.0, -pocket.triplet * m.eta, 0.0}};
    const double D = pocket.chi * m.Delta, h_g = dot(h, g), y_g = dot(y, g);
    Vector3<double> paired = cross(h, y);
    for (int i = 0; i < 3; ++i) paired.at[i] = D * g.at[i] - paired.at[i];
    const double pairing = std::sqrt(y_g * y_g + dot(paired, paired));
    const double K = (std::fabs(h_g) - pairing) * (std::fabs(h_g) + pairing);
    const double s = D * D + dot(y, y) - dot(g, g) - dot(h, h);
    return std::max(pairing - std::fabs(h_g), s - 2.0 * std::sqrt(std::max(0.0, K)));
}

}  // namespace

double clean_closing(const MaterialModel& m, const PocketModel& pocket) {
    // with every direction of symmetry among the samples; golden sections around the least one
    constexpr int samples = 240;
    constexpr double step = 2.0 * std::numbers::pi / samples, golden = 0.6180339887498949;
    const auto f = [&](double phi) { return closing_at(m, pocket, phi); };
    int best = 0;
    double least = f(0.0);
    for (int i = 1; i < samples; ++i) {
        const double value = f(step * i);
        if (value < least) least = value, best = i;
    }
    double low = step * (best - 1), high = step * (best + 1);
    for (int step_number = 0; step_number < 72; ++step_number) {
        const double a = high - golden * (high - low), b = low + golden * (high - low);
        const double at_a = f(a), at_b = f(b);
        (at_a < at_b ? high : low) = at_a < at_b ? b : a;
        least = std::min({least, at_a, at_b});
    }
    return least;
}

ZeroEnergyMaterial zero_energy_material(const MaterialModel& m, double start) {
    return is_in_plane(m) ? limit<InPlaneField>(m, start) : limit<AnyField>(m, start);
}

}  // namespace mirage
