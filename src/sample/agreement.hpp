#pragma once
// Whether two parts of the data measure the same parameters.

#include <array>

#include <Eigen/Core>

namespace mirage {

/// One of two parts: by how much its chi-squared is above its own least where both are fitted together, and
/// the degrees of freedom of its scale, infinite where its errors are stated.
struct PartIncrease {
    double chi2 = 0.0;
    double freedom = 0.0;
};

/// A chance, and the standard deviations of a normal distribution with the same one on both sides.
struct Chance {
    double p_value = 1.0;
    double sigmas = 0.0;
};

/// The chance of a larger increase of chi-squared in all, over `directions` in the space of the parameters
/// that both parts measure (Maltoni, Schwetz, Phys. Rev. D 68, 033020 (2003), eq. 7); with scales that are
/// estimated Hotelling's with 1/f = sum_r (x_r/x)^2/f_r degrees of freedom, x_r the increases, x their sum
/// (Yao, Biometrika 52, 139 (1965)). NaN without directions or freedom.
Chance agreement(const std::array<PartIncrease, 2>& parts, double directions);

/// The chance of a difference of t standard deviations, Student's with that many degrees of freedom.
Chance difference_chance(double t, double freedom);

/// Covariance of the unknowns, and how much of it comes from the noise of each of two parts.
struct SharedCovariance {
    Eigen::MatrixXd whole;
    std::array<Eigen::MatrixXd, 2> of_part;
    std::array<double, 2> freedom;  ///< of the scale of each part

    /// Of the sum of g_i x_i, with the part of the variance a_r from each: (sum a_r)^2/sum a_r^2/f_r (Welch,
    /// Biometrika 34, 28 (1947)).
    double freedom_along(const Eigen::VectorXd& g) const;
};

/// From the information J^T J of each part, in units of its errors.
SharedCovariance shared_covariance(const Eigen::MatrixXd& whole,
                                   const std::array<Eigen::MatrixXd, 2>& information,
                                   const std::array<double, 2>& freedom);

/// Over how many directions two parts measure the same: those with errors below half of the unit interval of
/// one part and of the other, less those of both.
double common_directions(const std::array<Eigen::MatrixXd, 2>& information);

}  // namespace mirage
