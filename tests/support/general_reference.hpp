#pragma once
// The slow reference in all fourteen coordinates of a state: sign functions of 4 x 4 matrices.

#include <array>

#include "matrix_reference.hpp"

namespace mirage_test {

/// w, D, h, d, g, y of X = w tau3 - D tau2 + i g.sigma - i h.sigma tau3 + i d.sigma tau2 + y.sigma tau1.
using GeneralCoordinates = std::array<Complex, 14>;

/// The matrix that coordinate i multiplies in X.
Matrix4 general_matrix(std::size_t i);

struct GeneralPropagator {
    Complex r;
    GeneralCoordinates gradient;  ///< dr/dx_i = Tr[sgn X dX/dx_i]/4
};

GeneralPropagator general_propagator(const GeneralCoordinates& x);

}  // namespace mirage_test
