// Fits of random field series from files: what a minimum and an interval must satisfy, whatever the material.
// `MIRAGE_SPECTRUM_SETS=100 junction_study_test` does for many series, and prints, what `ctest` does for a
// few.

#include <cmath>
#include <ctime>
#include <map>
#include <numbers>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "junction/junction_goodness.hpp"
#include "junction/junction_request.hpp"
#include "junction/mirage_window.hpp"
#include "mirage/gap/point.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "mirage/model/units.hpp"
#include "mirage/spectra/tunnelling.hpp"
#include "program.hpp"
#include "study.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

/// The true numbers of a series of five fields, by the names of the parameters.
struct Series {
    std::map<std::string, double> truth;
    std::string file, options;
    bool mirage_gap_inside = false;
};

/// dI/dV of the sum over Matsubara frequencies, averaged over the phase of the lock-in.
std::vector<double> conductance(const PairingModel& m, double eta, double T, double v_ac,
                                const std::vector<double>& V) {
    constexpr int phases = 24;
    std::vector<double> sum(V.size(), 0.0);
    for (int i = 0; i < phases; ++i) {
        const double phase = std::numbers::pi * (i + 0.5) / phases, sine = std::sin(phase);
        std::vector<double> at;
        for (const double v : V) at.push_back(v + v_ac * std::cos(phase));
        const std::vector<double> g = tunnelling_conductance(m, eta, T, at);
        for (std::size_t k = 0; k < V.size(); ++k) sum[k] += 2.0 / phases * sine * sine * g[k];
    }
    return sum;
}

enum class Gap { own, of_the_engine };

/// Noise of 1 % of the normal conductance; every second file states it. The window ends above or below the
/// mirage gap.
Series series(int number, Gap gap, const Folder& folder) {
    Random random(7000u + static_cast<unsigned>(number));
    Series s;
    const double tc0 = random.uniform(1, 8);
    const UnitSystem unit = si_units(tc0, 2.0);
    const double beta = random.logarithmic(0.8, 8),
                 gamma = number % 3 == 0 ? 0.0 : random.logarithmic(0.02, 0.3);
    const double T = random.uniform(0.06, 0.4), eta = random.logarithmic(0.01, 0.1),
                 v_ac = random.uniform(0.03, 0.2);
    const double B_c2 = transition_fields({T, 0.0, beta, gamma, 0.0}).B_c2;
    const double window =
        number % 4 == 3 ? random.uniform(1.4, 0.6 * beta + 1.0) : random.uniform(1.25, 1.6) * beta + 1.0;
    s.truth = {{"tc0", tc0},
               {"beta", beta * unit.energy},
               {"gamma", gamma * unit.energy},
               {"eta", eta * unit.energy},
               {"v-ac", v_ac * unit.energy}};
    constexpr int points = 401, curves = 5;
    const double b0 = random.logarithmic(0.1, 100), b1 = random.uniform(-0.1, 0.1) * b0 / window;
    const bool stated = number % 2 == 0;
    std::string text = fmt::format("T (K),B (T),bias (mV),dI/dV (uS){}\n", stated ? ",sigma_G" : "");
    for (int k = 0; k < curves; ++k) {
        const double B = 0.75 * B_c2 * k / (curves - 1);
        const Parameters p{T, B, beta, gamma, 0.0};
        const PairingModel m = stable_model(p, solve_point(p));
        s.truth[fmt::format("delta[{}]", k + 1)] = m.Delta * unit.energy;
        s.mirage_gap_inside = s.mirage_gap_inside || (B > 0.0 && std::hypot(beta, B + m.Delta) < window);
        std::vector<double> V;
        for (int i = 0; i < points; ++i) V.push_back(window * (2.0 * i / (points - 1) - 1.0));
        const std::vector<double> g = conductance(m, eta, T, v_ac, V);
        for (int i = 0; i < points; ++i) {
            const auto at = static_cast<std::size_t>(i);
            const double G = (b0 + b1 * V[at]) * g[at] + 0.01 * b0 * gauss(random);
            text +=
                fmt::format("{:.8g},{:.8g},{:.8g},{:.8g}", T * tc0, B * unit.field, V[at] * unit.energy, G);
            text += stated ? fmt::format(",{:.8g}\n", 0.01 * b0) : "\n";
        }
    }
    s.file = folder.write(fmt::format("s{}.csv", number), text);
    s.options = gap == Gap::own ? "beta,gamma,eta,v-ac" : "tc0,beta,gamma,eta,v-ac";
    return s;
}

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
