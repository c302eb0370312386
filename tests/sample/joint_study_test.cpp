// Fits of points and field series of random samples: what intervals and errors must satisfy, whatever the
// material. `MIRAGE_SAMPLE_SETS=100 joint_study_test` does for many samples, and prints, what `ctest` does
// for a few.

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <map>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <Eigen/Dense>

#include "joint_cases.hpp"
#include "junction_series.hpp"
#include "sample/joint_goodness.hpp"
#include "sample/joint_request.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

bool spoken() { return std::getenv("MIRAGE_SAMPLE_SETS"); }

/// Of one parameter over all samples.
struct Count {
    int inside = 0, sets = 0;
    std::vector<double> ratio;  ///< of the error to that of the summed Fisher matrices
};

/// Of the shared parameters; nothing where one is not determined.
std::optional<Eigen::MatrixXd> information(const std::vector<FittedParameter>& parameters,
                                           const std::vector<std::vector<double>>& correlation) {
    Eigen::Matrix3d C;
    std::vector<std::size_t> place;
    std::vector<double> error;
    for (const char* name : {"tc0", "beta", "gamma"}) {
        const FittedParameter& p = of(parameters, name);
        if (p.status != FitStatus::determined || p.at_bound) return std::nullopt;
        error.push_back(p.error);
        std::size_t free = 0;
        for (const FittedParameter& q : parameters) {
            if (q.name == name) place.push_back(free);
            free += q.status != FitStatus::fixed;
        }
    }
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 3; ++j)
            C(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) =
                correlation[place[i]][place[j]] * error[i] * error[j];
    if (!C.allFinite()) return std::nullopt;
    return C.inverse();
}

TEST(JointStudy, IntervalsHoldTheTruthAndErrorsAreThoseOfFisher) {
    const Folder folder;
    const int sets = setting("MIRAGE_SAMPLE_SETS", 4);
    std::map<std::string, Count> counts;
    int described = 0, agreeing = 0;
    double longest = 0.0;
    for (int number = setting("MIRAGE_SAMPLE_FIRST", 0); number < sets; ++number) {
        const Series s = series(number, Gap::of_the_engine, folder);
        const std::string points = points_of(s, folder, 100u + static_cast<unsigned>(number));
        const JointTask task = read_joint_request({"--points", points, "--spectra", s.file, "--free",
                                                   s.options, "--background", "linear"})
                                   .task;
        const std::clock_t before = std::clock();
        const JointFit fit = fit_joint(task);
        longest = std::max(longest, static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC);
        const JointGoodness goodness = joint_goodness(task, fit);
        described += goodness.describes, agreeing += goodness.agree;
        if (spoken())
            fmt::print("{} chi2 {:.2f} freedom {} agreement p {:.3g} over {} {}\n", s.file, fit.chi2,
                       fit.freedom, fit.agreement.p_value, fit.directions, goodness.statement);
        const auto of_points = information(fit.points_alone->parameters, fit.points_alone->correlation),
                   of_spectra = information(fit.spectra_alone->parameters, fit.spectra_alone->correlation);
        std::map<std::string, double> fisher;
        if (of_points && of_spectra) {
            const Eigen::MatrixXd C = (*of_points + *of_spectra).inverse();
            Eigen::Index i = 0;
            for (const char* name : {"tc0", "beta", "gamma"}) fisher[name] = std::sqrt(C(i, i)), ++i;
        }
        for (const FittedParameter& p : fit.parameters) {
            if (p.status == FitStatus::fixed) continue;
            const double truth = s.truth.at(p.name);
            Count& c = counts[p.name];
            const bool inside = p.low <= truth && truth <= p.high;
            ++c.sets, c.inside += inside;
            if (fisher.contains(p.name)) c.ratio.push_back(p.error / fisher[p.name]);
            if (spoken())
                fmt::print("    {:9} {:10.6f} [{:9.5f}, {:9.5f}] +- {:8.5f} truth {:9.5f}{}{}\n", p.name,
                           p.value, p.low, p.high, p.error, truth, inside ? "" : "  outside",
                           fisher.contains(p.name) ? fmt::format("  Fisher {:8.5f}", fisher[p.name]) : "");
        }
    }
    int inside = 0, all = 0;
    for (auto& [name, c] : counts) {
        inside += c.inside, all += c.sets;
        std::sort(c.ratio.begin(), c.ratio.end());
        const double median = c.ratio.empty() ? 1.0 : c.ratio[c.ratio.size() / 2];
        double mean = 0.0;
        for (const double r : c.ratio) mean += r / static_cast<double>(c.ratio.size());
        if (spoken())
            fmt::print(
                "{:9} inside {} of {} ({:.1f} %); error over Fisher: mean {:.4f}, median {:.4f} of {}\n",
                name, c.inside, c.sets, 100.0 * c.inside / c.sets, mean, median, c.ratio.size());
        EXPECT_NEAR(median, 1.0, 0.05) << name;
    }
    if (spoken())
        fmt::print("{:.1f} % inside; described {}, agreeing {} of {}; longest {:.2f} s\n",
                   100.0 * inside / all, described, agreeing, sets, longest);
    EXPECT_GE(inside, sets < 50 ? 0.75 * all : 0.9 * all);
    if (sets >= 50) {
        EXPECT_LE(inside, 0.98 * all);
    }
    EXPECT_GE(agreeing, sets - 1 - sets / 50);
    EXPECT_GE(described, sets - 1 - sets / 30);
}

}  // namespace
