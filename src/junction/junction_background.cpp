#include "junction/junction_background.hpp"

#include <algorithm>
#include <cmath>

#include <Eigen/Dense>

namespace mirage {
namespace {

/// shape (V/scale)^j, a row for each point.
Eigen::MatrixXd basis_of(std::size_t terms, double scale, const std::vector<double>& voltages,
                         const std::vector<double>& shape) {
    const auto rows = static_cast<Eigen::Index>(shape.size()), columns = static_cast<Eigen::Index>(terms);
    Eigen::MatrixXd basis(rows, columns);
    for (Eigen::Index i = 0; i < rows; ++i) {
        const auto at = static_cast<std::size_t>(i);
        double power = shape[at];
        for (Eigen::Index j = 0; j < columns; ++j, power *= voltages[at] / scale) basis(i, j) = power;
    }
    return basis;
}

using Vector = Eigen::VectorXd;

/// Of rows weighted by `weight`, for the target.
Vector solved(const Eigen::MatrixXd& basis, const Vector& weight, const Vector& target) {
    const Eigen::MatrixXd weighted = weight.asDiagonal() * basis;
    return weighted.colPivHouseholderQr().solve(Vector(weight.cwiseProduct(target)));
}

}  // namespace

CurveFit fit_background(const JunctionTask& task, std::size_t k, const std::vector<double>& errors,
                        double r_series, const std::vector<double>& voltages,
                        const std::vector<double>& shape) {
    const JunctionCurve& curve = task.curves[k];
    CurveFit fit;
    fit.scale = std::max(std::fabs(curve.V.front()), std::fabs(curve.V.back()));
    const Eigen::MatrixXd basis =
        basis_of(static_cast<std::size_t>(task.background), fit.scale, voltages, shape);
    const auto n = static_cast<Eigen::Index>(curve.G.size());
    const Eigen::Map<const Vector> G(curve.G.data(), n), sigma(errors.data(), n);
    const Vector inverse = sigma.cwiseInverse();
    const double R = r_series == 0.0 ? 0.0 : r_series * task.siemens;
    Vector b;
    if (R == 0.0) {
        b = solved(basis, inverse, G);
    } else {
        // G_j = G/(1 - R G), then the Gauss-Newton method: dG/dG_j = 1/(1 + R G_j)^2
        const Vector factor = (1.0 - R * G.array()).max(0.05);
        b = solved(basis, inverse.cwiseProduct(factor.cwiseAbs2()), Vector(G.cwiseQuotient(factor)));
        for (int round = 0; round < 4; ++round) {
            const Eigen::ArrayXd junction = basis * b, whole = (1.0 + R * junction).max(0.05);
            const Vector slope = whole.square().inverse();
            const Vector target = (junction + (G.array() - junction / whole) / slope.array()).matrix();
            b = solved(basis, inverse.cwiseProduct(slope), target);
        }
    }
    const Eigen::ArrayXd junction = basis * b, fitted = junction / (1.0 + R * junction);
    fit.background.assign(b.data(), b.data() + b.size());
    const Vector slope = inverse.cwiseQuotient((1.0 + R * junction).square().matrix());
    const Eigen::MatrixXd weighted = slope.asDiagonal() * basis;
    const Vector variance = (weighted.transpose() * weighted).inverse().diagonal();
    fit.variance.assign(variance.data(), variance.data() + variance.size());
    for (Eigen::Index i = 0; i < n; ++i) {
        fit.fitted.push_back(fitted(i));
        fit.residuals.push_back((G(i) - fitted(i)) / sigma(i));
    }
    return fit;
}

double background_at(const CurveFit& fit, double voltage) {
    double sum = 0.0;
    for (std::size_t j = fit.background.size(); j-- > 0;) sum = sum * voltage / fit.scale + fit.background[j];
    return sum;
}

std::vector<double> errors_of(const JunctionCurve& curve) {
    if (!curve.sigma.empty()) return curve.sigma;
    std::vector<double> size;
    for (const double G : curve.G) size.push_back(std::fabs(G));
    std::nth_element(size.begin(), size.begin() + static_cast<std::ptrdiff_t>(size.size() / 2), size.end());
    const double least = 1e-4 * size[size.size() / 2];
    return std::vector<double>(curve.G.size(), curve.noise > least ? curve.noise : least);
}

}  // namespace mirage
