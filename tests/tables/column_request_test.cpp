#include "tables/column_request.hpp"

#include <gtest/gtest.h>

#include "input/input_error.hpp"

namespace {

using namespace mirage;

ColumnChoice choice(const std::string& text, const std::string& request) {
    return requested_columns(table_of("f", decoded_lines("f", text)), request);
}
std::string refusal(const std::string& text, const std::string& request) {
    try {
        choice(text, request);
    } catch (const InputError& error) {
        return error.what();
    }
    return "";
}

TEST(ColumnRequest, PositionsAndNames) {
    const std::string text = "a,b,\"c, d\",sample\n1,2,3,x\n";
    const ColumnChoice by_place = choice(text, "T=2,B=1,sigma_B=3,sample=4");
    EXPECT_EQ(by_place.samples[0].T.at, 1u);
    EXPECT_EQ(by_place.samples[0].sigma_B->at, 2u);
    EXPECT_EQ(by_place.sample, 3u);
    EXPECT_TRUE(by_place.named);
    EXPECT_EQ(choice(text, "T = b, B = c, d").samples[0].B.at, 2u) << "a name with a comma";
    EXPECT_EQ(choice("T (K),B (T),R (T)\n1,2,3\n", "T=T,B=R").samples[0].B.at, 2u)
        << "names without their units";
    EXPECT_EQ(choice("1 2 3\n", "T=3,B=1").samples[0].T.at, 2u) << "without a header";
    EXPECT_EQ(choice("T,Hc2_perp\n1,2\n", "T=1,B=2").samples[0].B.at, 1u) << "what alone is refused";
}

TEST(ColumnRequest, Units) {
    EXPECT_EQ(choice("1 2\n", "T[mK]=1,B(kOe)=2").samples[0].T.unit.name, "mK");
    EXPECT_EQ(choice("T (mK),B\n1,2\n", "T=1,B=2").samples[0].T.unit.name, "mK") << "of the header";
    EXPECT_EQ(choice("T (furlong),B\n1,2\n", "T[K]=1,B=2").samples[0].T.unit.name, "K")
        << "the user is right";
    EXPECT_EQ(choice("1 2 3\n", "T=1,B=2,sigma_B[%]=3").samples[0].sigma_B->unit.of, UnitOf::percent);
    EXPECT_NE(refusal("1 2\n", "T[kOe]=1,B=2"), "");
    EXPECT_NE(refusal("1 2\n", "T[furlong]=1,B=2"), "");
    EXPECT_NE(refusal("T (furlong),B\n1,2\n", "T=1,B=2"), "");
}

TEST(ColumnRequest, WrongOnesTellTheColumns) {
    const std::string text = "a,b,c\n1,2,3\n";
    EXPECT_NE(refusal(text, "T=7,B=1").find("1 'a', 2 'b', 3 'c'"), std::string::npos)
        << refusal(text, "T=7,B=1");
    for (const char* request : {"T=1", "B=2", "T=1,B=1", "T=0,B=1", "T=1,B=2,T=3", "T=1,B=x", "T=1,C=2", "T",
                                "", "T=,B=1", "T[K=1,B=2"})
        EXPECT_NE(refusal(text, request).find("--columns"), std::string::npos) << request;
    EXPECT_NE(refusal("1 2\n", "T=3,B=1").find("1 to 2"), std::string::npos);
}

}  // namespace
