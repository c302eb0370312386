#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "mirage/commands.hpp"
#include "mirage/fit.hpp"
#include "mirage/formulas.hpp"
#include "mirage/input_error.hpp"
#include "mirage/output.hpp"
#include "mirage/team.hpp"
#include "mirage/words.hpp"

namespace mirage {
namespace {

struct Known {
    const char* name;
    double FitParameters::*member;
    const char* unit;
    const char* help;
    bool in_model[4];  ///< exact, ising, klb, whh
};
constexpr Known known_parameters[] = {
    {"tc0",
     &FitParameters::tc0,
     "K",
     "critical temperature at B = 0 (default free: from the data)",
     {true, true, true, true}},
    {"beta", &FitParameters::beta, "meV", "Ising spin-orbit coupling", {true, true, false, false}},
    {"gamma", &FitParameters::gamma, "meV", "scattering rate Gamma", {true, false, false, false}},
    {"alpha", &FitParameters::alpha, "meV", "Rashba coupling alpha p_F", {true, false, false, false}},
    {"g-factor", &FitParameters::g_factor, "", "Lande factor (default 2)", {true, true, true, true}},
    {"spin-orbit-rate", &FitParameters::spin_orbit_rate, "meV", "hbar/tau_SO", {false, false, true, true}},
};

struct Request {
    FitTask task;
    std::string model, output;
    Format format = Format::table;
    std::vector<std::string> notes;
    double largest_field = std::nan("");  ///< [T], of a plan; NaN: none
    int bootstrap = 0;                    ///< samples
};

/// Everything to print.
struct Answer {
    FitResult fit;
    std::vector<PlannedPoint> plan;
    std::vector<std::vector<double>> samples;  ///< bootstrap: free parameters of each
};

const char* text_of(FitStatus status) {
    static constexpr const char* names[] = {"determined", "upper bound", "lower bound", "undetermined", "fixed"};
    return names[static_cast<int>(status)];
}

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts(1);
    for (const char c : text) {
        if (c == separator)
            parts.emplace_back();
        else
            parts.back() += c;
    }
    return parts;
}

FitParameter* find(FitTask& task, const std::string& name, const std::string& option, const std::string& model) {
    std::string allowed;
    for (FitParameter& p : task.parameters) {
        if (p.name == name) return &p;
        allowed += (allowed.empty() ? "" : ", ") + p.name;
    }
    throw InputError(fmt::format("{}: '{}': parameters of model {}: {}", option, name, model, allowed));
}

/// Parameters of the model with their given or usual values; bounds within the domain of the engine.
void take_parameters(Request& request, std::vector<std::string>& words) {
    FitTask& task = request.task;
    double hottest = 0.0;
    for (const Measurement& m : task.points) hottest = std::max(hottest, m.T);
    task.start.tc0 = 1.02 * hottest;
    std::vector<std::string> given;
    for (const Known& known : known_parameters) {
        const std::string text = take_option(words, known.name), option = fmt::format("--{}", known.name);
        if (!text.empty()) {
            if (!known.in_model[static_cast<int>(task.model)])
                throw InputError(fmt::format("{}: not a parameter of model {}", option, request.model));
            const bool above_zero = known.member == &FitParameters::tc0 || known.member == &FitParameters::g_factor;
            task.start.*(known.member) = above_zero ? number_where(option, text, positive, "must be above 0")
                                                    : number_where(option, text, not_negative, "must not be negative");
            given.push_back(known.name);
        }
        if (known.in_model[static_cast<int>(task.model)])
            task.parameters.push_back({known.name, known.member, false, 0.0, 0.0,
                                       known.member == &FitParameters::alpha ? FitScale::squared : FitScale::linear});
    }
    const auto was_given = [&](const std::string& name) {
        return std::find(given.begin(), given.end(), name) != given.end();
    };
    const double unit = si_units(task.start.tc0, task.start.g_factor).energy;
    for (FitParameter& p : task.parameters) {
        if (p.name == "tc0") p.low = 0.7 * task.start.tc0, p.high = 1.5 * task.start.tc0;
        if (p.name == "beta") p.high = 100.0 * unit;
        if (p.name == "gamma" || p.name == "alpha") p.high = 10.0 * unit;
        if (p.name == "g-factor") p.low = 0.5, p.high = 4.0;
        if (p.name == "spin-orbit-rate") p.high = 1000.0 * unit;
        // what is neither given nor usually fixed is free
        p.free = !was_given(p.name) && (p.name == "tc0" || p.name == "beta" || p.name == "spin-orbit-rate");
        if (p.free && p.name != "tc0") task.start.*(p.member) = 0.05 * p.high;
    }
    if (const std::string text = take_option(words, "free"); !text.empty()) {
        for (FitParameter& p : task.parameters) p.free = false;
        for (const std::string& name : split(text, ','))
            if (name != "none") find(task, name, "--free", request.model)->free = true;
    }
    if (const std::string text = take_option(words, "bounds"); !text.empty())
        for (const std::string& bound : split(text, ',')) {
            const std::vector<std::string> sides = split(bound, '=');
            const std::vector<std::string> ends = sides.size() == 2 ? split(sides[1], ':') : std::vector<std::string>{};
            if (ends.size() != 2) throw InputError(fmt::format("--bounds: '{}': write name=low:high", bound));
            FitParameter& p = *find(task, sides[0], "--bounds", request.model);
            p.low = number_where("--bounds", ends[0], not_negative, "must not be negative");
            p.high = number_where("--bounds", ends[1], not_negative, "must not be negative");
            if (!(p.low < p.high)) throw InputError(fmt::format("--bounds: '{}': low must be below high", bound));
        }
    for (FitParameter& p : task.parameters) {
        double& start = task.start.*(p.member);
        if (p.free) start = std::clamp(start, p.low, p.high);
    }
}

/// What the data must hold for these parameters.
void check(Request& request) {
    const FitTask& task = request.task;
    std::size_t free = 0;
    bool tc0_free = false;
    for (const FitParameter& p : task.parameters) {
        free += p.free;
        tc0_free = tc0_free || (p.free && p.name == "tc0");
    }
    if (free > task.points.size())
        throw InputError(
            fmt::format("{} points cannot tell {} free parameters: fix some (--tc0, --free)", task.points.size(), free));
    if (free > 0 && free == task.points.size())
        request.notes.push_back("as many free parameters as points: values without intervals");
    for (const Measurement& m : task.points) {
        const double slack = std::isnan(m.sigma_T) ? 0.02 * task.start.tc0 : 3.0 * m.sigma_T;
        if (!tc0_free && m.T > task.start.tc0 + slack)
            throw InputError(
                fmt::format("a point at T = {} K lies above tc0 = {} K: free tc0 or correct it", m.T, task.start.tc0));
        if (!tc0_free && m.T < 0.999e-3 * task.start.tc0)
            throw InputError(fmt::format("a point at T = {} K: must be at least 0.001 tc0", m.T));
    }
    bool some = false, all = true;
    for (const Measurement& m : task.points) {
        const bool stated = !(std::isnan(m.sigma_T) && std::isnan(m.sigma_B));
        some = some || stated;
        all = all && stated;
    }
    if (some && !all) throw InputError("some points state an error and some do not");
}

/// B_c2 at the lowest temperature of the curve over the Pauli limit Delta0/sqrt 2.
double enhancement(const FitTask& task, const FitResult& result) {
    FitParameters f = result.best;
    const double T = 1e-2 * f.tc0;
    const FirstOrderRatio ratio = task.model == FitModel::exact ? first_order_ratio(f, T) : FirstOrderRatio{};
    return ModelCurve(task.model, f, T, ratio).field_at(1.0001 * T) / (pauli_limit() * si_units(f.tc0, f.g_factor).field);
}

/// Names of the free parameters, in their order.
std::vector<std::string> free_names(const FitResult& r) {
    std::vector<std::string> names;
    for (const FittedParameter& p : r.parameters)
        if (p.status != FitStatus::fixed) names.push_back(p.name);
    return names;
}

/// The 2.5 and 97.5 % points of one parameter over the bootstrap samples.
std::array<double, 2> percentiles(const Answer& answer, std::size_t which) {
    std::vector<double> values;
    for (const std::vector<double>& sample : answer.samples) values.push_back(sample[which]);
    std::sort(values.begin(), values.end());
    const auto at = [&](double share) {
        return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5)];
    };
    return {at(0.025), at(0.975)};
}

