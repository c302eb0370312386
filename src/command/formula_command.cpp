#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <limits>

#include <fmt/format.h>

#include "command/commands.hpp"
#include "command/help_text.hpp"
#include "input/arguments.hpp"
#include "input/configuration.hpp"
#include "input/input_error.hpp"
#include "input/suggestion.hpp"
#include "mirage/formulas/critical_field_formulas.hpp"
#include "mirage/formulas/mirage_gap.hpp"
#include "mirage/formulas/rashba_collapse.hpp"
#include "mirage/gap/point.hpp"
#include "mirage/numeric/constants.hpp"
#include "results/number_table.hpp"

namespace mirage {
namespace {

/// What only formulas are told, in the user's units; NaN or the default where it is not given.
struct Extra {
    Axis energy;
    double spin_orbit_rate = quiet_nan;  ///< hbar/tau_SO
    double alpha_maki = std::numeric_limits<double>::infinity();
    double order_parameter = quiet_nan;  ///< NaN: that of the engine
    double eta = 0.0;
};

struct Input {
    Configuration configuration;
    UnitSystem unit;
    double beta = 0.0;
    Extra extra;
};

/// The name of a column, and what it is.
struct FormulaColumn {
    const char* name;
    UnitKind kind;
};

/// One formula: its columns, and the numbers of a row in the user's units at (T, B).
struct Formula {
    const char* name;
    const char* source;
    const char* validity;
    std::vector<std::string> options;  ///< of its own, beside units, tc0, g-factor and output
    std::vector<FormulaColumn> columns;
    std::function<std::vector<std::vector<double>>(const Input&, double T, double B)> rows;
};

Parameters reduced(const Input& in, double T, double B) {
    const UnitSystem& unit = in.unit;
    return {T / unit.temperature, B / unit.field, in.beta / unit.energy,
            in.configuration.gamma.values[0] / unit.energy, in.configuration.alpha.values[0] / unit.energy};
}

double order_parameter(const Input& in, const Parameters& p) {
    if (!std::isnan(in.extra.order_parameter)) return in.extra.order_parameter / in.unit.energy;
    return solve_point(p).order_parameter;
}

std::vector<std::vector<double>> pauli_rows(const Input& in, double T, double) {
    return {{T, pauli_limit() * in.unit.field, pauli_field(T / in.unit.temperature) * in.unit.field}};
}

std::vector<std::vector<double>> whh_rows(const Input& in, double T, double) {
    const double rate = std::isnan(in.extra.spin_orbit_rate) ? 0.0 : in.extra.spin_orbit_rate;
    return {{T, whh_field(T / in.unit.temperature, {rate / in.unit.energy, 1.0 / in.extra.alpha_maki}) *
                    in.unit.field}};
}

std::vector<std::vector<double>> klb_rows(const Input& in, double T, double) {
    return {
        {T, klb_field(T / in.unit.temperature, in.extra.spin_orbit_rate / in.unit.energy) * in.unit.field}};
}

std::vector<std::vector<double>> ising_rows(const Input& in, double T, double) {
    return {{T, ising_field(T / in.unit.temperature, in.beta / in.unit.energy) * in.unit.field}};
}

std::vector<std::vector<double>> mirage_rows(const Input& in, double T, double B) {
    const Parameters p = reduced(in, T, B);
    const double Delta = order_parameter(in, p), e = in.unit.energy;
    const MirageGap gap = mirage_gap(Delta, std::fabs(p.B), p.beta);
    return {{T, B, Delta * e, gap.approximate_position * e, gap.approximate_width * e, gap.position * e,
             gap.width * e, gap.epsilon_1 * e, gap.epsilon_2 * e}};
}

std::vector<std::vector<double>> rashba_gap_rows(const Input& in, double T, double B) {
    const Parameters p = reduced(in, T, B);
    const RashbaGap gap = rashba_gap(p.T, p.B, p.beta, p.alpha);
    return {{T, B, gap.numerical * in.unit.energy, gap.low_temperature * in.unit.energy,
             gap.step * in.unit.energy}};
}

std::vector<std::vector<double>> rashba_field_rows(const Input& in, double, double) {
    std::vector<std::vector<double>> rows;
    for (const double alpha : in.configuration.alpha.values)
        rows.push_back(
            {alpha, rashba_field(in.beta / in.unit.energy, alpha / in.unit.energy) * in.unit.field});
    return rows;
}

std::vector<std::vector<double>> ginzburg_landau_rows(const Input& in, double T, double B) {
    const Parameters p = reduced(in, T, B);
    const GinzburgLandauGap gap = rashba_ginzburg_landau(p.T, p.B, p.beta, p.alpha);
    return {{T, B, gap.digamma * in.unit.energy, gap.logarithm * in.unit.energy}};
}

std::vector<std::vector<double>> rashba_dos_rows(const Input& in, double T, double B) {
    const Parameters p = reduced(in, T, B);
    const double W = std::hypot(p.beta, p.B), D = p.beta * order_parameter(in, p) / W,
                 a = p.alpha * std::fabs(p.B) / W;
    std::vector<std::vector<double>> rows;
    for (const double energy : in.extra.energy.values)
        rows.push_back({energy, rashba_dos(energy / in.unit.energy, D, a, in.extra.eta / in.unit.energy)});
    return rows;
}

const std::vector<Formula>& formulas() {
    using enum UnitKind;
    static const std::vector<Formula> list{
        {"pauli",
         "Pauli limit Delta0/sqrt 2 (B_p) and the second-order field without spin-orbit coupling (B_c2)",
         "no spin-orbit coupling; B_p at T = 0, B_c2 the transition for T > 0.5615 Tc0, below it the "
         "supercooling field",
         {"T"},
         {{"T", temperature}, {"B_p", field}, {"B_c2", field}},
         pauli_rows},
        {"whh",
         "Zhang and Falson 2021, eqs. 1 to 4 (Werthamer, Helfand, Hohenberg): spin-orbit scattering and "
         "orbital term",
         "dirty limit, tau_SO much longer than the transport time, no Ising coupling, second-order "
         "transitions",
         {"T", "spin-orbit-rate", "tau-so", "alpha-maki"},
         {{"T", temperature}, {"B_c2", field}},
         whh_rows},
        {"klb",
         "Zhang and Falson 2021, eq. 5 with -psi(1/2) (Klemm, Luther, Beasley)",
         "hbar/tau_SO much larger than B and k T, no orbital term; for the Ising model 3 tau_SO/2 = "
         "Gamma/beta^2, Gamma >> "
         "beta",
         {"T", "spin-orbit-rate", "tau-so"},
         {{"T", temperature}, {"B_c2", field}},
         klb_rows},
        {"ising",
         "Zhang and Falson 2021, eq. 6: the second-order field with Ising coupling",
         "exact for gamma = alpha = 0 where the transition is of second order",
         {"T", "beta"},
         {{"T", temperature}, {"B_c2", field}},
         ising_rows},
        {"mirage",
         "Tang, Bruder and Belzig 2021, eqs. 5 and 6, and the exact epsilon_1, epsilon_2: the mirage gap",
         "gamma = alpha = 0; eqs. 5 and 6 for Delta much smaller than sqrt(beta^2 + B^2)",
         {"T", "B", "beta", "order-parameter"},
         {{"T", temperature},
          {"B", field},
          {"order_parameter", energy},
          {"position_eq5", energy},
          {"width_eq6", energy},
          {"position", energy},
          {"width", energy},
          {"epsilon_1", energy},
          {"epsilon_2", energy}},
         mirage_rows},
        {"rashba-gap",
         "Harms, Hein and Belzig 2025, eqs. 3, 4 (= 13) and 5: the order parameter with Rashba coupling",
         "gamma = 0, alpha and Delta much smaller than sqrt(beta^2 + B^2); eq. 4 also k T << alpha B/beta, "
         "Delta; eq. 5 T = "
         "0",
         {"T", "B", "beta", "alpha"},
         {{"T", temperature},
          {"B", field},
          {"order_parameter_eq3", energy},
          {"order_parameter_eq4", energy},
          {"order_parameter_eq5", energy}},
         rashba_gap_rows},
        {"rashba-field",
         "Harms, Hein and Belzig 2025: critical field against alpha by the Lambert W function",
         "gamma = 0, T -> 0, alpha about Delta0 or less, B << beta, 2 beta > Delta0 (else nan)",
         {"beta", "alpha"},
         {{"alpha", energy}, {"B_c2", field}},
         rashba_field_rows},
        {"rashba-ginzburg-landau",
         "Harms, Hein and Belzig 2025, eqs. 15 and 17 (= 16): the order parameter near Tc0",
         "gamma = 0, Tc0 - T << Tc0, alpha << beta; eq. 17 also sqrt(beta^2 + B^2) >> 2 pi k T",
         {"T", "B", "beta", "alpha"},
         {{"T", temperature},
          {"B", field},
          {"order_parameter_eq15", energy},
          {"order_parameter_eq17", energy}},
         ginzburg_landau_rows},
        {"rashba-dos",
         "Harms, Hein and Belzig 2025, Fig. 4: density of states with Rashba coupling",
         "gamma = 0; alpha, Delta and the energy much smaller than sqrt(beta^2 + B^2): no mirage gap",
         {"energy", "T", "B", "beta", "alpha", "order-parameter", "eta"},
         {{"energy", energy}, {"dos", number}},
         rashba_dos_rows},
    };
    return list;
}

const std::vector<CommandOption>& extra_options() {
    static const std::vector<CommandOption> list{
        {"spin-orbit-rate", "NUMBER",
         "hbar/tau_SO [energy] (default 0 in whh, needed in klb unless --tau-so)"},
        {"tau-so", "NUMBER", "spin-orbit scattering time tau_SO [ps], si units only"},
        {"alpha-maki", "NUMBER", "Maki's parameter of the orbital term (default: no orbital term)"},
        {"order-parameter", "auto|NUMBER", "Delta [energy], or auto: that of the engine (default auto)"},
        {"eta", "NUMBER", "Dynes broadening [energy], 0 or at least 1e-4 Delta0 (default 0)"},
        {"energy", "AXIS", "energies [energy] (default 0)"},
    };
    return list;
}
constexpr const char* shared_settings[] = {"T", "B", "beta", "gamma", "alpha", "tolerance", "threads"};
constexpr const char* sections[] = {"", "grid.", "material.", "numerics."};

std::vector<std::string> formula_names() {
    std::vector<std::string> names;
    for (const Formula& formula : formulas()) names.emplace_back(formula.name);
    return names;
}

const Formula& find_formula(const std::string& name) {
    return formulas()[choice("formula", name, formula_names())];
}

bool takes(const Formula& formula, const std::string& option) {
    return std::find(formula.options.begin(), formula.options.end(), option) != formula.options.end();
}

void refuse_foreign(const Formula& formula, const std::vector<std::string>& arguments) {
    const auto refuse = [&](const std::string& option) {
        throw InputError(fmt::format("{}: formula {} has no such parameter", option, formula.name));
    };
    for (const std::string& word : arguments) {
        for (const CommandOption& option : extra_options())
            if (!takes(formula, option.name) && names(word, fmt::format("--{}", option.name))) refuse(word);
        for (const char* setting : shared_settings)
            for (const char* section : sections)
                if (!takes(formula, setting) && names(word, fmt::format("--{}{}", section, setting)))
                    refuse(word);
        for (const Setting& setting : settings())
            if (is_beyond_two_valleys(setting) &&
                (names(word, "--" + setting.option) || names(word, "--" + setting.key())))
                refuse(word);
        if (names(word, "--pocket") || word.starts_with("--pocket.")) refuse(word);
    }
}

Extra take_extra(const Formula& formula, std::vector<std::string>& arguments) {
    Extra extra;
    const std::string name = formula.name;
    if (const auto text = take_option(arguments, "energy"); !text.empty())
        extra.energy = parse_axis("--energy", text);
    extra.order_parameter = number_or_auto("--order-parameter", take_option(arguments, "order-parameter"));
    if (const auto text = take_option(arguments, "eta"); !text.empty())
        extra.eta = number_where("--eta", text, not_negative, "must not be negative");
    if (const auto text = take_option(arguments, "alpha-maki"); !text.empty())
        extra.alpha_maki = number_where("--alpha-maki", text, positive, "must be above 0");
    if (const auto text = take_option(arguments, "spin-orbit-rate"); !text.empty())
        extra.spin_orbit_rate =
            name == "whh" ? number_where("--spin-orbit-rate", text, not_negative, "must not be negative")
                          : number_where("--spin-orbit-rate", text, positive, "must be above 0");
    return extra;
}

/// hbar/tau_SO from a time in ps.
void add_time(Input& in, const std::string& text) {
    constexpr double hbar = 0.6582119569;  // meV ps
    if (text.empty()) return;
    if (in.configuration.units != Units::si)
        throw InputError("--tau-so: needs --units si; else give --spin-orbit-rate");
    if (!std::isnan(in.extra.spin_orbit_rate))
        throw InputError("--tau-so and --spin-orbit-rate are the same: give one");
    in.extra.spin_orbit_rate = hbar / number_where("--tau-so", text, positive, "must be above 0");
}

void check_input(const Formula& formula, const Input& in) {
    const Configuration& c = in.configuration;
    const std::string name = formula.name;
    if (name == "klb" && std::isnan(in.extra.spin_orbit_rate))
        throw InputError("formula klb: needs --spin-orbit-rate or, in si units, --tau-so");
    if (name.starts_with("rashba") && !(in.beta > 0.0))
        throw InputError(fmt::format("beta = {}: formula {} needs a coupling above 0", in.beta, name));
    if (name != "rashba-field" && c.alpha.values.size() != 1)
        throw InputError(fmt::format("--alpha = '{}': formula {} takes one value", c.alpha.text, name));
    if (name == "rashba-dos" && c.T.values.size() * c.B.values.size() != 1)
        throw InputError("formula rashba-dos: takes one T and one B");
    if (in.extra.eta > 0.0 && in.extra.eta < 1e-4 * in.unit.energy * (1.0 - 1e-12))
        throw InputError(
            fmt::format("--eta = {}: 0 or at least {:.6g}", in.extra.eta, 1e-4 * in.unit.energy));
}

/// The help on one formula.
std::string help_of(const std::string& name) {
    const Formula& formula = find_formula(name);
    const Command& command = find_command("formula");
    std::string text = fmt::format(
        "usage: mirage formula {} [--name value ...] [--format csv|table|json] [--output FILE]\n\n",
        formula.name);
    std::string columns;
    for (const FormulaColumn& column : formula.columns)
        columns += fmt::format("{}{}", columns.empty() ? "" : ",", column.name);
    text +=
        fmt::format("{}\nvalid: {}\ncolumns: {}\n\noptions:\n", formula.source, formula.validity, columns);
    for (const Setting& setting : settings()) {
        const std::string option = setting.option;
        if (setting.scope != Scope::every) continue;
        if (option == "units" || (setting.si_only && !is_beyond_two_valleys(setting)) || option == "output" ||
            takes(formula, option))
            text += option_line(option, value_in(command, setting), setting_text(command, setting));
    }
    for (const CommandOption& option : extra_options())
        if (takes(formula, option.name)) text += option_line(option.name, option.value, option.help);
    return text;
}

std::string list_of_all() {
    std::string text = "formulas:";
    for (const Formula& f : formulas())
        text += fmt::format("\n{}\n    {}\n    valid: {}", f.name, f.source, f.validity);
    return text;
}

/// What the formula takes and no column has.
Json formula_parameters(const Formula& formula, const Input& in) {
    std::vector<std::string> left_out;
    for (const char* setting : shared_settings)
        if (!takes(formula, setting)) left_out.push_back(setting);
    for (const FormulaColumn& column : formula.columns) left_out.push_back(column.name);
    Json parameters = parameters_of(in.configuration, left_out);
    parameters["formula"] = formula.name;
    const Extra& extra = in.extra;
    const auto add = [&](const char* option, const char* name, double value) {
        if (takes(formula, option) && std::isfinite(value)) parameters[name] = value;
    };
    add("spin-orbit-rate", "spin_orbit_rate", extra.spin_orbit_rate);
    add("alpha-maki", "alpha_maki", extra.alpha_maki);
    add("order-parameter", "order_parameter", extra.order_parameter);
    add("eta", "eta", extra.eta);
    return parameters;
}

NumberTable table_of(const Formula& formula, const Input& in, const Arguments& arguments) {
    const Units units = in.configuration.units;
    NumberTable table{{command_line("formula", arguments), units, formula_parameters(formula, in), {}}, {}};
    for (const FormulaColumn& c : formula.columns)
        table.heading.columns.push_back(column(c.name, c.kind, units));
    for (const double T : in.configuration.T.values)
        for (const double B : in.configuration.B.values)
            for (const auto& row : formula.rows(in, T, B)) table.rows.push_back(row);
    return table;
}

int run_formula(const Arguments& given) {
    Arguments arguments = given;
    if (arguments.empty() || arguments[0].starts_with("--"))
        throw InputError("formula: needs a name; mirage help formula lists them");
    const Formula& formula = find_formula(arguments[0]);
    arguments.erase(arguments.begin());
    const Format format = take_format(arguments, Format::csv);
    refuse_foreign(formula, arguments);
    Input in;
    in.extra = take_extra(formula, arguments);
    const std::string time = take_option(arguments, "tau-so");
    in.configuration = read_configuration("", arguments);
    print_notes(in.configuration);
    in.unit = unit_system(in.configuration);
    in.beta = single_value("--beta", in.configuration.beta);
    add_time(in, time);
    check_input(formula, in);
    const std::string& output = in.configuration.output;
    if (!output.empty()) check_output("--output", output);
    write_text(output, text_of(table_of(formula, in, given), format));
    return 0;
}

}  // namespace

Command formula_command() {
    Command command;
    command.name = "formula";
    command.summary = "a closed-form expression of the papers on a list of T, B, alpha or energies";
    command.usage = "NAME [--name value ...] [--format csv|table|json] [--output FILE]";
    command.description =
        "A closed-form expression of the literature. Units as in every command; mirage help formula NAME "
        "tells the "
        "options of one.";
    command.results = list_of_all();
    command.examples = {"mirage formula ising --T 0.01:0.99:50 --beta 7",
                        "mirage formula ising --tc0 3.0 --T 0.05:2.95:59 --beta 4.1   # K, tesla, meV"};
    command.settings = Scope::every;
    command.axes = {"T", "B", "alpha"};
    command.options = extra_options();
    command.options.push_back(format_option({"csv", "table", "json"}, "csv"));
    command.words = {"NAME", 1, formula_names()};
    command.run = run_formula;
    command.topic = help_of;
    return command;
}

}  // namespace mirage
