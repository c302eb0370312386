#include "fit/known_parameters.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "mirage/model/units.hpp"

namespace mirage {
namespace {

std::vector<KnownParameter> two_valley_parameters() {
    return {
        {"tc0",
         &FitParameters::tc0,
         "K",
         "critical temperature at B = 0 (default free: from the data)",
         {true, true, true, true}},
        {"beta", &FitParameters::beta, "meV", "Ising spin-orbit coupling", {true, true, false, false}},
        {"gamma", &FitParameters::gamma, "meV", "scattering rate Gamma", {true, false, false, false}},
        {"alpha",
         &FitParameters::alpha,
         "meV",
         "Rashba coupling alpha p_F",
         {true, false, false, false},
         FitScale::squared},
        {"g-factor", &FitParameters::g_factor, "", "Lande factor (default 2)", {true, true, true, true}},
        {"spin-orbit-rate",
         &FitParameters::spin_orbit_rate,
         "meV",
         "hbar/tau_SO",
         {false, false, true, true}},
    };
}

const char* si_name(UnitKind kind) { return kind == UnitKind::number ? "" : unit_name(kind, Units::si); }

FitScale scale_of(const FitMember& member) {
    if (member == &FitParameters::theta || member == &FitParameters::thickness ||
        member.is_of_pocket(&PocketSettings::alpha))
        return FitScale::squared;
    return member == &FitParameters::t_triplet ? FitScale::inverse_logarithm : FitScale::linear;
}

/// What of a pocket decides a critical field.
bool decides_a_field(const PocketKey& key) {
    const std::array deciding{&PocketSettings::share, &PocketSettings::beta, &PocketSettings::alpha,
                              &PocketSettings::gap};
    return std::find(deciding.begin(), deciding.end(), key.value) != deciding.end();
}

}  // namespace

const std::vector<KnownParameter>& known_parameters() {
    static const std::vector<KnownParameter> list = [] {
        std::vector<KnownParameter> all = two_valley_parameters();
        for (const auto& [setting, member] : material_settings())
            all.push_back({setting->name,
                           member,
                           si_name(setting->unit),
                           setting->help,
                           {true, false, false, false},
                           scale_of(member)});
        return all;
    }();
    return list;
}

std::vector<KnownParameter> known_with(const std::vector<PocketSettings>& pockets) {
    std::vector<KnownParameter> all = known_parameters();
    for (std::size_t i = 0; i < pockets.size(); ++i)
        for (const PocketKey& key : pocket_keys())
            if (decides_a_field(key)) {
                const FitMember member(key.value, i);
                all.push_back({fmt::format("pocket.{}.{}", pockets[i].name, key.name),
                               member,
                               si_name(key.unit),
                               key.help,
                               {true, false, false, false},
                               scale_of(member)});
            }
    return all;
}

bool is_beyond_two_valleys(const KnownParameter& known) {
    static const std::vector<KnownParameter> two_valleys = two_valley_parameters();
    return std::none_of(two_valleys.begin(), two_valleys.end(),
                        [&](const KnownParameter& other) { return other.member == known.member; });
}

bool belongs(const KnownParameter& known, FitModel model) { return known.in_model[static_cast<int>(model)]; }

const char* name_of(FitModel model) {
    static constexpr const char* names[] = {"exact", "ising", "klb", "whh"};
    return names[static_cast<int>(model)];
}

}  // namespace mirage
