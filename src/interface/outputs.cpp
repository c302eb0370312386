#include "interface/outputs.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "input/input_error.hpp"
#include "input/suggestion.hpp"

namespace mirage {
namespace {

void check_column(std::int64_t rows, const mirage_output& output) {
    if (!output.name) throw InputError("an output has no name");
    if (output.count < 0 || (output.count > 0 && !output.values))
        throw InputError(fmt::format("output {}: needs room for numbers", output.name));
    if (rows == 0 ? output.count != 0 : output.count == 0 || output.count % rows != 0)
        throw InputError(fmt::format("output {}: room for {} numbers, {} or a multiple of it are needed",
                                     output.name, output.count, rows));
}

bool is_called(const OutputName& known, const char* name) {
    return same_text(known.name.c_str(), name) ||
           (!known.other.empty() && same_text(known.other.c_str(), name));
}

}  // namespace

Outputs::Outputs(std::int64_t rows, std::span<const mirage_output> outputs) : rows_(rows), outputs_(outputs) {
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        check_column(rows, outputs[i]);
        for (std::size_t k = 0; k < i; ++k)
            if (same_text(outputs[i].name, outputs[k].name))
                throw InputError(fmt::format("output {} is given twice", outputs[i].name));
    }
    for (const mirage_output& output : outputs) std::fill_n(output.values, output.count, quiet_nan);
}

OutputColumn Outputs::column_of(const mirage_output& output) const {
    return {output.values, rows_ > 0 ? output.count / rows_ : 1};
}

OutputColumn Outputs::named(std::string_view name) const {
    for (const mirage_output& output : outputs_)
        if (name == output.name) return column_of(output);
    return {};
}

void Outputs::check(const std::vector<OutputName>& names) const {
    for (const mirage_output& output : outputs_) {
        const auto found = std::find_if(names.begin(), names.end(), [&](const OutputName& known) {
            return is_called(known, output.name);
        });
        if (found == names.end()) {
            std::vector<std::string> known;
            for (const OutputName& name : names) known.push_back(name.name);
            throw InputError(
                fmt::format("unknown output '{}'{}", output.name, did_you_mean(output.name, known)));
        }
        if (!found->several && column_of(output).width != 1)
            throw InputError(fmt::format("output {}: has one number in each row", output.name));
    }
}

}  // namespace mirage
