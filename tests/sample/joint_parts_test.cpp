#include "sample/joint_parts.hpp"

#include <gtest/gtest.h>

#include "fit/band.hpp"
#include "joint_cases.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

TEST(JointParts, AreTheFitOfAllAsEachReportHasIt) {
    const JointFit fit = fit_joint(joint_case(usual_sample()));
    const FitResult& points = fit.points_there;
    EXPECT_NEAR(points.chi2, fit.points.chi2, 1e-9 * points.chi2);
    EXPECT_EQ(points.values[0].beta, of(fit.parameters, "beta").value);
    EXPECT_EQ(of(points.parameters, "gamma").low, of(fit.parameters, "gamma").low);
    EXPECT_EQ(points.covariance.size(), 3u);
    const JunctionFit& spectra = fit.spectra_there;
    double chi2 = 0.0;
    for (const FittedCurve& curve : spectra.curves) chi2 += curve.chi2;
    EXPECT_NEAR(chi2, fit.spectra.chi2, 1e-6 * chi2);
    EXPECT_EQ(of(spectra.parameters, "eta").value, of(fit.parameters, "eta").value);
    EXPECT_NEAR(spectra.curves[0].background[0], 5.0, 5.0 * spectra.curves[0].background_error[0]);
}

TEST(JointParts, TheBandIsNarrowerThanThatOfThePointsAlone) {
    const JointTask task = joint_case(usual_sample());
    const JointFit fit = fit_joint(task);
    const BandPoint all = fitted_curve(fit.aligned.points, fit.points_there, 0, 11)[5],
                    alone = fitted_curve(task.points, *fit.points_alone, 0, 11)[5];
    EXPECT_NEAR(all.B, alone.B, alone.high - alone.low);
    EXPECT_LT(all.high - all.low, alone.high - alone.low);
    EXPECT_GT(all.high, all.low);
}

}  // namespace
