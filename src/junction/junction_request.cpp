#include "junction/junction_request.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "input/axis.hpp"
#include "input/check_output.hpp"
#include "input/input_error.hpp"
#include "input/text.hpp"
#include "junction/junction_data.hpp"
#include "junction/junction_parameters.hpp"

namespace mirage {
namespace {

/// One of a few words; the first is the default.
template <class Value>
Value choice_of(std::vector<std::string>& arguments, const std::string& name,
                const std::vector<std::pair<const char*, Value>>& values) {
    const std::string text = take_option(arguments, name);
    if (text.empty()) return values[0].second;
    std::string allowed;
    for (const auto& [word, value] : values) {
        if (text == word) return value;
        allowed += (allowed.empty() ? "" : ", ") + std::string(word);
    }
    throw InputError(fmt::format("--{} = '{}': allowed: {}", name, text, allowed));
}

const std::vector<std::pair<const char*, JunctionModel>> models{
    {"exact", JunctionModel::exact}, {"dynes", JunctionModel::dynes}, {"maki", JunctionModel::maki}};
const std::vector<std::pair<const char*, Background>> backgrounds{
    {"constant", Background::constant}, {"linear", Background::linear}, {"parabola", Background::parabola}};

const std::vector<std::pair<const char*, Units>> unit_systems{{"si", Units::si}, {"reduced", Units::reduced}};

std::vector<double> numbers(std::vector<std::string>& arguments, const char* name, double factor,
                            bool (*allowed)(double), const char* rule) {
    std::vector<double> values;
    const std::string option = fmt::format("--{}", name), text = take_option(arguments, name);
    refuse_decimal_comma(option, text);
    for (const std::string& part : comma_list(text))
        values.push_back(factor * number_where(option, part, allowed, rule));
    return values;
}

bool any_number(double) { return true; }
bool whole_positive(double x) { return x >= 1.0 && x <= 1e6 && x == std::floor(x); }

SpectrumReading take_reading(std::vector<std::string>& arguments) {
    SpectrumReading reading;
    reading.units = choice_of(arguments, "units", unit_systems);
    reading.columns = take_option(arguments, "columns");
    reading.T = numbers(arguments, "T", in_si(reading.units, "K"), positive, "must be above 0");
    reading.B = numbers(arguments, "B", in_si(reading.units, "T"), any_number, "");
    if (const std::string text = take_option(arguments, "range"); !text.empty()) {
        const std::vector<std::string_view> ends = split(text, ':');
        const char* unit = shown_unit(reading.units, "mV");
        if (ends.size() != 2)
            throw InputError(fmt::format("--range = '{}': write LOW:HIGH in {}", text, unit));
        reading.low = in_si(reading.units, "mV") * parse_number("--range", ends[0]);
        reading.high = in_si(reading.units, "mV") * parse_number("--range", ends[1]);
        if (!(reading.low < reading.high))
            throw InputError(fmt::format("--range = '{}': LOW must be below HIGH", text));
    }
    return reading;
}

/// Throws InputError where the curves cannot tell that many numbers, or no parameter is free.
void check(const JunctionTask& task) {
    std::size_t points = 0, free = 0;
    for (const JunctionCurve& curve : task.curves) points += curve.G.size();
    for (const JunctionParameter& p : task.parameters) free += p.free;
    const std::size_t unknowns = free + task.curves.size() * static_cast<std::size_t>(task.background);
    if (unknowns >= points)
        throw InputError(fmt::format("{} points cannot tell {} numbers: fix some", points, unknowns));
}

}  // namespace

std::vector<CommandOption> junction_options() {
    const auto words = [](const auto& values) {
        std::vector<std::string> list;
        for (const auto& [word, value] : values) list.emplace_back(word);
        return list;
    };
    std::vector<CommandOption> options{
        {"columns", "V=1,G=3,T=5,B=6",
         "which columns are used, by number or name, perhaps with units: 'V[uV]=1,G[uS]=2'; sigma_G: errors"},
        {"units", "si|reduced",
         "of the data, of every option and of the result: K, tesla, meV, mV (default), or Tc0, Delta0, "
         "Delta0/e",
         words(unit_systems)},
        {"T", "LIST", "temperature of the curves [K], one or one for each"},
        {"B", "LIST", "field of the curves [T], one or one for each"},
        {"range", "LOW:HIGH", "only points between these voltages [mV]"},
        {"model", "MODEL",
         "exact: the engine (default); dynes: gap and broadening alone, without field; maki: no Ising "
         "coupling, orbital pair breaking and spin-orbit scattering",
         words(models)},
        {"self-consistent", "",
         "the gap of every curve is that of the gap equation at its T and B, with tc0 in place of delta"},
        {"background", "SHAPE", "normal conductance of every curve: constant (default), linear, parabola",
         words(backgrounds)},
        {"free", "NAMES",
         "free parameters, comma list (default delta or tc0, eta and beta, or those of the model, unless "
         "given)"},
        {"share", "NAMES", "parameters that all curves have in common, comma list (of delta)"},
        {"each", "NAMES", "parameters of which every curve has its own, comma list"},
        {"bounds", "NAME=LOW:HIGH", "limits of free parameters, comma list"},
        {"bootstrap", "NUMBER",
         "of samples, drawn from the points with replacement; shared among MPI ranks under mpirun"}};
    for (const CommandOption& option : junction_value_options()) options.push_back(option);
    for (const CommandOption& option : pocket_options()) options.push_back(option);
    options.push_back(
        {"format", "table|csv|json", "how it is printed (default table)", {"table", "csv", "json"}});
    options.push_back({"output", "FILE", "file to write"});
    return options;
}

JunctionRequest read_junction_request(std::vector<std::string> arguments) {
    JunctionRequest request;
    request.format = take_format(arguments, Format::table);
    request.output = take_option(arguments, "output");
    if (const std::string text = take_option(arguments, "bootstrap"); !text.empty())
        request.bootstrap =
            static_cast<int>(number_where("--bootstrap", text, whole_positive, "must be from 1 to 1000000"));
    const JunctionModel model = choice_of(arguments, "model", models);
    const Background background = choice_of(arguments, "background", backgrounds);
    const GapOf gap = take_flag(arguments, "self-consistent") ? GapOf::engine : GapOf::curve;
    SpectrumReading reading = take_reading(arguments);
    reading.needs_field = model != JunctionModel::dynes;
    if (model == JunctionModel::dynes && gap == GapOf::engine)
        throw InputError("--self-consistent: model dynes has a gap of its own for every curve");
    std::vector<std::string> files;
    while (files.size() < arguments.size() && !arguments[files.size()].starts_with("--"))
        files.push_back(arguments[files.size()]);
    if (files.empty())
        throw InputError(
            "fit-spectrum: needs data: mirage fit-spectrum CURVES.csv [more.csv ...] [--name value]");
    arguments.erase(arguments.begin(), arguments.begin() + static_cast<std::ptrdiff_t>(files.size()));
    const JunctionData data = read_spectra(files, reading);
    request.conductance = data.conductance;
    request.notes = data.notes;
    JunctionOptions options = take_junction_options(arguments, data.curves.size(), reading.units);
    if (!arguments.empty())
        throw InputError(
            fmt::format("fit-spectrum: '{}': unknown option; see mirage fit-spectrum --help", arguments[0]));
    options.model = model, options.gap = gap, options.background = background;
    request.task = junction_task(options, data, request.notes);
    check(request.task);
    if (!request.output.empty()) check_output("--output", request.output);
    return request;
}

}  // namespace mirage
