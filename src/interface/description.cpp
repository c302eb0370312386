#include "interface/description.hpp"

#include <cmath>

#include <nlohmann/json.hpp>

#include "input/materials.hpp"
#include "interface/formula_values.hpp"
#include "interface/input_names.hpp"
#include "mirage/model/constants.hpp"
#include "mirage/version.hpp"

namespace mirage {
namespace {

using Json = nlohmann::ordered_json;

Json unit_json(UnitKind kind) {
    return {{"reduced", unit_name(kind, Units::reduced)}, {"si", unit_name(kind, Units::si)}};
}

/// The value that holds where none is given: a number, a text, or null.
Json default_of(const Setting& setting) {
    static const Configuration plain;
    if (!setting.axis) return setting.write(plain);
    const Axis& axis = plain.*(setting.axis);
    return axis.values.empty() ? Json(nullptr) : Json(axis.values[0]);
}

Json setting_json(const Setting& setting) {
    return {{"name", setting.variable()},
            {"option", setting.name},
            {"section", setting.section},
            {"unit", unit_json(setting.unit)},
            {"symbol", setting.symbol},
            {"long_name", setting.long_name},
            {"help", setting.help},
            {"allowed", setting.allowed},
            {"default", default_of(setting)},
            {"si_only", setting.si_only},
            {"is_axis", setting.axis != nullptr},
            {"words", setting.choices.empty() ? setting.words : setting.choices},
            {"also", setting.also}};
}

Json pocket_json(const PocketKey& key) {
    return {{"name", key.variable()},
            {"option", key.name},
            {"unit", unit_json(key.unit)},
            {"help", key.help},
            {"allowed", key.allowed()}};
}

Json input_json(const NumberInput& input) {
    Json json{{"name", input.name},
              {"unit", unit_json(input.unit)},
              {"help", input.help},
              {"rule", input.rule},
              {"default", nullptr}};
    if (!std::isnan(input.otherwise)) json["default"] = input.otherwise;
    return json;
}

Json output_json(const OutputName& output) {
    Json json{{"name", output.name},      {"unit", unit_json(output.unit)}, {"long_name", output.long_name},
              {"flag", output.is_flag},   {"meanings", output.meanings},    {"missing", output.missing},
              {"several", output.several}};
    json["file_name"] = output.other.empty() ? output.name : output.other;
    return json;
}

Json inputs_json(const OwnInputs& inputs) {
    Json list = Json::array();
    for (const NumberInput& number : inputs.numbers) list.push_back(input_json(number));
    return list;
}

Json outputs_json(const std::vector<OutputName>& outputs) {
    Json list = Json::array();
    for (const OutputName& output : outputs) list.push_back(output_json(output));
    return list;
}

Json formula_json(const Formula& formula) {
    Json json{{"name", formula.name}, {"source", formula.source}, {"validity", formula.validity}};
    json["settings"] = Json::array();
    const OwnInputs own = inputs_of(formula);
    for (const Setting* setting : input_settings()) {
        const bool is_own = std::any_of(own.numbers.begin(), own.numbers.end(), [&](const NumberInput& n) {
            return same_name(n.name, setting->name);
        });
        if (!is_own && takes_setting(formula, *setting)) json["settings"].push_back(setting->variable());
    }
    json["inputs"] = inputs_json(own);
    json["outputs"] = outputs_json(outputs_of(formula));
    return json;
}

Json material_json(const MaterialPreset& material) {
    return {{"name", material.name},
            {"form", material.form},
            {"tc0", material.tc0},
            {"beta", material.beta},
            {"source_tc0", material.source_tc0},
            {"source_beta", material.source_beta},
            {"meaning", material.meaning},
            {"pockets", pockets_text(material.pockets)},
            {"source_pockets", material.source_pockets}};
}

Json description() {
    Json json{{"version", version}, {"commit", git_commit}, {"abi", MIRAGE_ABI}};
    json["constants"] = {
        {"delta0_over_tc0", delta0_over_tc0},  // energies in meV, temperatures in K, fields in tesla
        {"boltzmann", boltzmann},
        {"bohr_magneton", bohr_magneton}};
    for (const Setting* setting : input_settings()) json["settings"].push_back(setting_json(*setting));
    for (const PocketKey& key : pocket_keys()) json["pockets"].push_back(pocket_json(key));
    for (const Calculation& c : calculations())
        json["calls"][c.name] = {{"summary", c.summary},
                                 {"inputs", inputs_json(c.inputs)},
                                 {"texts", c.inputs.texts},
                                 {"outputs", outputs_json(c.outputs)}};
    for (const Formula& formula : formulas()) json["formulas"].push_back(formula_json(formula));
    for (const MaterialPreset& material : materials()) json["materials"].push_back(material_json(material));
    return json;
}

}  // namespace

const std::string& description_text() {
    static const std::string text = description().dump();
    return text;
}

}  // namespace mirage
