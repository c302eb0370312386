#include "interface/description.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "call.hpp"
#include "interface/input_names.hpp"
#include "results/formula.hpp"

namespace {

using nlohmann::json;

TEST(Description, HoldsWhatTheTablesHold) {
    const json d = json::parse(mirage::description_text());
    EXPECT_EQ(d["abi"], MIRAGE_ABI);
    EXPECT_EQ(d["settings"].size(), mirage::input_settings().size());
    EXPECT_EQ(d["formulas"].size(), mirage::formulas().size());
    EXPECT_EQ(d["calls"].size(), 10u);
    for (const json& setting : d["settings"])
        if (setting["name"] == "beta") {
            EXPECT_EQ(setting["unit"]["si"], "meV");
            EXPECT_EQ(setting["allowed"], "0 to 100 Delta0");
            EXPECT_EQ(setting["default"], 0.0);
        }
}

/// Every output that is described can be had.
TEST(Description, EveryOutputOfACallIsThere) {
    const json d = json::parse(mirage_description());
    const std::map<std::string, mirage_test::Function> calls{
        {"points", mirage_points},
        {"fields", mirage_fields},
        {"spectrum", mirage_spectrum},
        {"bands", mirage_bands},
        {"second_order_fields", mirage_second_order_fields}};
    for (const auto& [name, function] : calls) {
        std::vector<std::string> outputs;
        for (const json& output : d["calls"][name]["outputs"]) outputs.push_back(output["name"]);
        const auto o = mirage_test::call(function, 1, {{{"T", {0.3}}, {"beta", {7.0}}}}, outputs);
        EXPECT_EQ(o.result, MIRAGE_OK) << name << ": " << o.error;
    }
}

}  // namespace
