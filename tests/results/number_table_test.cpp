#include "results/number_table.hpp"

#include <gtest/gtest.h>

#include "mirage/numeric/constants.hpp"

namespace {

using namespace mirage;

NumberTable example() {
    return {{"mirage bands", Units::si, {}, {{"xi", "meV"}, {"a_name_of_some_length"}}},
            {{0.1, 1e-300}, {1.0 / 3.0, quiet_nan}}};
}

TEST(NumberTable, CsvHasAllDigits) {
    const std::string text = text_of(example(), Format::csv);
    EXPECT_NE(text.find("\nxi,a_name_of_some_length\n0.1,1e-300\n0.333333333333333,nan\n"), std::string::npos)
        << text;
}

TEST(NumberTable, JsonNamesTheValues) {
    const Json json = Json::parse(text_of(example(), Format::json));
    EXPECT_EQ(json["rows"].size(), 2u);
    EXPECT_EQ(json["rows"][1]["xi"], 1.0 / 3.0);
    EXPECT_TRUE(json["rows"][1]["a_name_of_some_length"].is_null());
    EXPECT_EQ(json["unit_of"]["xi"], "meV");
}

TEST(NumberTable, ATableHasUnitsBelowTheNames) {
    EXPECT_EQ(text_of(example(), Format::table),
              "             xi  a_name_of_some_length\n"
              "            meV                       \n"
              "            0.1                 1e-300\n"
              "     0.33333333                    nan\n");
}

}  // namespace
