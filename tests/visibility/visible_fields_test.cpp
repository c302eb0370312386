#include "visibility/visible_fields.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "mirage/lines/second_order_field.hpp"

namespace {

using namespace mirage;

std::vector<VisibilityPoint> points_at(const Parameters& p, const Instrument& i,
                                       const std::vector<double>& fields) {
    std::vector<VisibilityPoint> points;
    for (const double B : fields) {
        Parameters at = p;
        at.B = B;
        points.push_back(visible_dip(at, i));
    }
    return points;
}

double exact_at(Parameters p, const Instrument& i, double B) {
    p.B = B;
    return visible_dip(p, i).dip.depth;
}

const Parameters dirty{0.3, 0.0, 7.0, 0.2, 0.0};

TEST(VisibleFields, TheDepthAtTheEdgesIsTheThreshold) {
    const Instrument i;
    const VisibleFields f = visible_fields(dirty, i, points_at(dirty, i, {1.0, 2.0, 3.0, 4.0}));
    EXPECT_FALSE(f.failed);
    EXPECT_EQ(f.T, 0.3);
    EXPECT_LT(f.B_from, f.best.B);
    EXPECT_GT(f.B_to, f.best.B);
    EXPECT_LT(f.B_to, f.B_c2);
    EXPECT_NEAR(exact_at(dirty, i, f.B_from), 0.03, 2e-6);
    EXPECT_NEAR(exact_at(dirty, i, f.B_to), 0.03, 2e-6);
}

TEST(VisibleFields, NoFieldIsBetter) {
    const Instrument i;
    const VisibleFields f = visible_fields(dirty, i, points_at(dirty, i, {1.0, 2.0, 3.0, 4.0}));
    for (double B = 0.25; B < f.B_c2; B += 0.25)
        EXPECT_LE(exact_at(dirty, i, B), f.best.dip.depth + 1e-9) << B;
    for (const double part : {0.98, 1.02}) EXPECT_LT(exact_at(dirty, i, part * f.best.B), f.best.dip.depth);
}

TEST(VisibleFields, DoNotDependOnTheFieldsThatAreGiven) {
    const Instrument i;
    const VisibleFields coarse = visible_fields(dirty, i, points_at(dirty, i, {1.5, 3.0})),
                        fine = visible_fields(dirty, i,
                                              points_at(dirty, i, {4.2, 0.3, 1.0, 1.7, 2.2, 2.5, 2.9, 3.6})),
                        single = visible_fields(dirty, i, points_at(dirty, i, {2.0}));
    EXPECT_NEAR(coarse.B_from, fine.B_from, 1e-6 * fine.B_from);
    EXPECT_NEAR(coarse.B_to, fine.B_to, 1e-6 * fine.B_to);
    EXPECT_NEAR(coarse.best.B, fine.best.B, 3e-3);
    EXPECT_NEAR(coarse.best.dip.depth, fine.best.dip.depth, 1e-6);
    EXPECT_EQ(single.best.B, 2.0) << "the one that is given";
    EXPECT_NEAR(single.B_from, fine.B_from, 1e-6 * fine.B_from);
}

TEST(VisibleFields, AHiddenDipHasABestFieldAndNoEdges) {
    Instrument i;
    i.noise = 0.2;
    const VisibleFields f = visible_fields(dirty, i, points_at(dirty, i, {1.0, 2.0, 3.0, 4.0}));
    EXPECT_EQ(f.best.status, DipStatus::found);
    EXPECT_FALSE(f.best.visible);
    EXPECT_TRUE(std::isnan(f.B_from) && std::isnan(f.B_to));
    EXPECT_FALSE(f.failed);
}

TEST(VisibleFields, NoneWithoutCouplingOrPairs) {
    const Instrument i;
    const Parameters bcs{0.1, 0.0, 0.0, 0.0, 0.0}, warm{1.5, 0.0, 7.0, 0.0, 0.0};
    for (const Parameters& p : {bcs, warm}) {
        const VisibleFields f = visible_fields(p, i, points_at(p, i, {0.1, 0.3, 0.6}));
        EXPECT_NE(f.best.status, DipStatus::found);
        EXPECT_TRUE(std::isnan(f.B_from) && std::isnan(f.B_to));
        EXPECT_FALSE(f.failed);
    }
    EXPECT_TRUE(std::isnan(visible_fields(warm, i, points_at(warm, i, {1.0})).B_c2));
}

TEST(VisibleFields, EndAtATransitionOfFirstOrder) {
    // beta = 7, alpha = 1: the order parameter jumps from a finite value to zero
    const Parameters p{0.01, 0.0, 7.0, 0.0, 1.0};
    const Instrument i;
    const VisibleFields f = visible_fields(p, i, points_at(p, i, {1.0, 2.0, 3.0}));
    EXPECT_NEAR(f.B_to, f.B_c2, 1e-6 * f.B_c2);
    EXPECT_FALSE(f.failed);
}

TEST(VisibleFields, SayWhatFailed) {
    const Instrument i;
    std::vector<VisibilityPoint> points = points_at(dirty, i, {1.0, 2.0, 3.0});
    points[0].status = DipStatus::failed;
    points[0].dip.depth = quiet_nan;
    const VisibleFields f = visible_fields(dirty, i, points);
    EXPECT_TRUE(f.failed);
    EXPECT_TRUE(std::isnan(f.B_from)) << "between a visible dip and one that was not found";
    EXPECT_GT(f.B_to, 3.0);
}

TEST(VisibleFields, WithAFreeMomentumSuperconductivityEndsLater) {
    Parameters p{0.05, 0.0, 7.0, 0.0, 1.0};
    const double uniform = ends_of_superconductivity(p).B_c2;
    p.momentum = PairMomentum::best;
    EXPECT_GT(ends_of_superconductivity(p).B_c2, 1.2 * uniform);
}

}  // namespace
