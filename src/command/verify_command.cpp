#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "command/child_process.hpp"
#include "command/commands.hpp"
#include "command/recipe.hpp"
#include "input/arguments.hpp"
#include "input/configuration.hpp"
#include "input/input_error.hpp"
#include "input/text.hpp"
#include "results/output.hpp"
#include "sweep/verification.hpp"

namespace mirage {
namespace {

struct Request {
    std::string file;
    std::int64_t points = 20;
    std::uint64_t seed = 1;
    double tolerance = quiet_nan;  ///< NaN: that of the file
};

/// A whole number of at least `least`; `otherwise` where nothing is given. Throws InputError.
template <class Integer>
Integer whole_number(const std::string& option, const std::string& text, Integer least, Integer otherwise) {
    if (text.empty()) return otherwise;
    Integer number{};
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || stopped != end || number < least)
        throw InputError(fmt::format("{} = '{}': a whole number of at least {}", option, text, least));
    return number;
}

Request request_of(Arguments arguments) {
    Request request;
    request.points = whole_number<std::int64_t>("--points", take_option(arguments, "points"), 1, 20);
    request.seed = whole_number<std::uint64_t>("--seed", take_option(arguments, "seed"), 0, 1);
    if (const std::string text = take_option(arguments, "tolerance"); !text.empty())
        request.tolerance = number_where("--tolerance", text, not_negative, "must not be negative");
    if (arguments.size() != 1) throw InputError("verify: needs one file: mirage verify FILE.h5");
    request.file = arguments[0];
    return request;
}

std::string counts_text(const Verification& v) {
    constexpr const char* names[work_kinds] = {"point", "line", "plane", "spectrum"};
    std::string text;
    for (std::size_t i = 0; i < work_kinds; ++i) {
        if (v.checked[i] == 0) continue;
        const bool spectra = i + 1 == work_kinds && v.checked[i] != 1;
        const std::string count = spectra ? fmt::format("{} spectra", v.checked[i])
                                          : counted(static_cast<std::uint64_t>(v.checked[i]), names[i]);
        text += fmt::format("{}{}", text.empty() ? "" : ", ", count);
    }
    return text;
}

std::string result_text(const Request& request, const Verification& v, double tolerance) {
    std::string text = fmt::format("{}: {}: {} computed anew\n", printable(request.file), counts_text(v),
                                   counted(static_cast<std::uint64_t>(v.numbers), "value"));
    if (v.different == 0) return text + "equal bit for bit\n";
    const Difference& most = v.largest;
    text +=
        fmt::format("{} of them not bit for bit, the largest relative difference {:.3g} (tolerance {:g})\n",
                    v.different, most.size, tolerance);
    return text + fmt::format("{} at {}: {} in the file, {} now\n", most.variable, most.where, most.stored,
                              most.computed);
}

int verify_file(const Request& request) {
    if (const auto status = status_of_child(request.file)) return *status;
    const Configuration c = configuration_of(recipe_of(request.file), request.file, {}, Scope::sweep);
    const Verification v = verify(request.file, sweep_plan(c), request.points, request.seed);
    const double tolerance = std::isnan(request.tolerance) ? c.tolerance : request.tolerance;
    write_text("", result_text(request, v, tolerance));
    return v.largest.size > tolerance ? 1 : 0;
}

int run_verify(const Arguments& arguments) { return verify_file(request_of(arguments)); }

}  // namespace

Command verify_command() {
    Command command;
    command.name = "verify";
    command.summary = "whether random points of a result come out the same again";
    command.usage = "FILE.h5 [--points N] [--seed S] [--tolerance X]";
    command.description =
        "Computes random points of a result anew, with a quarter as many lines and spectra and a twentieth "
        "as many planes (at least one of each that there is), by the deck inside the file, and compares them "
        "with what is in it. Prints that all are equal bit for bit, as they are with the same program and "
        "instruction set, or the largest difference, relative to the larger of the two values and the unit "
        "(Delta0, Tc0, 1). A flag that differs, and a number where there was none, differ by inf. Exit "
        "status 1 where the largest difference is above the tolerance.";
    command.examples = {"mirage verify run.h5", "mirage verify run.h5 --points 1000 --seed 7"};
    command.options = {{"points", "N", "how many points (default 20; all, if there are not more)"},
                       {"seed", "S", "which points: a whole number (default 1)"},
                       {"tolerance", "X", "allowed difference (default: the tolerance of the file)"}};
    command.words = {"FILE.h5", 1};
    command.run = run_verify;
    return command;
}

}  // namespace mirage
