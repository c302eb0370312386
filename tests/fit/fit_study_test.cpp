// Fits of random materials from files: what a minimum and an interval must satisfy, whatever the material.
// `MIRAGE_FIT_SETS=100 MIRAGE_FIT_STARTS=50 fit_study_test` does for many sets, and prints, what `ctest` does
// for a few.

#include <cmath>
#include <cstdlib>
#include <ctime>
#include <limits>
#include <map>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <Eigen/Dense>

#include "fit/files.hpp"
#include "fit/optimiser.hpp"
#include "fit/request.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "mirage/model/units.hpp"
#include "program.hpp"
#include "study.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

/// Thermodynamic field [T] of the engine itself.
double engine_field(const FitParameters& f, double T) {
    const UnitSystem unit = si_units(f.tc0, f.g_factor);
    if (T >= f.tc0) return 0.0;
    return unit.field * transition_fields({T / f.tc0, 0.0, f.beta / unit.energy, f.gamma / unit.energy,
                                           f.alpha / unit.energy})
                            .B_c2;
}

/// A material and the file of its 25 points, with noise of 1 % of the largest T and B, or of B alone.
struct Material {
    FitParameters truth;
    std::string file;
};

enum class Rashba { none, some };

Material material(int number, Rashba rashba, const Folder& folder) {
    Random random(1000u + static_cast<unsigned>(number));
    FitParameters f{random.uniform(1, 8)};
    const double unit = si_units(f.tc0, 2.0).energy;
    f.beta = unit * random.logarithmic(1, 30), f.gamma = unit * random.logarithmic(0.03, 2);
    const double alpha = unit * random.uniform(0, 1.5);
    f.alpha = rashba == Rashba::some && number % 4 != 3 ? alpha : 0.0;  // every fourth at the bound
    constexpr int count = 25;
    const double lowest = random.uniform(0.05, 0.3), sigma_B = 0.01 * engine_field(f, lowest * f.tc0),
                 sigma_T = number % 3 == 0 ? 0.0 : 0.01 * f.tc0;
    std::string text = "T [K],B [T],sigma_T,sigma_B\n";
    for (int i = 0; i < count; ++i) {
        const double T = f.tc0 * std::lerp(lowest, 0.985, i / (count - 1.0)), B = engine_field(f, T);
        const double at = T + sigma_T * gauss(random), field = std::max(0.0, B + sigma_B * gauss(random));
        text += fmt::format("{:.12g},{:.12g},{:.12g},{:.12g}\n", at, field, sigma_T, sigma_B);
    }
    return {f, folder.write(fmt::format("m{}.csv", number), text)};
}

FitTask task(const Material& m, const std::string& free) {
    return read_fit_request({m.file, "--free", free}).task;
}

/// Distances from the curve of these parameters with its own first-order transitions.
Eigen::VectorXd exact_residuals(FitProblem problem, const FitParameters& f) {
    problem.ratio[0] = first_order_ratio(f, problem.lowest_T[0]);
    const std::vector<double> r = problem.residuals({f});
    return Eigen::Map<const Eigen::VectorXd>(r.data(), static_cast<Eigen::Index>(r.size()));
}
double exact_chi2(const FitProblem& problem, const FitParameters& f) {
    return exact_residuals(problem, f).squaredNorm();
}

/// How far a fit is from a minimum within its bounds, by differences of the exact curves: by how much chi2
/// would fall along the parameters that may move, were it quadratic.
double left_to_gain(const FitProblem& problem, const FitParameters& best) {
    const std::vector<double> x = problem.fractions({best});
    const Eigen::VectorXd r = exact_residuals(problem, best);
    std::vector<Eigen::VectorXd> columns;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double h = 1e-4 * std::max(x[i], 1e-2);
        std::vector<double> up = x, down = x;
        up[i] = std::min(1.0, x[i] + h), down[i] = std::max(0.0, x[i] - h);
        const Eigen::VectorXd column = (exact_residuals(problem, problem.at({best}, up)[0]) -
                                        exact_residuals(problem, problem.at({best}, down)[0])) /
                                       (up[i] - down[i]);
        const double gradient = column.dot(r);
        if ((x[i] <= 0.0 && gradient >= 0.0) || (x[i] >= 1.0 && gradient <= 0.0)) continue;
        columns.push_back(column);
    }
    if (columns.empty()) return 0.0;
    Eigen::MatrixXd J(r.size(), static_cast<Eigen::Index>(columns.size()));
    for (std::size_t i = 0; i < columns.size(); ++i) J.col(static_cast<Eigen::Index>(i)) = columns[i];
    return r.squaredNorm() - (r - J * J.colPivHouseholderQr().solve(r)).squaredNorm();
}

