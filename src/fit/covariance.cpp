#include "fit/covariance.hpp"

#include <cmath>

#include <Eigen/Dense>

#include "mirage/numeric/constants.hpp"

namespace mirage {

Eigen::MatrixXd covariance_of(const Evaluation& here, std::size_t unknowns, double scale) {
    using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    const auto size = static_cast<Eigen::Index>(unknowns);
    const Eigen::Map<const RowMajor> J(here.jacobian.data(), static_cast<Eigen::Index>(here.residuals.size()),
                                       size);
    // columns of length one: what is singular does not depend on the units
    const Eigen::VectorXd length = J.colwise().norm().transpose();
    std::vector<Eigen::Index> moving;
    for (Eigen::Index i = 0; i < size; ++i)
        if (length(i) > 0.0) moving.push_back(i);
    Eigen::MatrixXd covariance = Eigen::MatrixXd::Constant(size, size, quiet_nan);
    if (moving.empty()) return covariance;
    const Eigen::VectorXd part_length = length(moving);
    const Eigen::MatrixXd part = J(Eigen::all, moving) * part_length.cwiseInverse().asDiagonal();
    Eigen::FullPivLU<Eigen::MatrixXd> factors(part.transpose() * part);
    factors.setThreshold(1e-9);
    if (factors.isInvertible())
        covariance(moving, moving) =
            (scale * factors.inverse()).cwiseQuotient(part_length * part_length.transpose());
    return covariance;
}

std::vector<std::vector<double>> correlation_of(const Eigen::MatrixXd& covariance) {
    std::vector<std::vector<double>> rows;
    for (Eigen::Index i = 0; i < covariance.rows(); ++i) {
        rows.emplace_back();
        for (Eigen::Index j = 0; j < covariance.cols(); ++j)
            rows.back().push_back(covariance(i, j) / std::sqrt(covariance(i, i) * covariance(j, j)));
    }
    return rows;
}

}  // namespace mirage