std::string as_json(const Request& request, const Answer& answer) {
    const FitResult& r = answer.fit;
    const std::vector<std::string> free = free_names(r);
    nlohmann::ordered_json json;
    json["model"] = request.model;
    for (const FittedParameter& p : r.parameters)
        json["parameters"][p.name] = {
            {"value", p.value}, {"error", p.error}, {"interval", {p.low, p.high}}, {"status", text_of(p.status)}};
    json["chi2"] = r.chi2;
    json["reduced_chi2"] = r.reduced_chi2;
    json["aic"] = r.aic;
    json["points"] = r.points;
    json["errors_stated"] = r.errors_stated;
    json["correlation"] = {{"parameters", free}, {"matrix", r.correlation}};
    json["enhancement"] = enhancement(request.task, r);
    json["residuals"] = r.residuals;
    json["notes"] = request.notes;
    if (!answer.samples.empty()) {
        json["bootstrap"]["samples"] = answer.samples.size();
        for (std::size_t i = 0; i < free.size(); ++i) json["bootstrap"]["intervals"][free[i]] = percentiles(answer, i);
    }
    for (const PlannedPoint& p : answer.plan) {
        nlohmann::ordered_json entry{{"T", p.T}, {"B", p.B}, {"gain", p.gain}};
        for (std::size_t i = 0; i < free.size(); ++i) entry["errors"][free[i]] = p.errors[i];
        json["plan"].push_back(entry);
    }
    return json.dump(2) + "\n";
}

