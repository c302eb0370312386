#include <algorithm>

#include <fmt/format.h>

#include "command/commands.hpp"
#include "command/help_text.hpp"
#include "input/check_output.hpp"
#include "input/input_error.hpp"
#include "results/formula_options.hpp"
#include "results/number_table.hpp"

namespace mirage {
namespace {

/// Whether a setting means nothing to the formula.
bool foreign(const Formula& formula, const Setting& setting) {
    if (setting.scope != Scope::every || (setting.si_only && !is_beyond_two_valleys(setting))) return false;
    return setting.option != "units" && setting.option != "output" && !takes(formula, setting.option);
}

/// Whether an option of formulas has the name of the setting and stands for it.
bool is_own(const Setting& setting) {
    return std::any_of(formula_options().begin(), formula_options().end(),
                       [&](const CommandOption& option) { return option.name == setting.option; });
}

void refuse_foreign(const Formula& formula, const std::vector<std::string>& arguments) {
    const auto refuse = [&](const std::string& option) {
        throw InputError(fmt::format("{}: formula {} has no such parameter", option, formula.name));
    };
    for (const std::string& word : arguments) {
        for (const CommandOption& option : formula_options())
            if (!takes(formula, option.name) && names(word, "--" + option.name)) refuse(word);
        for (const Setting& setting : settings()) {
            const bool is_foreign = foreign(formula, setting);
            if (is_foreign && names(word, "--" + setting.option)) refuse(word);
            if ((is_foreign || is_own(setting)) && names(word, "--" + setting.key())) refuse(word);
        }
        if (names(word, "--pocket") || word.starts_with("--pocket.")) refuse(word);
    }
}

/// Only what the formula runs over may have several values.
void check_axes(const Formula& formula, const FormulaInput& in) {
    const Configuration& c = in.configuration;
    for (const auto& [name, axis] : {std::pair{"beta", &c.beta}, std::pair{"gamma", &c.gamma}})
        if (axis->values.size() != 1)
            throw InputError(
                fmt::format("--{} = '{}': formula {} takes one value", name, axis->text, formula.name));
    if (std::string(formula.name) != "rashba-field" && c.alpha.values.size() != 1)
        throw InputError(
            fmt::format("--alpha = '{}': formula {} takes one value", c.alpha.text, formula.name));
}

void check_input(const Formula& formula, const FormulaInput& in) {
    check_axes(formula, in);
    check_values(formula, in);
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
        if (takes_setting(command, setting) && !foreign(formula, setting))
            text += option_line(option, value_in(command, setting), setting_text(command, setting));
    }
    for (const CommandOption& option : formula_options())
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
Json formula_parameters(const Formula& formula, const FormulaInput& in) {
    std::vector<std::string> left_out;
    for (const Setting& setting : settings())
        if (foreign(formula, setting)) left_out.push_back(setting.name);
    for (const FormulaColumn& column : formula.columns) left_out.emplace_back(column.name);
    Json parameters = parameters_of(in.configuration, left_out);
    parameters["formula"] = formula.name;
    add_formula_options(formula, in.extra, parameters);
    return parameters;
}

NumberTable table_of(const Formula& formula, const FormulaInput& in, const Arguments& arguments) {
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
    FormulaInput in;
    in.extra = take_formula_options(arguments);
    const std::string time = take_option(arguments, "tau-so");
    in.configuration = read_configuration("", arguments);
    print_notes(in.configuration);
    in.unit = unit_system(in.configuration);
    add_scattering_time(time, in.configuration.units, in.extra);
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
    command.summary = "a closed-form expression on a list of T, B, alpha, energies, rates or angles";
    command.usage = "NAME [--name value ...] [--format csv|table|json] [--output FILE]";
    command.description =
        "A closed-form expression: of the papers, or an exact limit of a material. Units as in every "
        "command; mirage help formula NAME "
        "tells the "
        "options of one.";
    command.results = list_of_all();
    command.examples = {"mirage formula ising --T 0.01:0.99:50 --beta 7",
                        "mirage formula ising --tc0 3.0 --T 0.05:2.95:59 --beta 4.1   # K, tesla, meV"};
    command.settings = Scope::every;
    command.axes = {"T", "B", "alpha"};
    command.options = formula_options();
    command.options.push_back(format_option({"csv", "table", "json"}, "csv"));
    command.words = {"NAME", 1, formula_names()};
    command.run = run_formula;
    command.topic = help_of;
    return command;
}

}  // namespace mirage
