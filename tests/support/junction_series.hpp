#pragma once
// Random field series of dI/dV curves in files, with their truth.

#include <cmath>
#include <map>
#include <numbers>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "fit_cases.hpp"
#include "mirage/gap/point.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "mirage/model/units.hpp"
#include "mirage/spectra/tunnelling.hpp"
#include "program.hpp"
#include "study.hpp"

namespace mirage_test {

/// The true numbers of a series of five fields, by the names of the parameters.
struct Series {
    std::map<std::string, double> truth;
    std::string file, options;
    bool mirage_gap_inside = false;
};

/// dI/dV of the sum over Matsubara frequencies, averaged over the phase of the lock-in.
inline std::vector<double> conductance(const PairingModel& m, double eta, double T, double v_ac,
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
inline Series series(int number, Gap gap, const Folder& folder) {
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

/// Points of B_c2(T) of the material of a series, with stated errors of 1 % of the largest T and B.
inline std::string points_of(const Series& s, const Folder& folder, unsigned seed = 1) {
    const FitParameters truth{s.truth.at("tc0"), s.truth.at("beta"), s.truth.at("gamma")};
    Random random(seed);
    std::string text = "T [K],B [T],sigma_T,sigma_B\n";
    for (const Measurement& m : synthetic(FitModel::exact, truth, 0.1, 20, 0.01, random))
        text += fmt::format("{:.8g},{:.8g},{:.8g},{:.8g}\n", m.T, m.B, m.sigma_T, m.sigma_B);
    return folder.write(fmt::format("points{}-{:.6g}.csv", seed, truth.beta), text);
}

}  // namespace mirage_test