/// The lowest of descents from random places of the whole box, each with its own first-order transitions.
double lowest_of_random_starts(const FitProblem& given, Random& random, int starts) {
    double lowest = std::numeric_limits<double>::infinity();
    const double unit = si_units(given.task.samples[0].start.tc0, 2.0).energy;
    std::vector<Optimum> found;
    for (int i = 0; i < starts; ++i) {
        FitParameters f = given.task.samples[0].start;
        f.tc0 *= random.uniform(0.9, 1.3);
        for (const std::size_t k : given.free) {
            const FitParameter& p = given.task.parameters[k];
            if (is_coupling(p))
                p.member(f) = std::min(p.high, unit * random.logarithmic(1e-3, p.high / unit));
        }
        found.push_back(descend(given, {f}, given.fractions({f})));
        lowest = std::min(lowest, found.back().chi2);
    }
    double exact = std::numeric_limits<double>::infinity();
    double done = std::numeric_limits<double>::infinity();
    std::sort(found.begin(), found.end(), [](const Optimum& a, const Optimum& b) { return a.chi2 < b.chi2; });
    for (Optimum& optimum : found) try {  // of each minimum one; what the engine cannot follow is none
            if (optimum.chi2 > 1.5 * lowest + 20.0 || std::fabs(optimum.chi2 - done) < 1e-6 * done) continue;
            done = optimum.chi2;
            FitProblem problem = given;
            for (int round = 0; round < 10; ++round) {
                problem.ratio[0] = first_order_ratio(optimum.values[0], problem.lowest_T[0]);
                const double before = optimum.chi2;
                optimum = descend(problem, optimum.values, optimum.x);
                exact = std::min(exact, exact_chi2(problem, optimum.values[0]));
                if (std::fabs(optimum.chi2 - before) < 1e-9 * before) break;
            }
        } catch (const std::runtime_error& failed) {
            if (std::getenv("MIRAGE_FIT_SETS")) fmt::print("    a random start: {}\n", failed.what());
        }
    return exact;
}

struct Study : testing::Test {
    Folder folder;
    Coverage coverage{"MIRAGE_FIT_SETS"};
    double seconds = 0.0, longest = 0.0;

    FitResult timed_fit(const FitTask& t) {
        const std::clock_t before = std::clock();
        FitResult result = fit(t);
        const double took = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
        seconds += took, longest = std::max(longest, took);
        return result;
    }
    void count(const FitResult& result, const FitParameters& truth) {
        for (const FittedParameter& p : result.parameters) {
            if (p.status == FitStatus::fixed) continue;
            const double value = p.name == "tc0"     ? truth.tc0
                                 : p.name == "beta"  ? truth.beta
                                 : p.name == "gamma" ? truth.gamma
                                                     : truth.alpha;
            coverage.add(p.name, p, value);
        }
    }
    void check(const Material& m, const std::string& free, const std::vector<std::string>& narrower) {
        const FitTask whole = task(m, free);
        const FitResult best = timed_fit(whole);
        FitProblem problem = problem_of(whole, best);
        const double chi2 = best.chi2, gain = left_to_gain(problem, best.values[0]),
                     exact = exact_chi2(problem, best.values[0]), true_chi2 = exact_chi2(problem, m.truth);
        double curve = 0.0;  // against the engine itself, a little inside the lowest temperature
        const FitParameters& f = best.values[0];
        const ModelCurve fitted = problem.curve(0, best.values);
        for (int i = 0; i < 20; ++i) {
            const double T = std::lerp(problem.lowest_T[0] / 0.9, f.tc0, i / 20.0);
            curve = std::max(curve, std::fabs(fitted.field_at(T) / engine_field(f, T) - 1.0));
        }
        EXPECT_LE(curve, 1e-4) << m.file << ": the curve";
        if (coverage.spoken())
            fmt::print("{} {} curve {:.1e} chi2 {:.8f} exact {:.8f} truth {:.3f} gain {:.1e} {:.2f} s\n",
                       m.file, free, curve, chi2, exact, true_chi2, gain, longest);
        EXPECT_NEAR(exact, chi2, 1e-6 * chi2) << m.file << ": of the exact curve";
        EXPECT_LE(chi2, true_chi2 * (1.0 + 1e-6)) << m.file << ": the truth fits better";
        EXPECT_LE(gain, 1e-6 * chi2) << m.file << ": no minimum";
        for (const std::string& fewer : narrower) {
            const FitResult narrow = fit(task(m, fewer));
            EXPECT_LE(chi2, narrow.chi2 * (1.0 + 1e-6)) << m.file << ": " << fewer << " fits better";
        }
        Random random(static_cast<unsigned>(1e6 * m.truth.tc0));
        problem.ratio[0] = {};
        const double other = lowest_of_random_starts(problem, random, setting("MIRAGE_FIT_STARTS", 3));
        EXPECT_LE(chi2, other * (1.0 + 1e-6)) << m.file << ": a random start found better";
        count(best, m.truth);
    }
    void summary() const {
        coverage.print();
        if (coverage.spoken()) fmt::print("fits: {:.2f} s, the longest {:.2f} s\n", seconds, longest);
    }
    /// 90 to 98 % of many sets; of a few, nearly all.
    void check_coverage(int sets) const {
        for (const auto& [name, c] : coverage.counts()) {
            EXPECT_GE(c.inside, sets < 50 ? sets - 2 : 0.9 * sets) << name;
            EXPECT_LE(c.inside, sets < 50 ? sets : 0.98 * sets) << name;
        }
    }
};

TEST_F(Study, FourParameters) {
    const int sets = setting("MIRAGE_FIT_SETS", 5);
    for (int i = 0; i < sets; ++i)
        check(material(i, Rashba::some, folder), "tc0,beta,gamma,alpha",
              {"tc0,beta", "tc0,beta,gamma", "tc0,beta,alpha"});
    summary();
    check_coverage(sets);
}

TEST_F(Study, ThreeParameters) {
    const int sets = setting("MIRAGE_FIT_SETS", 5);
    for (int i = 0; i < sets; ++i)
        check(material(5000 + i, Rashba::none, folder), "tc0,beta,gamma", {"tc0,beta"});
    summary();
    check_coverage(sets);
}

}  // namespace
