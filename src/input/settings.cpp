#include "input/settings.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "input/point_settings.hpp"
#include "input/run_settings.hpp"
#include "mirage/model/domain.hpp"

namespace mirage {
namespace {

using C = Configuration;
using P = PointSettings;

std::vector<Setting> all_settings() {
    std::vector<Setting> list = settings_of_material();
    const auto add = [&list](const std::vector<Setting>& more) {
        list.insert(list.end(), more.begin(), more.end());
    };
    add(settings_of_grid());
    add(spectrum_settings(list));
    add(run_settings());
    return list;
}

/// "NUMBER|auto"
std::string with_words(const Setting& setting, std::string value) {
    for (const std::string& word : setting.words) value += "|" + word;
    return value;
}

/// T and B last, so that lines and planes of the grid are consecutive.
int dimension(const Setting& setting) {
    constexpr const char* last[] = {"alpha", "gamma", "T", "B"};
    return static_cast<int>(std::find(std::begin(last), std::end(last), setting.name) - std::begin(last)) + 1;
}

}  // namespace

std::string Setting::variable() const {
    std::string text = name;
    std::replace(text.begin(), text.end(), '-', '_');
    return text;
}

const std::vector<Setting>& settings() {
    static const std::vector<Setting> list = all_settings();
    return list;
}

bool is_beyond_two_valleys(const Setting& setting) {
    static const Configuration none;
    return setting.axis && (none.*(setting.axis)).values.empty();
}

std::vector<CommandOption> pocket_options() {
    std::string keys;
    for (const PocketKey& key : pocket_keys())
        keys += fmt::format("{}{}", keys.empty() ? "" : ", ", key.name);
    std::vector<CommandOption> list{
        {.name = "pocket",
         .value = "NAME:share=NUMBER,...",
         .help = fmt::format("a pocket beside the two valleys, at most {}: {}", domain::max_pockets, keys),
         .also = {"pockets"},
         .repeated = true}};
    for (const PocketKey& key : pocket_keys()) {
        const std::string unit = kind_name(key.unit);
        list.push_back({fmt::format("pocket.NAME.{}", key.name), key.value ? "NUMBER" : "valley|cos3phi",
                        fmt::format("{}{}; {}", key.help, unit.empty() ? "" : fmt::format(" [{}]", unit),
                                    key.allowed())});
    }
    return list;
}

std::vector<CommandOption> setting_options(Scope scope) {
    std::vector<CommandOption> short_names, keys;
    for (const Setting& setting : settings()) {
        if (setting.scope > scope) continue;
        const std::string value = value_name(setting, scope);
        short_names.push_back({setting.option, value, setting.help, setting.choices, setting.also});
        keys.push_back({setting.key(), value, setting.help, setting.choices});
    }
    short_names.insert(short_names.end(), keys.begin(), keys.end());
    for (const CommandOption& option : pocket_options()) short_names.push_back(option);
    return short_names;
}

std::string value_name(const Setting& setting, Scope scope) {
    if (!setting.choices.empty()) return fmt::format("{}", fmt::join(setting.choices, "|"));
    if (setting.section == "output") return "FILE";
    if (setting.key() == "spectrum.energy" && scope == Scope::spectrum) return "AXIS|auto";
    if (setting.section == "spectrum" && setting.name != "eta") return "AXIS";
    return with_words(setting, setting.axis && scope == Scope::sweep ? "AXIS" : "NUMBER");
}

const std::vector<const Setting*>& axis_settings() {
    static const std::vector<const Setting*> list = [] {
        std::vector<const Setting*> axes;
        for (const Setting& setting : settings())
            if (setting.role != GridRole::none) axes.push_back(&setting);
        std::stable_sort(axes.begin(), axes.end(), [](const Setting* a, const Setting* b) {
            const auto place = [](const Setting& s) { return s.role == GridRole::always ? dimension(s) : 0; };
            return place(*a) < place(*b);
        });
        return axes;
    }();
    return list;
}

std::vector<const Setting*> printed_settings(Units units) {
    const auto place = [](const Setting& s) {
        if (s.value == &P::T || s.value == &P::B) return 0;
        if (s.value == &P::tc0 || s.value == &P::g_factor) return 3;
        return is_beyond_two_valleys(s) ? 2 : 1;
    };
    std::vector<const Setting*> list;
    for (const Setting& s : settings())
        if (s.role != GridRole::none && (units == Units::si || !s.si_only)) list.push_back(&s);
    std::stable_sort(list.begin(), list.end(),
                     [&](const Setting* a, const Setting* b) { return place(*a) < place(*b); });
    return list;
}

std::vector<const Setting*> printed_settings(const Configuration& c) {
    std::vector<const Setting*> list = printed_settings(c.units);
    std::erase_if(list, [&](const Setting* setting) { return (c.*(setting->axis)).values.empty(); });
    return list;
}

bool splits_gamma(const Configuration& c) {
    return !c.gamma_intra.values.empty() || !c.gamma_inter.values.empty();
}

Axis axis_of(const Configuration& c, const Setting& setting) {
    if (setting.axis != &C::gamma || !splits_gamma(c)) return c.*(setting.axis);
    const std::vector<double>&intra = c.gamma_intra.values, &inter = c.gamma_inter.values;
    if (intra.size() > 1 || inter.size() > 1) return {"nan", {quiet_nan}};
    const double sum = (intra.empty() ? 0.0 : intra[0]) + (inter.empty() ? 0.0 : inter[0]);
    return {fmt::format("{}", sum), {sum}};
}

PointSettings single_point(const Configuration& c) {
    PointSettings point;
    point.pair_momentum = pair_momentum(c);
    for (const Setting* setting : axis_settings())
        if (const Axis axis = axis_of(c, *setting); !axis.values.empty())
            point.*(setting->value) = single_value("--" + setting->option, axis);
    return point;
}

PairMomentum pair_momentum(const Configuration& c) {
    return c.momentum.text == auto_word ? PairMomentum::best : PairMomentum::given;
}

bool asks_for_momentum(const Configuration& c) { return !c.momentum.text.empty(); }

UnitSystem unit_system(const PointSettings& point, Units units) {
    return units == Units::si ? si_units(point.tc0, point.g_factor) : reduced_units();
}

UnitSystem unit_system(const Configuration& c) {
    PointSettings point;
    point.tc0 = single_value("--tc0", c.tc0);
    point.g_factor = single_value("--g-factor", c.g_factor);
    return unit_system(point, c.units);
}

double reduced_eta(const Configuration& c, const UnitSystem& unit) {
    return c.eta ? *c.eta / unit.energy : 0.01;
}

}  // namespace mirage
