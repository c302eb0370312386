#include "tables/header_units.hpp"

#include <gtest/gtest.h>

#include "input/input_error.hpp"

namespace {

using namespace mirage;
using Units = std::vector<std::string>;

Table table(const std::string& text) { return table_of("f", decoded_lines("f", text)); }

/// Of every column.
Units units(const std::string& text) {
    std::vector<std::string> notes;
    const auto header = header_of(table(text), notes);
    Units list;
    if (header)
        for (const ColumnName& name : header->columns) list.push_back(name.unit);
    return list;
}
std::string refusal(const std::string& text) {
    try {
        units(text);
    } catch (const InputError& error) {
        return error.what();
    }
    return "";
}

TEST(HeaderUnits, BesideAndBelow) {
    EXPECT_EQ(units("T (mK),B [kOe]\n1,2\n"), (Units{"mK", "kOe"}));
    EXPECT_EQ(units("T\tB\tdT\nK\tT\tK\n\tin plane\t\n1\t2\t3\n"), (Units{"K", "T", "K"}));
    EXPECT_EQ(units("Temp;Field\n(mK);(Oe)\n1;2\n"), (Units{"mK", "Oe"}));
    EXPECT_EQ(units("# T, B\n# mK, kOe\n1,2\n"), (Units{"mK", "kOe"}));
    EXPECT_EQ(units("% T [K]   B [T]\n1   2\n"), (Units{"K", "T"}));
    EXPECT_EQ(units("# columns: T [Tc0], B_c2 [Delta0], order [1]\nT,B_c2,order\n1,2,3\n"),
              (Units{"Tc0", "Delta0", "1"}));
    EXPECT_NE(refusal("T,B\nfurlong,gizmo\n1,2\n").find("f:2:"), std::string::npos);
    EXPECT_NE(refusal("T,B\n,meV\n1,2\n").find("f:2:"), std::string::npos);
    EXPECT_NE(refusal("T (K),B (T)\nmK,mT\n1,2\n").find("f:2:"), std::string::npos)
        << "two units of one column";
}

TEST(HeaderUnits, UnitsOrNames) {
    EXPECT_TRUE(are_units({"K", "T"}));
    EXPECT_TRUE(are_units({"(mK)", ""}));
    EXPECT_FALSE(are_units({"T", "B"}));
    EXPECT_FALSE(are_units({"", ""}));
}

TEST(HeaderUnits, WordsOfComments) {
    EXPECT_EQ(unit_in_comments(table("# fields in kOe\n1,2\n"), nullptr)->text, "kOe");
    EXPECT_EQ(unit_in_comments(table("fields in mT, by hand\n1,2\n"), nullptr)->text, "mT");
    EXPECT_FALSE(unit_in_comments(table("# Oesterreich\n1,2\n"), nullptr).has_value())
        << "no word of its own";
}

}  // namespace
