#include "general_reference.hpp"

namespace mirage_test {

Matrix4 general_matrix(std::size_t i) {
    const Complex imaginary(0, 1);
    if (i == 0) return product(0, 3);
    if (i == 1) return -product(0, 2);
    const int k = static_cast<int>((i - 2) % 3) + 1;
    if (i < 5) return -imaginary * product(k, 3);
    if (i < 8) return imaginary * product(k, 2);
    if (i < 11) return imaginary * product(k, 0);
    return product(k, 1);
}

GeneralPropagator general_propagator(const GeneralCoordinates& x) {
    ExtendedMatrix4 X = ExtendedMatrix4::Zero();
    for (std::size_t i = 0; i < x.size(); ++i)
        X += Extended(x[i]) * general_matrix(i).cast<Extended>().eval();
    const ExtendedMatrix4 G = matrix_sign(X);
    GeneralPropagator p;
    p.r = Complex((X * G).trace() / Extended(4));
    for (std::size_t i = 0; i < x.size(); ++i)
        p.gradient[i] = Complex((G * general_matrix(i).cast<Extended>().eval()).trace() / Extended(4));
    return p;
}

}  // namespace mirage_test
