#include "input/materials.hpp"

#include <set>

#include <gtest/gtest.h>

#include "input/input_error.hpp"

namespace {

using namespace mirage;

TEST(Materials, EachHasItsNameNumbersAndSources) {
    std::set<std::string> names;
    for (const MaterialPreset& m : materials()) {
        EXPECT_TRUE(names.insert(m.name).second) << m.name;
        EXPECT_GT(m.tc0, 0.0);
        EXPECT_GE(m.beta, 0.0);
        EXPECT_NE(m.source_tc0, "");
        EXPECT_NE(m.source_beta.find("Zhang and Falson 2021"), std::string::npos);
    }
}

TEST(Materials, FoundInAnyCase) {
    EXPECT_EQ(find_material("nbse2").name, "NbSe2");
    EXPECT_THROW(find_material("NbSe3x"), InputError);
}

}  // namespace
