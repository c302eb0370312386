#pragma once
// The slow reference for materials: 4 x 4 matrices on a full circle of directions in every pocket, K and K'
// apart, every scattering channel as its sum over matrices, a plain fixed point from the normal state.

#include <vector>

#include "general_reference.hpp"

namespace mirage_test {

/// One pocket: the spin-orbit field of every direction, its order parameters, and Q.v of every direction
/// where pairs have a momentum.
struct ReferencePocket {
    double share = 1.0, singlet = 0.0, triplet = 0.0;  ///< chi Delta, t eta
    std::vector<Eigen::Vector3d> g{};
    std::vector<double> shift{};
};

/// (-alpha sin phi, alpha cos phi, beta or beta cos 3 phi) at midpoints of the circle.
enum class ReferenceForm { constant, cos3phi };
std::vector<Eigen::Vector3d> circle(double alpha, double beta, ReferenceForm form, int count);

/// Rates Gamma_pp' of potential scattering; n_p' times the others.
struct ReferenceMaterial {
    std::vector<ReferencePocket> pockets;
    std::vector<std::vector<double>> potential;
    double magnetic = 0.0, spin_orbit = 0.0, orbital = 0.0;
    Eigen::Vector3d B = Eigen::Vector3d::Zero();
};

Matrix4 bare_matrix(Complex omega, const ReferenceMaterial& m, const ReferencePocket& pocket);

Matrix4 matrix_sign(const Matrix4& X);

/// X of one direction from X without its spin-orbit field and Doppler shift.
Matrix4 in_direction(const Matrix4& X, const ReferencePocket& pocket, std::size_t direction);

/// <ghat> of one pocket at X without its spin-orbit field and Doppler shift.
Matrix4 pocket_propagator(const Matrix4& X, const ReferencePocket& pocket);

/// sum over channels and pockets of Gamma P <ghat> P.
Matrix4 self_energy(const ReferenceMaterial& m, std::size_t p, const std::vector<Matrix4>& ghat);

/// <ghat> of every pocket, self-consistent.
std::vector<Matrix4> material_fixed_point(Complex omega, const ReferenceMaterial& m);

/// Coefficient of sigma_s tau_t.
Complex part_of(const Matrix4& ghat, int s, int t);

}  // namespace mirage_test
