#pragma once
// Calls of the C interface as C++ writes them.

#include <map>
#include <string>
#include <vector>

#include "mirage/mirage.h"

namespace mirage_test {

using Column = std::vector<double>;
using Columns = std::map<std::string, Column>;
using Texts = std::vector<std::pair<std::string, std::string>>;
using Function = int (*)(int64_t, const mirage_input*, int32_t, const mirage_output*, int32_t,
                         const mirage_run*);

/// What a call is given: numbers, texts, names of outputs with how many numbers each row has.
struct Inputs {
    Columns numbers{};
    Texts texts{};
    mirage_run run{1, nullptr, nullptr};
};

struct Outcome {
    int result = 0;
    std::string error;
    Columns out;

    double value(const std::string& name, std::size_t i = 0) const { return out.at(name).at(i); }
};

/// `outputs`: names, `name*3` for three numbers in each row.
inline Outcome call(Function function, std::size_t rows, const Inputs& given,
                    const std::vector<std::string>& outputs) {
    std::vector<mirage_input> in;
    for (const auto& [name, values] : given.numbers)
        in.push_back({name.c_str(), values.data(), static_cast<int64_t>(values.size()), nullptr});
    for (const auto& [name, text] : given.texts) in.push_back({name.c_str(), nullptr, 0, text.c_str()});
    Outcome outcome;
    for (const std::string& output : outputs) {
        const auto star = output.find('*');
        const std::size_t width = star == output.npos ? 1 : std::stoul(output.substr(star + 1));
        outcome.out[output.substr(0, star)] = Column(rows * width, -7.0);
    }
    std::vector<mirage_output> out;
    for (auto& [name, values] : outcome.out)
        out.push_back({name.c_str(), values.data(), static_cast<int64_t>(values.size())});
    outcome.result = function(static_cast<int64_t>(rows), in.data(), static_cast<int32_t>(in.size()),
                              out.data(), static_cast<int32_t>(out.size()), &given.run);
    outcome.error = mirage_error();
    return outcome;
}

}  // namespace mirage_test
