#include "junction/mirage_window.hpp"

#include <gtest/gtest.h>

#include "junction_cases.hpp"
#include "mirage/formulas/mirage_gap.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

MirageWindow window_of(const MadeWith& made, std::size_t curve) {
    const JunctionTask task = made_task(made);
    JunctionFit fit;
    fit.values = task.start;
    fit.reduced_chi2 = 1.0;
    for (std::size_t k = 0; k < task.curves.size(); ++k) {
        FittedCurve fitted;
        fitted.background = {made.conductance}, fitted.error = made.noise * made.conductance;
        fit.curves.push_back(fitted);
    }
    return mirage_window(task, fit, curve);
}

TEST(MirageWindow, IsThatOfThePaperInMillivolts) {
    const MirageWindow w = window_of(ising_junction(), 2);
    const UnitSystem si = si_units(3.0, 2.0);
    const MirageGap gap = mirage_gap(0.35, 8.0 / si.field * si.energy, 1.2);
    EXPECT_NEAR(w.epsilon_1, gap.epsilon_1, 1e-10);
    EXPECT_NEAR(w.epsilon_2, gap.epsilon_2, 1e-10);
    EXPECT_TRUE(w.inside);
    EXPECT_TRUE(w.seen());
    EXPECT_GT(w.depth, 0.1);
}

TEST(MirageWindow, OutsideAndBelowTheNoise) {
    MadeWith far = ising_junction();
    far.values.material.beta = 4.0;
    EXPECT_FALSE(window_of(far, 2).inside);
    MadeWith broad = ising_junction();
    broad.values.eta = 0.6, broad.noise = 0.05;
    EXPECT_TRUE(window_of(broad, 1).inside);
    EXPECT_FALSE(window_of(broad, 1).seen());
    EXPECT_TRUE(std::isnan(window_of(ising_junction(), 0).epsilon_1)) << "no field";
}

}  // namespace
