#pragma once
// The slow reference in all coordinates of a state: sign functions of 4 x 4 matrices.

#include <array>

#include "matrix_reference.hpp"

namespace mirage_test {

/// w, D, h, d, g, y of X = w tau3 - D tau2 + i g.sigma - i h.sigma tau3 + i d.sigma tau2 + y.sigma tau1.
using GeneralCoordinates = std::array<Complex, 14>;

/// The matrix that coordinate i multiplies in X.
inline Matrix4 general_matrix(std::size_t i) {
    const Complex imaginary(0, 1);
    if (i == 0) return product(0, 3);
    if (i == 1) return -product(0, 2);
    const int k = static_cast<int>((i - 2) % 3) + 1;
    if (i < 5) return -imaginary * product(k, 3);
    if (i < 8) return imaginary * product(k, 2);
    if (i < 11) return imaginary * product(k, 0);
    return product(k, 1);
}

struct GeneralPropagator {
    Complex r;
    GeneralCoordinates gradient;  ///< dr/dx_i = Tr[sgn X dX/dx_i]/4
    Complex phase = 0.0;          ///< dr/dq
};

/// With i q tau1. In extended precision: where two eigenvalues meet, as at band edges, rounding grows.
inline GeneralPropagator general_propagator(const GeneralCoordinates& x, Complex q = 0.0) {
    using Extended = std::complex<long double>;
    using Matrix = Eigen::Matrix<Extended, 4, 4>;
    const Matrix turning = (Complex(0, 1) * product(0, 1)).cast<Extended>();
    Matrix X = Extended(q) * turning;
    for (std::size_t i = 0; i < x.size(); ++i)
        X += Extended(x[i]) * general_matrix(i).cast<Extended>().eval();
    const Eigen::ComplexEigenSolver<Matrix> solver(X);
    Matrix sign = Matrix::Zero();
    for (int k = 0; k < 4; ++k) sign(k, k) = solver.eigenvalues()(k).real() > 0 ? 1 : -1;
    const Matrix G = solver.eigenvectors() * sign * solver.eigenvectors().partialPivLu().inverse();
    GeneralPropagator p;
    p.r = Complex((X * G).trace() / Extended(4));
    for (std::size_t i = 0; i < x.size(); ++i)
        p.gradient[i] = Complex((G * general_matrix(i).cast<Extended>().eval()).trace() / Extended(4));
    p.phase = Complex((G * turning).trace() / Extended(4));
    return p;
}

}  // namespace mirage_test
