#pragma once
// Covariance of the unknowns of a least-squares problem.

#include <vector>

#include <Eigen/Core>

#include "fit/least_squares.hpp"

namespace mirage {

/// scale (J^T J)^-1 of all unknowns, as if those at a bound could leave it. NaN of what moves nothing, and of
/// all where the others are singular to 1e-9 in columns of length one, as derivatives by differences have it.
Eigen::MatrixXd covariance_of(const Evaluation& here, std::size_t unknowns, double scale);

/// C_ij/sqrt(C_ii C_jj), row by row.
std::vector<std::vector<double>> correlation_of(const Eigen::MatrixXd& covariance);

}  // namespace mirage
