#include "interface/request.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "grid/point_parameters.hpp"
#include "input/input_error.hpp"
#include "input/suggestion.hpp"
#include "interface/input_names.hpp"

namespace mirage {
namespace {

/// Of an axis that was given as numbers. The text that belongs to them is slow to make, and needed where they
/// are refused alone.
constexpr const char* number_text = "number";

/// Reads the inputs one by one.
class Reader {
public:
    Reader(std::int64_t rows, const OwnInputs& own) : own_(own) {
        request.rows = rows;
        for (const NumberInput& number : own.numbers)
            request.numbers.emplace_back(number.name, NumberColumn{nullptr, 0, number.otherwise});
    }

    Request request;
    std::map<std::string, std::string> settled;  ///< keys of settings on which others depend

    void read(const mirage_input& input) {
        if (!input.name) throw InputError("an input has no name");
        if (read_own(input)) return;
        if (std::string_view(input.name) == pocket_input) return read_pocket(input);
        const Setting& setting = find_input(input.name, own_);
        if (!given_.insert(&setting).second) throw InputError(fmt::format("{} is given twice", input.name));
        if (depends(setting)) settled[setting.key()] = "";
        if (input.text)
            setting.read(request.configuration, input.name, input.text);
        else
            read_numbers(setting, input);
    }

private:
    /// Units and gamma depend on whether these are given.
    static bool depends(const Setting& setting) {
        constexpr const char* names[] = {"units", "tc0", "g-factor", "gamma", "gamma-intra", "gamma-inter"};
        return std::find(std::begin(names), std::end(names), setting.name) != std::end(names);
    }

    bool read_own(const mirage_input& input) {
        for (std::size_t i = 0; i < own_.numbers.size(); ++i) {
            if (!same_name(input.name, own_.numbers[i].name)) continue;
            NumberColumn& column = request.numbers[i].second;
            if (column.values) throw InputError(fmt::format("{} is given twice", input.name));
            check_count(input);
            if (input.count > 0) range_of(input.name, input.values, input.count);
            column.values = input.values;
            column.stride = input.count == 1 ? 0 : 1;
            return true;
        }
        const auto name = std::find_if(own_.texts.begin(), own_.texts.end(), [&](const std::string& text) {
            return same_name(input.name, text.c_str());
        });
        if (name == own_.texts.end()) return false;
        if (!input.text) throw InputError(fmt::format("{}: needs a text", input.name));
        request.texts.emplace_back(*name, input.text);
        return true;
    }

    void read_pocket(const mirage_input& input) {
        if (!input.text) throw InputError("pocket: needs a text, NAME:share=0.4,beta=0.8");
        const PocketText text = parse_pocket(input.text);
        std::vector<PocketSettings>& pockets = request.configuration.pockets;
        const std::size_t before = pockets.size();
        PocketSettings& pocket = pocket_called(pockets, text.name);
        if (pockets.size() == before)
            throw InputError(fmt::format("pocket '{}': pocket {} is given twice", input.text, text.name));
        for (const auto& [key, value] : text.entries)
            read_pocket_entry(pocket, fmt::format("pocket.{}.{}", text.name, key), key, value);
    }

    void read_numbers(const Setting& setting, const mirage_input& input) {
        check_count(input);
        if (!setting.axis) return read_plain_number(setting, input);
        if (input.count == 0) return;  // no rows
        const NumberRange range = range_of(input.name, input.values, input.count);
        Axis& axis = request.configuration.*(setting.axis);
        axis.text = number_text;
        axis.values.assign(1, range.least);
        if (input.count == 1) return;
        request.columns.push_back({&setting, input.values});
        if (range.most > range.least) axis.values.push_back(range.most);
    }

    /// One that is no axis, the tolerance, has its own reader.
    void read_plain_number(const Setting& setting, const mirage_input& input) {
        if (input.count != 1 || !setting.choices.empty())
            throw InputError(fmt::format("{}: {}", input.name,
                                         setting.choices.empty() ? "one number is needed" : "needs a text"));
        setting.read(request.configuration, input.name, fmt::format("{}", input.values[0]));
    }

    void check_count(const mirage_input& input) const {
        if (input.text || !input.values) throw InputError(fmt::format("{}: needs numbers", input.name));
        if (input.count != 1 && input.count != request.rows)
            throw InputError(
                fmt::format("{}: {} numbers, 1 or {} are needed", input.name, input.count, request.rows));
    }

