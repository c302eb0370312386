#pragma once
// Complex numbers over any number type of lane.hpp, for real energies: omega -> -i (E + i eta).
// std::complex promises results only for built-in types, and checks every product for NaN.

#include <complex>
#include <type_traits>

#include "numeric/lane.hpp"

namespace mirage {

template <class V>
struct Complex {
    V re, im;

    Complex() = default;
    MIRAGE_INLINE Complex(V real, V imaginary) : re(real), im(imaginary) {}
};

MIRAGE_INLINE Complex<double> lane_of(std::complex<double> z) { return {z.real(), z.imag()}; }
MIRAGE_INLINE std::complex<double> standard(Complex<double> z) { return {z.re, z.im}; }

template <class V>
MIRAGE_INLINE Complex<V> operator+(Complex<V> a, Complex<V> b) {
    return {a.re + b.re, a.im + b.im};
}
template <class V>
MIRAGE_INLINE Complex<V> operator-(Complex<V> a, Complex<V> b) {
    return {a.re - b.re, a.im - b.im};
}
template <class V>
MIRAGE_INLINE Complex<V> operator-(Complex<V> a) {
    return {-a.re, -a.im};
}
template <class V>
MIRAGE_INLINE Complex<V> operator*(Complex<V> a, Complex<V> b) {
    return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
}
template <class V>
MIRAGE_INLINE V squared_modulus(Complex<V> a) {
    return a.re * a.re + a.im * a.im;
}
template <class V>
MIRAGE_INLINE Complex<V> operator/(Complex<V> a, Complex<V> b) {
    const V over = 1.0 / squared_modulus(b);
    return {(a.re * b.re + a.im * b.im) * over, (a.im * b.re - a.re * b.im) * over};
}
template <class V>
MIRAGE_INLINE Complex<V>& operator+=(Complex<V>& a, Complex<V> b) {
    return a = a + b;
}

/// A real partner: a double, or the lanes beneath.
template <class V, class R>
inline constexpr bool real_beside = std::is_same_v<R, double> || std::is_same_v<R, V>;

template <class V, class R>
requires real_beside<V, R> MIRAGE_INLINE Complex<V>
operator+(Complex<V> a, R b) { return {a.re + b, a.im}; }
template <class V, class R>
requires real_beside<V, R> MIRAGE_INLINE Complex<V>
operator+(R a, Complex<V> b) { return {a + b.re, b.im}; }
template <class V, class R>
requires real_beside<V, R> MIRAGE_INLINE Complex<V>
operator-(Complex<V> a, R b) { return {a.re - b, a.im}; }
template <class V, class R>
requires real_beside<V, R> MIRAGE_INLINE Complex<V>
operator-(R a, Complex<V> b) { return {a - b.re, -b.im}; }
template <class V, class R>
requires real_beside<V, R> MIRAGE_INLINE Complex<V>
operator*(Complex<V> a, R b) { return {a.re * b, a.im * b}; }
template <class V, class R>
requires real_beside<V, R> MIRAGE_INLINE Complex<V>
operator*(R a, Complex<V> b) { return {a * b.re, a * b.im}; }
template <class V, class R>
requires real_beside<V, R> MIRAGE_INLINE Complex<V>
operator/(R a, Complex<V> b) {
    const V over = a / squared_modulus(b);
    return {b.re * over, -b.im * over};
}

template <class V>
MIRAGE_INLINE Complex<double> sum_lanes(Complex<V> z) {
    return {sum_lanes(z.re), sum_lanes(z.im)};
}

template <class V>
MIRAGE_INLINE Complex<V> choose(auto condition, Complex<V> yes, Complex<V> no) {
    return {choose(condition, yes.re, no.re), choose(condition, yes.im, no.im)};
}

/// The root with Re >= 0, each part to a few ulp: no cancellation where |Re z| is close to |z|.
template <class V>
MIRAGE_INLINE Complex<V> square_root(Complex<V> z) {
    const V modulus = square_root(squared_modulus(z));
    const V large = square_root(0.5 * (modulus + absolute(z.re)));
    const V small = 0.5 * absolute(z.im) / larger(large, 1e-300 + 0.0 * large);
    const V re = choose(z.re >= 0.0, large, small);
    const V im = choose(z.re >= 0.0, small, large);
    return {re, choose(z.im >= 0.0, im, -im)};
}

/// (Re sqrt z)^2, without cancellation where z is close to the negative real axis.
template <class V>
MIRAGE_INLINE V square_of_real_root(Complex<V> z) {
    const V modulus = square_root(squared_modulus(z));
    const V sum = modulus + absolute(z.re);
    return 0.5 * choose(z.re >= 0.0, sum, z.im * z.im / larger(sum, 1e-300 + 0.0 * sum));
}

/// Of x and the roots of u^2 - 2 half u + product the one with the largest |Re sqrt u|.
template <class V>
MIRAGE_INLINE Complex<V> largest_real_root(Complex<V> x, Complex<V> half, Complex<V> product) {
    using C = Complex<V>;
    C R = square_root(half * half - product);
    R = choose(half.re * R.re + half.im * R.im >= 0.0, R, -R);
    const C second = half + R;
    const auto apart = squared_modulus(second) > 0.0;
    const C third = choose(apart, product / choose(apart, second, 0.0 * x + 1.0), half - R);
    V most = square_of_real_root(x);
    for (const C& other : {second, third}) {
        const V size = square_of_real_root(other);
        x = choose(size > most, other, x);
        most = larger(size, most);
    }
    return x;
}

}  // namespace mirage
