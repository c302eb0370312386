#include "input/axis.hpp"

#include <gtest/gtest.h>

#include "input/input_error.hpp"
#include "input/text.hpp"

namespace {

using namespace mirage;

TEST(Axis, RangesHaveExactEnds) {
    const Axis axis = parse_axis("T", "0.05:3:60");
    ASSERT_EQ(axis.values.size(), 60u);
    EXPECT_EQ(axis.values.front(), 0.05);
    EXPECT_EQ(axis.values.back(), 3.0);
    EXPECT_NEAR(axis.values[1] - axis.values[0], 0.05, 1e-15);
    EXPECT_EQ(axis.text, "0.05:3:60");
}

TEST(Axis, Logarithmic) {
    const Axis axis = parse_axis("T", "0.001:1:4:log");
    ASSERT_EQ(axis.values.size(), 4u);
    EXPECT_NEAR(axis.values[1], 0.01, 1e-16);
    EXPECT_NEAR(axis.values[2], 0.1, 1e-15);
}

TEST(Axis, ListsAndSingleValues) {
    EXPECT_EQ(parse_axis("B", "0, 0.5 ,2").values, (std::vector<double>{0, 0.5, 2}));
    EXPECT_EQ(parse_axis("B", "-3").values, (std::vector<double>{-3}));
    EXPECT_EQ(parse_axis("B", "2:2:1").values, (std::vector<double>{2}));
    EXPECT_EQ(parse_axis("B", "+1e-3").values, (std::vector<double>{1e-3}));
}

TEST(Axis, RefusesWhatItCannotUnderstand) {
    for (const char* text :
         {"",       " ",       "abc",       "1:2",        "1:2:3:4", "1:2:3:log:", "1:2:0",
          "1:2:-3", "1:2:2.5", "0:1:3:log", "-1:1:3:log", "1:2:1",   "nan",        "inf",
          "1,,2",   "1,2,",    "2,1",       "1,1",        "3:1:5",   "1:1:3",      "1:2:99999999",
          "1e999",  "0x10",    "1 2",       "1:nan:3"})
        EXPECT_THROW(parse_axis("T", text), InputError) << "'" << text << "'";
}

TEST(Axis, TheMessageNamesOptionValueAndWhatIsAllowed) {
    try {
        parse_axis("--T", "1:2:x");
        FAIL();
    } catch (const InputError& error) {
        const std::string text = error.what();
        EXPECT_NE(text.find("--T"), std::string::npos);
        EXPECT_NE(text.find("1:2:x"), std::string::npos);
        EXPECT_NE(text.find("whole number"), std::string::npos);
        EXPECT_EQ(text.find('\n'), std::string::npos);
    }
}

TEST(Axis, AMessageStaysOneShortLineWhateverTheValue) {
    for (const std::string& text :
         {std::string("1\n2"), std::string("\x1b[31m"), std::string(1'000'000, '7') + "x"}) {
        try {
            parse_axis("--T", text);
            FAIL();
        } catch (const InputError& error) {
            const std::string message = error.what();
            EXPECT_EQ(message, printable(message));
            EXPECT_LT(message.size(), 1000u);
            EXPECT_NE(message.find("--T"), std::string::npos) << "what";
            EXPECT_NE(message.find("finite number"), std::string::npos) << "what is allowed";
        }
    }
}

std::string refusal(const std::string& text) {
    try {
        parse_axis("T", text);
    } catch (const InputError& error) {
        return error.what();
    }
    return {};
}

TEST(Axis, ADecimalCommaIsRefusedWithBothSpellings) {
    EXPECT_EQ(refusal("0,5"), "T = '0,5': a decimal comma? write 0.5, or '0, 5' for two values");
    EXPECT_EQ(refusal("1,05"), "T = '1,05': a decimal comma? write 1.05, or '1, 05' for two values");
    EXPECT_NE(refusal("-1,5").find("write -1.5"), std::string::npos);
    EXPECT_NE(refusal("0,5:3:60"), "");
    EXPECT_NE(refusal("0,05,0,1").find("decimal comma"), std::string::npos);
    EXPECT_EQ(parse_axis("T", "0, 5").values, (std::vector<double>{0, 5}));
    EXPECT_EQ(parse_axis("T", "0,5.").values, (std::vector<double>{0, 5}));
    EXPECT_EQ(parse_axis("T", "0,0.1").values, (std::vector<double>{0, 0.1}));
    EXPECT_EQ(parse_axis("T", "1,2,5").values, (std::vector<double>{1, 2, 5}));
    try {
        parse_number("T", "0,5");
        FAIL();
    } catch (const InputError& error) {
        EXPECT_EQ(std::string(error.what()), "T = '0,5': a decimal comma? write 0.5");
    }
}

TEST(Axis, UnitsAndBracketsAreNamed) {
    EXPECT_NE(refusal("3 K").find("without a unit"), std::string::npos);
    EXPECT_NE(refusal("0.456meV").find("without a unit"), std::string::npos);
    EXPECT_NE(refusal("[0.1, 0.5]").find("'[0.1, 0.5]'"), std::string::npos);
    EXPECT_NE(refusal("0.1;0.5").find("commas"), std::string::npos);
    EXPECT_EQ(refusal("x").find("unit"), std::string::npos);
    EXPECT_EQ(refusal("1e999").find("unit"), std::string::npos);
}

TEST(Axis, OneValueIsAskedForWithTheNumberGiven) {
    try {
        single_value("--beta", parse_axis("--beta", "0.1:1:5"));
        FAIL();
    } catch (const InputError& error) {
        EXPECT_EQ(std::string(error.what()), "--beta = '0.1:1:5': one value is needed here, these are 5");
    }
}

}  // namespace
