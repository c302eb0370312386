// Fits of random field series from files: what a minimum and an interval must satisfy, whatever the material.
// `MIRAGE_SPECTRUM_SETS=100 junction_study_test` does for many series, and prints, what `ctest` does for a
// few.

#include <cmath>
#include <ctime>
#include <map>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "junction/junction_goodness.hpp"
#include "junction/junction_request.hpp"
#include "junction/mirage_window.hpp"
#include "junction_series.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

struct JunctionStudy : testing::Test {
    Folder folder;
    Coverage coverage{"MIRAGE_SPECTRUM_SETS"};
    double longest = 0.0;
    int described = 0, fits = 0;

    JunctionTask task_of(const Series& s, Gap gap) const {
        std::vector<std::string> words{s.file, "--free", s.options, "--background", "linear"};
        if (gap == Gap::of_the_engine) words.push_back("--self-consistent");
        return read_junction_request(words).task;
    }
    void check(int number, Gap gap) {
        const Series s = series(number, gap, folder);
        const JunctionTask task = task_of(s, gap);
        ASSERT_EQ(task.curves[0].sigma.empty(), number % 2 == 1) << "every second file states errors";
        const std::clock_t before = std::clock();
        const JunctionFit fit = fit_junction(task);
        const double took = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
        longest = std::max(longest, took);
        const JunctionGoodness goodness = junction_goodness(task, fit);
        described += goodness.describes, ++fits;
        int seen = 0;
        for (std::size_t k = 0; k < task.curves.size(); ++k) seen += mirage_window(task, fit, k).seen();
        if (coverage.spoken())
            fmt::print(
                "{} {} mirage gap {} seen {} chi2 {:.2f} reduced {:.3f} p {:.3g} trend {:.3g} {:.2f} s\n",
                s.file, gap == Gap::own ? "own gaps" : "engine", s.mirage_gap_inside ? "inside" : "outside",
                seen, fit.chi2, fit.reduced_chi2, goodness.p_value, goodness.trend, took);
        std::vector<CurveValues> truth = fit.values;
        for (std::size_t i = 0; i < fit.parameters.size(); ++i) {
            const FittedParameter& p = fit.parameters[i];
            const JunctionParameter& parameter = task.parameters[i];
            if (p.status == FitStatus::fixed) continue;
            const double value = s.truth.at(p.name);
            for (std::size_t k = 0; k < truth.size(); ++k)
                if (parameter.is_of(k)) parameter.member(truth[k]) = value;
            coverage.add(p.name.substr(0, p.name.find('[')), p, value);
        }
        const JunctionEvaluator evaluator(task);
        EXPECT_LE(fit.chi2, evaluator.residuals(truth).chi2() * (1.0 + 1e-6))
            << s.file << ": the truth fits better";
    }
    void check_coverage(int sets, double least) const {
        coverage.print();
        if (coverage.spoken()) fmt::print("described {} of {}, longest {:.2f} s\n", described, fits, longest);
        EXPECT_GE(coverage.share(), least);
        EXPECT_GE(described, sets - 1 - sets / 50);
    }
};

TEST_F(JunctionStudy, IntervalsHoldTheTruthWithGapsOfTheirOwn) {
    const int sets = setting("MIRAGE_SPECTRUM_SETS", 4);
    for (int i = setting("MIRAGE_SPECTRUM_FIRST", 0); i < sets; ++i) check(i, Gap::own);
    check_coverage(sets, sets < 50 ? 0.8 : 0.9);
}

TEST_F(JunctionStudy, IntervalsHoldTheTruthWithTheGapEquation) {
    const int sets = setting("MIRAGE_SPECTRUM_SETS", 4);
    for (int i = setting("MIRAGE_SPECTRUM_FIRST", 0); i < sets; ++i) check(i, Gap::of_the_engine);
    check_coverage(sets, sets < 50 ? 0.7 : 0.9);
}

}  // namespace
