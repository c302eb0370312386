#pragma once
// Newton's iteration for the dressed coordinates of all pockets at one complex frequency, or at a real one
// where averages over directions have to follow edges: the equations of material_self_energy.hpp. Theory
// page, section 9.
//
// The physical solution is the only one in the domain where the anti-Hermitian part of z - H - Sigma, which
// is the Hermitian part of tau3 X, is positive (Earle and Hamilton): a converged solution inside is the
// physical one, however it was found.

#include <algorithm>

#include <Eigen/Eigenvalues>

#include "propagator/material_self_energy.hpp"
#include "propagator/newton.hpp"
#include "propagator/retarded_pocket.hpp"

namespace mirage {

/// Of averages over directions: what rounding leaves.
template <class C>
inline constexpr double fine_average = 2e-12;
template <>
inline constexpr double fine_average<long double> = 1e-15;

/// Averages of what the equations need; `extra`: and of the odd coordinates of every pair.
enum class Coordinates { unknown, all };

/// How an average went.
struct RetardedQuality {
    int directions = 1;
    double error = 0.0;
};

template <class C, class Field>
inline RetardedQuality average_retarded(MaterialFrequency<C, Field>& f, const MaterialModel& m,
                                        Coordinates coordinates, double tolerance) {
    RetardedQuality quality;
    const auto set = [&]<int n>(int p, const RetardedPocketAverage<C, n>& average) {
        set_pocket<n>(f.pocket[p], average.terms);
        quality.directions = std::max(quality.directions, average.directions);
        quality.error = std::max(quality.error, average.error);
    };
    for (int p = 0; p < m.pocket_count; ++p) {
        const bool odd = f.layout.extent[p] == Field::all ||
                         (coordinates == Coordinates::all && m.pocket[p].form == SpinOrbitForm::valley);
        if (odd)
            set(p, retarded_pocket_average<Field, Field::all>(f.state.x[p], m, m.pocket[p], tolerance));
        else
            set(p, retarded_pocket_average<Field, Field::even>(f.state.x[p], m, m.pocket[p], tolerance));
    }
    return quality;
}

/// One round of the plain fixed point.
template <class C, class Field>
inline void retarded_round(MaterialFrequency<C, Field>& f, const MaterialModel& m) {
    average_retarded(f, m, Coordinates::unknown, 1e-6);
    for (int p = 0; p < f.layout.pockets; ++p)
        for (int i = 0; i < f.layout.extent[p]; ++i) f.state.x[p][i] = dressed(f, m, p, i);
}

/// One Newton step, at most as long as what it changes; its relative size.
template <class C, class Field>
inline double retarded_step(MaterialFrequency<C, Field>& f, const MaterialModel& m) {
    C b[MaterialFrequency<C, Field>::most];
    const auto& layout = f.layout;
    set_newton_change(f, m, b);
    double size = 0.0;
    for (int p = 0; p < layout.pockets; ++p) {
        const double w = modulus(f.state.x[p][Field::w]), D = modulus(f.state.x[p][Field::D]);
        for (int i = 0; i < layout.extent[p]; ++i)
            size += modulus(b[layout.first[p] + i]) / (i == Field::w ? w : w + D);
    }
    const double part = size > 1.0 ? 1.0 / size : 1.0;
    for (int p = 0; p < layout.pockets; ++p)
        for (int i = 0; i < layout.extent[p]; ++i) f.state.x[p][i] += part * b[layout.first[p] + i];
    return size;
}

/// Newton from the state; the size of its last step. Averages are no better than a step needs. Ends early
/// where rounding keeps small steps from getting smaller.
template <class C, class Field>
inline double retarded_newton(MaterialFrequency<C, Field>& f, const MaterialModel& m, int max_steps) {
    constexpr double small = 1e-3;
    constexpr int patience = 3;
    double size = 1.0, least = small;
    int idle = 0;
    for (int step = 0; step < max_steps && idle < patience; ++step) {
        const double tolerance = std::clamp(1e-4 * size * size, fine_average<C>, 1e-6);
        average_retarded(f, m, Coordinates::unknown, tolerance);
        size = retarded_step(f, m);
        if (!(size >= solved_step) && tolerance < 1e-10) break;
        idle = least < small && size > 0.5 * least ? idle + 1 : 0;
        least = std::min(least, size);
    }
    return size;
}

/// The fifteen coordinates of a state in the plane or of any.
template <class Field, class C>
inline void general_coordinates(const C* x, C (&to)[turning_all]) {
    for (auto& value : to) value = 0.0 * x[0];
    if constexpr (Field::all >= general_all) {
        std::copy(x, x + Field::complex_count, to);
    } else {
        constexpr int place[] = {general_w, general_D, general_h, general_d, general_g + 2, general_y + 1};
        for (int i = 0; i < 4; ++i) to[place[i]] = x[i];
        to[place[4]] = x[Field::g_z];
        to[place[5]] = x[Field::y];
        if constexpr (Field::has_momentum) to[general_g] = x[Field::g_x];
    }
}

/// Least eigenvalue of the Hermitian part of tau3 X,
///   Re w + Im h.sigma - Im D tau1 + Re d.sigma tau1 - Im g.sigma tau3 - (Im y.sigma + Re q) tau2.
inline double causal_margin(const Complex<double> (&x)[turning_all]) {
    using Matrix2 = Eigen::Matrix2cd;
    const auto spin = [](double a, double b, double c) {
        Matrix2 m;
        m << std::complex<double>(c, 0), std::complex<double>(a, -b), std::complex<double>(a, b),
            std::complex<double>(-c, 0);
        return m;
    };
    const auto re = [&](int at) { return spin(x[at].re, x[at + 1].re, x[at + 2].re); };
    const auto im = [&](int at) { return spin(x[at].im, x[at + 1].im, x[at + 2].im); };
    const Matrix2 one = Matrix2::Identity(), common = x[general_w].re * one + im(general_h),
                  first = re(general_d) - x[general_D].im * one,
                  second = -im(general_y) - x[general_q].re * one, third = -im(general_g);
    const std::complex<double> i(0, 1);
    Eigen::Matrix4cd whole;
    whole << common + third, first - i * second, first + i * second, common - third;
    return Eigen::SelfAdjointEigenSolver<Eigen::Matrix4cd>(whole, Eigen::EigenvaluesOnly).eigenvalues()[0];
}

/// Of a real X: w less |d|.
inline double causal_margin(const std::floating_point auto(&x)[turning_all]) {
    return real_part(x[general_w] - std::hypot(x[general_d], x[general_d + 1], x[general_d + 2]));
}

/// Every pocket in the physical domain, but for rounding, and causal.
template <class C, class Field>
inline bool is_physical(const MaterialFrequency<C, Field>& f, double re_omega) {
    for (int p = 0; p < f.layout.pockets; ++p) {
        C x[turning_all];
        general_coordinates<Field>(f.state.x[p], x);
        const double large = modulus(x[general_w]) + modulus(x[general_D]);
        if (!(causal_margin(x) > 0.99 * re_omega - 1e-13 * (1.0 + large))) return false;
        if (!(real_part(f.pocket[p].r[Field::w]) > -1e-12)) return false;
    }
    return true;
}

}  // namespace mirage