    const OwnInputs& own_;
    std::set<const Setting*> given_;
};

/// The settings of one row as the program would have them: what refuses them then speaks of its values.
Configuration row_configuration(const Request& request, std::int64_t row) {
    Configuration c = request.configuration;
    if (request.rows == 0) return c;
    for (const SettingColumn& column : request.columns)
        (c.*(column.setting->axis)).values = {column.values[row]};
    for (const Setting* setting : axis_settings())
        if (Axis& axis = c.*(setting->axis); axis.text == number_text)
            axis.text = fmt::format("{}", axis.values[0]);
    return c;
}

void settle_settings(Request& request, const std::map<std::string, std::string>& given) {
    try {
        settle(request.configuration, given);
    } catch (const InputError&) {
        Configuration c = row_configuration(request, 0);
        settle(c, given);
    }
}

/// The smallest and largest numbers of all columns are checked together, as if each went with each. Where
/// they do not pass, the rows are checked one by one: limits depend on other settings.
void check_settings(const Request& request) {
    try {
        check(request.configuration);
    } catch (const InputError&) {
        const std::int64_t rows = request.columns.empty() ? 1 : request.rows;
        for (std::int64_t row = 0; row < rows; ++row) check(row_configuration(request, row));
    }
}

void check_number(const NumberInput& input, const NumberColumn& column, const Request& request) {
    if (!input.allowed || !column.values) return;
    const std::int64_t rows = column.stride == 0 && request.columns.empty() ? 1 : request.rows;
    for (std::int64_t row = 0; row < rows; ++row)
        if (!input.allowed(column.at(row) / units_of(request, row).factor(input.unit)))
            throw InputError(fmt::format("{} = {}: {}", input.name, column.at(row), input.rule));
}

/// What is no column has one value. gamma may be the sum of two settings, which the parameters of a point
/// know.
PointSettings fixed_settings(const Request& request) {
    const Configuration& c = request.configuration;
    PointSettings point;
    point.pair_momentum = pair_momentum(c);
    for (const Setting* setting : axis_settings()) {
        const Axis& axis = c.*(setting->axis);
        if (axis.values.empty()) continue;
        if (axis.text != number_text && axis.values.size() > 1) single_value(setting->variable(), axis);
        point.*(setting->value) = axis.values[0];
    }
    return point;
}

}  // namespace

const NumberColumn& Request::number(std::string_view name) const {
    const auto found = std::find_if(numbers.begin(), numbers.end(),
                                    [&](const auto& number) { return number.first == name; });
    return found->second;
}

const std::string& Request::text(std::string_view name) const {
    static const std::string none;
    const auto found =
        std::find_if(texts.begin(), texts.end(), [&](const auto& text) { return text.first == name; });
    return found == texts.end() ? none : found->second;
}

Request read_request(std::int64_t rows, std::span<const mirage_input> inputs, const OwnInputs& own) {
    Reader reader(rows, own);
    for (const mirage_input& input : inputs) reader.read(input);
    Request& request = reader.request;
    settle_settings(request, reader.settled);
    check_settings(request);
    request.fixed = fixed_settings(request);
    for (std::size_t i = 0; i < own.numbers.size(); ++i)
        check_number(own.numbers[i], request.numbers[i].second, request);
    return std::move(request);
}

UnitSystem units_of(const Request& request, std::int64_t row) {
    return unit_system(settings_of(request, row), request.configuration.units);
}

PointSettings settings_of(const Request& request, std::int64_t row) {
    PointSettings settings = request.fixed;
    for (const SettingColumn& column : request.columns)
        settings.*(column.setting->value) = column.values[row];
    return settings;
}

GridPoint point_of(const Request& request, std::int64_t row) {
    const PointSettings settings = settings_of(request, row);
    const UnitSystem unit = unit_system(settings, request.configuration.units);
    return {point_parameters(settings, request.configuration.pockets, unit), unit};
}

bool same_settings(const Request& request, std::int64_t a, std::int64_t b) {
    return std::all_of(request.columns.begin(), request.columns.end(),
                       [&](const SettingColumn& column) { return column.values[a] == column.values[b]; });
}

}  // namespace mirage