std::string as_table(const Request& request, const Answer& answer) {
    const FitResult& r = answer.fit;
    const std::vector<std::string> free = free_names(r);
    std::string text = fmt::format("model {}, {} points\n\n{:<17}{:>13}{:>12}   {:<28}{}\n", request.model, r.points,
                                   "parameter", "value", "error", "95 % interval", "status");
    for (const FittedParameter& p : r.parameters) {
        const char* unit = "";
        for (const Known& known : known_parameters)
            if (p.name == known.name) unit = known.unit;
        const std::string name = *unit ? fmt::format("{} [{}]", p.name, unit) : p.name;
        if (p.status == FitStatus::fixed)
            text += fmt::format("{:<17}{:>13.6g}{:>12}   {:<28}fixed\n", name, p.value, "", "");
        else
            text += fmt::format("{:<17}{:>13.6g}{:>12.3g}   {:<28}{}\n", name, p.value, p.error,
                                fmt::format("{:.6g} to {:.6g}", p.low, p.high), text_of(p.status));
    }
    text += fmt::format("\nchi2 {:.6g}, reduced {:.4g}, AIC {:.6g}{}\n", r.chi2, r.reduced_chi2, r.aic,
                        r.errors_stated ? "" : " (no errors stated: 1 % of the largest T and B, scaled by the scatter)");
    text += fmt::format("B_c2(0.01 Tc0)/B_p = {:.4g}\n", enhancement(request.task, r));
    for (std::size_t i = 0; i < free.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            text += fmt::format("correlation of {} and {}: {:.4f}\n", free[j], free[i], r.correlation[i][j]);
    if (!answer.samples.empty()) {
        text += fmt::format("\nbootstrap, {} samples\n", answer.samples.size());
        for (std::size_t i = 0; i < free.size(); ++i) {
            const auto [low, high] = percentiles(answer, i);
            text += fmt::format("{:<17}95 % of them from {:.6g} to {:.6g}\n", free[i], low, high);
        }
    }
    if (!answer.plan.empty()) {
        text += fmt::format("\nwhere the next point tells most, up to {} T\n{:>10}{:>10}", request.largest_field, "T [K]",
                            "B [T]");
        for (const std::string& name : free) text += fmt::format("{:>18}", fmt::format("error {}", name));
        text += "\n";
        for (std::size_t k = 0; k < std::min<std::size_t>(5, answer.plan.size()); ++k) {
            const PlannedPoint& p = answer.plan[k];
            text += fmt::format("{:>10.4g}{:>10.4g}", p.T, p.B);
            for (const double error : p.errors) text += fmt::format("{:>18.3g}", error);
            text += "\n";
        }
    }
    return text;
}

std::string as_csv(const Request& request, const FitResult& r) {
    std::string text = "T,B_c2,low,high\n";
    for (const BandPoint& p : fitted_curve(request.task, r, 200))
        text += fmt::format("{:.10g},{:.10g},{:.10g},{:.10g}\n", p.T, p.B, p.low, p.high);
    return text;
}

std::string help() {
    std::string text =
        "usage: mirage fit DATA.csv [--model exact|ising|klb|whh] [--free beta,gamma,...] [--format table|json|csv]\n\n"
        "Parameters with 95 % intervals from measured B_c2(T). DATA.csv has columns T [K], B [T] and, if known, sigma_T,\n"
        "sigma_B; a header names them. Distances are perpendicular to the curve in units of the errors. csv is the fitted\n"
        "curve with its 95 % band. Intervals come from the profile of chi-squared; a parameter that the data cannot tell "
        "says\n"
        "so: \"upper bound\", \"lower bound\" or \"undetermined\".\n\noptions:\n"
        "  --model           exact: thermodynamic B_c2 of the engine (default); ising, klb, whh: closed formulas\n"
        "  --free            free parameters, comma list (default tc0 and beta, or spin-orbit-rate, unless given)\n"
        "  --bounds          name=low:high, comma list\n"
        "  --plan            a largest field [T]: where on the curve one more point would shrink the errors most\n"
        "  --bootstrap       samples, drawn from the points with replacement; shared among MPI ranks under mpirun\n";
    for (const Known& known : known_parameters)
        text += fmt::format("  --{:<16}{}{}\n", known.name, known.help, *known.unit ? fmt::format(" [{}]", known.unit) : "");
    return text + "  --output          file to write\n\nexample: mirage fit data.csv --model exact --free tc0,beta,gamma\n";
}

bool whole_positive(double x) { return x >= 1.0 && x <= 1e6 && x == std::floor(x); }

Request read_request(std::vector<std::string> words) {
    if (words.empty() || words[0].starts_with("--"))
        throw InputError("fit: needs data: mirage fit DATA.csv [--name value ...]");
    Request request;
    const std::string file = words[0];
    words.erase(words.begin());
    request.format = take_format(words, Format::table);
    const std::string model = take_option(words, "model");
    request.model = model.empty() ? "exact" : model;
    request.task.model = fit_model(request.model);
    request.output = take_option(words, "output");
    if (const std::string text = take_option(words, "plan"); !text.empty())
        request.largest_field = number_where("--plan", text, positive, "must be above 0");
    if (const std::string text = take_option(words, "bootstrap"); !text.empty())
        request.bootstrap = static_cast<int>(number_where("--bootstrap", text, whole_positive, "must be from 1 to 1000000"));
    Measurements data = read_measurements(file);
    request.task.points = std::move(data.points);
    request.notes = std::move(data.notes);
    take_parameters(request, words);
    if (!words.empty()) throw InputError(fmt::format("fit: '{}': unknown option; see mirage fit --help", words[0]));
    check(request);
    if (!request.output.empty()) check_output("--output", request.output);
    return request;
}

void print(const Request& request, const Answer& answer) {
    for (const std::string& note : request.notes) fmt::print(stderr, "mirage: note: {}\n", printable(note));
    write_text(request.output, request.format == Format::json  ? as_json(request, answer)
                               : request.format == Format::csv ? as_csv(request, answer.fit)
                                                               : as_table(request, answer));
}

/// Samples of all ranks on rank 0, in their order.
std::vector<std::vector<double>> bootstrap(const Request& request, const FitResult& result, const MpiSession& mpi) {
    const std::size_t width = free_names(result).size();
    const auto count = static_cast<std::size_t>(request.bootstrap);
    std::vector<double> mine(count * width, 0.0), all(count * width, 0.0);
    for (std::size_t i = static_cast<std::size_t>(mpi.rank); i < count; i += static_cast<std::size_t>(mpi.size)) {
        const std::vector<double> values = bootstrap_sample(request.task, result, i);
        std::copy(values.begin(), values.end(), mine.begin() + static_cast<std::ptrdiff_t>(i * width));
    }
    // every sample was drawn by one rank: the others add nothing
    MPI_Reduce(mine.data(), all.data(), static_cast<int>(all.size()), MPI_DOUBLE, MPI_SUM, 0, MPI_COMM_WORLD);
    std::vector<std::vector<double>> samples;
    for (std::size_t i = 0; i < count; ++i)
        samples.emplace_back(all.begin() + static_cast<std::ptrdiff_t>(i * width),
                             all.begin() + static_cast<std::ptrdiff_t>((i + 1) * width));
    return samples;
}

Answer answer_to(const Request& request) {
    Answer answer{fit(request.task), {}, {}};
    if (!std::isnan(request.largest_field)) answer.plan = plan(request.task, answer.fit, request.largest_field);
    return answer;
}

/// With samples for all ranks: every rank reads and fits, which are cheap; rank 0 speaks.
int run_with_bootstrap(const std::vector<std::string>& words) {
    const MpiSession mpi;
    Request request;
    std::string error;
    try {
        request = read_request(words);
    } catch (const InputError& refused) {
        error = refused.what();
    }
    error = broadcast(error, MPI_COMM_WORLD);
    if (!error.empty()) {
        if (mpi.rank == 0) fmt::print(stderr, "mirage: {}\n", error);
        return mpi.rank == 0 ? 2 : 0;
    }
    Answer answer = answer_to(request);
    answer.samples = bootstrap(request, answer.fit, mpi);
    if (mpi.rank == 0) print(request, answer);
    return 0;
}

}  // namespace

int run_fit(const std::vector<std::string>& given) {
    std::vector<std::string> words = given;
    if (take_help(words)) {
        std::fputs(help().c_str(), stdout);
        return 0;
    }
    for (const std::string& word : words)
        if (names(word, "--bootstrap")) return run_with_bootstrap(words);
    const Request request = read_request(words);
    print(request, answer_to(request));
    return 0;
}

}  // namespace mirage
