#include <cmath>
#include <cstdio>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "command/commands.hpp"
#include "input/configuration.hpp"
#include "input/input_error.hpp"
#include "mirage/gap/point.hpp"
#include "results/output.hpp"

namespace mirage {
namespace {

const char* name_of(Phase phase) {
    static constexpr const char* names[] = {"normal", "gapped", "gapless"};
    return names[static_cast<int>(phase)];
}
const char* name_of(Status status) {
    static constexpr const char* names[] = {"converged", "tolerance_not_met", "failed"};
    return names[static_cast<int>(status)];
}
const char* name_of(SolutionKind kind) {
    static constexpr const char* names[] = {"stable", "metastable", "unstable"};
    return names[static_cast<int>(kind)];
}

struct Point {
    Configuration configuration;
    double T, B, gamma, alpha;
    UnitSystem unit;
    PointState state;
};

Point compute(Configuration configuration) {
    const double T = single_value("--T", configuration.T), B = single_value("--B", configuration.B);
    const double gamma = single_value("--gamma", configuration.gamma),
                 alpha = single_value("--alpha", configuration.alpha);
    const Parameters parameters = reduced_point(configuration, T, B, gamma, alpha);
    const UnitSystem unit = unit_system(configuration);
    const Accuracy accuracy{configuration.tolerance};
    return {std::move(configuration), T, B, gamma, alpha, unit, solve_point(parameters, accuracy)};
}

std::string as_json(const Point& p) {
    using Json = nlohmann::ordered_json;
    const PointState& s = p.state;
    Json json;
    json["T"] = p.T;
    json["B"] = p.B;
    json["beta"] = p.configuration.beta;
    json["gamma"] = p.gamma;
    json["alpha"] = p.alpha;
    json["units"] = p.unit.units == Units::si ? "si" : "reduced";
    json["phase"] = name_of(s.phase);
    json["order_parameter"] = s.order_parameter * p.unit.energy;
    json["free_energy"] = s.free_energy * p.unit.free_energy();
    json["magnetization"] = s.magnetization * p.unit.energy;
    json["susceptibility_ratio"] = s.susceptibility_ratio;
    json["zero_energy_dos"] = s.zero_energy_dos;
    json["solutions"] = Json::array();
    for (const Solution& solution : s.solutions) {
        Json entry;
        entry["order_parameter"] = solution.order_parameter * p.unit.energy;
        entry["free_energy"] = solution.free_energy * p.unit.free_energy();
        entry["kind"] = name_of(solution.kind);
        json["solutions"].push_back(entry);
    }
    Json& numerics = json["numerics"];
    numerics["residual"] = s.numerics.residual;
    numerics["matsubara_nodes"] = s.numerics.matsubara_nodes;
    numerics["directions"] = s.numerics.directions;
    numerics["status"] = name_of(s.status);
    return json.dump(2) + "\n";
}

std::string as_csv(const Point& p) {
    const PointState& s = p.state;
    return fmt::format(
        "T,B,beta,gamma,alpha,phase,order_parameter,free_energy,magnetization,susceptibility_ratio,zero_"
        "energy_dos,"
        "solution_count,status\n{},{},{},{},{},{},{:.15g},{:.15g},{:.15g},{:.15g},{:.15g},{},{}\n",
        p.T, p.B, p.configuration.beta, p.gamma, p.alpha, name_of(s.phase), s.order_parameter * p.unit.energy,
        s.free_energy * p.unit.free_energy(), s.magnetization * p.unit.energy, s.susceptibility_ratio,
        s.zero_energy_dos, s.solutions.size(), name_of(s.status));
}

std::string as_table(const Point& p) {
    const PointState& s = p.state;
    const Units units = p.unit.units;
    std::string text;
    const auto line = [&text](const char* name, const char* symbol, double value, const char* unit) {
        text += fmt::format("{:<24}{:<10}{:>20.12g}  {}\n", name, symbol, value, unit);
    };
    line("temperature", "T", p.T, temperature_unit(units));
    line("field", "B", p.B, field_unit(units));
    line("Ising coupling", "beta", p.configuration.beta, energy_unit(units));
    line("scattering rate", "gamma", p.gamma, energy_unit(units));
    line("Rashba coupling", "alpha", p.alpha, energy_unit(units));
    text += fmt::format("\n{:<24}{:<10}{:>20}\n", "phase", "", name_of(s.phase));
    line("order parameter", "Delta", s.order_parameter * p.unit.energy, energy_unit(units));
    line("free energy / N0", "dOmega", s.free_energy * p.unit.free_energy(), free_energy_unit(units));
    line("magnetization / N0", "M_S-M_N", s.magnetization * p.unit.energy, energy_unit(units));
    line("susceptibility ratio", "M_S/M_N", s.susceptibility_ratio, "");
    line("zero-energy DOS", "N(0)/N0", s.zero_energy_dos, "");
    if (!s.solutions.empty())
        text += fmt::format("\nsolutions of the gap equation\n{:>20}{:>22}  kind\n",
                            fmt::format("Delta [{}]", energy_unit(units)),
                            fmt::format("dOmega [{}]", free_energy_unit(units)));
    for (const Solution& solution : s.solutions)
        text += fmt::format("{:>20.12g}{:>22.12g}  {}\n", solution.order_parameter * p.unit.energy,
                            solution.free_energy * p.unit.free_energy(), name_of(solution.kind));
    text +=
        fmt::format("\n{} Matsubara nodes, {} directions, residual {:.1e}, {}\n", s.numerics.matsubara_nodes,
                    s.numerics.directions, s.numerics.residual, name_of(s.status));
    return text;
}

}  // namespace

int run_point(const std::vector<std::string>& given) {
    std::vector<std::string> arguments = given;
    if (take_help(arguments)) {
        std::fputs(
            help_text("mirage point [--name value ...] [--format table|csv|json]",
                      "Every solution of the gap equation at one point, the stable one and its phase.\n"
                      "With si units: T in K, B in tesla, energies and magnetization/N0 in meV, free "
                      "energy/N0 in meV^2.\n"
                      "Prints to standard output unless --output names a file; --format table is the "
                      "default, csv has one\n"
                      "row for the stable state. A point that missed its tolerance says so in `status`.",
                      "mirage point --T 0.1 --B 2 --beta 7 --gamma 0.4")
                .c_str(),
            stdout);
        return 0;
    }
    const Format format = take_format(arguments, Format::table);
    const Configuration configuration = read_configuration("", arguments);
    if (!configuration.output.empty()) check_output("--output", configuration.output);
    const Point point = compute(configuration);
    write_text(configuration.output, format == Format::json  ? as_json(point)
                                     : format == Format::csv ? as_csv(point)
                                                             : as_table(point));
    if (point.state.status == Status::tolerance_not_met)
        fmt::print(stderr, "mirage: the order parameter may be off by more than {} Delta0 at this point\n",
                   configuration.tolerance);
    return point.state.status == Status::failed ? 1 : 0;
}

}  // namespace mirage
