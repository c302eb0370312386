#include "transitions/transition_request.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "input/input_error.hpp"
#include "tables/encoding.hpp"

namespace mirage {
namespace {

/// The value of an option with one of a few words.
template <class T>
T one_of(std::vector<std::string>& arguments, const std::string& name,
         const std::vector<std::pair<std::string, T>>& words, T otherwise) {
    const std::string text = take_option(arguments, name);
    if (text.empty()) return otherwise;
    std::vector<std::string> allowed;
    for (const auto& [word, value] : words) {
        if (word == text) return value;
        allowed.push_back(word);
    }
    throw InputError(fmt::format("--{} = '{}': allowed: {}", name, text, fmt::join(allowed, ", ")));
}

std::optional<double> number(std::vector<std::string>& arguments, const std::string& name,
                             bool (*allowed)(double), const char* rule) {
    const std::string text = take_option(arguments, name);
    if (text.empty()) return std::nullopt;
    return number_where("--" + name, text, allowed, rule);
}

CurveOptions take_reading(std::vector<std::string>& arguments) {
    CurveOptions options;
    options.columns = take_option(arguments, "columns");
    options.B = number(arguments, "field", not_negative, "must not be negative");
    options.T = number(arguments, "temperature", positive, "must be above 0");
    options.swept = one_of<std::optional<Measurand>>(
        arguments, "swept", {{"T", Measurand::temperature}, {"B", Measurand::field}}, std::nullopt);
    if (options.B && options.T) throw InputError("--field and --temperature: only one of them is fixed");
    const bool against = (options.B && options.swept == Measurand::field) ||
                         (options.T && options.swept == Measurand::temperature);
    if (against) throw InputError("--swept: is the quantity that is given as fixed");
    return options;
}

TransitionOptions take_options(std::vector<std::string>& arguments) {
    TransitionOptions options;
    const std::string criterion = take_option(arguments, "criterion");
    options.criteria = criteria_of(criterion.empty() ? "50" : criterion);
    options.sweeps = one_of<Sweeps>(
        arguments, "sweeps",
        {{"mean", Sweeps::mean}, {"both", Sweeps::both}, {"up", Sweeps::up}, {"down", Sweeps::down}},
        Sweeps::mean);
    options.error = one_of<ErrorOf>(
        arguments, "error",
        {{"combined", ErrorOf::combined}, {"width", ErrorOf::width}, {"noise", ErrorOf::noise}},
        ErrorOf::combined);
    options.normal = number(arguments, "normal-resistance", positive, "must be above 0").value_or(quiet_nan);
    return options;
}

}  // namespace

std::vector<CommandOption> transition_options() {
    return {
        {"criterion", "LIST", "50 (per cent of R_n; default), 10,50,90, onset, zero, slope, all"},
        {"field", "NUMBER",
         "the fixed field of R(T) [T] where the file does not tell it, or tells it wrongly"},
        {"temperature", "NUMBER", "the fixed temperature of R(B) [K]"},
        {"swept", "T|B", "which of two columns is swept (default: the one that is not steady)", {"T", "B"}},
        {"columns", "T=1,B=2,R=4",
         "which columns are used, by number or name, perhaps with units: 'T[mK]=1,R=2'"},
        {"sweeps",
         "mean|both|up|down",
         "one point of all sweeps (default), a sample for each direction, or one direction",
         {"mean", "both", "up", "down"}},
        {"error",
         "combined|width|noise",
         "a quarter of the width between 10 and 90 %, noise and half the hysteresis together (default); half "
         "of "
         "the width; or without the width",
         {"combined", "width", "noise"}},
        {"normal-resistance", "NUMBER", "R_n [Ohm, V] of curves that do not show it"},
        {"curves", "", "print the normalised curves instead of the points"}};
}

TransitionRequest transition_request(std::vector<std::string> arguments) {
    TransitionRequest request;
    request.format = take_format(arguments, Format::csv);
    request.output = take_option(arguments, "output");
    request.printed = take_flag(arguments, "curves") ? Printed::curves : Printed::points;
    request.reading = take_reading(arguments);
    request.options = take_options(arguments);
    request.files = arguments;
    if (request.files.empty())
        throw InputError("transitions: needs measured curves: mirage transitions R_T_0T.dat R_T_2T.dat");
    if (std::count_if(request.files.begin(), request.files.end(), is_standard_input) > 1)
        throw InputError("transitions: standard input can be read once");
    if (request.printed == Printed::curves && request.format != Format::csv)
        throw InputError("transitions: --curves are printed as --format csv");
    return request;
}

}  // namespace mirage
