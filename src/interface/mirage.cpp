// The functions of include/mirage/mirage.h: nothing is thrown across them.

#include "mirage/mirage.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "input/input_error.hpp"
#include "interface/calculation.hpp"
#include "interface/description.hpp"
#include "interface/formula_values.hpp"
#include "mirage/version.hpp"

namespace mirage {
namespace {

thread_local char error_text[1024] = "";

void set_error(std::string_view text) {
    const std::size_t size = std::min(text.size(), sizeof error_text - 1);
    std::memcpy(error_text, text.data(), size);
    error_text[size] = '\0';
}

/// What a call was given, as it came.
struct Arguments {
    std::int64_t n;
    std::span<const mirage_input> inputs;
    std::span<const mirage_output> outputs;
    const mirage_run* run;
};

template <class Column>
std::span<const Column> columns(const Column* list, std::int32_t count, const char* what) {
    if (count < 0 || (count > 0 && !list)) throw InputError(fmt::format("{} {}: no such list", count, what));
    return {list, static_cast<std::size_t>(count)};
}

Arguments arguments_of(std::int64_t n, const mirage_input* in, std::int32_t in_count,
                       const mirage_output* out, std::int32_t out_count, const mirage_run* run) {
    if (n < 0) throw InputError(fmt::format("n = {}: must not be negative", n));
    if (run && run->threads < 0)
        throw InputError(fmt::format("threads = {}: must not be negative", run->threads));
    if (run && run->done) __atomic_store_n(run->done, 0, __ATOMIC_RELAXED);
    return {n, columns(in, in_count, "inputs"), columns(out, out_count, "outputs"), run};
}

/// The result of a function that may throw.
template <class Function>
int guarded(Function function) noexcept {
    set_error("");
    try {
        if (function() == LoopEnd::finished) return MIRAGE_OK;
        set_error("stopped");
        return MIRAGE_STOPPED;
    } catch (const InputError& error) {
        set_error(error.what());
        return MIRAGE_BAD_INPUT;
    } catch (const std::bad_alloc&) {
        set_error("out of memory");
    } catch (const std::exception& error) {
        set_error(error.what());
    } catch (...) {
        set_error("unknown failure");
    }
    return MIRAGE_FAILED;
}

LoopEnd calculate(const Calculation& calculation, const Arguments& a) {
    const Request request = read_request(a.n, a.inputs, calculation.inputs);
    const Outputs outputs(a.n, a.outputs);
    if (calculation.more_outputs) {
        std::vector<OutputName> names = calculation.outputs;
        for (OutputName& name : calculation.more_outputs(request.configuration)) names.push_back(name);
        outputs.check(names);
    } else {
        outputs.check(calculation.outputs);
    }
    return calculation.compute({request, outputs, a.run});
}

LoopEnd calculate(const Formula& formula, const Arguments& a) {
    check_inputs(formula, a.inputs);
    const OwnInputs own = inputs_of(formula);
    const Request request = read_request(a.n, a.inputs, own);
    const Outputs outputs(a.n, a.outputs);
    outputs.check(outputs_of(formula));
    return compute_formula(formula, {request, outputs, a.run});
}

const Calculation& named(std::string_view name) {
    return *std::find_if(calculations().begin(), calculations().end(),
                         [&](const Calculation& c) { return name == c.name; });
}

}  // namespace
}  // namespace mirage

using namespace mirage;

#define MIRAGE_CALL(name)                                                                            \
    int mirage_##name(int64_t n, const mirage_input* in, int32_t in_count, const mirage_output* out, \
                      int32_t out_count, const mirage_run* run) {                                    \
        return guarded([&] {                                                                         \
            static const Calculation& calculation = named(#name);                                    \
            return calculate(calculation, arguments_of(n, in, in_count, out, out_count, run));       \
        });                                                                                          \
    }

extern "C" {

MIRAGE_CALL(points)
MIRAGE_CALL(fields)
MIRAGE_CALL(second_order_fields)
MIRAGE_CALL(critical_temperatures)
MIRAGE_CALL(special_temperatures)
MIRAGE_CALL(spectrum)
MIRAGE_CALL(energies)
MIRAGE_CALL(bands)
MIRAGE_CALL(current)
MIRAGE_CALL(depairing_current)

int mirage_formula(const char* name, int64_t n, const mirage_input* in, int32_t in_count,
                   const mirage_output* out, int32_t out_count, const mirage_run* run) {
    return guarded([&] {
        if (!name) throw InputError("the formula has no name");
        return calculate(find_formula(name), arguments_of(n, in, in_count, out, out_count, run));
    });
}

const char* mirage_error(void) { return error_text; }

const char* mirage_description(void) {
    try {
        return description_text().c_str();
    } catch (const std::exception& error) {
        set_error(error.what());
        return "";
    }
}

const char* mirage_version(void) {
    static const std::string text = fmt::format("{} ({})", version, git_commit);
    return text.c_str();
}

int mirage_abi(void) { return MIRAGE_ABI; }

}  // extern "C"
